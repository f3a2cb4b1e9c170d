//! What a style can carry.

use crate::json::Json;

use super::described::{Parameter, Style};

/// Whether a style can carry a value so that whoever reads it knows what it was: the specification leaves open how nested values, `null`
/// and empty lists are written, and what is to happen where an item has the delimiter in it.
pub fn is_carried(parameter: &Parameter, value: &Json) -> bool {
    let is_primitive = |it: &Json| !matches!(it, Json::Null | Json::Array(_) | Json::Object(_));
    if parameter.style == Style::Json {
        return true;
    }
    // Of anything but an object, this style has no form.
    if parameter.style == Style::DeepObject && !matches!(value, Json::Object(_)) {
        return false;
    }
    let is_raw = matches!(parameter.location.as_str(), "header" | "cookie");
    let has = |it: &Json, of: &[char]| matches!(it, Json::String(text) if text.contains(of));
    let delimiters: &[char] = match (parameter.style, parameter.location.as_str()) {
        (Style::SpaceDelimited, _) => &[' '],
        (Style::PipeDelimited, _) => &['|'],
        (Style::Label, _) => &['.'],
        (Style::Simple, "header") => &[',', '='],
        _ => &[],
    };
    let is_fit = |it: &Json| {
        is_primitive(it) && (!is_raw || is_plain(it)) && *it != Json::String(String::new())
    };
    let within = |it: &Json| is_fit(it) && !has(it, delimiters);
    match value {
        Json::Null => false,
        Json::Array(items) => {
            !items.is_empty()
                && items.iter().all(within)
                && !(parameter.location == "cookie" && parameter.explode)
        }
        Json::Object(members) => {
            let is_deep = parameter.style == Style::DeepObject
                || (parameter.style == Style::Form && parameter.explode);
            let is_list = |it: &Json| match it {
                Json::Array(items) => {
                    is_deep
                        && parameter.style == Style::Form
                        && items.len() > 1
                        && items.iter().all(within)
                }
                other => within(other),
            };
            let is_key = |key: &String| {
                !key.is_empty()
                    && key
                        .chars()
                        .all(|c| c.is_alphanumeric() || c == '_' || c == '-')
            };
            !members.is_empty()
                && parameter.location != "form"
                && parameter.location != "cookie"
                && members.iter().all(|(key, it)| is_key(key) && is_list(it))
        }
        primitive => {
            is_fit(primitive) || (parameter.location == "query" && is_primitive(primitive))
        }
    }
}

/// What a header can hold: visible characters of ASCII, and spaces inside.
fn is_plain(value: &Json) -> bool {
    match value {
        Json::String(text) => {
            text.trim() == text
                && text.chars().all(|c| c == ' ' || c.is_ascii_graphic())
                && !text.contains(['"', ';', ',', '\\'])
        }
        _ => true,
    }
}
