//! The keywords of a schema, whichever variant of the model it is.
//!
//! `openapiv3` sorts schemas into variants by the keywords they have, and falls back to a variant with all keywords. The rules
//! of lowering are about keywords, so they read them from here.

use indexmap::IndexMap;
use openapiv3::{
    AdditionalProperties, AnySchema, ReferenceOr, Schema, SchemaData, SchemaKind, Type,
    VariantOrUnknownOrEmpty,
};
use serde_json::Value;

use super::scalar::typ_of;
use crate::ir::JsonKind;
use crate::normalize::{KEYS, WIDTH};

/// The keywords of a schema that decide its type.
#[derive(Clone, Debug)]
pub(in crate::lower) struct Keywords<'a> {
    /// The keywords that every schema can have.
    pub(in crate::lower) data: &'a SchemaData,
    /// `type`.
    pub(in crate::lower) typ: Option<&'a str>,
    /// Without `type`, the type of the scalars that the other keywords make sense for.
    pub(in crate::lower) hint: Option<&'static str>,
    /// `format`.
    pub(in crate::lower) format: Option<String>,
    /// The type of an integer that is wider than its format says.
    pub(in crate::lower) width: Option<&'a str>,
    /// `enum`.
    pub(in crate::lower) values: Vec<Value>,
    /// `properties`.
    pub(in crate::lower) properties: Option<&'a IndexMap<String, ReferenceOr<Box<Schema>>>>,
    /// `required`.
    pub(in crate::lower) required: &'a [String],
    /// `propertyNames`, where all properties are described by it and by `additionalProperties`.
    pub(in crate::lower) keys: Option<&'a ReferenceOr<Box<Schema>>>,
    /// `additionalProperties`.
    pub(in crate::lower) additional: Option<&'a AdditionalProperties>,
    /// `items`.
    pub(in crate::lower) items: Option<&'a ReferenceOr<Box<Schema>>>,
    /// `minItems`.
    pub(in crate::lower) min_items: Option<usize>,
    /// `oneOf`.
    pub(in crate::lower) one_of: &'a [ReferenceOr<Schema>],
    /// `anyOf`.
    pub(in crate::lower) any_of: &'a [ReferenceOr<Schema>],
    /// `allOf`.
    pub(in crate::lower) all_of: &'a [ReferenceOr<Schema>],
    /// Whether there is a `not`.
    pub(in crate::lower) not: bool,
}

impl<'a> Keywords<'a> {
    /// The keywords of `schema`.
    pub(in crate::lower) fn of(schema: &'a Schema) -> Self {
        let mut keywords = Self::empty(&schema.schema_data);
        match &schema.schema_kind {
            SchemaKind::Type(ty) => keywords.take_type(ty),
            SchemaKind::OneOf { one_of } => keywords.one_of = one_of,
            SchemaKind::AllOf { all_of } => keywords.all_of = all_of,
            SchemaKind::AnyOf { any_of } => keywords.any_of = any_of,
            SchemaKind::Not { not: _ } => keywords.not = true,
            SchemaKind::Any(any) => keywords.take_any(any),
        }
        if schema.schema_data.extensions.contains_key(KEYS) {
            let keys = keywords.properties.take();
            keywords.keys = keys.and_then(|it| it.values().next());
        }
        keywords
    }

    /// Whether a property is described.
    pub(in crate::lower) fn has_properties(&self) -> bool {
        self.properties
            .is_some_and(|properties| !properties.is_empty())
    }

    /// Whether `oneOf`, `anyOf` or `allOf` is there.
    pub(in crate::lower) fn is_combined(&self) -> bool {
        self.has_union() || !self.all_of.is_empty()
    }

    /// Whether `oneOf` or `anyOf` is there.
    pub(in crate::lower) fn has_union(&self) -> bool {
        !self.one_of.is_empty() || !self.any_of.is_empty()
    }

    /// The unions that are there: each keyword with its branches.
    pub(in crate::lower) fn unions(
        &self,
    ) -> impl Iterator<Item = (&'static str, &'a [ReferenceOr<Schema>])> {
        let unions = [("oneOf", self.one_of), ("anyOf", self.any_of)];
        unions.into_iter().filter(|(_, list)| !list.is_empty())
    }

    /// Whether any keyword says something about the type of the values.
    pub(in crate::lower) fn constrain_type(&self) -> bool {
        self.typ.is_some() || self.additional.is_some() || !self.are_only_type()
    }

    /// Whether the keywords say no more than which JSON type the values have.
    pub(in crate::lower) fn are_only_type(&self) -> bool {
        self.format.is_none()
            && !self.has_properties()
            && !matches!(self.additional, Some(AdditionalProperties::Schema(_)))
            && self.items.is_none()
            && self.keys.is_none()
            && self.required.is_empty()
            && self.values.is_empty()
            && !self.is_combined()
    }

    /// Whether the values are listed, and all of them are `null`.
    pub(in crate::lower) fn allow_only_null(&self) -> bool {
        !self.values.is_empty() && self.values.iter().all(Value::is_null)
    }

    /// The keywords of a schema that says nothing about its type.
    pub(in crate::lower) fn empty(data: &'a SchemaData) -> Self {
        Self {
            data,
            typ: None,
            hint: None,
            format: None,
            width: data.extensions.get(WIDTH).and_then(Value::as_str),
            values: Vec::new(),
            properties: None,
            required: &[],
            keys: None,
            additional: None,
            items: None,
            min_items: None,
            one_of: &[],
            any_of: &[],
            all_of: &[],
            not: false,
        }
    }

    fn take_type(&mut self, ty: &'a Type) {
        match ty {
            Type::String(string) => {
                self.typ = Some("string");
                self.format = format_name(&string.format);
                self.values = values(&string.enumeration);
            }
            Type::Number(number) => {
                self.typ = Some("number");
                self.format = format_name(&number.format);
                self.values = values(&number.enumeration);
            }
            Type::Integer(integer) => {
                self.typ = Some("integer");
                self.format = format_name(&integer.format);
                self.values = values(&integer.enumeration);
            }
            Type::Boolean(boolean) => {
                self.typ = Some("boolean");
                self.values = values(&boolean.enumeration);
            }
            Type::Object(object) => {
                self.typ = Some("object");
                self.properties = Some(&object.properties);
                self.required = &object.required;
                self.additional = object.additional_properties.as_ref();
            }
            Type::Array(array) => {
                self.typ = Some("array");
                self.items = array.items.as_ref();
                self.min_items = array.min_items;
            }
        }
    }

    fn take_any(&mut self, any: &'a AnySchema) {
        self.typ = any.typ.as_deref();
        self.hint = hint(any);
        self.format.clone_from(&any.format);
        self.values.clone_from(&any.enumeration);
        self.properties = Some(&any.properties);
        self.required = &any.required;
        self.additional = any.additional_properties.as_ref();
        self.items = any.items.as_ref();
        self.min_items = any.min_items;
        self.one_of = &any.one_of;
        self.any_of = &any.any_of;
        self.all_of = &any.all_of;
        self.not = any.not.is_some();
    }
}

/// The type of the scalars that a schema without `type` is about: a format, a length or a bound only makes sense for one.
fn hint(any: &AnySchema) -> Option<&'static str> {
    let is_text = any.pattern.is_some() || any.min_length.is_some() || any.max_length.is_some();
    let is_number = any.minimum.is_some() || any.maximum.is_some() || any.multiple_of.is_some();
    match (any.format.as_deref().and_then(typ_of), is_text, is_number) {
        (Some(typ), _, _) => Some(typ),
        (None, true, false) => Some("string"),
        (None, false, true) => Some("number"),
        _ => None,
    }
}

fn format_name<T: serde::Serialize>(format: &VariantOrUnknownOrEmpty<T>) -> Option<String> {
    match format {
        VariantOrUnknownOrEmpty::Item(known) => serde_json::to_value(known)
            .ok()?
            .as_str()
            .map(str::to_owned),
        VariantOrUnknownOrEmpty::Unknown(name) => Some(name.clone()),
        VariantOrUnknownOrEmpty::Empty => None,
    }
}

fn values<T: Clone + Into<Value>>(values: &[Option<T>]) -> Vec<Value> {
    values
        .iter()
        .map(|value| value.clone().map_or(Value::Null, Into::into))
        .collect()
}

/// The `type` of scalars of a JSON type. Arrays and objects are no scalars.
pub(in crate::lower) fn scalar_type(json_type: JsonKind) -> &'static str {
    match json_type {
        JsonKind::Bool => "boolean",
        JsonKind::Integer => "integer",
        JsonKind::Number => "number",
        JsonKind::String | JsonKind::Array | JsonKind::Object => "string",
    }
}
