//! The keywords of schemas: what each holds, and what those of older versions mean.

use serde_json::{Map, Value, json};

/// What a keyword holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    /// A schema, or what is none.
    Schema,
    /// Schemas.
    List,
    /// Schemas by names.
    Map,
    /// What is no schema.
    Data,
    /// Nothing that decides what is valid.
    Nothing,
}

/// What the keyword `key` holds.
pub(super) fn holds(key: &str) -> Holds {
    match key {
        "additionalProperties"
        | "items"
        | "not"
        | "contains"
        | "propertyNames"
        | "if"
        | "then"
        | "else"
        | "unevaluatedProperties"
        | "unevaluatedItems"
        | "additionalItems" => Holds::Schema,
        "allOf" | "anyOf" | "oneOf" | "prefixItems" => Holds::List,
        "properties" | "patternProperties" | "dependentSchemas" => Holds::Map,
        "type" | "enum" | "const" | "format" | "multipleOf" | "maximum" | "minimum"
        | "exclusiveMaximum" | "exclusiveMinimum" | "maxLength" | "minLength" | "pattern"
        | "maxItems" | "minItems" | "uniqueItems" | "maxContains" | "minContains"
        | "maxProperties" | "minProperties" | "required" | "dependentRequired" => Holds::Data,
        _ => Holds::Nothing,
    }
}

/// Says in the words of 2020-12 what older versions say otherwise, and leaves out what is no such keyword at all.
pub(super) fn modernize(members: &Map<String, Value>, found: &mut Map<String, Value>) {
    for (key, exclusive) in [
        ("minimum", "exclusiveMinimum"),
        ("maximum", "exclusiveMaximum"),
    ] {
        match members.get(exclusive) {
            Some(Value::Bool(true)) => {
                found.remove(exclusive);
                if let Some(bound) = found.remove(key) {
                    found.insert(exclusive.to_owned(), bound);
                }
            }
            Some(Value::Bool(false)) => {
                found.remove(exclusive);
            }
            _ => {}
        }
    }
    // In YAML, a type may have lost its quotes.
    if let Some(Value::Array(types)) = found.get_mut("type") {
        types
            .iter_mut()
            .filter(|it| it.is_null())
            .for_each(|it| *it = "null".into());
    }
    found.retain(|key, value| is_well_formed(key, value));
    // Who writes properties means an object.
    if found.contains_key("properties") && !members.contains_key("type") {
        found.insert("type".to_owned(), "object".into());
    }
    if let Some(Value::String(name)) = found.get("type")
        && !is_type(name)
    {
        found.remove("type");
    }
    let is_one = members.get("type").is_some_and(Value::is_string);
    if let Some(mut range) = members
        .get("format")
        .and_then(Value::as_str)
        .and_then(range)
        && is_about_numbers(members.get("type"))
    {
        if let (false, Some(range)) = (is_one, range.as_object_mut()) {
            range.remove("type");
        }
        conjoin(found, range);
    }
}

fn is_well_formed(key: &str, value: &Value) -> bool {
    match key {
        "multipleOf" => value.as_f64().is_some_and(|it| it > 0.0),
        "maximum" | "minimum" | "exclusiveMaximum" | "exclusiveMinimum" => value.is_number(),
        "maxLength" | "minLength" | "maxItems" | "minItems" | "maxContains" | "minContains"
        | "maxProperties" | "minProperties" => value.is_u64(),
        "pattern" | "format" => value.is_string(),
        "uniqueItems" => value.is_boolean(),
        "enum" | "required" => value.is_array(),
        "type" => match value {
            Value::String(_) => true,
            Value::Array(several) => several.iter().all(|it| it.as_str().is_some_and(is_type)),
            _ => false,
        },
        _ => true,
    }
}

fn is_type(name: &str) -> bool {
    [
        "null", "boolean", "integer", "number", "string", "array", "object",
    ]
    .contains(&name)
}

fn is_about_numbers(ty: Option<&Value>) -> bool {
    let is_one = |it: &Value| matches!(it.as_str(), Some("integer" | "number"));
    match ty {
        Some(Value::Array(several)) => several.iter().any(is_one),
        Some(one) => is_one(one),
        None => false,
    }
}

/// The numbers of a format (the format registry of `OpenAPI`).
fn range(format: &str) -> Option<Value> {
    // A number of such a format is a whole one.
    let whole =
        |least: Value, most: Value| json!({ "type": "integer", "minimum": least, "maximum": most });
    Some(match format {
        "int8" => whole(i8::MIN.into(), i8::MAX.into()),
        "int16" => whole(i16::MIN.into(), i16::MAX.into()),
        "int32" => whole(i32::MIN.into(), i32::MAX.into()),
        // The last two are in no registry, and mean what they say.
        "int64" | "int" | "integer" => whole(i64::MIN.into(), i64::MAX.into()),
        "uint8" => whole(0.into(), u8::MAX.into()),
        "uint16" => whole(0.into(), u16::MAX.into()),
        "uint32" => whole(0.into(), u32::MAX.into()),
        "uint64" => whole(0.into(), u64::MAX.into()),
        "float" => {
            json!({ "minimum": -3.402_823_466_385_288_6e38, "maximum": 3.402_823_466_385_288_6e38 })
        }
        _ => return None,
    })
}

fn conjoin(found: &mut Map<String, Value>, schema: Value) {
    match found.get_mut("allOf") {
        Some(Value::Array(several)) => several.push(schema),
        _ => {
            found.insert("allOf".to_owned(), json!([schema]));
        }
    }
}
