//! Schemas of all versions, rewritten to the dialect of `OpenAPI` 3.0.
//!
//! Each rule is a function that rewrites some keywords of one schema, and reports what gets lost. All rules run on a schema, in
//! the order of [`RULES`], before they run on the schemas inside it. The files are named after the keywords that they rewrite.

mod annotations;
mod arrays;
mod bounds;
mod branch_values;
mod combinators;
mod conditions;
mod keys;
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

/// What each rule makes, in words, and the rule.
const RULES: [(&str, SchemaRewrite); 41] = [
    (
        "`$schema`, `$id`, `$defs` and the like are taken out",
        annotations::vocabulary,
    ),
    (
        "`externalDocs` becomes part of the description",
        annotations::documents,
    ),
    (
        "the first of `examples` becomes `example`",
        annotations::examples,
    ),
    (
        "extensions of 2.0 become the fields of later versions",
        annotations::extensions,
    ),
    (
        "a `$ref` and what stands beside it become members of an `allOf`",
        siblings::beside_reference,
    ),
    (
        "`xml` becomes an extension, as the model has no room for it",
        annotations::xml,
    ),
    ("`const` becomes an `enum` of one value", values::constant),
    (
        "a name that is no type becomes the type that it means",
        type_keyword::spelling,
    ),
    (
        "`int-or-string` becomes a list of types",
        quoted_numbers::int_or_string,
    ),
    (
        "`type: null` becomes an `enum` of `null`",
        type_keyword::null,
    ),
    (
        "`allOf`, `oneOf` and `anyOf` become lists that are not empty",
        combinators::lists,
    ),
    (
        "a branch of numbers in quotes is left to the branch of numbers",
        quoted_numbers::quoted_branches,
    ),
    (
        "branches of one value each become an `enum`",
        branch_values::branch_values,
    ),
    (
        "the properties of a member that may be `null` become optional",
        combinators::optional_members,
    ),
    (
        "a branch that is `null` makes the schema nullable",
        combinators::null_branches,
    ),
    (
        "`null` in a list of types makes the schema nullable, and several types become branches",
        type_keyword::lists,
    ),
    (
        "`required` becomes a list of distinct names",
        objects::required_list,
    ),
    (
        "`required: true` of a property becomes an entry in `required` of its object",
        objects::required_flags,
    ),
    (
        "a property that may be anything is left to the branch that describes it",
        objects::said_by_branches,
    ),
    (
        "keywords about what the type does not have are taken out",
        type_keyword::structure,
    ),
    (
        "`null` in an `enum` makes the schema nullable",
        values::enumeration,
    ),
    (
        "an `enum` beside a list becomes that of its items",
        values::values_of_items,
    ),
    (
        "an `enum` with numbers in quotes gets the type that its values have on the wire",
        quoted_numbers::quoted_numbers,
    ),
    (
        "values of an `enum` become values of the `type` beside it",
        values::values_of_type,
    ),
    (
        "a `default` that is no value of the schema becomes one, or is taken out",
        values::default,
    ),
    ("bounds become numbers", bounds::numbers),
    (
        "an exclusive bound becomes a bound and a flag",
        bounds::exclusive,
    ),
    (
        "the integer gets the width that its bounds, default, example or values need",
        widths::integers,
    ),
    ("bounds of an integer become integers", bounds::integers),
    (
        "`contentEncoding` and `contentMediaType` become a `format`",
        annotations::content,
    ),
    (
        "a schema for each place of a list becomes a tuple, or a list of their union",
        arrays::tuples,
    ),
    ("`unevaluatedItems` becomes `items`", arrays::unevaluated),
    (
        "a property called `<name>` becomes properties of any name",
        objects::placeholder,
    ),
    (
        "`patternProperties` becomes `additionalProperties`",
        objects::patterns,
    ),
    (
        "`unevaluatedProperties` becomes `additionalProperties`",
        objects::unevaluated,
    ),
    (
        "`additionalProperties` becomes a schema or a boolean",
        objects::closed,
    ),
    (
        "conditions become part of the documentation, as far as a sentence says them",
        conditions::said,
    ),
    (
        "`if`, `then` and `else` are taken out",
        combinators::conditions,
    ),
    (
        "the names that properties may have become the keys of a map, or part of the documentation",
        keys::property_names,
    ),
    (
        "keywords that only a validator could use are taken out",
        annotations::not_checked,
    ),
    (
        "the discriminator gets the form of 3.0",
        annotations::discriminator,
    ),
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
                let is_asked = self.0.diagnostics.rewrites.asks(at);
                for (name, rule) in RULES {
                    let before = is_asked.then(|| schema.clone());
                    rule(schema, at, &mut self.0);
                    if before.is_some_and(|it| it != *schema) {
                        self.0.diagnostics.rewrites.add(at, name);
                    }
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

pub(crate) use annotations::XML;
pub(super) use annotations::check_dialect;
pub(crate) use arrays::{PLACES, UNEVALUATED_ITEMS};
pub(crate) use bounds::EXACT;
pub(crate) use combinators::OPTIONAL;
pub(crate) use conditions::SAID;
pub(crate) use keys::KEYS;
pub(crate) use objects::UNEVALUATED_PROPERTIES;
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
