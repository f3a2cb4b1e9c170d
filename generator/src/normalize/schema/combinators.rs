//! `allOf`, `oneOf`, `anyOf`, `not`, and conditions.

use super::{Cx, keep_place};
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
        let has_reference = branches.iter().any(|it| it.get("$ref").is_some());
        retain_items(branches, &at.key(key), |branch, _| {
            let is_null = is_null(branch) || has_reference && is_bare_nullable(branch);
            !is_null
        });
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

/// Whether a branch is an object that may be `null`, and no more: apispec writes so that what stands beside it may be `null`.
fn is_bare_nullable(branch: &Node) -> bool {
    branch.as_mapping().is_some_and(|branch| {
        let mut keys = branch.keys();
        branch.get("nullable") == Some(&Node::Bool(true))
            && branch.text("type") == Some("object")
            && keys.all(|key| ["type", "nullable"].contains(&key))
    })
}

fn is_null(branch: &Node) -> bool {
    let Node::Mapping(branch) = branch else {
        return false;
    };
    // In 3.0, this is how zod says it.
    if branch.get("nullable") == Some(&Node::Bool(true)) && branch.len() == 1 {
        return true;
    }
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

/// The extension of a member of an `allOf` whose properties are all there, or all absent.
pub(crate) const OPTIONAL: &str = "x-codegen-optional";

/// Marks members of an `allOf` that may be `null`: beside others, only its properties can be absent. utoipa writes so what serde
/// flattens.
pub(super) fn optional_members(schema: &mut Mapping, at: &At<'_>, _: &mut Cx<'_>) {
    let Some(Node::Sequence(members)) = schema.get_mut("allOf") else {
        return;
    };
    if members.len() < 2 {
        return;
    }
    let at = at.key("allOf");
    for (index, member) in members.iter_mut().enumerate() {
        let Node::Mapping(member) = member else {
            continue;
        };
        let at = at.index(index);
        for key in ["oneOf", "anyOf"] {
            let Some(Node::Sequence(branches)) = member.get(key) else {
                continue;
            };
            let nulls = branches.iter().filter(|it| is_null(it)).count();
            if member.len() > 1 || nulls == 0 || branches.len() != nulls + 1 {
                continue;
            }
            let mut only = branches.clone();
            for (index, branch) in only.iter_mut().enumerate() {
                keep_place(branch, &at.key(key).index(index));
            }
            only.retain(|it| !is_null(it));
            member.remove(key);
            member.insert("allOf", Node::Sequence(only));
            member.insert(OPTIONAL, Node::Bool(true));
            break;
        }
    }
}

/// Removes conditions, with a warning (JSON Schema 2020-12, 10.2.2).
pub(super) fn conditions(schema: &mut Mapping, at: &At<'_>, cx: &mut Cx<'_>) {
    let then = schema.remove("then").is_some();
    let otherwise = schema.remove("else").is_some();
    if schema.remove("if").is_some() && (then || otherwise) {
        cx.not_checked("if", at);
    }
}
