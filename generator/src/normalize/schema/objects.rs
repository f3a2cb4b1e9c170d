//! Objects: required properties, and properties without a name.

use std::collections::BTreeSet;

use super::{Cx, distinct, take};
use crate::origin::At;
use crate::source::{Mapping, Node};

/// Makes `required` a list of distinct names. A single name becomes a list; `null` is removed.
pub(super) fn required_list(schema: &mut Mapping, _: &At<'_>, _: &mut Cx<'_>) {
    match schema.get_mut("required") {
        Some(Node::String(name)) => {
            let name = Node::String(std::mem::take(name));
            schema.insert("required", Node::Sequence(vec![name]));
        }
        Some(Node::Null) => {
            schema.remove("required");
        }
        _ => {}
    }
}

/// Moves `required: true` of a property, as draft 3 of JSON Schema has it, to the `required` of its object.
pub(super) fn required_flags(schema: &mut Mapping, at: &At<'_>, cx: &mut Cx<'_>) {
    if let Some(Node::Bool(_)) = schema.get("required") {
        // The rule has read it when it ran on the object around.
        schema.remove("required");
    }
    let Some(Node::Mapping(properties)) = schema.get("properties") else {
        return;
    };
    let is_flagged = |node: &Node| node.get("required") == Some(&Node::Bool(true));
    let flagged: Vec<String> = properties
        .entries()
        .iter()
        .filter(|(_, node)| is_flagged(node))
        .map(|(name, _)| name.clone())
        .collect();
    if flagged.is_empty() {
        return;
    }
    let properties = at.key("properties");
    for name in &flagged {
        let at = properties.key(name);
        cx.diagnostics
            .warning(
                "misplaced-required",
                &at.key("required").origin(),
                "`required` is a list of the object, and no flag of its property",
            )
            .hint("the client reads it as it was meant");
    }
    let mut required = match schema.remove("required") {
        Some(Node::Sequence(names)) => names,
        _ => Vec::new(),
    };
    let listed = required.iter().filter_map(Node::as_str);
    let listed: BTreeSet<String> = listed.map(str::to_owned).collect();
    let others = flagged.into_iter().filter(|name| !listed.contains(name));
    required.extend(others.map(Node::String));
    schema.insert("required", Node::Sequence(required));
}

/// Rewrites `patternProperties` (JSON Schema 2020-12, 10.3.2.2) to `additionalProperties`, where there are no other properties
/// without a name.
pub(super) fn patterns(schema: &mut Mapping, at: &At<'_>, cx: &mut Cx<'_>) {
    let Some(Node::Mapping(mut patterns)) = take(schema, "patternProperties", at) else {
        return;
    };
    let everything = patterns.len() == 1
        && patterns
            .keys()
            .all(|pattern| matches!(pattern, "" | ".*" | "^.*$" | ".+" | "^.+$"));
    let named = match schema.get("properties") {
        Some(Node::Mapping(properties)) => !properties.is_empty(),
        _ => false,
    };
    let mut kinds: Vec<Node> = Vec::new();
    match schema.get("additionalProperties") {
        Some(Node::Mapping(_)) => kinds.extend(take(schema, "additionalProperties", at)),
        Some(Node::Bool(false)) => {}
        // Other properties of any type are allowed beside them.
        _ if named && !everything => return cx.not_checked("patternProperties", at),
        _ => {}
    }
    let patterns_at = at.key("patternProperties");
    for (pattern, mut kind) in std::mem::take(patterns.entries_mut()) {
        super::keep_place(&mut kind, &patterns_at.key(&pattern));
        if kind != Node::Bool(false) {
            kinds.push(kind);
        }
    }
    let mut kinds = distinct(kinds);
    if kinds.len() > 1 {
        cx.warning(
            "not-carried",
            &patterns_at,
            "the client does not tell properties apart by what their names look like",
        );
    }
    let rest = match (kinds.len(), kinds.pop()) {
        (1, Some(only)) => only,
        (_, Some(last)) => {
            kinds.push(last);
            Node::Mapping(Mapping::made(
                &patterns_at,
                [("anyOf", Node::Sequence(kinds))],
            ))
        }
        (_, None) => Node::Bool(false),
    };
    schema.insert("additionalProperties", rest);
}

/// Makes `unevaluatedProperties`, which takes account of `allOf`, `additionalProperties`. A boolean is removed.
pub(super) fn unevaluated(schema: &mut Mapping, at: &At<'_>, cx: &mut Cx<'_>) {
    match take(schema, "unevaluatedProperties", at) {
        Some(Node::Mapping(rest)) if !schema.contains("additionalProperties") => {
            schema.insert("additionalProperties", Node::Mapping(rest));
        }
        Some(Node::Mapping(_)) => cx.not_checked("unevaluatedProperties", at),
        _ => {}
    }
}

/// Makes `additionalProperties` a schema or a boolean. A boolean may be written as a string.
pub(super) fn closed(schema: &mut Mapping, _: &At<'_>, _: &mut Cx<'_>) {
    let flag = match schema.get("additionalProperties") {
        Some(Node::String(word)) => word.parse::<bool>().ok(),
        Some(Node::Null) => None,
        _ => return,
    };
    match flag {
        Some(flag) => schema.insert("additionalProperties", Node::Bool(flag)),
        None => {
            schema.remove("additionalProperties");
        }
    }
}
