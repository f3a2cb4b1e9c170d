//! Examples: what a description says that values look like (`OpenAPI 3.0.4, 4.8.12.1, 4.8.14 and 4.8.24`).

use indexmap::IndexMap;
use openapiv3::{
    Example, MediaType, ParameterData, ParameterSchemaOrContent, ReferenceOr, Schema, SchemaKind,
    Type,
};
use serde_json::Value as Json;

use crate::ir::{MAX_KEPT, Value};
use crate::lower::schema::keywords::Keywords;
use crate::normalize::PLACES;
use crate::spec::Spec;

/// How many lists of lists are looked into.
const DEPTH: usize = 4;

/// What a parameter looks like, by what it says beside its schema.
pub(in crate::lower) fn of_parameter(spec: &Spec, data: &ParameterData) -> Option<Value> {
    given(spec, data.example.as_ref(), &data.examples).or_else(|| match &data.format {
        ParameterSchemaOrContent::Schema(_) => None,
        ParameterSchemaOrContent::Content(content) => of_media_type(spec, content.values().next()?),
    })
}

/// What a body looks like: by itself, or else by its schema.
pub(in crate::lower) fn of_media_type(spec: &Spec, media_type: &MediaType) -> Option<Value> {
    given(spec, media_type.example.as_ref(), &media_type.examples).or_else(|| {
        let schema = spec.schema(media_type.schema.as_ref()?, spec.root())?;
        of_schema(spec, schema.value)
    })
}

/// What a value of a schema looks like: its example, its default, or one that its items, its bounds or its format make.
pub(in crate::lower) fn of_schema(spec: &Spec, schema: &Schema) -> Option<Value> {
    of_schema_within(spec, schema, DEPTH)
}

fn of_schema_within(spec: &Spec, schema: &Schema, depth: usize) -> Option<Value> {
    let data = &schema.schema_data;
    if let Some(value) = data.example.as_ref().or(data.default.as_ref()) {
        return value_of(value);
    }
    let keywords = Keywords::of(schema);
    if data.extensions.contains_key(PLACES) {
        return None;
    }
    if let Some(items) = keywords.items {
        let items = spec.boxed_schema(items, spec.root())?.value;
        let item = of_schema_within(spec, items, depth.checked_sub(1)?)?;
        return Some(Value::List(vec![item]));
    }
    if !keywords.values.is_empty() {
        return None;
    }
    let text = |text: &str| Some(Value::String(text.to_owned()));
    match keywords.format.as_deref() {
        Some("email" | "idn-email") => text("name@example.com"),
        Some("hostname" | "idn-hostname") => text("example.com"),
        Some("ipv4") => text("192.0.2.1"),
        Some("ipv6") => text("2001:db8::1"),
        Some("uri" | "url" | "iri") => text("https://example.com"),
        Some("uuid") => text("f81d4fae-7dec-11d0-a765-00a0c91e6bf6"),
        _ => least(schema),
    }
}

/// The least whole number that a schema allows, where that is more than one.
fn least(schema: &Schema) -> Option<Value> {
    let SchemaKind::Type(Type::Integer(integer)) = &schema.schema_kind else {
        return None;
    };
    let least = i128::from(integer.minimum?) + i128::from(integer.exclusive_minimum);
    (least > 1).then_some(Value::Integer(least))
}

/// `example`, or else the first of `examples` that stands in the description itself.
fn given(
    spec: &Spec,
    one: Option<&Json>,
    several: &IndexMap<String, ReferenceOr<Example>>,
) -> Option<Value> {
    let values = several
        .values()
        .filter_map(|node| spec.example(node, spec.root())?.value.value.as_ref());
    one.into_iter().chain(values).find_map(value_of)
}

/// A value as it stands in a description.
pub(in crate::lower) fn value_of(json: &Json) -> Option<Value> {
    Some(match json {
        Json::Null => Value::Null,
        Json::Bool(value) => Value::Bool(*value),
        Json::Number(number) => match (number.as_i64(), number.as_u64()) {
            (Some(number), _) => Value::Integer(number.into()),
            (None, Some(number)) => Value::Integer(number.into()),
            (None, None) => Value::Number(number.as_f64()?),
        },
        Json::String(text) => Value::String(text.clone()),
        Json::Array(items) => {
            let items = items.iter().take(MAX_KEPT);
            Value::List(items.filter_map(value_of).collect())
        }
        Json::Object(entries) => Value::Object(
            entries
                .iter()
                .take(MAX_KEPT)
                .filter_map(|(name, value)| Some((name.clone(), value_of(value)?)))
                .collect(),
        ),
    })
}
