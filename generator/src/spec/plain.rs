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
    let mut said = UsualSchema::default();
    for (key, value) in mapping.entries() {
        said.keyword(key, value)?;
    }
    Some(Schema {
        schema_kind: said.kind()?,
        schema_data: said.data,
    })
}

/// What a schema says.
#[derive(Default)]
struct UsualSchema<'a> {
    data: SchemaData,
    typ: Option<&'a str>,
    format: Option<String>,
    string: Option<StringType>,
    object: Option<ObjectType>,
    array: Option<ArrayType>,
    alternatives: Option<SchemaKind>,
}

impl<'a> UsualSchema<'a> {
    /// Takes in a keyword. `None` where the schema is none of the usual ones.
    fn keyword(&mut self, key: &str, value: &'a Node) -> Option<()> {
        let Self {
            data,
            typ,
            format,
            string,
            object,
            array,
            alternatives,
        } = self;
        match key {
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
            "type" => *typ = Some(value.as_str()?),
            "format" => *format = Some(text(value)?),
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
                object.get_or_insert_default().additional_properties = Some(others(value)?);
            }
            "minProperties" => object.get_or_insert_default().min_properties = Some(count(value)?),
            "maxProperties" => object.get_or_insert_default().max_properties = Some(count(value)?),
            "items" => array.get_or_insert_with(no_items).items = Some(boxed(value)?),
            "minItems" => array.get_or_insert_with(no_items).min_items = Some(count(value)?),
            "maxItems" => array.get_or_insert_with(no_items).max_items = Some(count(value)?),
            "uniqueItems" => array.get_or_insert_with(no_items).unique_items = flag(value)?,
            "oneOf" | "allOf" | "anyOf" if alternatives.is_none() => {
                let schemas = value.as_list()?.iter().map(|it| read_schema(it).ok());
                let schemas = schemas.collect::<Option<_>>()?;
                *alternatives = Some(match key {
                    "oneOf" => SchemaKind::OneOf { one_of: schemas },
                    "allOf" => SchemaKind::AllOf { all_of: schemas },
                    _ => SchemaKind::AnyOf { any_of: schemas },
                });
            }
            "$ref" | "oneOf" | "allOf" | "anyOf" | "not" | "multipleOf" | "minimum" | "maximum"
            | "exclusiveMinimum" | "exclusiveMaximum" => return None,
            extension if extension.starts_with("x-") => {
                let value = serde_json::Value::deserialize(value).ok()?;
                data.extensions.insert(key.to_owned(), value);
            }
            // `openapiv3` has no room for any other.
            _ => {}
        }
        Some(())
    }

    /// What kind of schema it is, if all that was said but the data belongs to that kind.
    fn kind(&mut self) -> Option<SchemaKind> {
        let (string, object, array) = (self.string.take(), self.object.take(), self.array.take());
        let format = self.format.take();
        let of_type = match (self.typ, string, object, array, self.alternatives.take()) {
            (None, None, None, None, alternatives) if format.is_none() => return alternatives,
            (Some("string"), string, None, None, None) => Type::String(StringType {
                format: format.into(),
                ..string.unwrap_or_default()
            }),
            (Some("integer"), None, None, None, None) => Type::Integer(IntegerType {
                format: format.into(),
                ..IntegerType::default()
            }),
            (Some("number"), None, None, None, None) => Type::Number(NumberType {
                format: format.into(),
                ..NumberType::default()
            }),
            _ if format.is_some() => return None,
            (Some("boolean"), None, None, None, None) => Type::Boolean(BooleanType::default()),
            (Some("object"), None, object, None, None) => Type::Object(object.unwrap_or_default()),
            (Some("array"), None, None, array, None) => Type::Array(array.unwrap_or_else(no_items)),
            _ => return None,
        };
        Some(SchemaKind::Type(of_type))
    }
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

fn others(node: &Node) -> Option<AdditionalProperties> {
    Some(match node {
        Node::Bool(any) => AdditionalProperties::Any(*any),
        schema => AdditionalProperties::Schema(Box::new(read_schema(schema).ok()?)),
    })
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

#[cfg(test)]
mod tests {
    use openapiv3::{ReferenceOr, Schema};
    use serde::Deserialize;
    use serde_json::{Value, json};

    use super::read_schema;
    use crate::source::Node;

    const KEYWORDS: &str = r##"[
    {"nullable": true}, {"nullable": null}, {"readOnly": false}, {"writeOnly": true}, {"deprecated": true},
    {"title": "T"}, {"title": null}, {"description": "D"}, {"description": 1}, {"example": null},
    {"example": {"a": [1, 2.5, null]}}, {"default": 1e300}, {"externalDocs": {"url": "https://a.example"}},
    {"externalDocs": {}}, {"discriminator": {"propertyName": "p"}}, {"format": "int32"}, {"format": "date"},
    {"format": "odd"}, {"format": null}, {"pattern": "^a"}, {"minLength": 1}, {"minLength": -1}, {"maxLength": 2.0},
    {"enum": []}, {"enum": ["a", null]}, {"enum": ["a", "b"]}, {"enum": [1]}, {"enum": [true]},
    {"properties": {"a": {"type": "string"}, "b": {"$ref": "#/b"}}}, {"properties": {"a": {"type": 1}}}, {"properties": null},
    {"required": []}, {"required": ["a"]}, {"required": "a"}, {"additionalProperties": false},
    {"additionalProperties": {"type": "array", "items": {}}}, {"additionalProperties": 1}, {"minProperties": 0},
    {"maxProperties": 3}, {"items": {"type": "integer", "format": "int64"}}, {"items": {"$ref": "#/i"}}, {"items": []},
    {"minItems": 1}, {"maxItems": "1"}, {"uniqueItems": true}, {"uniqueItems": null}, {"oneOf": [{"type": "null"}, {}]},
    {"allOf": [{"$ref": "#/a"}]}, {"anyOf": []}, {"anyOf": {}}, {"not": {}}, {"multipleOf": 2}, {"minimum": 0.5},
    {"maximum": 10}, {"exclusiveMinimum": true}, {"exclusiveMaximum": false}, {"x-a": {"b": 1}}, {"other": 1},
    {"$ref": "#/a"}, {"$ref": 1}
]"##;

    fn keywords() -> Vec<(String, Value)> {
        let said: Vec<serde_json::Map<String, Value>> = serde_json::from_str(KEYWORDS).unwrap();
        said.into_iter().flatten().collect()
    }

    /// `openapiv3` is the judge.
    #[test]
    fn all_pairs_of_keywords_are_read_as_they_are_without_this() {
        let types = [
            "string", "integer", "number", "boolean", "object", "array", "null",
        ];
        let types = types.map(Value::from);
        let (mut usual, mut errors) = (0, 0);
        for typ in types.into_iter().map(Some).chain([None, Some(json!(1))]) {
            for (one, value) in keywords() {
                for (other, more) in keywords() {
                    let mut schema = json!({ &*one: value, other: more });
                    if let (Some(typ), Value::Object(schema)) = (&typ, &mut schema) {
                        schema.insert("type".to_owned(), typ.clone());
                    }
                    let node = Node::deserialize(&schema).unwrap();
                    let judged = ReferenceOr::<Schema>::deserialize(&node);
                    let read = read_schema(&node);
                    assert_eq!(read.is_ok(), judged.is_ok(), "{schema}");
                    errors += usize::from(judged.is_err());
                    usual += usize::from(node.as_mapping().and_then(super::usual).is_some());
                    assert_eq!(read.ok(), judged.ok(), "{schema}");
                }
            }
        }
        assert!(usual > 1000 && errors > 1000, "{usual} {errors}");
    }
}
