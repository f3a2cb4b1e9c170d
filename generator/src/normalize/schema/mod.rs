//! Schemas of all versions, rewritten to the dialect of `OpenAPI` 3.0.
//!
//! Each rule is a function that rewrites some keywords of one schema, and reports what gets lost. All rules run on a schema, in
//! the order of [`RULES`], before they run on the schemas inside it. The files are named after the keywords that they rewrite.

mod annotations;
mod arrays;
mod bounds;
mod branch_values;
mod combinators;
mod int_or_string;
mod objects;
mod quoted_numbers;
mod siblings;
mod type_keyword;
mod values;
mod widths;

use std::collections::HashSet;

use serde::Deserialize;
use serde_json::Value;

use super::Version;
use super::object_tree::{Kind, Then, Visit};
use crate::diag::Diagnostics;
use crate::origin::At;
use crate::source::{Mapping, Node};

/// A rewrite of one schema.
type SchemaRewrite = fn(&mut Mapping, &At<'_>, &mut Cx<'_>);

/// The context of a rule.
struct Cx<'a> {
    version: Version,
    diagnostics: &'a mut Diagnostics,
}

impl Cx<'_> {
    /// Reports that the client does not check a keyword.
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

const RULES: [SchemaRewrite; 39] = [
    annotations::vocabulary,
    annotations::documents,
    annotations::examples,
    annotations::extensions,
    siblings::beside_reference,
    values::constant,
    type_keyword::spelling,
    int_or_string::int_or_string,
    type_keyword::null,
    combinators::lists,
    quoted_numbers::quoted_branches,
    branch_values::branch_values,
    combinators::optional_members,
    combinators::null_branches,
    type_keyword::lists,
    objects::required_list,
    objects::required_flags,
    objects::said_by_branches,
    type_keyword::structure,
    values::enumeration,
    values::values_of_items,
    quoted_numbers::quoted_numbers,
    values::values_of_type,
    values::default,
    bounds::numbers,
    bounds::exclusive,
    widths::integers,
    bounds::integers,
    annotations::content,
    arrays::tuples,
    arrays::unevaluated,
    objects::placeholder,
    objects::patterns,
    objects::unevaluated,
    objects::closed,
    combinators::conditions,
    annotations::property_names,
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

/// Rewrites boolean schemas (JSON Schema 2020-12, 4.3.2): `true` allows every value and becomes the empty schema; `false` allows
/// none, so that the property or branch is removed. `additionalProperties` keeps its booleans.
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

/// Takes a value out of a schema to move it. Its mappings are stamped.
fn take(schema: &mut Mapping, key: &str, at: &At<'_>) -> Option<Node> {
    let mut value = schema.remove(key)?;
    keep_place(&mut value, &at.key(key));
    Some(value)
}

/// The distinct values. The order of keys in a mapping does not matter.
fn distinct(mut values: Vec<Node>) -> Vec<Node> {
    let mut seen = HashSet::new();
    values.retain(|value| Value::deserialize(value).map_or(true, |it| seen.insert(it)));
    values
}

pub(super) use annotations::check_dialect;
pub(crate) use arrays::PLACES;
pub(crate) use combinators::OPTIONAL;
pub(super) use values::as_text;
pub(crate) use widths::WIDTH;

/// Stamps the mappings of a value that is about to be moved.
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
