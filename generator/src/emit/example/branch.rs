//! Which branch of a union a value is of, and what makes it one of that branch.

use crate::ir::{Branch, JsonKind, Sign, Value};

/// Whether a value belongs to a branch.
pub(super) fn is_of(branch: &Branch, value: &Value) -> bool {
    is_of_kind(branch, value)
        && (branch.signs.is_empty() || branch.signs.iter().any(|it| shows(it, value)))
}

/// Whether a value has the JSON type of a branch.
pub(super) fn is_of_kind(branch: &Branch, value: &Value) -> bool {
    let kind = match value {
        Value::Null => return false,
        Value::Bool(_) => JsonKind::Bool,
        Value::Integer(_) if branch.kind == JsonKind::Number => JsonKind::Number,
        Value::Integer(_) => JsonKind::Integer,
        Value::Number(_) => JsonKind::Number,
        Value::String(_) => JsonKind::String,
        Value::List(_) => JsonKind::Array,
        Value::Object(_) => JsonKind::Object,
    };
    branch.kind == kind
}

fn shows(sign: &Sign, value: &Value) -> bool {
    match sign {
        Sign::Key(key) => value.get(key).is_some(),
        Sign::Value { key, value: text } => {
            matches!(value.get(key), Some(Value::String(given)) if given == text)
        }
        Sign::Scalar { key, value: text } => match value.get(key) {
            Some(Value::Bool(given)) => given.to_string() == *text,
            Some(Value::Integer(given)) => given.to_string() == *text,
            _ => false,
        },
        Sign::Keys(keys) => keys.iter().all(|key| value.get(key).is_some()),
        Sign::Inner { path, value: text } => {
            let mut path = path.iter();
            let inner = path.try_fold(value, |value, key| value.get(key));
            matches!(inner, Some(Value::String(inner)) if inner == text)
        }
    }
}

/// Gives a value of a branch the tag that announces it, as the client does when it writes one.
pub(super) fn announce(branch: &Branch, value: &mut Value) {
    if is_of(branch, value) {
        return;
    }
    if let (Some((key, text)), Value::Object(properties)) = (tag(branch), value) {
        properties.retain(|(name, _)| name != key);
        properties.insert(0, (key.to_owned(), Value::String(text.to_owned())));
    }
}

/// A value of a branch without its tag; `None` where there is none.
pub(super) fn without_tag(branch: &Branch, value: &Value) -> Option<Value> {
    let (Some((key, _)), Value::Object(properties)) = (tag(branch), value) else {
        return None;
    };
    let others = properties.iter().filter(|(name, _)| name != key);
    Some(Value::Object(others.cloned().collect()))
}

/// The property that announces a branch, and what it says.
fn tag(branch: &Branch) -> Option<(&str, &str)> {
    branch.signs.iter().find_map(|sign| match sign {
        Sign::Value { key, value } => Some((key.as_str(), value.as_str())),
        _ => None,
    })
}
