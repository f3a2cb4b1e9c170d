//! The error type of each operation: what the bodies of its documented errors are read as.

use std::collections::BTreeMap;

use crate::ir::{
    Answer, Api, Case, Direction, ErrorResponse, ErrorType, Operation, OperationId, OtherPlace,
    Payload, Place, ResourceId, Role, Type, TypeDef, TypeId, TypeKind,
};
use crate::origin::Origin;

/// What a status has: its name on the wire, and what its body is.
type ByStatus = Vec<(String, Payload)>;

/// Gives each operation its error type. Where all bodies are of one type, it is that; otherwise an enum by status, which the
/// operations of a resource share where the same statuses have the same types. A status without a body has nothing to read, and no part
/// in this. Types that are equal have to be one before.
pub(super) fn add(api: &mut Api) {
    let mut known: BTreeMap<(Option<ResourceId>, ByStatus), TypeId> = BTreeMap::new();
    for index in 0..api.operations.len() {
        let Some(operation) = api.operations.get(index) else {
            continue;
        };
        let cases = cases(operation);
        let by_status = by_status(&cases);
        let Some((_, first)) = by_status.first() else {
            continue;
        };
        // A type does not know of the documents that it can be read from; an enum does.
        let is_xml = matches!(first, Payload::Xml(..));
        let error = if !is_xml && by_status.iter().all(|(_, payload)| payload == first) {
            ErrorType::One(first.clone())
        } else {
            let place = Place::of(Role::Errors(OperationId(index)));
            let origin = operation.origin.key("responses");
            let next = TypeId(api.types.len());
            let id = *known.entry((operation.resource, by_status)).or_insert(next);
            if id == next {
                define(api, place, cases, origin);
            } else {
                share(api, id, place, &cases, origin);
            }
            ErrorType::Several(Type::Named(id))
        };
        if let Some(operation) = api.operations.get_mut(index) {
            operation.error = Some(error);
        }
    }
}

/// Adds an enum.
fn define(api: &mut Api, place: Place, cases: Vec<Case>, origin: Origin) {
    api.types.push(TypeDef {
        place,
        direction: Direction::Read,
        kind: TypeKind::Answer(Answer { cases }),
        title: None,
        docs: None,
        deprecated: false,
        origin,
    });
}

/// Adds a place to an enum, and leaves what is said about the statuses at all of its places.
fn share(api: &mut Api, id: TypeId, place: Place, cases: &[Case], origin: Origin) {
    api.other_places.push(OtherPlace {
        of: id,
        before: TypeId(api.types.len()),
        place,
        direction: Direction::Read,
        origin,
    });
    let def = api.types.get_mut(id.0);
    if let Some(TypeKind::Answer(answer)) = def.map(|it| &mut it.kind) {
        for (case, other) in answer.cases.iter_mut().zip(cases) {
            if case.docs != other.docs {
                case.docs = None;
            }
        }
    }
}

/// The statuses that have a body, exact ones before ranges, and ranges before all others.
fn cases(operation: &Operation) -> Vec<Case> {
    let case = |error: &ErrorResponse| {
        let body = error.bodies.first()?;
        Some(Case {
            status: error.status.clone(),
            name: status_name(&error.status),
            payload: Some(body.payload.clone()),
            docs: error.docs.clone(),
        })
    };
    let mut cases: Vec<Case> = operation.errors.iter().filter_map(case).collect();
    cases.sort_by(|one, other| one.status.cmp(&other.status));
    cases
}

fn by_status(cases: &[Case]) -> ByStatus {
    let each = cases.iter();
    each.filter_map(|it| Some((it.status.clone(), it.payload.clone()?)))
        .collect()
}

/// What a status of an error is called, as in the crate `http` (RFC 9110, 15.5 and 15.6).
fn status_name(status: &str) -> String {
    match status {
        "400" => "bad request",
        "401" => "unauthorized",
        "402" => "payment required",
        "403" => "forbidden",
        "404" => "not found",
        "405" => "method not allowed",
        "406" => "not acceptable",
        "407" => "proxy authentication required",
        "408" => "request timeout",
        "409" => "conflict",
        "410" => "gone",
        "411" => "length required",
        "412" => "precondition failed",
        "413" => "payload too large",
        "414" => "uri too long",
        "415" => "unsupported media type",
        "416" => "range not satisfiable",
        "417" => "expectation failed",
        "418" => "im a teapot",
        "421" => "misdirected request",
        "422" => "unprocessable entity",
        "423" => "locked",
        "424" => "failed dependency",
        "425" => "too early",
        "426" => "upgrade required",
        "428" => "precondition required",
        "429" => "too many requests",
        "431" => "request header fields too large",
        "451" => "unavailable for legal reasons",
        "500" => "internal server error",
        "501" => "not implemented",
        "502" => "bad gateway",
        "503" => "service unavailable",
        "504" => "gateway timeout",
        "505" => "http version not supported",
        "506" => "variant also negotiates",
        "507" => "insufficient storage",
        "508" => "loop detected",
        "510" => "not extended",
        "511" => "network authentication required",
        "304" => "not modified",
        "3XX" => "redirection",
        "4XX" => "client error",
        "5XX" => "server error",
        "default" => "default",
        other => return format!("status {other}"),
    }
    .to_owned()
}
