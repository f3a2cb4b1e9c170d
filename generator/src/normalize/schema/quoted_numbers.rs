//! Strings in an `enum` of numbers.

use super::Cx;
use super::type_keyword::is_of_type;
use super::values::{meant, whole};
use crate::origin::At;
use crate::source::{Mapping, Node};

/// Decides what an `enum` with strings means beside a numeric `type`, where no value has both. With other signs of numbers (a
/// format, a default, numbers among the values), strings of digits become numbers. Where the value is written as text, the type
/// becomes `string`. Names, whose numbers are unknown, are removed with the `enum`. Anything else is left to the later rules.
pub(super) fn quoted_numbers(schema: &mut Mapping, at: &At<'_>, cx: &mut Cx<'_>) {
    let Some(typ @ ("integer" | "number")) = schema.text("type") else {
        return;
    };
    let typ = typ.to_owned();
    let is_number = |it: &Node| is_of_type(it, &typ) || whole(it).is_some();
    let has_format = schema.contains("format");
    let is_default = schema.get("default").is_some_and(is_number);
    let Some(Node::Sequence(values)) = schema.get_mut("enum") else {
        return;
    };
    if values.iter().all(|it| is_number(it) || *it == Node::Null) {
        return;
    }
    let has_numbers = values.iter().any(is_number);
    let is_meant = |it: &Node| is_number(it) || *it == Node::Null || meant(it, &typ).is_some();
    let are_meant = values.iter().all(is_meant);
    let is_text = travels_as_text(at);
    let what = if are_meant && (has_numbers || has_format || is_default || is_text) {
        for value in values {
            if let Some(number) = meant(value, &typ) {
                *value = number;
            }
        }
        "numbers"
    } else if is_text {
        schema.insert("type", Node::text("string"));
        schema.remove("format");
        "strings"
    } else if are_meant || has_numbers {
        return;
    } else {
        schema.remove("enum");
        if has_format {
            "any number"
        } else {
            schema.remove("type");
            "any value"
        }
    };
    let message =
        format!("not all of these values are of the type `{typ}`; the client takes {what}");
    cx.warning("invalid-enum", &at.key("enum"), message);
}

/// Whether a value at this place is written as text: a parameter, a header, or a field of a form.
fn travels_as_text(at: &At<'_>) -> bool {
    let is_text = |schema: &At<'_>| {
        let object = schema.outer();
        let section = object.and_then(At::outer).and_then(At::last_key);
        let media_type = object.and_then(At::last_key).unwrap_or_default();
        matches!(section, Some("parameters" | "headers"))
            || media_type.starts_with("application/x-www-form-urlencoded")
    };
    std::iter::successors(Some(at), |at| at.outer())
        .any(|at| at.last_key() == Some("schema") && is_text(at))
}
