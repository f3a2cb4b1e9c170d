//! Which values a call can be given, and which of them arrive as they are.

use super::body;
use super::carried::is_carried;
use super::cases::Call;
use super::described::{Described, Parameter, Style};
use crate::document::Library;
use crate::instances::UNNAMED;
use crate::json::Json;
use crate::manifest::Field;

/// Whether a caller can give the value: properties that have names, and numbers that its types hold. What is read may be more.
pub(super) fn can_be_given(value: &Json) -> bool {
    match value {
        Json::Number(text) => {
            let is_fraction = text.contains(['.', 'e', 'E']) && !text.ends_with(".0");
            (is_fraction && !value.is_wide()) || text.parse::<i64>().is_ok()
        }
        // A URL has at most 65,534 characters.
        Json::String(text) => text.len() < 1_000,
        Json::Array(items) => items.iter().all(can_be_given),
        Json::Object(members) => members
            .iter()
            .all(|(key, it)| !key.starts_with(UNNAMED) && can_be_given(it)),
        _ => true,
    }
}

pub(super) fn is_sendable(
    described: &Described,
    path: &str,
    parameter: &Parameter,
    value: &Json,
) -> bool {
    let is_dot = |text: &String| text.is_empty() || text == "." || text == "..";
    let is_path = parameter.location == "path";
    // What stands beside other things in a segment may be told apart by letters alone.
    let is_alone = || {
        path.split('/')
            .any(|it| it == format!("{{{}}}", parameter.name))
    };
    let is_word = || matches!(value, Json::String(text) if text.chars().all(char::is_alphanumeric));
    if is_path && !is_alone() && !is_word() {
        return false;
    }
    let is_lost = is_path
        && parameter.style == Style::Simple
        && matches!(value, Json::String(text) if is_dot(text));
    let shares = |key: &String| described.parameters.iter().any(|it| it.name == *key);
    let is_shared = parameter.explode
        && parameter.style == Style::Form
        && matches!(value, Json::Object(members) if members.keys().any(shares));
    parameter.style != Style::Other && !is_lost && !is_shared && is_carried(parameter, value)
}

/// Whether a value is a number where the client takes a number, and has all places of a tuple. A description may allow the text of the
/// number as well, and less.
pub(super) fn is_typed(ty: &str, value: &Json) -> bool {
    let is_number = ["i32", "i64", "u32", "u64", "i128", "f32", "f64"].contains(&ty);
    match value {
        Json::String(_) => !is_number,
        Json::Array(items) => !ty.starts_with('(') || items.len() == ty.split(", ").count(),
        _ => true,
    }
}

/// The value of a property of the body, if a caller can give it and it can be carried.
pub(super) fn member(
    library: &Library,
    call: &Call,
    body: Option<&Json>,
    field: &Field,
) -> Option<Json> {
    let Some(Json::Object(members)) = body else {
        return None;
    };
    let value = members.get(&field.wire)?;
    let is_text = |it: &Json| matches!(it, Json::String(_));
    let is_given = match value {
        _ if !field.ty.contains("body::File") => true,
        Json::Array(items) => field.ty.starts_with("Vec<") && items.iter().all(is_text),
        one => is_text(one) && !field.ty.starts_with("Vec<"),
    };
    let format = call.operation.body.as_ref().map(|it| it.format.as_str());
    let parameter = body::form_parameter(library, call, &field.wire);
    // Of parts, only those that have a style are texts with delimiters.
    let is_text = match format {
        Some("form") => true,
        Some("multipart") => parameter.location == "query",
        _ => false,
    };
    // No part is `null`.
    let is_null = |it: &Json| {
        *it == Json::Null || matches!(it, Json::Array(items) if items.contains(&Json::Null))
    };
    let is_part = format == Some("multipart") && !is_text;
    let is_carried = if is_part {
        !is_null(value)
    } else {
        !is_text || is_carried(&parameter, value)
    };
    (is_given && is_carried).then(|| value.clone())
}
