//! Schemas of any version, and of any care, brought into the dialect of `OpenAPI` 3.0.
//!
//! Each rule is a function that sees one schema, rewrites what it is about, and says what gets lost. They run in the order
//! of [`RULES`] on a schema before any runs on the schemas inside it.

mod annotations;
mod arrays;
mod bounds;
mod branch_values;
mod combinators;
mod objects;
mod quoted_numbers;
mod siblings;
mod types;
mod values;

use std::collections::HashSet;

use serde::Deserialize;
use serde_json::Value;

use super::Version;
use super::tree::{Kind, Then, Visit};
use crate::diag::Diagnostics;
use crate::origin::At;
use crate::source::{Mapping, Node};

/// A rewrite of one schema.
type SchemaRewrite = fn(&mut Mapping, &At<'_>, &mut Cx<'_>);

/// What a rule may look at and report to.
struct Cx<'a> {
    version: Version,
    diagnostics: &'a mut Diagnostics,
}

impl Cx<'_> {
    /// Reports that a keyword says something that nobody checks.
    fn not_checked(&mut self, keyword: &str, at: &At<'_>) {
        let message = format!("the client does not check `{keyword}`");
        self.diagnostics
            .warning("not-carried", &at.key(keyword).origin(), message)
            .about_key();
    }

    fn warning(&mut self, code: &'static str, at: &At<'_>, message: impl Into<String>) {
        self.diagnostics.warning(code, &at.origin(), message);
    }
}

const RULES: [SchemaRewrite; 32] = [
    annotations::vocabulary,
    annotations::documents,
    annotations::examples,
    annotations::extensions,
    siblings::beside_reference,
    values::constant,
    types::spelling,
    types::null,
    combinators::lists,
    branch_values::branch_values,
    combinators::null_branches,
    types::lists,
    objects::required_list,
    objects::required_flags,
    types::structure,
    values::enumeration,
    values::values_of_items,
    quoted_numbers::quoted_numbers,
    values::values_of_type,
    values::default,
    bounds::numbers,
    bounds::exclusive,
    bounds::integers,
    annotations::content,
    arrays::tuples,
    arrays::unevaluated,
    objects::patterns,
    objects::unevaluated,
    objects::closed,
    combinators::conditions,
    annotations::not_checked,
    annotations::discriminator,
];

/// The rules, applied to every schema of a walk.
pub(super) struct Schemas<'a>(Cx<'a>);

impl<'a> Schemas<'a> {
    pub(super) fn new(version: Version, diagnostics: &'a mut Diagnostics) -> Self {
        Self(Cx {
            version,
            diagnostics,
        })
    }
}

impl Visit for Schemas<'_> {
    fn visit(&mut self, kind: Kind, node: &mut Node, at: &At<'_>) -> Then {
        if kind != Kind::Schema {
            return Then::Enter;
        }
        match node {
            Node::Mapping(schema) => {
                for rule in RULES {
                    rule(schema, at, &mut self.0);
                }
            }
            Node::Bool(_) => return boolean(node, at),
            _ => {}
        }
        Then::Enter
    }
}

/// `true` allows every value and is the empty schema; `false` allows none, so that the property or the branch it stands for
/// does not exist (JSON Schema 2020-12, 4.3.2). `additionalProperties` keeps both words.
fn boolean(node: &mut Node, at: &At<'_>) -> Then {
    if at.last_key() == Some("additionalProperties") {
        return Then::Pass;
    }
    if *node == Node::Bool(false) {
        return Then::Remove;
    }
    *node = Node::Mapping(Mapping::made(at, []));
    Then::Pass
}

/// Takes a value out of a schema, to be put elsewhere: what is in it keeps its place.
fn take(schema: &mut Mapping, key: &str, at: &At<'_>) -> Option<Node> {
    let mut value = schema.remove(key)?;
    keep_place(&mut value, &at.key(key));
    Some(value)
}

/// The values, each once. How the keys of a mapping are ordered does not count.
fn distinct(mut values: Vec<Node>) -> Vec<Node> {
    let mut seen = HashSet::new();
    values.retain(|value| Value::deserialize(value).map_or(true, |it| seen.insert(it)));
    values
}

pub(super) use annotations::check_dialect;
pub(crate) use arrays::PLACES;
pub(super) use values::as_text;

/// Notes the place of a value that is about to be moved.
pub(super) fn keep_place(value: &mut Node, at: &At<'_>) {
    match value {
        Node::Mapping(mapping) => mapping.set_stamp(at),
        Node::Sequence(items) => {
            for (index, item) in items.iter_mut().enumerate() {
                keep_place(item, &at.index(index));
            }
        }
        _ => {}
    }
}
