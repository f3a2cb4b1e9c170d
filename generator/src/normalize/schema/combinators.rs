//! `allOf`, `oneOf`, `anyOf`, `not`, and conditions.

use super::Cx;
use crate::normalize::object_tree::retain_items;
use crate::origin::At;
use crate::source::{Mapping, Node};

/// Makes each combinator a list that is not empty. A single schema becomes a list of it.
pub(super) fn lists(schema: &mut Mapping, at: &At<'_>, cx: &mut Cx<'_>) {
    for key in ["allOf", "oneOf", "anyOf"] {
        match schema.get_mut(key) {
            None => continue,
            Some(Node::Sequence(parts)) if !parts.is_empty() => continue,
            Some(Node::Mapping(part)) => {
                part.set_stamp(&at.key(key));
                let part = Node::Mapping(std::mem::take(part));
                let message = format!("`{key}` is a list of schemas, and this is one schema");
                cx.warning("invalid-type", &at.key(key), message);
                schema.insert(key, Node::Sequence(vec![part]));
                continue;
            }
            Some(Node::Sequence(_) | Node::Null) => {}
            Some(other) => {
                let message = format!("expected a list of schemas, found {}", other.kind());
                cx.warning("invalid-type", &at.key(key), message);
            }
        }
        schema.remove(key);
    }
}

/// Removes branches that are `null`, and makes the schema nullable.
pub(super) fn null_branches(schema: &mut Mapping, at: &At<'_>, _: &mut Cx<'_>) {
    for key in ["oneOf", "anyOf"] {
        let Some(Node::Sequence(branches)) = schema.get_mut(key) else {
            continue;
        };
        let before = branches.len();
        retain_items(branches, &at.key(key), |branch, _| !is_null(branch));
        let (left, none_left) = (branches.len(), branches.is_empty());
        if none_left {
            schema.remove(key);
            schema.insert("enum", Node::Sequence(vec![Node::Null]));
        }
        if left < before {
            schema.insert("nullable", Node::Bool(true));
        }
    }
}

fn is_null(branch: &Node) -> bool {
    let Node::Mapping(branch) = branch else {
        return false;
    };
    let only_null = |node: &Node| match node {
        Node::Null => true,
        Node::String(word) => word == "null",
        Node::Sequence(words) => {
            !words.is_empty() && words.iter().all(|it| it.as_str() == Some("null"))
        }
        _ => false,
    };
    branch.get("type").is_some_and(only_null)
        || branch.get("const") == Some(&Node::Null)
        || branch.get("enum") == Some(&Node::Sequence(vec![Node::Null]))
}

/// Removes conditions, with a warning (JSON Schema 2020-12, 10.2.2).
pub(super) fn conditions(schema: &mut Mapping, at: &At<'_>, cx: &mut Cx<'_>) {
    let then = schema.remove("then").is_some();
    let otherwise = schema.remove("else").is_some();
    if schema.remove("if").is_some() && (then || otherwise) {
        cx.not_checked("if", at);
    }
}
