//! Objects: structs where properties are named, maps where they are free, both where both are.

use std::collections::BTreeSet;

use openapiv3::{AdditionalProperties, ReferenceOr};

use crate::ir::{Direction, Field, Place, Presence, Step, Struct, Type, TypeDef, TypeKind};
use crate::lower::Lowering;
use crate::lower::docs::nested::documented;
use crate::lower::schema::Lowered;
use crate::lower::schema::keywords::Keywords;
use crate::origin::Origin;

impl<'a> Lowering<'a> {
    /// An object schema.
    pub(in crate::lower) fn object(
        &mut self,
        keywords: &Keywords<'a>,
        at: &Origin,
        place: &Place,
    ) -> Type {
        let rest = self.rest(keywords, at, place);
        if !keywords.has_properties() && keywords.required.is_empty() {
            return match rest {
                Some(values) => self.map_of(values, at),
                None if keywords.additional.is_none() => Type::Map(Box::new(Type::Json)),
                None => self.structure(Vec::new(), None, keywords, at, place),
            };
        }
        let fields = self.fields(keywords, at, place);
        let ty = self.structure(fields, rest, keywords, at, place);
        self.describe_rest(&ty, keywords.additional);
        ty
    }

    /// Gives the properties without a name of their own the words of the schema for them.
    pub(in crate::lower) fn describe_rest<'s>(
        &mut self,
        ty: &Type,
        allowed: impl IntoIterator<Item = &'s AdditionalProperties>,
    ) {
        let Type::Named(id) = ty else {
            return;
        };
        let words = |object: &Struct| {
            let rest = object.rest.as_ref()?;
            let mut all = allowed.into_iter();
            all.find_map(|it| self.words_of_rest(rest, it))
        };
        let docs = match self.types.get(id.0) {
            Some(Some(def)) => match &def.kind {
                TypeKind::Struct(object) => words(object),
                _ => None,
            },
            _ => None,
        };
        if let Some(Some(def)) = self.types.get_mut(id.0)
            && let TypeKind::Struct(object) = &mut def.kind
        {
            object.rest_docs = docs;
        }
    }

    /// Defines a struct.
    pub(in crate::lower) fn structure(
        &mut self,
        fields: Vec<Field>,
        rest: Option<Type>,
        keywords: &Keywords<'_>,
        at: &Origin,
        place: &Place,
    ) -> Type {
        let direction = self.direction;
        Type::Named(self.define(TypeDef {
            place: place.clone(),
            direction,
            kind: TypeKind::Struct(Struct {
                fields,
                rest,
                rest_docs: None,
            }),
            docs: crate::lower::docs::of_schema(keywords.data),
            deprecated: keywords.data.deprecated,
            origin: at.clone(),
        }))
    }

    /// The fields for the properties of `keywords`, and for the names it requires without describing them.
    pub(in crate::lower) fn fields(
        &mut self,
        keywords: &Keywords<'a>,
        at: &Origin,
        place: &Place,
    ) -> Vec<Field> {
        let mut fields = Vec::new();
        let mut required: BTreeSet<&String> = keywords.required.iter().collect();
        for (wire, node) in keywords.properties.into_iter().flatten() {
            let required = required.remove(wire);
            let at = at.key("properties").key(wire);
            let place = place.then(Step::Property(wire.to_owned()));
            let lowered = self.boxed_schema(node, &at, &place);
            let by_name = matches!(node, ReferenceOr::Reference { .. });
            fields.extend(self.field_of(wire, lowered, required, by_name, &at));
        }
        for (index, wire) in keywords.required.iter().enumerate() {
            if required.remove(wire) {
                fields.push(undescribed(wire, &at.key("required").index(index)));
            }
        }
        fields
    }

    /// The field for a property; `None` where it travels the other way only. A type that is there `by_name` is documented
    /// where it stands.
    pub(in crate::lower) fn field_of(
        &mut self,
        wire: &str,
        lowered: Lowered,
        required: bool,
        by_name: bool,
        at: &Origin,
    ) -> Option<Field> {
        let foreign = match self.direction {
            Direction::Write => lowered.read_only,
            Direction::Read => lowered.write_only,
            Direction::Both => false,
        };
        if foreign {
            return None;
        }
        let presence = self.presence(&lowered, required);
        let docs = match &lowered.ty {
            Type::Named(_) if by_name => None,
            _ => lowered.docs.clone(),
        };
        let docs = documented(docs, &lowered, wire);
        Some(Field {
            wire: wire.to_owned(),
            ty: lowered.ty,
            presence,
            docs,
            example: lowered.example,
            constant: lowered.constant,
            deprecated: lowered.deprecated,
            origin: at.clone(),
        })
    }

    /// Whether a value is there: only a sender can tell a property left out from one that is `null`.
    pub(in crate::lower) fn presence(&self, lowered: &Lowered, required: bool) -> Presence {
        // `Json` holds `null` itself.
        let nullable = lowered.nullable && lowered.ty != Type::Json;
        match (required, nullable) {
            (true, false) => Presence::Required,
            (true, true) => Presence::Nullable,
            (false, true) if self.direction == Direction::Write => Presence::Patch,
            (false, _) => Presence::Optional,
        }
    }

    /// The type of the properties without a name of their own, where the schema says that there are some.
    pub(in crate::lower) fn rest(
        &mut self,
        keywords: &Keywords<'a>,
        at: &Origin,
        place: &Place,
    ) -> Option<Type> {
        self.additional(keywords.additional?, &at.key("additionalProperties"), place)
    }

    /// The type of the properties that `additionalProperties` at `at` is about.
    pub(in crate::lower) fn additional(
        &mut self,
        allowed: &'a AdditionalProperties,
        at: &Origin,
        place: &Place,
    ) -> Option<Type> {
        match allowed {
            AdditionalProperties::Any(any) => any.then_some(Type::Json),
            AdditionalProperties::Schema(node) => {
                Some(self.schema(node, at, &place.then(Step::Value)).into_type())
            }
        }
    }
}

/// A property that is required, and that nobody describes.
pub(in crate::lower) fn undescribed(wire: &str, at: &Origin) -> Field {
    Field {
        wire: wire.to_owned(),
        ty: Type::Json,
        presence: Presence::Required,
        docs: None,
        example: None,
        constant: None,
        deprecated: false,
        origin: at.clone(),
    }
}
