//! Objects: required properties, and properties without a name.

use std::collections::BTreeSet;

use super::{Cx, distinct, take};
use crate::origin::{At, Origin};
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

/// Moves `required: true` of a property, as draft 3 of JSON Schema has it, to the `required` of its object, and takes from there what is
/// `required: false`. The plugin of `NestJS` writes the latter into the items of `matrix?: number[][]`, and lists that as required.
pub(super) fn required_flags(schema: &mut Mapping, at: &At<'_>, cx: &mut Cx<'_>) {
    if let Some(Node::Bool(_)) = schema.get("required") {
        // The rule has read it when it ran on the object around.
        schema.remove("required");
    }
    let Some(Node::Mapping(properties)) = schema.get("properties") else {
        return;
    };
    let listed = schema.get("required").and_then(Node::as_list);
    let listed: Vec<&str> = listed
        .into_iter()
        .flatten()
        .filter_map(Node::as_str)
        .collect();
    let properties_at = at.key("properties");
    let mut flagged = Vec::new();
    for (name, property) in properties.entries() {
        match required_flag(property, &properties_at.key(name)) {
            Some((true, place)) => flagged.push((name.clone(), true, place)),
            Some((false, place)) if listed.contains(&name.as_str()) => {
                flagged.push((name.clone(), false, place));
            }
            _ => {}
        }
    }
    if flagged.is_empty() {
        return;
    }
    let mut required: Vec<String> = listed.into_iter().map(str::to_owned).collect();
    for (name, is_required, place) in flagged {
        cx.diagnostics
            .warning(
                "misplaced-required",
                &place,
                "`required` is a list of the object, and no flag of its property",
            )
            .hint("the client reads it as it was meant");
        required.retain(|it| is_required || *it != name);
        if is_required && !required.contains(&name) {
            required.push(name);
        }
    }
    let required = required.into_iter().map(Node::String).collect();
    schema.insert("required", Node::Sequence(required));
}

/// The flag of a property, or the one that its items say is not required, and where that is.
fn required_flag(property: &Node, at: &At<'_>) -> Option<(bool, Origin)> {
    match (property.get("required"), property.get("items")) {
        (Some(Node::Bool(flag)), _) => Some((*flag, at.key("required").origin())),
        (_, Some(items)) => required_flag(items, &at.key("items")).filter(|(flag, _)| !flag),
        _ => None,
    }
}

/// Removes a property that may be anything where a branch says what it is: schemars lists those of a flattened enum, so that
/// `additionalProperties` is about others.
pub(super) fn said_by_branches(schema: &mut Mapping, _: &At<'_>, _: &mut Cx<'_>) {
    if let Some(Node::Mapping(_)) = schema.get("additionalProperties") {
        return;
    }
    let names = |node: Option<&Node>| -> Vec<String> {
        let properties = node.and_then(Node::as_mapping);
        properties.map_or(Vec::new(), |it| it.keys().map(str::to_owned).collect())
    };
    let unions = ["oneOf", "anyOf"].iter().filter_map(|it| schema.get(it));
    let branches = unions.filter_map(Node::as_list).flatten();
    let said = branches.flat_map(|it| names(it.get("properties")));
    let said: BTreeSet<String> = said.collect();
    if let Some(Node::Mapping(properties)) = schema.get_mut("properties") {
        let is_anything = |node: &Node| match node {
            Node::Bool(is_allowed) => *is_allowed,
            Node::Mapping(keywords) => keywords.is_empty(),
            _ => false,
        };
        let entries = properties.entries_mut();
        entries.retain(|(name, node)| !is_anything(node) || !said.contains(name));
    }
}

/// Takes a property called `<name>`, as `APIFlask` describes the fields of an error, for properties of any name, where it is the only one.
/// What is no object in there is an example of a value: the errors of what is inside a field are not a list, but an object.
pub(super) fn placeholder(schema: &mut Mapping, at: &At<'_>, cx: &mut Cx<'_>) {
    let Some(Node::Mapping(properties)) = schema.get("properties") else {
        return;
    };
    let [(name, _)] = properties.entries() else {
        return;
    };
    let inside = name.strip_prefix('<').and_then(|it| it.strip_suffix('>'));
    let is_placeholder = inside.is_some_and(|it| !it.is_empty() && !it.contains(['<', '>']));
    if !is_placeholder
        || schema
            .get("additionalProperties")
            .is_some_and(|it| *it != Node::Bool(false))
    {
        return;
    }
    let place = at.key("properties");
    let place = place.key(name);
    let message = format!("`{name}` is taken for properties of any name");
    cx.diagnostics
        .warning("placeholder-property", &place.origin(), message)
        .about_key();
    let Some(Node::Mapping(mut properties)) = take(schema, "properties", at) else {
        return;
    };
    schema.remove("required");
    for (name, mut kind) in std::mem::take(properties.entries_mut()) {
        super::keep_place(&mut kind, &at.key("properties").key(&name));
        let is_object = kind.get("properties").is_some() || kind.get("$ref").is_some();
        let rest = if is_object { kind } else { Node::Bool(true) };
        schema.insert("additionalProperties", rest);
    }
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
            .all(|pattern| matches!(pattern, "" | ".*" | "^.*$" | "^(.*)$" | ".+" | "^.+$"));
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

/// The extension of a schema whose `additionalProperties` are those that its members do not describe either.
pub(crate) const UNEVALUATED_PROPERTIES: &str = "x-codegen-unevaluated-properties";

/// Makes `unevaluatedProperties`, which takes account of `allOf`, `additionalProperties`. A boolean is removed.
pub(super) fn unevaluated(schema: &mut Mapping, at: &At<'_>, cx: &mut Cx<'_>) {
    schema.remove(UNEVALUATED_PROPERTIES);
    match take(schema, "unevaluatedProperties", at) {
        Some(Node::Mapping(rest)) if !schema.contains("additionalProperties") => {
            schema.insert("additionalProperties", Node::Mapping(rest));
            schema.insert(UNEVALUATED_PROPERTIES, Node::Bool(true));
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
