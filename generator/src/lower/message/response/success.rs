//! Success: what the statuses of success hold, each by itself and all of them together.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use openapiv3::{Content, MediaType, Response, Responses};

use super::accept::AcceptHeader;
use super::status::{self, StatusResponse, outcome_of, status_name};
use super::{payload, sample, streams};
use crate::diag::Diagnostics;
use crate::ir::{
    Answer, Case, Direction, DocumentedStatus, OperationId, Payload, Role, Sample, Step, Streaming,
    Success, Type, TypeDef, TypeKind,
};
use crate::lower::context::LoweringContext;
use crate::lower::losses::not_carried;
use crate::lower::message::representation::Representation;
use crate::lower::target::Target;
use crate::lower::type_arena::TypeArena;
use crate::origin::Origin;
use crate::spec::Spec;

/// What an operation answers on success.
pub(super) struct LoweredSuccess {
    pub(super) success: Success,
    /// The stream that there is beside it.
    pub(super) stream: Option<Streaming>,
    /// What each status holds.
    pub(super) cases: Vec<Case>,
    /// What each status looks like.
    pub(super) samples: Vec<Sample>,
    /// What the stream looks like.
    pub(super) stream_sample: Option<Sample>,
    /// What each status means.
    pub(super) outcomes: Vec<DocumentedStatus>,
    pub(super) accept: AcceptHeader,
}

/// What each response holds, all of them together, and the stream that there is beside them.
pub(super) fn lower<'a>(
    cx: &mut LoweringContext<'a>,
    successes: Vec<StatusResponse<'a>>,
    operation: OperationId,
) -> LoweredSuccess {
    let target = target(operation);
    let mut accept = AcceptHeader::default();
    let mut stream = None;
    let mut first_stream = None;
    let several = successes.len() > 1;
    let mut stream_sample = None;
    let mut cases: Vec<Case> = Vec::new();
    let mut samples = Vec::new();
    let mut outcomes: Vec<DocumentedStatus> = Vec::new();
    for response in &successes {
        let Some(resolved) = cx.spec.response(response.node, &response.at) else {
            continue;
        };
        let name = status_name(&response.status);
        let target = target_of_case(&target, &name, several);
        let at = resolved.origin.key("content");
        let content = content_of(resolved.value, &response.status);
        if content.len() < resolved.value.content.len() {
            not_carried(
                cx.diagnostics,
                &at,
                "a body described for a status that has none",
            );
        }
        report_other_streams(cx.diagnostics, content, &at, &mut first_stream);
        stream = stream.or_else(|| streams::lower(cx, content, &at, &target));
        stream_sample =
            stream_sample.or_else(|| streams::sample(cx.spec, &response.status, content, &at));
        let representations = streams::without_streams(cx.spec, content, &at);
        let (payload, docs) = payload::lower_first(cx, resolved.value, &representations, &target);
        let case = Case {
            status: response.status.clone(),
            name,
            payload,
            docs,
        };
        outcomes.extend(outcome_of(&case));
        if streams::is_all_streams(content) {
            continue;
        }
        if let Some(first) = representations.first() {
            let is_text = match &case.payload {
                Some(Payload::Any(ty)) => is_text(&cx.types, ty),
                Some(Payload::Json(_) | Payload::Xml(..) | Payload::Text | Payload::Bytes)
                | None => false,
            };
            accept.add(first, is_text, content);
        }
        samples.push(sample::of_status(
            cx.spec,
            &response.status,
            representations.first(),
            &response.at,
        ));
        cases.push(case);
    }
    let origin = successes.into_iter().next().map(|it| it.at);
    let origin = origin.unwrap_or_else(|| cx.spec.root().clone());
    let success = together(cx, cases.clone(), &target, origin);
    sample::sort(&mut samples);
    let (success, stream) = match (success, stream) {
        (Success::Empty, Some(stream)) => {
            samples.splice(..0, stream_sample.take());
            (Success::Stream(stream), None)
        }
        other => other,
    };
    LoweredSuccess {
        success,
        stream,
        cases,
        samples,
        stream_sample,
        outcomes,
        accept,
    }
}

/// What a response of a status can hold.
fn content_of<'a>(response: &'a Response, status: &str) -> &'a Content {
    static NOTHING: LazyLock<Content> = LazyLock::new(Content::new);
    if status::never_has_a_body(status) {
        &NOTHING
    } else {
        &response.content
    }
}

/// Whether the values of a type are texts.
fn is_text(types: &TypeArena, ty: &Type) -> bool {
    match ty {
        Type::String | Type::DateTime | Type::Date | Type::Base64 | Type::Secret => true,
        Type::Nullable(inner) => is_text(types, inner),
        _ => matches!(types.kind(ty), Some(TypeKind::TextEnum(_))),
    }
}

fn target(operation: OperationId) -> Target {
    Target::of(Role::Response(operation), Direction::Read)
}

/// What the types of one status are made for.
fn target_of_case(target: &Target, name: &str, several: bool) -> Target {
    if several {
        target.then(Step::Branch(name.to_owned()))
    } else {
        target.clone()
    }
}

/// Reports the streams that have other items than the first, which is the one that a method is for.
fn report_other_streams<'a>(
    diagnostics: &mut Diagnostics,
    content: &'a Content,
    at: &Origin,
    first: &mut Option<&'a MediaType>,
) {
    for (name, _) in streams::streams(content) {
        let Some(media_type) = content.get(name) else {
            continue;
        };
        match first {
            None => *first = Some(media_type),
            Some(first) if first.schema == media_type.schema => {}
            Some(_) => not_carried(diagnostics, &at.key(name), "a second stream of this answer"),
        }
    }
}

/// What cases have in common, or else a type that tells them apart.
fn together(
    cx: &mut LoweringContext<'_>,
    cases: Vec<Case>,
    target: &Target,
    origin: Origin,
) -> Success {
    let some: Vec<&Payload> = cases.iter().filter_map(|it| it.payload.as_ref()).collect();
    let Some(first) = some.first().map(|first| (*first).clone()) else {
        return Success::Empty;
    };
    let is_same = some.iter().all(|it| **it == first);
    if is_same && some.len() == cases.len() {
        return Success::One(first);
    }
    match first {
        // A type that says whether there is anything says it all.
        Payload::Json(ty) if is_same && !matches!(ty, Type::Nullable(_)) => {
            Success::One(Payload::Json(Type::Nullable(Box::new(ty))))
        }
        Payload::Json(_) | Payload::Any(_) | Payload::Xml(..) | Payload::Text | Payload::Bytes => {
            Success::Several(Type::Named(cx.define(TypeDef {
                place: target.place.clone(),
                direction: target.direction,
                kind: TypeKind::Answer(Answer { cases }),
                title: None,
                docs: None,
                deprecated: false,
                origin,
            })))
        }
    }
}

/// A media type that responses of success have beside the one that is read first.
pub(in crate::lower) struct OtherRepresentation<'a> {
    pub(in crate::lower) name: &'a str,
    /// The statuses that have it.
    statuses: Vec<(String, &'a Response, Representation<'a>)>,
}

/// The media types of the responses of success, but for those that are read first and for those of streams: each with the
/// statuses that have it.
pub(in crate::lower) fn other_representations<'a>(
    spec: &'a Spec,
    responses: &'a Responses,
    at: &Origin,
) -> Vec<OtherRepresentation<'a>> {
    let mut all: Vec<OtherRepresentation<'a>> = Vec::new();
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    let (successes, _) = status::sort(responses, at, false);
    for StatusResponse { status, node, at } in successes {
        let Some(resolved) = spec.response(node, &at) else {
            continue;
        };
        let at = resolved.origin.key("content");
        let content = content_of(resolved.value, &status);
        let representations = streams::without_streams(spec, content, &at);
        for representation in representations.into_iter().skip(1) {
            let name = representation.name;
            let of_status = (status.clone(), resolved.value, representation);
            let next = all.len();
            match all.get_mut(*known.entry(name).or_insert(next)) {
                Some(known) => known.statuses.push(of_status),
                None => all.push(OtherRepresentation {
                    name,
                    statuses: vec![of_status],
                }),
            }
        }
    }
    all
}

/// The success of an operation that is asked for another media type. Statuses without it hold what they hold otherwise.
pub(in crate::lower) fn lower_as<'a>(
    cx: &mut LoweringContext<'a>,
    other: OtherRepresentation<'a>,
    cases: &[Case],
    operation: OperationId,
    at: &Origin,
) -> (Success, Vec<DocumentedStatus>, Vec<Sample>) {
    let target = target(operation);
    let mut cases = cases.to_vec();
    let several = cases.len() > 1;
    let mut samples = Vec::new();
    for (status, response, representation) in other.statuses {
        samples.push(sample::of_status(
            cx.spec,
            &status,
            Some(&representation),
            at,
        ));
        if let Some(case) = cases.iter_mut().find(|it| it.status == status) {
            let target = target_of_case(&target, &case.name, several);
            let (payload, docs) = payload::lower(cx, response, &representation, &target);
            (case.payload, case.docs) = (Some(payload), docs);
        }
    }
    let outcomes = cases.iter().filter_map(outcome_of).collect();
    (together(cx, cases, &target, at.clone()), outcomes, samples)
}
