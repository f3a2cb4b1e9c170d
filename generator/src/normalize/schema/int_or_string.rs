//! `int-or-string`: the integers or strings of Kubernetes.

use super::Cx;
use crate::origin::At;
use crate::source::{Mapping, Node};

/// Rewrites them to a list of types: descriptions say `string`, as only one type could be said.
pub(super) fn int_or_string(schema: &mut Mapping, _: &At<'_>, _: &mut Cx<'_>) {
    const FORMAT: &str = "int-or-string";
    let is_format = schema.text("format") == Some(FORMAT);
    let is_flagged = schema.get("x-kubernetes-int-or-string") == Some(&Node::Bool(true));
    let is_either = is_format || is_flagged;
    if !is_either
        || ["oneOf", "anyOf", "allOf", "enum"]
            .iter()
            .any(|it| schema.contains(it))
    {
        return;
    }
    let is_nullable = match schema.get("type") {
        Some(Node::Sequence(words)) => words.contains(&Node::text("null")),
        _ => false,
    };
    let types = ["integer", "string"].into_iter();
    let types = types.chain(is_nullable.then_some("null"));
    schema.insert("type", Node::Sequence(types.map(Node::text).collect()));
    if is_format {
        schema.remove("format");
    }
}
