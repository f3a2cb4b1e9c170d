//! Request bodies (`OpenAPI 3.0.4, 4.8.13`).

use openapiv3::{AdditionalProperties, MediaType, QueryStyle, ReferenceOr, RequestBody, Schema};

use crate::ir::{
    Body, BodyField, BodyFormat, BodyShape, Direction, Field, Location, OperationId, Place, Role,
    Step, Style, StyleKind, Type, TypeDef, TypeKind,
};
use crate::lower::Lowering;
use crate::lower::docs;
use crate::lower::docs::constraints as limits;
use crate::lower::message::media_type::{MediaFormat, Representation, choices, is_file};
use crate::lower::operation::parameters::other_style;
use crate::lower::schema::keywords::Keywords;
use crate::origin::Origin;

impl<'a> Lowering<'a> {
    /// What an operation sends. An object written in place is given field by field.
    pub(in crate::lower) fn body(
        &mut self,
        node: &'a ReferenceOr<RequestBody>,
        operation: OperationId,
        at: &Origin,
    ) -> Option<Body> {
        self.direction = Direction::Write;
        let resolved = self.spec.request_body(node, at)?;
        let (body, at) = (resolved.value, &resolved.origin);
        let mut choices = choices(self.spec, &body.content, &at.key("content")).into_iter();
        Some(self.body_of(body, choices.next()?, operation))
    }

    /// The other media types of the body of an operation.
    pub(in crate::lower) fn other_bodies(
        &self,
        node: &'a ReferenceOr<RequestBody>,
        at: &Origin,
    ) -> Vec<(&'a RequestBody, Representation<'a>)> {
        let Some(resolved) = self.spec.request_body(node, at) else {
            return Vec::new();
        };
        let choices = choices(
            self.spec,
            &resolved.value.content,
            &resolved.origin.key("content"),
        );
        let others = choices.into_iter().skip(1);
        others.map(|chosen| (resolved.value, chosen)).collect()
    }

    /// What an operation sends as this media type.
    pub(in crate::lower) fn body_of(
        &mut self,
        body: &'a RequestBody,
        chosen: Representation<'a>,
        operation: OperationId,
    ) -> Body {
        self.direction = Direction::Write;
        self.schema_of_other(&chosen);
        let format = match chosen.kind {
            MediaFormat::Json => BodyFormat::Json,
            MediaFormat::Multipart => BodyFormat::Multipart,
            MediaFormat::Form => BodyFormat::Form,
            MediaFormat::Text => BodyFormat::Text,
            MediaFormat::Bytes | MediaFormat::Stream(_) => BodyFormat::Bytes,
        };
        let shape = self.shape(format, &chosen, operation);
        let docs = docs::text(body.description.as_deref());
        Body {
            media_type: chosen.name.to_owned(),
            format,
            docs: limits::after(docs, self.words_of_body(&shape, &chosen).as_deref()),
            shape,
            required: body.required,
            flag: None,
            example: docs::example::of_media_type(self.spec, chosen.media_type),
            origin: chosen.at,
        }
    }

    /// What the schema of a body says about it, unless its type has the words.
    fn words_of_body(&self, shape: &BodyShape, chosen: &Representation<'a>) -> Option<String> {
        let schema = chosen.media_type.schema.as_ref()?;
        let schema = self.spec.schema(schema, &chosen.at.key("schema"))?.value;
        let own = docs::of_schema(&schema.schema_data);
        match shape {
            BodyShape::Fields(_) => own,
            BodyShape::Whole(Type::Named(_)) => None,
            BodyShape::Whole(ty) => self.words_of(ty, schema).or(own),
        }
    }

    /// Reports that a schema says something about a body that is not read or written as JSON or a form.
    pub(in crate::lower) fn schema_of_other(&mut self, chosen: &Representation<'a>) {
        if matches!(chosen.kind, MediaFormat::Text | MediaFormat::Bytes) {
            self.structure_is_lost(chosen);
        }
    }

    /// Reports that a schema says something about a value that is handed over as it came.
    pub(in crate::lower) fn structure_is_lost(&mut self, chosen: &Representation<'a>) {
        let at = chosen.at.key("schema");
        let schema = chosen.media_type.schema.as_ref();
        let resolved = schema.and_then(|schema| self.spec.schema(schema, &at));
        let is_structured = resolved.is_some_and(|it| {
            let keywords = Keywords::of(it.value);
            keywords.has_properties() || keywords.items.is_some() || !keywords.all_of.is_empty()
        });
        if is_structured {
            let what = format!("the structure of what is `{}`", chosen.name);
            self.not_carried(&at, &what);
        }
    }

    fn shape(
        &mut self,
        format: BodyFormat,
        chosen: &Representation<'a>,
        operation: OperationId,
    ) -> BodyShape {
        let place = Place::of(Role::Params(operation));
        let at = chosen.at.key("schema");
        match (format, &chosen.media_type.schema) {
            (BodyFormat::Text, _) => BodyShape::Whole(Type::String),
            (BodyFormat::Bytes, _) => BodyShape::Whole(Type::File),
            (BodyFormat::Json, Some(ReferenceOr::Item(schema)))
                if is_plain_object(&Keywords::of(schema)) && !self.is_chosen(&at) =>
            {
                let fields = self.fields(&Keywords::of(schema), &at, &place);
                BodyShape::Fields(fields.into_iter().map(json_field).collect())
            }
            (BodyFormat::Json, Some(schema)) => {
                let place = place.then(Step::Body);
                BodyShape::Whole(self.schema(schema, &at, &place).into_type())
            }
            (BodyFormat::Json, None) => BodyShape::Whole(Type::Json),
            (BodyFormat::Form | BodyFormat::Multipart, Some(schema)) => {
                self.form(format, schema, chosen, &at, &place)
            }
            (BodyFormat::Form | BodyFormat::Multipart, None) => BodyShape::Fields(Vec::new()),
        }
    }

    /// The body of a form. Files can only be given field by field, since no type holds them.
    fn form(
        &mut self,
        format: BodyFormat,
        node: &'a ReferenceOr<Schema>,
        chosen: &Representation<'a>,
        at: &Origin,
        place: &Place,
    ) -> BodyShape {
        // What is said about single properties needs them one by one.
        let flat = format == BodyFormat::Multipart
            || matches!(node, ReferenceOr::Item(_))
            || !chosen.media_type.encoding.is_empty();
        let resolved = self.spec.schema(node, at);
        let resolved = resolved.filter(|it| !self.is_chosen(at) && !self.is_chosen(&it.origin));
        if let Some(resolved) =
            resolved.filter(|it| flat && is_plain_object(&Keywords::of(it.value)))
        {
            let keywords = Keywords::of(resolved.value);
            let fields = self.fields(&keywords, &resolved.origin, place);
            let to_field = |field| self.form_field(format, field, &keywords, chosen.media_type);
            return BodyShape::Fields(fields.into_iter().map(to_field).collect());
        }
        for property in chosen.media_type.encoding.keys() {
            let at = chosen.at.key("encoding").key(property);
            self.not_carried(
                &at,
                "how a property is encoded of a body that is no plain object",
            );
        }
        let place = place.then(Step::Body);
        BodyShape::Whole(self.schema(node, at, &place).into_type())
    }

    fn form_field(
        &self,
        format: BodyFormat,
        mut field: Field,
        keywords: &Keywords<'a>,
        media_type: &'a MediaType,
    ) -> BodyField {
        let encoding = media_type.encoding.get(&field.wire);
        let property = keywords.properties.and_then(|it| it.get(&field.wire));
        if format == BodyFormat::Multipart && property.is_some_and(|it| is_file(self.spec, it)) {
            field.ty = match field.ty {
                Type::List(_) => Type::List(Box::new(Type::File)),
                _ => Type::File,
            };
        }
        let other = encoding.and_then(|it| other_style(&it.extensions));
        let style = encoding.and_then(|it| it.style.as_ref());
        let kind = other.unwrap_or_else(|| match style {
            Some(QueryStyle::SpaceDelimited) => StyleKind::SpaceDelimited,
            Some(QueryStyle::PipeDelimited) => StyleKind::PipeDelimited,
            Some(QueryStyle::DeepObject) => StyleKind::DeepObject,
            // The pairs of an object would lose the name of the property.
            None if self.is_object(&field.ty) => StyleKind::Json,
            Some(QueryStyle::Form) | None => StyleKind::Form,
        });
        BodyField {
            style: Style {
                kind,
                explode: kind != StyleKind::Json && encoding.is_none_or(|it| it.explode),
                allow_reserved: encoding.is_some_and(|it| it.allow_reserved),
            },
            is_styled: encoding.is_some_and(|it| it.style.is_some()),
            media_type: encoding
                .and_then(|it| it.content_type.as_deref())
                .and_then(|all| media_type_of_part(all, &field.ty)),
            field,
        }
    }

    fn is_object(&self, ty: &Type) -> bool {
        match ty {
            Type::Map(_) | Type::Json => true,
            Type::Foreign(id) => self.foreign.get(id.0).is_some_and(|it| it.is_json),
            Type::Named(id) => !matches!(
                self.types.get(id.0),
                Some(Some(TypeDef {
                    kind: TypeKind::TextEnum(_) | TypeKind::ScalarEnum(_),
                    ..
                }))
            ),
            _ => false,
        }
    }
}

/// The media type of a part. Of several that are allowed, a value is sent as the first; which a file is, its caller knows.
fn media_type_of_part(allowed: &str, ty: &Type) -> Option<String> {
    let mut all = allowed.split(',').map(str::trim);
    let first = all.find(|it| !it.is_empty() && !it.contains('*'))?;
    let is_only = first == allowed.trim();
    let is_file =
        matches!(ty, Type::File) || matches!(ty, Type::List(item) if **item == Type::File);
    (is_only || !is_file).then(|| first.to_owned())
}

fn json_field(field: Field) -> BodyField {
    BodyField {
        field,
        style: Style::default_of(Location::Query),
        is_styled: false,
        media_type: None,
    }
}

fn is_plain_object(keywords: &Keywords<'_>) -> bool {
    keywords.has_properties()
        && matches!(
            keywords.additional,
            None | Some(AdditionalProperties::Any(false))
        )
        && keywords.one_of.is_empty()
        && keywords.any_of.is_empty()
        && keywords.all_of.is_empty()
        && !keywords.data.nullable
}
