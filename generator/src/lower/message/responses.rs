//! Responses: what an operation answers on success, and what with an error status (`OpenAPI 3.0.4, 4.8.16`).

use std::collections::BTreeMap;

use openapiv3::{Content, MediaType, ReferenceOr, Response, Responses, StatusCode};

use crate::ir::{
    Answer, Case, Direction, ErrorBody, ErrorResponse, OperationId, Outcome, Payload, Place, Role,
    Step, Streaming, Success, Type, TypeDef, TypeKind,
};
use crate::lower::Lowering;
use crate::lower::docs;
use crate::lower::message::accept::AcceptHeader;
use crate::lower::message::media_type::{MediaFormat, Representation, choices, word};
use crate::lower::message::outcomes::outcome;
use crate::lower::message::payload::without_streams;
use crate::lower::message::streams::streams;
use crate::origin::Origin;

/// A response of success, before it is known what the others are.
struct SuccessResponse<'a> {
    status: String,
    node: &'a ReferenceOr<Response>,
    at: Origin,
}

/// A media type that responses of success have beside the one that is read first.
pub(in crate::lower) struct OtherRepresentation<'a> {
    pub(in crate::lower) name: &'a str,
    /// The statuses that have it.
    pub(in crate::lower) statuses: Vec<(String, &'a Response, Representation<'a>)>,
}

/// What an operation is answered.
pub(in crate::lower) struct LoweredResponses {
    pub(in crate::lower) success: Success,
    /// The stream that there is beside it.
    pub(in crate::lower) stream: Option<Streaming>,
    /// What each status of success holds.
    pub(in crate::lower) cases: Vec<Case>,
    /// What each status means that is no error.
    pub(in crate::lower) outcomes: Vec<Outcome>,
    pub(in crate::lower) errors: Vec<ErrorResponse>,
    /// What is asked for, where it has to be said.
    pub(in crate::lower) accept: Option<String>,
}

impl LoweredResponses {
    /// What is said of the bodies of answers to HEAD are the bodies of answers to GET: those to HEAD have none
    /// (RFC 9110, 9.3.2).
    pub(in crate::lower) fn leave_out_bodies(&mut self) {
        self.success = Success::Empty;
        self.stream = None;
        self.cases.iter_mut().for_each(|it| it.payload = None);
        self.errors.iter_mut().for_each(|it| it.bodies.clear());
    }
}

impl<'a> Lowering<'a> {
    /// The success and the errors of an operation.
    pub(in crate::lower) fn responses(
        &mut self,
        responses: &'a Responses,
        operation: OperationId,
        at: &Origin,
    ) -> LoweredResponses {
        self.direction = Direction::Read;
        let mut successes = Vec::new();
        let mut others = Vec::new();
        let mut errors = Vec::new();
        let by_status = responses.responses.iter();
        let by_status = by_status.map(|(status, node)| (status_text(status), node));
        let default = responses.default.as_ref();
        let all = by_status.chain(default.map(|node| ("default".to_owned(), node)));
        for (status, node) in all {
            let at = at.key(&status);
            let is_default = status == "default";
            if status.starts_with('2') || (is_default && successes.is_empty()) {
                // Without a word about success, the one response there is describes it.
                successes.push(SuccessResponse { status, node, at });
            } else if status.starts_with('1') || self.is_redirect(&status, node, &at) {
                others.extend(self.silent(node, status, &at));
            } else {
                errors.extend(self.error(node, &status, operation, &at));
            }
        }
        let (mut answered, asked) = self.success(successes, operation);
        answered.accept = asked.header(&errors);
        answered.outcomes.extend(others);
        answered.errors = errors;
        answered
    }

    /// What each response of success holds, all of them together, and the stream that there is beside it.
    fn success(
        &mut self,
        candidates: Vec<SuccessResponse<'a>>,
        operation: OperationId,
    ) -> (LoweredResponses, AcceptHeader) {
        let mut asked = AcceptHeader::default();
        let mut stream = None;
        let mut streamed = None;
        let several = candidates.len() > 1;
        let place = Place::of(Role::Response(operation));
        let mut cases: Vec<Case> = Vec::new();
        let mut outcomes: Vec<Outcome> = Vec::new();
        for candidate in &candidates {
            let name = status_name(&candidate.status);
            let inner = if several {
                place.then(Step::Branch(name.clone()))
            } else {
                place.clone()
            };
            if let Some(resolved) = self.spec.response(candidate.node, &candidate.at) {
                let content = &resolved.value.content;
                let at = resolved.origin.key("content");
                self.other_streams(content, &at, &mut streamed);
                stream = stream.or_else(|| self.streaming(content, &at, &inner));
                let is_stream = !content.is_empty() && streams(content).count() == content.len();
                let (payload, docs) = self.payload(resolved.value, &resolved.origin, &inner);
                let case = Case {
                    status: candidate.status.clone(),
                    name,
                    payload,
                    docs,
                };
                outcomes.extend(outcome(&case));
                if is_stream {
                    continue;
                }
                if let Some(chosen) = without_streams(choices(self.spec, content, &at)).first() {
                    asked.add(chosen, content);
                }
                cases.push(case);
            }
        }
        let origin = candidates.into_iter().next().map(|it| it.at);
        let origin = origin.unwrap_or_else(|| self.spec.root().clone());
        let success = self.together(cases.clone(), &place, origin);
        let (success, stream) = match (success, stream) {
            (Success::Empty, Some(stream)) => (Success::Stream(stream), None),
            other => other,
        };
        let answered = LoweredResponses {
            success,
            stream,
            cases,
            outcomes,
            errors: Vec::new(),
            accept: None,
        };
        (answered, asked)
    }

    /// Reports the streams that have other items than the first, which is the one that a method is for.
    fn other_streams(
        &mut self,
        content: &'a Content,
        at: &Origin,
        first: &mut Option<&'a MediaType>,
    ) {
        for (name, _) in streams(content) {
            let Some(media_type) = content.get(name) else {
                continue;
            };
            match first {
                None => *first = Some(media_type),
                Some(first) if first.schema == media_type.schema => {}
                Some(_) => self.not_carried(&at.key(name), "a second stream of this answer"),
            }
        }
    }

    /// What cases have in common, or else a type that tells them apart.
    pub(in crate::lower) fn together(
        &mut self,
        cases: Vec<Case>,
        place: &Place,
        origin: Origin,
    ) -> Success {
        let some: Vec<&Payload> = cases.iter().filter_map(|it| it.payload.as_ref()).collect();
        let Some(first) = some.first().map(|first| (*first).clone()) else {
            return Success::Empty;
        };
        let same = some.iter().all(|it| **it == first);
        match first {
            first if same && some.len() == cases.len() => Success::One(first),
            // A type that says whether there is anything says it all.
            Payload::Json(ty) if same && !matches!(ty, Type::Nullable(_)) => {
                Success::One(Payload::Json(Type::Nullable(Box::new(ty))))
            }
            _ => Success::Several(self.answer(cases, place, origin)),
        }
    }

    /// The media types of the responses of success, but for those that are read first and for those of streams: each with
    /// the statuses that have it.
    pub(in crate::lower) fn other_answers(
        &self,
        responses: &'a Responses,
        at: &Origin,
    ) -> Vec<OtherRepresentation<'a>> {
        let by_status = responses.responses.iter();
        let mut successes: Vec<_> = by_status
            .map(|(status, node)| (status_text(status), node))
            .filter(|(status, _)| status.starts_with('2'))
            .collect();
        if let (Some(node), true) = (&responses.default, successes.is_empty()) {
            successes.push(("default".to_owned(), node));
        }
        let mut all: Vec<OtherRepresentation<'a>> = Vec::new();
        let mut known: BTreeMap<&str, usize> = BTreeMap::new();
        for (status, node) in successes {
            let Some(resolved) = self.spec.response(node, &at.key(&status)) else {
                continue;
            };
            let at = resolved.origin.key("content");
            let choices = without_streams(choices(self.spec, &resolved.value.content, &at));
            for chosen in choices.into_iter().skip(1) {
                let of_status = (status.clone(), resolved.value, chosen);
                let next = all.len();
                match all.get_mut(*known.entry(of_status.2.name).or_insert(next)) {
                    Some(known) => known.statuses.push(of_status),
                    None => all.push(OtherRepresentation {
                        name: of_status.2.name,
                        statuses: vec![of_status],
                    }),
                }
            }
        }
        all
    }

    /// The configured property of an answer that says whether the call succeeded, if the answer has it.
    pub(in crate::lower) fn envelope(&self, success: &Success) -> Option<String> {
        let flag = &self.config.envelope.as_ref()?.flag;
        let is_named =
            |payload: &Payload| payload.ty().is_some_and(|ty| self.has_flag(ty, flag, 0));
        let has_it = match success {
            Success::One(payload) => is_named(payload),
            Success::Several(Type::Named(id)) => {
                let def = self.types.get(id.0).and_then(Option::as_ref);
                match def.map(|def| &def.kind) {
                    Some(TypeKind::Answer(answer)) => {
                        let mut payloads = answer.cases.iter().filter_map(|it| it.payload.as_ref());
                        payloads.any(is_named)
                    }
                    _ => false,
                }
            }
            Success::Several(_) | Success::Empty | Success::Stream(_) => false,
        };
        has_it.then(|| flag.clone())
    }

    fn answer(&mut self, cases: Vec<Case>, place: &Place, origin: Origin) -> Type {
        Type::Named(self.define(TypeDef {
            place: place.clone(),
            direction: Direction::Read,
            kind: TypeKind::Answer(Answer { cases }),
            docs: None,
            deprecated: false,
            origin,
        }))
    }

    fn error(
        &mut self,
        node: &'a ReferenceOr<Response>,
        status: &str,
        operation: OperationId,
        at: &Origin,
    ) -> Option<ErrorResponse> {
        let resolved = self.spec.response(node, at)?;
        let place = Place::of(Role::Error(operation, status.to_owned()));
        let all = choices(
            self.spec,
            &resolved.value.content,
            &resolved.origin.key("content"),
        );
        let mut bodies: Vec<ErrorBody> = Vec::new();
        for chosen in all {
            let place = if bodies.is_empty() {
                place.clone()
            } else {
                place.then(Step::Branch(word(chosen.name)))
            };
            let schema = chosen.media_type.schema.as_ref();
            let at = chosen.at.key("schema");
            let ty = schema.filter(|_| chosen.kind == MediaFormat::Json);
            let ty = ty.map(|schema| self.schema(schema, &at, &place).into_type());
            let words = schema.and_then(|schema| {
                let schema = self.spec.schema(schema, &at)?.value;
                self.words_of(ty.as_ref().unwrap_or(&Type::String), schema)
            });
            bodies.push(ErrorBody {
                media_type: chosen.name.to_owned(),
                ty,
                docs: words,
            });
            match chosen.kind {
                MediaFormat::Form | MediaFormat::Multipart => self.structure_is_lost(&chosen),
                _ => self.schema_of_other(&chosen),
            }
        }
        Some(ErrorResponse {
            status: status.to_owned(),
            bodies,
            headers: self.headers_of(&resolved),
            docs: docs::text(Some(&resolved.value.description)),
        })
    }
}

pub(in crate::lower) fn status_text(status: &StatusCode) -> String {
    match status {
        StatusCode::Code(code) => code.to_string(),
        StatusCode::Range(range) => format!("{range}XX"),
    }
}

/// What HTTP calls a status of success (RFC 9110, 15.3).
fn status_name(status: &str) -> String {
    match status {
        "200" => "ok",
        "201" => "created",
        "202" => "accepted",
        "203" => "non authoritative",
        "204" => "no content",
        "205" => "reset content",
        "206" => "partial content",
        "207" => "multi status",
        "2XX" => "success",
        "default" => "default",
        other => return format!("status {other}"),
    }
    .to_owned()
}
