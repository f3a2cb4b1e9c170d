//! Elements that no schema describes, as JSON: attributes are properties whose names begin with `@`, the text beside them is
//! `#text`, and elements of one name are a list.

use serde_json::Map;

use super::document::{Element, Name};
use crate::runtime::data::Json;

/// The property of the text of an element that has more than text.
pub(super) const TEXT: &str = "#text";

/// What the property of an attribute begins with.
pub(super) const ATTRIBUTE: char = '@';

/// The property of an attribute.
pub(super) fn attribute(name: &Name) -> String {
    format!("{ATTRIBUTE}{}", name.local())
}

/// The value of an element.
pub(super) fn read(element: &Element) -> Json {
    if element.is_nil() {
        return Json::Null;
    }
    let mut json = Map::new();
    for (name, value) in &element.attributes {
        if !name.is_about_the_document() {
            append(&mut json, attribute(name), value.as_str().into());
        }
    }
    for child in &element.children {
        append(&mut json, child.name.local().to_owned(), read(child));
    }
    if json.is_empty() {
        return element.text.as_str().into();
    }
    let text = element.text.trim_ascii();
    if !text.is_empty() {
        json.insert(TEXT.to_owned(), text.into());
    }
    Json::Object(json)
}

/// Adds a value; the second of one name makes a list.
pub(super) fn append(json: &mut Map<String, Json>, key: String, value: Json) {
    match json.get_mut(&key) {
        Some(Json::Array(items)) => items.push(value),
        Some(first) => {
            let first_value = first.take();
            *first = Json::Array(vec![first_value, value]);
        }
        None => {
            json.insert(key, value);
        }
    }
}
