//! Values that are listed: `const`, `enum` and `default`.

use super::types::{is_of_type, is_type};
use super::{Cx, take};
use crate::origin::At;
use crate::source::{Mapping, Node};

/// `const` is an `enum` of one value (JSON Schema 2020-12 Validation, 6.1.3). One that is not of the type beside it says
/// nothing.
pub(super) fn constant(schema: &mut Mapping, at: &At<'_>, cx: &mut Cx<'_>) {
    let Some(value) = take(schema, "const", at) else {
        return;
    };
    match schema.text("type") {
        Some(typ) if value != Node::Null && is_type(typ) && !is_of_type(&value, typ) => {
            let message = format!("the constant is {}, but the type is `{typ}`", value.kind());
            cx.warning("invalid-enum", &at.key("const"), message);
        }
        _ => schema.insert("enum", Node::Sequence(vec![value])),
    }
}

/// An `enum` is a list with something in it; `null` in it makes the schema nullable.
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

/// The values of an `enum` are of the `type` beside it. Among strings, numbers and booleans are read as the words they are
/// written as; elsewhere, a value of another type can never occur. Where none is left, the description is wrong.
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
        if *value == Node::Null || is_of_type(value, &typ) {
            return true;
        }
        let message = format!("this value is {}, but the type is `{typ}`", value.kind());
        cx.warning("invalid-enum", &at, message);
        match as_text(value) {
            Some(text) if typ == "string" => {
                *value = Node::String(text);
                true
            }
            _ => false,
        }
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

/// A number or a boolean as it is written.
pub(in crate::normalize) fn as_text(value: &Node) -> Option<String> {
    match value {
        Node::Int(number) => Some(number.to_string()),
        Node::Float(number) if number.fract() == 0.0 => Some(format!("{number:.1}")),
        Node::Float(number) => Some(number.to_string()),
        Node::Bool(flag) => Some(flag.to_string()),
        _ => None,
    }
}

/// A `default` that is no value of the schema says nothing.
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
    if *default != Node::Null {
        let typ = schema.text("type").unwrap_or_default();
        let message = format!("the default is {}, but the type is `{typ}`", default.kind());
        cx.warning("invalid-default", &at.key("default"), message);
    }
    schema.remove("default");
}
