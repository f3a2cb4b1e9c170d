//! Responses: what an operation answers on success, and what with an error status (`OpenAPI 3.0.4, 4.8.16`).
//!
//! In come the responses of an operation by their statuses; out go its success, its errors, what other statuses mean, and the
//! header `Accept` that asks for all that. [`status`] decides which statuses are a success. [`success`] lowers these, [`error`]
//! those of errors; both lower what one response holds by [`payload`], which decides what a media type is read as, or by
//! [`streams`] where it comes item by item. [`sample`] keeps the examples, [`headers`] is documentation only, [`accept`] makes the header.

mod accept;
mod error;
mod headers;
mod payload;
mod sample;
mod status;
mod streams;
mod success;

use std::collections::BTreeSet;

use openapiv3::{Content, Responses};

use crate::ir::{
    Case, DocumentedStatus, ErrorResponse, OperationId, Payload, ResponseHeader, Sample, Streaming,
    Success,
};
use crate::lower::context::LoweringContext;
use crate::lower::message::representation::representations;
use crate::origin::Origin;
use crate::spec::Spec;
pub(in crate::lower) use accept::can_be_asked_for;
pub(in crate::lower) use status::not_modified;
pub(in crate::lower) use success::{lower_as, other_representations};

/// What an operation is answered.
pub(in crate::lower) struct LoweredResponses {
    pub(in crate::lower) success: Success,
    /// The stream that there is beside it.
    pub(in crate::lower) stream: Option<Streaming>,
    /// What each status of success holds.
    pub(in crate::lower) cases: Vec<Case>,
    /// What an answer of success looks like, by its status.
    pub(in crate::lower) samples: Vec<Sample>,
    /// What the stream looks like.
    pub(in crate::lower) stream_sample: Option<Sample>,
    /// What each status means that is no error.
    pub(in crate::lower) outcomes: Vec<DocumentedStatus>,
    /// The headers that come with success.
    pub(in crate::lower) headers: Vec<ResponseHeader>,
    pub(in crate::lower) errors: Vec<ErrorResponse>,
    /// What is asked for, where it has to be said.
    pub(in crate::lower) accept: Option<String>,
}

impl LoweredResponses {
    /// Leaves out the bodies of answers to HEAD: what is said of them is said of answers to GET (RFC 9110, 9.3.2).
    pub(in crate::lower) fn leave_out_bodies(&mut self) {
        self.success = Success::Empty;
        self.stream = None;
        for sample in &mut self.samples {
            (sample.media_type, sample.example) = (None, None);
        }
        self.cases.iter_mut().for_each(|it| it.payload = None);
        self.errors.iter_mut().for_each(|it| it.bodies.clear());
    }

    /// Reads as bytes what is answered to GET with a status that can have a body, if nothing is said about one. Who only reads does
    /// so for what is answered: a file that has no media type, what a redirect leads to, or what nobody has described.
    pub(in crate::lower) fn read_undescribed_body(&mut self) {
        let can_have_one = |it: &Case| !status::never_has_a_body(&it.status);
        let is_undescribed = matches!(self.success, Success::Empty)
            && (self.cases.is_empty() || self.cases.iter().any(can_have_one));
        if is_undescribed {
            self.success = Success::One(Payload::Bytes);
        }
    }
}

/// What an operation is answered. `is_conditional`: its caller can say what is there already, so that nothing has to be sent.
pub(in crate::lower) fn lower<'a>(
    cx: &mut LoweringContext<'a>,
    responses: &'a Responses,
    operation: OperationId,
    at: &Origin,
    is_conditional: bool,
) -> LoweredResponses {
    let (successes, others) = status::sort(responses, at, is_conditional);
    let headers = headers::of_all(cx.spec, cx.diagnostics, &cx.types, &successes);
    let mut without_body = Vec::new();
    let mut errors = Vec::new();
    for response in others {
        if status::is_without_body(cx.spec, &response) {
            without_body.extend(status::outcome(cx.spec, cx.diagnostics, response));
        } else {
            errors.extend(error::lower(cx, &response, operation));
        }
    }
    let success::LoweredSuccess {
        success,
        stream,
        cases,
        samples,
        stream_sample,
        mut outcomes,
        accept,
    } = success::lower(cx, successes, operation);
    outcomes.extend(without_body);
    LoweredResponses {
        success,
        stream,
        cases,
        samples,
        stream_sample,
        outcomes,
        headers,
        accept: accept.into_header(&errors),
        errors,
    }
}

/// What each answer can be, its place, and the places of what of that is read, or else reported.
pub(in crate::lower) fn contents<'a>(
    spec: &'a Spec,
    responses: &'a Responses,
    at: &Origin,
) -> Vec<(&'a Content, Origin, BTreeSet<Origin>)> {
    let (successes, others) = status::sort(responses, at, true);
    let all = successes.into_iter().map(|it| (it, true));
    let all = all.chain(others.into_iter().map(|it| (it, false)));
    let found = all.filter_map(|(response, is_success)| {
        let has_none =
            status::never_has_a_body(&response.status) || status::is_without_body(spec, &response);
        let resolved = spec.response(response.node, &response.at)?;
        let content = &resolved.value.content;
        let at = resolved.origin.key("content");
        let read = if is_success {
            streams::without_streams(spec, content, &at)
        } else {
            representations(spec, content, &at)
        };
        let mut places: BTreeSet<Origin> = read.into_iter().map(|it| it.at).collect();
        if is_success {
            places.extend(streams::read_or_reported(content).map(|name| at.key(name)));
        }
        (!has_none).then_some((content, at, places))
    });
    found.collect()
}
