//! Statuses: which are a success, which an error, and what the others mean.

use openapiv3::{ReferenceOr, Response, Responses, StatusCode};

use crate::diag::Diagnostics;
use crate::ir::{Case, DocumentedStatus, NotModified};
use crate::lower::docs;
use crate::lower::losses::not_carried;
use crate::origin::Origin;
use crate::spec::Spec;

/// A response, and the status it comes with.
pub(super) struct StatusResponse<'a> {
    /// The status as the description writes it: `404`, `4XX`, `default`.
    pub(super) status: String,
    pub(super) node: &'a ReferenceOr<Response>,
    pub(super) at: Origin,
}

/// The status that answers a condition which does not hold (RFC 9110, 15.4.5).
const NOT_MODIFIED: &str = "304";

/// The responses of success, and all others. Where neither a status of success nor a redirect is described, the response for
/// all other statuses is that of success. Where a call `is_conditional`, that nothing has changed is a success, too.
pub(super) fn sort<'a>(
    responses: &'a Responses,
    at: &Origin,
    is_conditional: bool,
) -> (Vec<StatusResponse<'a>>, Vec<StatusResponse<'a>>) {
    let response = |(status, node): (String, &'a ReferenceOr<Response>)| StatusResponse {
        at: at.key(&status),
        status,
        node,
    };
    let by_status = responses.responses.iter();
    let by_status = by_status.map(|(status, node)| response((status_text(status), node)));
    let (mut successes, mut others): (Vec<_>, Vec<_>) =
        by_status.partition(|it| it.status.starts_with('2'));
    let default = responses.default.as_ref();
    let default = default.map(|node| response(("default".to_owned(), node)));
    let leads_elsewhere = others.iter().any(|it| is_redirect(&it.status));
    if successes.is_empty() && !leads_elsewhere {
        successes.extend(default);
    } else {
        others.extend(default);
    }
    if is_conditional && !successes.is_empty() {
        successes.extend(others.extract_if(.., |it| it.status == NOT_MODIFIED));
    }
    (successes, others)
}

/// Whether a response is no error and has no body that a caller sees: it comes before the answer, or sends the call elsewhere
/// and says no more than that.
pub(super) fn is_without_body(spec: &Spec, response: &StatusResponse<'_>) -> bool {
    let StatusResponse { status, node, at } = response;
    let says_more = || {
        let resolved = spec.response(node, at);
        resolved.is_some_and(|it| !it.value.content.is_empty())
    };
    status.starts_with('1') || is_redirect(status) && !says_more()
}

fn is_redirect(status: &str) -> bool {
    status.starts_with('3') && status != NOT_MODIFIED
}

/// What it is that nothing has changed, where these are the statuses of success.
pub(in crate::lower) fn not_modified(successes: &[Case]) -> NotModified {
    if successes.iter().any(|it| it.status == NOT_MODIFIED) {
        NotModified::Answer
    } else {
        NotModified::Error
    }
}

/// Whether an answer of this status has no body, whatever is said of one (RFC 9110, 15.3.5, 15.3.6 and 15.4.5).
pub(super) fn never_has_a_body(status: &str) -> bool {
    matches!(status, "204" | "205" | NOT_MODIFIED)
}

/// What the status of a response without a body means.
pub(super) fn outcome(
    spec: &Spec,
    diagnostics: &mut Diagnostics,
    response: StatusResponse<'_>,
) -> Option<DocumentedStatus> {
    let StatusResponse { status, node, at } = response;
    let response = spec.response(node, &at)?.value;
    if !response.content.is_empty() {
        let what = "what the server says before or beside its answer";
        not_carried(diagnostics, &at, what);
    }
    let docs = docs::text(Some(&response.description))?;
    Some(DocumentedStatus { status, docs })
}

/// What a status of success means, where the description says so.
pub(super) fn outcome_of(case: &Case) -> Option<DocumentedStatus> {
    Some(DocumentedStatus {
        status: case.status.clone(),
        docs: case.docs.clone()?,
    })
}

fn status_text(status: &StatusCode) -> String {
    match status {
        StatusCode::Code(code) => code.to_string(),
        StatusCode::Range(range) => format!("{range}XX"),
    }
}

/// What HTTP calls a status of success (RFC 9110, 15.3).
pub(super) fn status_name(status: &str) -> String {
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
        NOT_MODIFIED => "not modified",
        "default" => "default",
        other => return format!("status {other}"),
    }
    .to_owned()
}
