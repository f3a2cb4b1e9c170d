//! Bodies that are sent property by property: `application/x-www-form-urlencoded`, and the parts of `multipart/form-data`.

use openapiv3::{AdditionalProperties, MediaType, QueryStyle, ReferenceOr, Schema};

use super::body::is_plain_object;
use super::file::FilePart;
use super::form_object::{self, names_of_parts};
use super::media_type::MediaFormat;
use super::representation::Representation;
use super::structure_is_lost;
use crate::ir::{BodyField, BodyShape, Field, Step, Style, StyleKind, Type, TypeKind};
use crate::lower::configured_types::ConfiguredTypes;
use crate::lower::context::LoweringContext;
use crate::lower::losses::{names_not_checked, not_carried};
use crate::lower::operation::style::{other_style, report_nesting};
use crate::lower::schema::keywords::Keywords;
use crate::lower::schema::{self, fields};
use crate::lower::target::Target;
use crate::lower::type_arena::TypeArena;
use crate::spec::Spec;

/// How a caller gives a form. Files can only be given one by one, since no type holds them.
pub(super) fn lower<'a>(
    cx: &mut LoweringContext<'a>,
    node: &'a ReferenceOr<Schema>,
    representation: &Representation<'a>,
    is_multipart: bool,
    target: &Target,
) -> BodyShape {
    let media_type = representation.media_type;
    let at = representation.at.key("schema");
    // What is said about single properties needs them one by one.
    let is_flat =
        is_multipart || matches!(node, ReferenceOr::Item(_)) || !media_type.encoding.is_empty();
    let resolved = cx.spec.schema(node, &at).filter(|it| {
        let is_configured = |at| cx.configured.has_schema(at, cx.diagnostics);
        is_flat && !is_configured(&at) && !is_configured(&it.origin)
    });
    let fields = resolved.and_then(|resolved| {
        let keywords = Keywords::of(resolved.value);
        if !is_plain_object(&keywords) {
            let with_files = |it| form_object::lower(cx, it, media_type, target);
            return Some(resolved).filter(|_| is_multipart).and_then(with_files);
        }
        let properties = keywords.properties.filter(|_| is_multipart);
        let files = properties.into_iter();
        let files = files.flat_map(|it| names_of_parts(cx.spec, it, media_type));
        let files = files.collect();
        Some((
            fields::lower(cx, &keywords, &resolved.origin, target),
            files,
        ))
    });
    if let Some((fields, files)) = fields {
        let fields = fields.into_iter().map(|field| {
            let files = files.get(&field.wire).copied();
            let made = form_field(&cx.types, &cx.configured, field, files, media_type);
            if made.is_styled {
                report_nesting(&cx.types, cx.diagnostics, &made.field, made.style);
            }
            made
        });
        return BodyShape::Fields(fields.collect());
    }
    for property in media_type.encoding.keys() {
        let at = representation.at.key("encoding").key(property);
        let what = "how a property is encoded of a body that is no plain object";
        not_carried(cx.diagnostics, &at, what);
    }
    let resolved = cx.spec.schema(node, &at);
    let described = resolved.map(|it| (Keywords::of(it.value), it.origin));
    if let Some((keywords, schema_at)) = described
        && is_no_form(cx.spec, &keywords, is_multipart)
    {
        if is_multipart {
            if keywords.keys.is_some() {
                names_not_checked(cx.diagnostics, &schema_at);
            }
            structure_is_lost(cx.spec, cx.diagnostics, representation);
            return BodyShape::Whole(Type::Parts);
        }
        not_carried(cx.diagnostics, &at, "a form that is no object");
        return BodyShape::Whole(Type::map_of(Type::Json));
    }
    let target = target.then(Step::Body);
    BodyShape::Whole(schema::lower(cx, node, &at, &target).into_type())
}

/// Whether no value of a schema could be sent as a form: it has no names for its parts, or a type has no place for the files
/// that they are.
fn is_no_form(spec: &Spec, keywords: &Keywords<'_>, is_multipart: bool) -> bool {
    let are_files = match keywords.additional {
        Some(AdditionalProperties::Schema(value)) => spec
            .schema(value, spec.root())
            .is_some_and(|it| FilePart::of_schema(spec, it.value).is_some()),
        Some(AdditionalProperties::Any(_)) | None => false,
    };
    let is_object = keywords.typ.is_none_or(|typ| typ == "object");
    !is_object || is_multipart && are_files && !keywords.has_properties()
}

fn form_field(
    types: &TypeArena,
    configured: &ConfiguredTypes<'_>,
    mut field: Field,
    files: Option<FilePart>,
    media_type: &MediaType,
) -> BodyField {
    if let Some(files) = files {
        field.ty = files.ty();
        field.presence = FilePart::presence(field.presence);
    }
    let encoding = media_type.encoding.get(&field.wire);
    let other = encoding.and_then(|it| other_style(&it.extensions));
    let style = encoding.and_then(|it| it.style.as_ref());
    let content_type = encoding.and_then(|it| it.content_type.as_deref());
    let kind = other.unwrap_or_else(|| match style {
        Some(QueryStyle::SpaceDelimited) => StyleKind::SpaceDelimited,
        Some(QueryStyle::PipeDelimited) => StyleKind::PipeDelimited,
        Some(QueryStyle::DeepObject) => StyleKind::DeepObject,
        None if content_type.is_some_and(is_json) && !is_text(&field.ty) => StyleKind::Json,
        // The pairs of an object would lose the name of the property.
        None if is_object(types, configured, &field.ty) => StyleKind::Field,
        Some(QueryStyle::Form) | None => StyleKind::Form,
    });
    BodyField {
        style: Style {
            kind,
            explode: kind != StyleKind::Json && encoding.is_none_or(|it| it.explode),
            allow_reserved: encoding.is_some_and(|it| it.allow_reserved),
        },
        is_styled: encoding.is_some_and(|it| it.style.is_some()),
        media_type: content_type.and_then(|all| media_type_of_part(all, &field.ty)),
        field,
    }
}

fn is_json(media_type: &str) -> bool {
    MediaFormat::of(media_type).is_json() && !media_type.contains('*')
}

/// Whether a caller gives a value as a text, which may hold JSON that they have written.
fn is_text(ty: &Type) -> bool {
    matches!(ty, Type::String | Type::Secret)
}

/// Whether the values of a type may be objects.
fn is_object(types: &TypeArena, configured: &ConfiguredTypes<'_>, ty: &Type) -> bool {
    match ty {
        Type::Map(_) | Type::Json => true,
        Type::Foreign(id) => configured.foreign(*id).is_some_and(|it| it.is_json),
        Type::Named(_) => match types.kind(ty) {
            Some(TypeKind::TextEnum(_) | TypeKind::ScalarEnum(_)) => false,
            Some(TypeKind::Struct(_) | TypeKind::Union(_) | TypeKind::Answer(_)) | None => true,
        },
        Type::Nullable(inner) => is_object(types, configured, inner),
        Type::List(_)
        | Type::Tuple(_)
        | Type::Bool
        | Type::I32
        | Type::I64
        | Type::U32
        | Type::U64
        | Type::I128
        | Type::F32
        | Type::F64
        | Type::String
        | Type::DateTime
        | Type::Date
        | Type::Base64
        | Type::Secret
        | Type::File
        | Type::Parts => false,
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
