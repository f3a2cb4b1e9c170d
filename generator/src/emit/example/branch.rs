//! The tag of a value of a union, which the client writes itself.

use crate::ir::{Branch, Value};

/// Gives a value of a branch the tag that announces it, as the client does when it writes one.
pub(super) fn announce(branch: &Branch, value: &mut Value) {
    if branch.has(value) {
        return;
    }
    if let (Some((key, text)), Value::Object(properties)) = (branch.tag(), value) {
        properties.retain(|(name, _)| name != key);
        properties.insert(0, (key.to_owned(), Value::String(text.to_owned())));
    }
}

/// A value of a branch without its tag; `None` where there is none.
pub(super) fn without_tag(branch: &Branch, value: &Value) -> Option<Value> {
    let (Some((key, _)), Value::Object(properties)) = (branch.tag(), value) else {
        return None;
    };
    let others = properties.iter().filter(|(name, _)| name != key);
    Some(Value::Object(others.cloned().collect()))
}
