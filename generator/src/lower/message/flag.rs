//! Properties that say yes or no: by one, a caller asks for a stream; by another, a server says that a call succeeded.

use crate::ir::{Body, BodyFormat, BodyShape, Flag, Payload, Presence, Success, Type, TypeKind};
use crate::lower::type_arena::TypeArena;

/// The property by which a caller asks for a stream, in the APIs that have it.
const STREAM: &str = "stream";

/// How many unions may be inside each other whose branches are looked at.
const MAX_DEPTH: usize = 16;

/// Takes the property by which a stream is asked for out of a body, so that the methods set it: the first body asks for the
/// answer as a whole, the second for the stream.
pub(in crate::lower) fn take_stream_flag(types: &TypeArena, body: &mut Body) -> Option<Body> {
    let always = match &mut body.shape {
        BodyShape::Fields(fields) => {
            let mut all = fields.iter();
            let index = all.position(|it| it.field.wire == STREAM && is_boolean(&it.field.ty))?;
            fields.remove(index).field.presence == Presence::Required
        }
        BodyShape::Whole(ty) => {
            // A property is only set in the JSON that a value has become.
            let is_object = match body.format {
                BodyFormat::Json => !matches!(ty, Type::Nullable(_)),
                BodyFormat::Form
                | BodyFormat::Multipart
                | BodyFormat::Xml(_)
                | BodyFormat::Text
                | BodyFormat::Bytes => false,
            };
            (is_object && has_flag(types, ty, STREAM, 0)).then_some(false)?
        }
    };
    let mut other = body.clone();
    body.flag = Some(Flag {
        wire: STREAM.to_owned(),
        value: false,
        always,
    });
    other.flag = Some(Flag {
        wire: STREAM.to_owned(),
        value: true,
        always: true,
    });
    Some(other)
}

/// Whether an answer has a property called `flag` that says whether the call succeeded.
pub(in crate::lower) fn is_envelope(types: &TypeArena, success: &Success, flag: &str) -> bool {
    let has_flag = |payload: &Payload| {
        payload
            .json()
            .is_some_and(|ty| has_flag(types, ty, flag, 0))
    };
    match success {
        Success::One(payload) => has_flag(payload),
        Success::Several(ty) => match types.kind(ty) {
            Some(TypeKind::Answer(answer)) => {
                let mut payloads = answer.cases.iter().filter_map(|it| it.payload.as_ref());
                payloads.any(has_flag)
            }
            Some(
                TypeKind::Struct(_)
                | TypeKind::TextEnum(_)
                | TypeKind::ScalarEnum(_)
                | TypeKind::Union(_),
            )
            | None => false,
        },
        Success::Empty | Success::Stream(_) => false,
    }
}

/// Whether an object has a property called `name` that says yes or no.
fn has_flag(types: &TypeArena, ty: &Type, name: &str, depth: usize) -> bool {
    if let Type::Nullable(inner) = ty {
        return has_flag(types, inner, name, depth);
    }
    match types.kind(ty) {
        Some(TypeKind::Struct(object)) => object
            .fields
            .iter()
            .any(|field| field.wire == name && is_boolean(&field.ty)),
        Some(TypeKind::Union(union)) => {
            let mut branches = union.branches.iter();
            depth < MAX_DEPTH && branches.all(|it| has_flag(types, &it.ty, name, depth + 1))
        }
        Some(TypeKind::TextEnum(_) | TypeKind::ScalarEnum(_) | TypeKind::Answer(_)) | None => false,
    }
}

fn is_boolean(ty: &Type) -> bool {
    match ty {
        Type::Bool => true,
        Type::Nullable(inner) => is_boolean(inner),
        _ => false,
    }
}
