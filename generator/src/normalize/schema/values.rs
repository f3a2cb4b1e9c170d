//! Values: `const`, `enum` and `default`.

use super::type_keyword::{is_of_type, is_type};
use super::{Cx, take};
use crate::origin::At;
use crate::source::{Mapping, Node};

/// Rewrites `const` to an `enum` of one value (JSON Schema 2020-12 Validation, 6.1.3). One that is not of the type beside it,
/// and cannot be converted to it, is removed.
pub(super) fn constant(schema: &mut Mapping, at: &At<'_>, cx: &mut Cx<'_>) {
    let Some(value) = take(schema, "const", at) else {
        return;
    };
    let text = as_text(&value).filter(|_| schema.text("type") == Some("string"));
    let value = text.map_or(value, Node::String);
    match schema.text("type") {
        Some(typ) if value != Node::Null && is_type(typ) && !is_of_type(&value, typ) => {
            let message = format!("the constant is {}, but the type is `{typ}`", value.kind());
            cx.warning("invalid-enum", &at.key("const"), message);
        }
        _ => schema.insert("enum", Node::Sequence(vec![value])),
    }
}

/// Makes `enum` a list that is not empty; `null` in it makes the schema nullable.
pub(super) fn enumeration(schema: &mut Mapping, at: &At<'_>, cx: &mut Cx<'_>) {
    match schema.get("enum") {
        None => return,
        Some(Node::Sequence(values)) if !values.is_empty() => {
            if values.contains(&Node::Null) {
                schema.insert("nullable", Node::Bool(true));
            }
            return;
        }
        Some(Node::Sequence(_)) => {
            let message = "an `enum` without a value allows none; the client takes any";
            cx.warning("invalid-enum", &at.key("enum"), message);
        }
        Some(Node::Null) => {}
        Some(other) => {
            let message = format!("expected a list, found {}", other.kind());
            cx.warning("invalid-type", &at.key("enum"), message);
        }
    }
    schema.remove("enum");
}

/// Moves an `enum` of an array whose values are no arrays to the items.
pub(super) fn values_of_items(schema: &mut Mapping, at: &At<'_>, cx: &mut Cx<'_>) {
    let is_of_items = match schema.get("enum") {
        Some(Node::Sequence(values)) => {
            let is_scalar = |it: &Node| !matches!(it, Node::Sequence(_) | Node::Mapping(_));
            values.iter().all(is_scalar) && values.iter().any(|it| *it != Node::Null)
        }
        _ => false,
    };
    if schema.text("type") != Some("array") || !is_of_items {
        return;
    }
    let is_open = |items: &Mapping| !items.contains("$ref") && !items.contains("enum");
    let mut items = match schema.get_mut("items") {
        Some(Node::Mapping(items)) if is_open(items) => std::mem::take(items),
        None => Mapping::made(&at.key("enum"), []),
        Some(_) => return,
    };
    let Some(Node::Sequence(mut values)) = take(schema, "enum", at) else {
        return;
    };
    cx.diagnostics
        .warning(
            "invalid-enum",
            &at.key("enum").origin(),
            "these are values of the items, and not of the list",
        )
        .hint("the client reads it as it was meant");
    values.retain(|it| *it != Node::Null);
    items.insert("enum", Node::Sequence(values));
    schema.insert("items", Node::Mapping(items));
}

/// Makes the values of an `enum` fit the `type` beside it. Among strings, numbers and booleans become the text they are written
/// as; otherwise, values of another type are removed. It is an error where none is left.
pub(super) fn values_of_type(schema: &mut Mapping, at: &At<'_>, cx: &mut Cx<'_>) {
    let Some(typ) = schema.text("type").map(str::to_owned) else {
        return;
    };
    let Some(Node::Sequence(values)) = schema.get_mut("enum") else {
        return;
    };
    let at = at.key("enum");
    let mut index = 0;
    let mut fits = |value: &mut Node| {
        let at = at.index(index);
        index += 1;
        if typ == "integer"
            && let Some(whole) = whole(value)
        {
            *value = whole;
        }
        if *value == Node::Null || is_of_type(value, &typ) {
            return true;
        }
        if typ == "string"
            && let Some(text) = as_text(value)
        {
            *value = Node::String(text);
            return true;
        }
        let message = format!("this value is {}, but the type is `{typ}`", value.kind());
        cx.warning("invalid-enum", &at, message);
        false
    };
    values.retain_mut(&mut fits);
    if values.is_empty() {
        schema.remove("enum");
        if matches!(typ.as_str(), "integer" | "number") {
            let message = format!("no value of this `enum` is of the type `{typ}`");
            cx.diagnostics.error("invalid-enum", &at.origin(), message);
        }
    }
}

/// The integer that a float such as `1.0` is.
#[allow(clippy::cast_possible_truncation, reason = "checked")]
pub(super) fn whole(value: &Node) -> Option<Node> {
    const MAX_EXACT: f64 = 9_007_199_254_740_992.0;
    match value {
        Node::Float(number) if number.fract() == 0.0 && number.abs() <= MAX_EXACT => {
            Some(Node::Int(*number as i128))
        }
        _ => None,
    }
}

/// The text of a number or a boolean.
pub(in crate::normalize) fn as_text(value: &Node) -> Option<String> {
    match value {
        Node::Int(number) => Some(number.to_string()),
        Node::Float(number) if number.fract() == 0.0 => Some(format!("{number:.1}")),
        Node::Float(number) => Some(number.to_string()),
        Node::Bool(flag) => Some(flag.to_string()),
        _ => None,
    }
}

/// A scalar converted to `typ`, where it was only quoted wrongly: a number or a boolean in quotes, or a string without quotes.
pub(super) fn meant(value: &Node, typ: &str) -> Option<Node> {
    match (value, typ) {
        (value, "string") => as_text(value).map(Node::String),
        (Node::String(text), "boolean") => text.parse().ok().map(Node::Bool),
        (Node::String(text), "integer") => text.parse().ok().map(Node::Int),
        (Node::String(text), "number") => {
            let whole = text.parse().ok().map(Node::Int);
            let number = || text.parse().ok().filter(|it: &f64| it.is_finite());
            whole.or_else(|| number().map(Node::Float))
        }
        _ => None,
    }
}

/// Removes a `default` that is no value of the schema and cannot be converted to one.
pub(super) fn default(schema: &mut Mapping, at: &At<'_>, cx: &mut Cx<'_>) {
    let Some(default) = schema.get("default") else {
        return;
    };
    let fits = match (default, schema.text("type")) {
        (Node::Null, _) => false,
        (_, None) => true,
        (value, Some(typ)) => is_of_type(value, typ),
    };
    if fits {
        return;
    }
    let typ = schema.text("type").unwrap_or_default();
    if let Some(value) = meant(default, typ) {
        schema.insert("default", value);
        return;
    }
    if *default != Node::Null {
        let message = format!("the default is {}, but the type is `{typ}`", default.kind());
        cx.warning("invalid-default", &at.key("default"), message);
    }
    schema.remove("default");
}
