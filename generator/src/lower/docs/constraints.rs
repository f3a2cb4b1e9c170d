//! Constraints: the validation keywords of a schema, in words.
//!
//! Unless the configuration asks for it, the client checks none of them, so that a new limit of a server breaks no client. They are
//! documentation for its callers.

use openapiv3::{AnySchema, Schema, SchemaKind, Type};
use serde_json::Value;

use crate::markdown::code;

/// How long a default, and a pattern, may be that is shown.
const MAX_DEFAULT: usize = 80;
const MAX_PATTERN: usize = 1000;

/// The constraints of the values of `schema`, and the default.
pub(in crate::lower) fn of(schema: &Schema) -> Option<String> {
    let any = match &schema.schema_kind {
        SchemaKind::Type(ty) => of_type(ty),
        SchemaKind::Any(any) => of_any(any),
        _ => AnySchema::default(),
    };
    let mut said = Vec::new();
    said.extend(count(
        any.min_length,
        any.max_length,
        "character",
        "characters",
    ));
    said.extend(any.pattern.as_deref().and_then(pattern));
    said.extend(range(&any));
    said.extend(
        any.multiple_of
            .map(|of| format!("a multiple of {}", number(of))),
    );
    said.extend(count(any.min_items, any.max_items, "item", "items"));
    if any.unique_items == Some(true) {
        said.push("no item twice".to_owned());
    }
    said.extend(count(
        any.min_properties,
        any.max_properties,
        "entry",
        "entries",
    ));
    let default = schema.schema_data.default.as_ref().and_then(default);
    let sentences: Vec<String> = [said.join(", "), default.unwrap_or_default()]
        .into_iter()
        .filter(|it| !it.is_empty())
        .map(|it| sentence(&it))
        .collect();
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

/// The keywords of a schema without one type, but for those about another one than it has: of a text, no item can be there twice.
fn of_any(any: &AnySchema) -> AnySchema {
    let is = |types: &[&str]| any.typ.as_deref().is_none_or(|it| types.contains(&it));
    let is_string = is(&["string"]);
    let is_number = is(&["number", "integer"]);
    let is_array = is(&["array"]);
    let is_object = is(&["object"]);
    AnySchema {
        pattern: any.pattern.clone().filter(|_| is_string),
        min_length: any.min_length.filter(|_| is_string),
        max_length: any.max_length.filter(|_| is_string),
        multiple_of: any.multiple_of.filter(|_| is_number),
        exclusive_minimum: any.exclusive_minimum,
        exclusive_maximum: any.exclusive_maximum,
        minimum: any.minimum.filter(|_| is_number),
        maximum: any.maximum.filter(|_| is_number),
        min_items: any.min_items.filter(|_| is_array),
        max_items: any.max_items.filter(|_| is_array),
        unique_items: any.unique_items.filter(|_| is_array),
        min_properties: any.min_properties.filter(|_| is_object),
        max_properties: any.max_properties.filter(|_| is_object),
        // Only these are asked for, and a whole one may be large.
        ..AnySchema::default()
    }
}

#[allow(
    clippy::cast_precision_loss,
    reason = "a bound that loses a digit is said as the nearest number"
)]
fn of_type(ty: &Type) -> AnySchema {
    match ty {
        Type::String(string) => AnySchema {
            pattern: string.pattern.clone(),
            min_length: string.min_length,
            max_length: string.max_length,
            ..AnySchema::default()
        },
        Type::Number(number) => AnySchema {
            multiple_of: number.multiple_of,
            exclusive_minimum: Some(number.exclusive_minimum),
            exclusive_maximum: Some(number.exclusive_maximum),
            minimum: number.minimum,
            maximum: number.maximum,
            ..AnySchema::default()
        },
        Type::Integer(integer) => AnySchema {
            multiple_of: integer.multiple_of.map(|of| of as f64),
            exclusive_minimum: Some(integer.exclusive_minimum),
            exclusive_maximum: Some(integer.exclusive_maximum),
            minimum: integer.minimum.map(|least| least as f64),
            maximum: integer.maximum.map(|most| most as f64),
            ..AnySchema::default()
        },
        Type::Array(array) => AnySchema {
            min_items: array.min_items,
            max_items: array.max_items,
            unique_items: Some(array.unique_items),
            ..AnySchema::default()
        },
        Type::Object(object) => AnySchema {
            min_properties: object.min_properties,
            max_properties: object.max_properties,
            ..AnySchema::default()
        },
        Type::Boolean(_) => AnySchema::default(),
    }
}

fn count(least: Option<usize>, most: Option<usize>, one: &str, many: &str) -> Option<String> {
    let noun = |number| if number == 1 { one } else { many };
    match (least.filter(|least| *least > 0), most) {
        (None, None) => None,
        (Some(least), Some(most)) if least == most => Some(format!("{most} {}", noun(most))),
        (Some(least), Some(most)) => Some(format!("{least} to {most} {}", noun(most))),
        (Some(least), None) => Some(format!("at least {least} {}", noun(least))),
        (None, Some(most)) => Some(format!("at most {most} {}", noun(most))),
    }
}

fn range(any: &AnySchema) -> Option<String> {
    let more = any.exclusive_minimum == Some(true);
    let less = any.exclusive_maximum == Some(true);
    match (any.minimum, any.maximum) {
        (None, None) => None,
        (Some(least), Some(most)) if !more && !less => {
            Some(format!("from {} to {}", number(least), number(most)))
        }
        (least, most) => {
            let above = if more { "more than" } else { "at least" };
            let below = if less { "less than" } else { "at most" };
            let least = least.map(|it| format!("{above} {}", number(it)));
            let most = most.map(|it| format!("{below} {}", number(it)));
            let both: Vec<String> = least.into_iter().chain(most).collect();
            Some(both.join(" and "))
        }
    }
}

/// A number in digits, unless they were many.
fn number(number: f64) -> String {
    if number == 0.0 || (1e-6..1e16).contains(&number.abs()) {
        number.to_string()
    } else {
        format!("{number:e}")
    }
}

fn pattern(text: &str) -> Option<String> {
    let text: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_shown = !text.is_empty() && text.len() <= MAX_PATTERN;
    is_shown.then(|| format!("matching {}", code(&text)))
}

fn default(value: &Value) -> Option<String> {
    let text = match value {
        Value::Null | Value::Object(_) => return None,
        Value::Array(items) if items.iter().any(|it| it.is_object() || it.is_array()) => {
            return None;
        }
        Value::String(text) => text.clone(),
        value => value.to_string(),
    };
    let is_shown =
        text.len() <= MAX_DEFAULT && !text.trim().is_empty() && !text.contains(char::is_control);
    is_shown.then(|| format!("default: {}", code(text.trim())))
}

/// A sentence of these words.
fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    let mut sentence: String = first.chain(letters).collect();
    sentence.push('.');
    sentence
}
