//! Schemas of the usual shapes, made without a copy of what is in them; all others as `openapiv3` reads them.

use openapiv3::{
    AdditionalProperties, ArrayType, BooleanType, IntegerType, NumberType, ObjectType, ReferenceOr,
    Schema, SchemaData, SchemaKind, StringType, Type,
};
use serde::Deserialize;
use serde::de::value::Error;

use crate::source::{Mapping, Node};

/// A schema, or the reference to one.
pub(super) fn read_schema(node: &Node) -> Result<ReferenceOr<Schema>, Error> {
    if let Some(reference) = node.get("$ref").and_then(Node::as_str) {
        let reference = reference.to_owned();
        return Ok(ReferenceOr::Reference { reference });
    }
    match node.as_mapping().and_then(usual) {
        Some(schema) => Ok(ReferenceOr::Item(schema)),
        None => ReferenceOr::deserialize(node),
    }
}

/// A schema with keywords of its type alone, or with alternatives alone; `None` for all others.
fn usual(mapping: &Mapping) -> Option<Schema> {
    let mut data = SchemaData::default();
    let (mut typ, mut format) = (None, None);
    let mut string = None::<StringType>;
    let mut object = None::<ObjectType>;
    let mut array = None::<ArrayType>;
    let mut alternatives = None;
    for (key, value) in mapping.entries() {
        match key.as_str() {
            "nullable" => data.nullable = flag(value)?,
            "readOnly" => data.read_only = flag(value)?,
            "writeOnly" => data.write_only = flag(value)?,
            "deprecated" => data.deprecated = flag(value)?,
            "title" => data.title = Some(text(value)?),
            "description" => data.description = Some(text(value)?),
            "example" => data.example = Option::deserialize(value).ok()?,
            "default" => data.default = Option::deserialize(value).ok()?,
            "externalDocs" => data.external_docs = Option::deserialize(value).ok()?,
            "discriminator" => data.discriminator = Option::deserialize(value).ok()?,
            "type" => typ = Some(value.as_str()?),
            "format" => format = Some(text(value)?),
            "pattern" => string.get_or_insert_default().pattern = Some(text(value)?),
            "minLength" => string.get_or_insert_default().min_length = Some(count(value)?),
            "maxLength" => string.get_or_insert_default().max_length = Some(count(value)?),
            "enum" => {
                let values = value.as_list()?.iter().map(|it| text(it).map(Some));
                string.get_or_insert_default().enumeration = values.collect::<Option<_>>()?;
            }
            "properties" => {
                let entries = value.as_mapping()?.entries().iter();
                let properties = entries.map(|(key, value)| Some((key.clone(), boxed(value)?)));
                object.get_or_insert_default().properties = properties.collect::<Option<_>>()?;
            }
            "required" => {
                let names = value.as_list()?.iter().map(text);
                object.get_or_insert_default().required = names.collect::<Option<_>>()?;
            }
            "additionalProperties" => {
                let others = match value {
                    Node::Bool(any) => AdditionalProperties::Any(*any),
                    schema => AdditionalProperties::Schema(Box::new(read_schema(schema).ok()?)),
                };
                object.get_or_insert_default().additional_properties = Some(others);
            }
            "minProperties" => object.get_or_insert_default().min_properties = Some(count(value)?),
            "maxProperties" => object.get_or_insert_default().max_properties = Some(count(value)?),
            "items" => no_array(&mut array).items = Some(boxed(value)?),
            "minItems" => no_array(&mut array).min_items = Some(count(value)?),
            "maxItems" => no_array(&mut array).max_items = Some(count(value)?),
            "uniqueItems" => no_array(&mut array).unique_items = flag(value)?,
            "oneOf" | "allOf" | "anyOf" if alternatives.is_none() => {
                let schemas = value.as_list()?.iter().map(|it| read_schema(it).ok());
                let schemas = schemas.collect::<Option<_>>()?;
                alternatives = Some(match key.as_str() {
                    "oneOf" => SchemaKind::OneOf { one_of: schemas },
                    "allOf" => SchemaKind::AllOf { all_of: schemas },
                    _ => SchemaKind::AnyOf { any_of: schemas },
                });
            }
            "$ref" | "oneOf" | "allOf" | "anyOf" | "not" | "multipleOf" | "minimum" | "maximum"
            | "exclusiveMinimum" | "exclusiveMaximum" => return None,
            extension if extension.starts_with("x-") => {
                let value = serde_json::Value::deserialize(value).ok()?;
                data.extensions.insert(key.clone(), value);
            }
            _ => {}
        }
    }
    let schema_kind = match (typ, string, object, array, alternatives) {
        (Some("string"), string, None, None, None) => SchemaKind::Type(Type::String(StringType {
            format: format.take().into(),
            ..string.unwrap_or_default()
        })),
        (Some("object"), None, object, None, None) => {
            SchemaKind::Type(Type::Object(object.unwrap_or_default()))
        }
        (Some("array"), None, None, array, None) => {
            SchemaKind::Type(Type::Array(array.unwrap_or_else(no_items)))
        }
        (Some("boolean"), None, None, None, None) => {
            SchemaKind::Type(Type::Boolean(BooleanType::default()))
        }
        (Some("integer"), None, None, None, None) => SchemaKind::Type(Type::Integer(IntegerType {
            format: format.take().into(),
            ..IntegerType::default()
        })),
        (Some("number"), None, None, None, None) => SchemaKind::Type(Type::Number(NumberType {
            format: format.take().into(),
            ..NumberType::default()
        })),
        (None, None, None, None, Some(alternatives)) => alternatives,
        _ => return None,
    };
    // A format of another type is a keyword that does not belong to it.
    format.is_none().then_some(Schema {
        schema_data: data,
        schema_kind,
    })
}

fn no_array(array: &mut Option<ArrayType>) -> &mut ArrayType {
    array.get_or_insert_with(no_items)
}

/// An array about whose items nothing is said.
fn no_items() -> ArrayType {
    ArrayType {
        items: None,
        min_items: None,
        max_items: None,
        unique_items: false,
    }
}

fn boxed(node: &Node) -> Option<ReferenceOr<Box<Schema>>> {
    Some(match read_schema(node).ok()? {
        ReferenceOr::Item(schema) => ReferenceOr::boxed_item(schema),
        ReferenceOr::Reference { reference } => ReferenceOr::Reference { reference },
    })
}

fn flag(node: &Node) -> Option<bool> {
    match node {
        Node::Bool(flag) => Some(*flag),
        _ => None,
    }
}

fn text(node: &Node) -> Option<String> {
    node.as_str().map(str::to_owned)
}

fn count(node: &Node) -> Option<usize> {
    match node {
        Node::Int(count) => usize::try_from(*count).ok(),
        _ => None,
    }
}
