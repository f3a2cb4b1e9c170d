//! What it takes to look at a constraint, in steps.

use super::constraint::Constraint;
use crate::runtime::data::Json;

/// How many names are compared, and how many bytes of a text are read, in the time of a step.
const COMPARED: usize = 8;

/// The steps for a constraint, without those for the tables inside of it. What is beyond `most` is not counted.
pub(super) fn cost(constraint: &Constraint, value: &Json, most: usize) -> usize {
    let text = value.as_str().map_or(0, str::len);
    let properties = value.as_object().map_or(0, serde_json::Map::len);
    let steps = match constraint {
        Constraint::Enum(texts) => text + texts.len() / COMPARED,
        Constraint::NumberEnum(numbers) if value.is_number() => numbers.len(),
        Constraint::MinLength(_) | Constraint::MaxLength(_) => text / COMPARED,
        Constraint::Pattern(pattern) => text.saturating_mul(pattern.len() / COMPARED + 1),
        Constraint::UniqueItems if value.is_array() => size(value, most),
        Constraint::Required(names) if value.is_object() => names.len() / COMPARED,
        Constraint::Properties(named) if value.is_object() => named.len() / COMPARED,
        Constraint::AdditionalProperties(named, _) => {
            properties.saturating_mul(named.len() / COMPARED + 1)
        }
        _ => 0,
    };
    steps.saturating_add(1)
}

/// The length of a value, about, or `most` where it is longer.
fn size(value: &Json, most: usize) -> usize {
    let mut left = most;
    let mut open = vec![value];
    while let Some(next) = open.pop() {
        let length = match next {
            Json::String(text) => text.len(),
            Json::Array(items) => items.len(),
            Json::Object(object) => object.keys().map(String::len).sum(),
            Json::Null | Json::Bool(_) | Json::Number(_) => 0,
        };
        left = left.saturating_sub(length + 1);
        if left == 0 {
            return most;
        }
        match next {
            Json::Array(items) => open.extend(items),
            Json::Object(object) => open.extend(object.values()),
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => {}
        }
    }
    most - left
}
