//! Literals of JSON, as they stand inside of `json!( … )`.

use proc_macro2::Literal;

use crate::ir::Value;

/// How wide a line may be.
const WIDTH: usize = 88;

/// A value as text: on one line where it fits behind what stands at the margin, or else a line for each item.
pub(crate) fn layout(value: &Value, margin: usize, before: usize) -> String {
    let line = on_one_line(value);
    if before + line.len() <= WIDTH {
        return line;
    }
    let inner = margin + 4;
    let indent = " ".repeat(inner);
    let end = " ".repeat(margin);
    match value {
        Value::List(items) if !items.is_empty() => {
            let items = items
                .iter()
                .map(|it| format!("{indent}{},\n", layout(it, inner, inner)));
            format!("[\n{}{end}]", items.collect::<String>())
        }
        Value::Object(properties) if !properties.is_empty() => {
            let properties = properties.iter().map(|(name, value)| {
                let name = quoted(name);
                let before = inner + name.len() + 2;
                format!("{indent}{name}: {},\n", layout(value, inner, before))
            });
            format!("{{\n{}{end}}}", properties.collect::<String>())
        }
        _ => line,
    }
}

/// About how many lines a value takes.
pub(super) fn lines(value: &Value) -> usize {
    layout(value, 4, 24).lines().count()
}

fn on_one_line(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(value) => value.to_string(),
        // A literal without a suffix would be taken for an `i32`.
        Value::Integer(number) if i32::try_from(*number).is_ok() => number.to_string(),
        Value::Integer(number) if i64::try_from(*number).is_ok() => format!("{number}_i64"),
        Value::Integer(number) => format!("{number}_u64"),
        Value::Number(number) => format!(
            "{}{}",
            if number.is_sign_negative() { "-" } else { "" },
            Literal::f64_unsuffixed(number.abs())
        ),
        Value::String(text) => quoted(text),
        Value::List(items) => {
            let items: Vec<_> = items.iter().map(on_one_line).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Object(properties) if properties.is_empty() => "{}".to_owned(),
        Value::Object(properties) => {
            let property = |(name, value): &(String, Value)| {
                format!("{}: {}", quoted(name), on_one_line(value))
            };
            let properties: Vec<_> = properties.iter().map(property).collect();
            format!("{{{}}}", properties.join(", "))
        }
    }
}

fn quoted(text: &str) -> String {
    Literal::string(text).to_string()
}
