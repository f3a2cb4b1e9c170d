//! What a response holds, and what is said about it.

use openapiv3::Response;

use crate::ir::{Payload, Type};
use crate::lower::context::LoweringContext;
use crate::lower::docs::{self, nested};
use crate::lower::message::media_type::MediaFormat;
use crate::lower::message::representation::Representation;
use crate::lower::message::{schema_of, structure_is_lost};
use crate::lower::schema::{self, Lowered};
use crate::lower::target::Target;
use crate::lower::xml;

/// What a response holds as the first of its media types, `None` for nothing, and what is said about it.
pub(super) fn lower_first<'a>(
    cx: &mut LoweringContext<'a>,
    response: &'a Response,
    representations: &[Representation<'a>],
    target: &Target,
) -> (Option<Payload>, Option<String>) {
    match representations.first() {
        Some(first) => {
            let (payload, docs) = lower(cx, response, first, target);
            (Some(payload), docs)
        }
        None => (None, docs::text(Some(&response.description))),
    }
}

/// What a response holds as one of its media types, and what is said about it.
pub(super) fn lower<'a>(
    cx: &mut LoweringContext<'a>,
    response: &'a Response,
    representation: &Representation<'a>,
    target: &Target,
) -> (Payload, Option<String>) {
    if !representation.format.is_read_by_schema() {
        structure_is_lost(cx.spec, cx.diagnostics, representation);
    }
    let docs = docs::text(Some(&response.description));
    let is_range = representation.name.contains('*');
    let payload = match representation.format {
        MediaFormat::Json => {
            let (ty, docs) = lower_value(cx, docs, representation, target);
            let payload = if is_range {
                Payload::Any(ty)
            } else {
                Payload::Json(ty)
            };
            return (payload, docs);
        }
        MediaFormat::Xml => match xml::lower(cx, representation, false) {
            Some(id) => {
                let (ty, docs) = lower_value(cx, docs, representation, target);
                return (Payload::Xml(ty, id), docs);
            }
            None => Payload::Text,
        },
        MediaFormat::Text if is_range => Payload::Any(Type::String),
        MediaFormat::Text => Payload::Text,
        MediaFormat::Form
        | MediaFormat::Multipart
        | MediaFormat::Bytes
        | MediaFormat::Stream(_) => Payload::Bytes,
    };
    let more = schema_of(cx.spec, representation)
        .and_then(|schema| nested::of_value(cx.spec, &cx.types, &Type::String, schema));
    (payload, docs::with_paragraph(docs, more.as_deref()))
}

/// The type of a value, and what is said about it.
fn lower_value<'a>(
    cx: &mut LoweringContext<'a>,
    description: Option<String>,
    representation: &Representation<'a>,
    target: &Target,
) -> (Type, Option<String>) {
    let lowered = match &representation.media_type.schema {
        Some(schema) => schema::lower(cx, schema, &representation.at.key("schema"), target),
        None => Lowered::plain(Type::Json),
    };
    let mut docs = description.clone();
    // The documentation of a type of its own says what it is.
    if !matches!(lowered.ty, Type::Named(_)) {
        docs = docs::with_paragraph(docs, lowered.docs.as_deref());
        docs = nested::documented(docs, &lowered, "");
    }
    let ty = lowered.into_type();
    // A type that is made for the response, and whose schema says nothing about itself, is documented by the response.
    if let Some(def) = cx.types.made_for(&ty, &target.place) {
        def.docs = def.docs.take().or(description);
    }
    (ty, docs)
}
