//! Numbers as JavaScript writes them.

use serde::Serialize;
use serde_json::Value;

/// A value as JSON in which whole numbers have no fraction: a `number` that was read from `5` is an `f64`, which is `5.0` again.
#[must_use]
pub fn whole(value: impl Serialize) -> Value {
    let mut value = serde_json::to_value(value).unwrap_or_default();
    trim(&mut value);
    value
}

fn trim(value: &mut Value) {
    match value {
        Value::Number(number) => {
            // The text of a float is the shortest that is read as the same float.
            if let Some(whole) = number.to_string().strip_suffix(".0") {
                *value = whole.parse::<i64>().map_or(Value::Null, Value::from);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(trim),
        Value::Object(properties) => properties.values_mut().for_each(trim),
        Value::Null | Value::Bool(_) | Value::String(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::whole;

    #[test]
    fn only_what_is_whole_loses_its_fraction() {
        let read = json!({"a": 5.0, "b": [-2.0, 1.5, 3], "c": {"d": 1e300, "e": "1.0"}});
        let written = json!({"a": 5, "b": [-2, 1.5, 3], "c": {"d": 1e300, "e": "1.0"}});
        assert_eq!(whole(read), written);
    }
}
