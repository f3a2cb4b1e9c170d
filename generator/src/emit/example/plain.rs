//! Values that need no type of the crate: texts, and JSON.

use proc_macro2::TokenStream;
use quote::quote;

use super::expression::ExpressionContext;
use super::number::{emit_float, emit_integer};
use crate::ir::{Type, Value};

/// How many characters a text may have; a longer one is not shown.
const TEXT: usize = 60;

/// Whether there is an example that is not empty.
pub(super) fn is_given(example: Option<&Value>) -> bool {
    match example {
        None | Some(Value::Null) => false,
        Some(Value::List(items)) => !items.is_empty(),
        Some(Value::Object(properties)) => !properties.is_empty(),
        Some(_) => true,
    }
}

fn is_empty(value: &Value) -> bool {
    *value != Value::Null && !is_given(Some(value))
}

/// A text: that of the example, or else the name of the field.
pub(super) fn text<'a>(example: Option<&'a Value>, name: &'a str) -> &'a str {
    usable(example).unwrap_or(name)
}

/// The text of an example that can be shown.
pub(super) fn usable(example: Option<&Value>) -> Option<&str> {
    match example {
        Some(Value::String(text)) if !text.is_empty() && is_short(text) => Some(text),
        _ => None,
    }
}

/// Whether a text can be shown in one line.
pub(super) fn is_short(text: &str) -> bool {
    text.chars().count() <= TEXT
}

/// How many values a value consists of; more than any example has room for, where one of them is empty or too long.
pub(super) fn json_size(value: &Value) -> usize {
    match value {
        value if is_empty(value) => usize::from(u8::MAX),
        Value::List(items) => 1 + items.iter().map(json_size).sum::<usize>(),
        Value::Object(properties) => {
            1 + properties
                .iter()
                .map(|(_, it)| json_size(it))
                .sum::<usize>()
        }
        Value::String(text) if !is_short(text) => usize::from(u8::MAX),
        _ => 1,
    }
}

/// A value as `Json`, which has to be in scope.
pub(super) fn emit_json(value: &Value) -> TokenStream {
    match value {
        Value::Null => quote!(Json::Null),
        Value::List(items) => {
            let items = items.iter().map(emit_json);
            quote!(Json::from_iter([#(#items),*]))
        }
        Value::Object(properties) => {
            let entries = properties.iter().map(|(key, value)| {
                let value = emit_json(value);
                quote!((#key, #value))
            });
            quote!(Json::from_iter([#(#entries),*]))
        }
        value => {
            let value = emit_scalar(value);
            quote!(Json::from(#value))
        }
    }
}

/// A value that can become `Json`, if it is neither `null` nor has others inside it.
pub(super) fn emit_scalar(value: &Value) -> Option<TokenStream> {
    match value {
        Value::Null | Value::List(_) | Value::Object(_) => None,
        Value::Bool(value) => Some(quote!(#value)),
        Value::Integer(_) => Some(emit_integer(
            &Type::I64,
            Some(value),
            ExpressionContext::Into,
        )),
        Value::Number(_) => Some(emit_float(&Type::F64, Some(value), ExpressionContext::Into)),
        Value::String(text) => Some(quote!(#text)),
    }
}
