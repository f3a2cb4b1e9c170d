//! Values that need no type of the crate: texts, and JSON.

use proc_macro2::TokenStream;
use quote::quote;

use super::expression::ExpressionContext;
use super::number::{GREATEST_FLOAT, emit_float, emit_integer, float, integer};
use crate::ir::{Type, Value};

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

/// The text of an example, unless it is empty or has more characters than this.
pub(in crate::emit) fn text_within(example: Option<&Value>, most: usize) -> Option<&str> {
    match example {
        Some(Value::String(text)) if !text.is_empty() && text.chars().count() <= most => Some(text),
        _ => None,
    }
}

/// How many values a value consists of; more than any example has room for, where one of them is empty or too long.
pub(super) fn json_size(value: &Value, most: usize) -> usize {
    match value {
        value if is_empty(value) => usize::from(u8::MAX),
        Value::List(items) => 1 + items.iter().map(|it| json_size(it, most)).sum::<usize>(),
        Value::Object(properties) => {
            1 + properties
                .iter()
                .map(|(_, it)| json_size(it, most))
                .sum::<usize>()
        }
        Value::String(text) if text.chars().count() > most => usize::from(u8::MAX),
        Value::Integer(number) if i64::try_from(*number).is_err() => usize::from(u8::MAX),
        Value::Number(number) if number.abs() > GREATEST_FLOAT => usize::from(u8::MAX),
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
            integer(&Type::I64, Some(value)),
            ExpressionContext::Into,
        )),
        Value::Number(_) => Some(emit_float(
            &Type::F64,
            float(&Type::F64, Some(value)),
            ExpressionContext::Into,
        )),
        Value::String(text) => Some(quote!(#text)),
    }
}
