//! What a call sends as its body.

use proc_macro2::TokenStream;
use quote::quote;

use super::operation::Literals;
use super::values::TestValues;
use super::wire;
use crate::emit::operation::body::{exact, is_file};
use crate::ir::{Body, BodyFormat, BodyShape, Field, Operation, Presence, Style, StyleKind, Value};

/// The assertions about the body; none where it is not known, or where there is none.
pub(super) fn emit_body(
    operation: &Operation,
    body: &Body,
    given: &TestValues,
    literals: &mut Literals,
) -> Option<TokenStream> {
    let first = operation.named().count();
    let values = given.fields.iter().zip(&given.values.fields).skip(first);
    let values: Vec<(&Field, &Option<Value>)> = values.collect();
    let media_type = content_type(body);
    let media_type =
        media_type.map(|it| quote!(assert_eq!(request.header("content-type"), Some(#it));));
    let content = match (&body.shape, body.format) {
        (BodyShape::Whole(_), format) => {
            emit_whole(format, body, values.first()?.1.as_ref()?, literals)?
        }
        (BodyShape::Fields(_), BodyFormat::Json) => {
            let object = json_object(body, &values)?;
            let json = literals.add(object);
            quote!(assert_eq!(request.json(), #json);)
        }
        (BodyShape::Fields(fields), BodyFormat::Form) => {
            let mut pairs = Vec::new();
            for (field, (_, value)) in fields.iter().zip(&values) {
                let value = value.as_ref().or(field.field.preset());
                if let Some(value) = value {
                    pairs.extend(wire::query(&field.field.wire, value, field.style)?);
                }
            }
            pairs.extend(flag(body));
            emit_pairs(&pairs)
        }
        (BodyShape::Fields(fields), BodyFormat::Multipart) => {
            let mut parts = Vec::new();
            for (field, (_, value)) in fields.iter().zip(&values) {
                let name = &field.field.wire;
                match value.as_ref().or(field.field.preset()) {
                    Some(value) if field.is_styled && !is_file(&field.field.ty) => {
                        parts.extend(wire::query(name, value, field.style)?);
                    }
                    Some(value) => parts.extend(part(name, value)?),
                    None => {}
                }
            }
            parts.extend(flag(body));
            emit_parts(&parts)
        }
        // What is written is up to the runtime.
        (BodyShape::Fields(_), BodyFormat::Xml(_) | BodyFormat::Text | BodyFormat::Bytes) => {
            return None;
        }
    };
    Some(quote!(#media_type #content))
}

fn emit_whole(
    format: BodyFormat,
    body: &Body,
    value: &Value,
    literals: &mut Literals,
) -> Option<TokenStream> {
    let form = |value: &Value| match value {
        Value::Object(properties) => Some(properties.clone()),
        _ => None,
    };
    Some(match (format, value) {
        (BodyFormat::Json, value) => {
            let mut value = value.clone();
            if let (Some(flag), Value::Object(properties)) = (&body.flag, &mut value) {
                let is_on = properties.contains(&(flag.wire.clone(), Value::Bool(true)));
                if flag.value || is_on {
                    properties.retain(|(name, _)| *name != flag.wire);
                    properties.push((flag.wire.clone(), Value::Bool(flag.value)));
                }
            }
            let json = literals.add(value);
            quote!(assert_eq!(request.json(), #json);)
        }
        (BodyFormat::Form, value) => {
            let style = Style {
                kind: StyleKind::Field,
                explode: true,
                allow_reserved: false,
            };
            let mut pairs = Vec::new();
            for (name, value) in form(value)?.iter().filter(|(_, it)| *it != Value::Null) {
                pairs.extend(wire::query(name, value, style)?);
            }
            emit_pairs(&pairs)
        }
        (BodyFormat::Multipart, value) => {
            let mut parts = Vec::new();
            for (name, value) in form(value)?.iter().filter(|(_, it)| *it != Value::Null) {
                parts.extend(part(name, value)?);
            }
            emit_parts(&parts)
        }
        (BodyFormat::Text | BodyFormat::Bytes, Value::String(text)) => {
            quote!(assert_eq!(request.body(), #text);)
        }
        (BodyFormat::Xml(_) | BodyFormat::Text | BodyFormat::Bytes, _) => return None,
    })
}

fn emit_pairs(pairs: &[(String, String)]) -> TokenStream {
    let pairs = texts(pairs);
    quote!(client::assert_form(&request, &[#(#pairs),*]);)
}

fn emit_parts(parts: &[(String, String)]) -> TokenStream {
    let parts = texts(parts);
    quote!(client::assert_parts(&request, &[#(#parts),*]);)
}

/// The media type of a body, where it is not the usual one of its format.
fn content_type(body: &Body) -> Option<&str> {
    let media_type = &body.media_type;
    match body.format {
        BodyFormat::Json if media_type.contains('*') => None,
        BodyFormat::Json if media_type.eq_ignore_ascii_case("application/json") => None,
        BodyFormat::Json | BodyFormat::Xml(_) => Some(media_type),
        BodyFormat::Text => Some(exact(media_type, "text/plain")),
        BodyFormat::Bytes => Some(exact(media_type, "application/octet-stream")),
        BodyFormat::Form | BodyFormat::Multipart => None,
    }
}

/// The object of a body whose properties are fields of the params; `None` where none is sent.
fn json_object(body: &Body, values: &[(&Field, &Option<Value>)]) -> Option<Value> {
    let mut properties = Vec::new();
    for (field, value) in values {
        let value = value.as_ref().or(field.preset());
        properties.extend(value.map(|value| (field.wire.clone(), value.clone())));
    }
    if let Some(flag) = body.flag.as_ref().filter(|it| it.always) {
        properties.push((flag.wire.clone(), Value::Bool(flag.value)));
    }
    if !body.required && properties.is_empty() {
        return None;
    }
    // What is always there, and was not given, is `null`.
    let nulls = values
        .iter()
        .filter(|(field, value)| value.is_none() && field.presence == Presence::Nullable);
    properties.extend(nulls.map(|(field, _)| (field.wire.clone(), Value::Null)));
    Some(Value::Object(properties))
}

/// The pair of a property that the method sets.
fn flag(body: &Body) -> Option<(String, String)> {
    let flag = body.flag.as_ref().filter(|it| it.always)?;
    Some((flag.wire.clone(), flag.value.to_string()))
}

/// The parts that a value becomes: a list item by item, and anything else that is not plain as JSON.
fn part(name: &str, value: &Value) -> Option<Vec<(String, String)>> {
    let items = match value {
        Value::List(items) => items.as_slice(),
        other => std::slice::from_ref(other),
    };
    let text = |it: &Value| match it {
        Value::List(_) | Value::Object(_) => wire::json(it),
        scalar => wire::scalar(scalar),
    };
    items
        .iter()
        .map(|it| Some((name.to_owned(), text(it)?)))
        .collect()
}

/// Names and values as a test has them.
pub(super) fn texts(pairs: &[(String, String)]) -> Vec<String> {
    let pairs = pairs.iter();
    pairs
        .map(|(name, value)| format!("{name}={value}"))
        .collect()
}
