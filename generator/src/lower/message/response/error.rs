//! Errors: what an operation answers with an error status.

use super::headers;
use super::status::StatusResponse;
use crate::ir::{Direction, ErrorBody, ErrorResponse, OperationId, Payload, Role, Step, Type};
use crate::lower::context::LoweringContext;
use crate::lower::docs::{self, example, nested};
use crate::lower::message::media_type::{MediaFormat, method_words};
use crate::lower::message::representation::{Representation, representations};
use crate::lower::message::{schema_of, structure_is_lost};
use crate::lower::schema;
use crate::lower::target::Target;
use crate::lower::xml;

/// What an operation answers with a status.
pub(super) fn lower<'a>(
    cx: &mut LoweringContext<'a>,
    response: &StatusResponse<'a>,
    operation: OperationId,
) -> Option<ErrorResponse> {
    let StatusResponse { status, node, at } = response;
    let resolved = cx.spec.response(node, at)?;
    let response = resolved.value;
    let role = Role::Error(operation, status.clone());
    let target = Target::of(role, Direction::Read);
    let at = resolved.origin.key("content");
    let mut bodies: Vec<ErrorBody> = Vec::new();
    for representation in representations(cx.spec, &response.content, &at) {
        let target = if bodies.is_empty() {
            target.clone()
        } else {
            target.then(Step::Branch(method_words(representation.name)))
        };
        bodies.push(lower_body(cx, &representation, &target));
    }
    Some(ErrorResponse {
        status: status.clone(),
        bodies,
        headers: headers::of_response(cx.spec, cx.diagnostics, &cx.types, &resolved),
        docs: docs::text(Some(&response.description)),
    })
}

fn lower_body<'a>(
    cx: &mut LoweringContext<'a>,
    representation: &Representation<'a>,
    target: &Target,
) -> ErrorBody {
    let payload = match (representation.format, &representation.media_type.schema) {
        (MediaFormat::Json, Some(schema)) => {
            let at = representation.at.key("schema");
            Payload::Json(schema::lower(cx, schema, &at, target).into_type())
        }
        (MediaFormat::Xml, Some(schema)) => {
            let at = representation.at.key("schema");
            let ty = schema::lower(cx, schema, &at, target).into_type();
            match xml::lower(cx, representation, false) {
                Some(id) => Payload::Xml(ty, id),
                None => Payload::Text,
            }
        }
        (MediaFormat::Xml, None) | (MediaFormat::Text, _) => Payload::Text,
        // Anything else is handed over as it came.
        (MediaFormat::Json, None)
        | (
            MediaFormat::Form
            | MediaFormat::Multipart
            | MediaFormat::Bytes
            | MediaFormat::Stream(_),
            _,
        ) => Payload::Bytes,
    };
    let docs = schema_of(cx.spec, representation).and_then(|schema| {
        let ty = payload.ty().unwrap_or(&Type::String);
        nested::of_value(cx.spec, &cx.types, ty, schema)
    });
    if !representation.format.is_read_by_schema() {
        structure_is_lost(cx.spec, cx.diagnostics, representation);
    }
    ErrorBody {
        media_type: representation.name.to_owned(),
        payload,
        example: example::of_media_type(cx.spec, representation.media_type),
        docs,
        origin: representation.at.clone(),
    }
}
