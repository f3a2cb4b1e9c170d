//! Traces: a span for each call and within it one for each attempt, with the field names of OpenTelemetry's conventions
//! for HTTP clients.
//!
//! Nothing that may be a credential is shown: no value of a query or a header whose name suggests one, no secret
//! parameter, no header that is marked as sensitive. Bodies are never shown.

use std::time::Duration;

use http::{HeaderMap, Method, StatusCode, Uri};
use tracing::field::{Empty, display};
use tracing::instrument::{Instrument, Instrumented};
use tracing::{Span, debug, info, info_span};

use crate::runtime::data::holds_secret;
use crate::runtime::request::draft::{Draft, Target};
pub(crate) use crate::runtime::trace::redact::Hidden;
use crate::runtime::trace::redact::ShownHeaders;
use crate::runtime::{Error, TransportErrorKind};

/// The trace of a call.
pub(crate) struct CallTrace {
    span: Span,
    /// The name of its spans: the method, and the path as the description has it.
    name: String,
    template: &'static str,
    hidden: Hidden,
}

/// The trace of one attempt.
pub(crate) struct AttemptTrace {
    span: Span,
}

impl CallTrace {
    /// A span for a call, inside the current one.
    pub(crate) fn new(draft: &mut Draft) -> Self {
        let operation = draft.operation;
        let (method, original) = method_names(&draft.method);
        let name = match draft.target {
            Target::Described(_) | Target::Whole(_) => format!("{method} {}", operation.path),
            // The number of names must be small, so paths that callers write are not part of one.
            Target::Given(_) => method.to_owned(),
        };
        let span = info_span!(
            "call",
            otel.name = name,
            otel.kind = "internal",
            otel.status_code = Empty,
            operation = operation.id,
            http.request.method = method,
            http.request.method_original = original,
            url.template = operation.path,
            http.response.status_code = Empty,
            "error.type" = Empty,
        );
        let mut hidden = std::mem::take(&mut draft.hidden);
        draft.client.inner.credentials.hide(&mut hidden);
        for name in draft.credentials.query_names() {
            hidden.mark_query(&name);
        }
        if has_client_secret(draft) {
            hidden.mark_path();
        }
        Self {
            span,
            name,
            template: operation.path,
            hidden,
        }
    }

    /// A span for an attempt, inside that of the call.
    pub(crate) fn attempt<B>(&self, request: &http::Request<B>, resends: usize) -> AttemptTrace {
        let uri = request.uri();
        let (method, original) = method_names(request.method());
        let span = info_span!(
            parent: &self.span,
            "attempt",
            otel.name = self.name,
            otel.kind = "client",
            otel.status_code = Empty,
            http.request.method = method,
            http.request.method_original = original,
            http.request.resend_count = (resends > 0).then_some(resends),
            server.address = uri.host(),
            server.port = port(uri),
            url.full = %self.hidden.show(uri),
            url.template = self.template,
            http.response.status_code = Empty,
            "error.type" = Empty,
        );
        debug!(parent: &span, headers = ?ShownHeaders(request.headers()), "request");
        AttemptTrace { span }
    }

    /// Notes that the call waits to be sent again.
    pub(crate) fn retry(&self, error: &Error, wait: Duration) {
        info!(
            parent: &self.span,
            { wait = ?wait, "error.type" = %ErrorType(error) },
            "retry"
        );
    }

    /// Notes that the call goes elsewhere.
    pub(crate) fn redirect(&self, status: StatusCode, target: &Uri) {
        info!(
            parent: &self.span,
            http.response.status_code = status.as_u16(),
            url.full = %self.hidden.show(target),
            "redirect"
        );
    }

    /// Notes how the call ended.
    pub(crate) fn end(&self, result: Result<StatusCode, &Error>) {
        match result {
            Ok(status) => {
                self.span
                    .record("http.response.status_code", status.as_u16());
            }
            Err(error) => {
                if let Some(status) = error.status() {
                    self.span
                        .record("http.response.status_code", status.as_u16());
                }
                record_error(&self.span, error);
            }
        }
    }

    /// The trace that stays with the response.
    pub(crate) fn answer(&self) -> AnswerTrace {
        AnswerTrace(self.span.clone())
    }

    /// Runs `future` inside the span.
    pub(crate) fn within<F: Future>(&self, future: F) -> Instrumented<F> {
        future.instrument(self.span.clone())
    }
}

/// Whether the path holds a secret that the client has for all calls.
fn has_client_secret(draft: &Draft) -> bool {
    let Target::Described(given) = &draft.target else {
        return false;
    };
    draft.client.inner.parameters.iter().any(|(name, value)| {
        holds_secret(value.view())
            && draft.operation.path.contains(&format!("{{{name}}}"))
            && !given.iter().any(|(known, _)| known == name)
    })
}

/// The trace of a call whose response is there, for errors that are found when it is decoded.
#[derive(Clone)]
pub(crate) struct AnswerTrace(Span);

impl Default for AnswerTrace {
    fn default() -> Self {
        Self(Span::none())
    }
}

impl AnswerTrace {
    /// Notes that the response cannot be used.
    pub(crate) fn failed(&self, error: &Error) {
        record_error(&self.0, error);
    }
}

impl AttemptTrace {
    /// Notes what came back.
    pub(crate) fn response(&self, status: StatusCode, headers: &HeaderMap) {
        self.span
            .record("http.response.status_code", status.as_u16());
        debug!(
            parent: &self.span,
            http.response.status_code = status.as_u16(),
            headers = ?ShownHeaders(headers),
            "response"
        );
    }

    /// Notes that it failed.
    pub(crate) fn failed(&self, error: &Error) {
        record_error(&self.span, error);
    }

    /// Runs `work` inside the span.
    pub(crate) fn inside<T>(&self, work: impl FnOnce() -> T) -> T {
        self.span.in_scope(work)
    }

    /// Runs `future` inside the span.
    pub(crate) fn within<F: Future>(&self, future: F) -> Instrumented<F> {
        future.instrument(self.span.clone())
    }
}

fn record_error(span: &Span, error: &Error) {
    span.record("error.type", display(ErrorType(error)));
    span.record("otel.status_code", "ERROR");
}

/// The class of an error: the status, if it has one, else one of few words.
struct ErrorType<'a>(&'a Error);

impl std::fmt::Display for ErrorType<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self.0 {
            Error::Status(error) => return write!(f, "{}", error.status().as_u16()),
            Error::Timeout { .. } => "timeout",
            Error::Transport { source, .. } => match source.kind() {
                TransportErrorKind::NotSent => "connect",
                TransportErrorKind::Timeout => "timeout",
                TransportErrorKind::Permanent => "not_sendable",
                TransportErrorKind::Other => "connection",
            },
            Error::Upload { .. } => "upload",
            Error::Decode(_) => "decode",
            Error::Refused(_) => "refused",
            Error::BodyTooLarge { .. } => "body_too_large",
            Error::Redirect { .. } => "redirect",
            Error::MissingCredentials { .. } => "missing_credentials",
            Error::Credential { .. } => "credential",
            Error::Config { .. }
            | Error::MissingParameter { .. }
            | Error::InvalidParameter { .. }
            | Error::InvalidRequest { .. }
            | Error::Paging { .. }
            | Error::Blocking { .. } => "invalid_request",
        })
    }
}

/// The method, and the original name of one that is not common.
fn method_names(method: &Method) -> (&'static str, Option<&str>) {
    let known = [
        "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT",
    ];
    match known.into_iter().find(|known| *known == method.as_str()) {
        Some(known) => (known, None),
        None => ("_OTHER", Some(method.as_str())),
    }
}

fn port(uri: &Uri) -> u16 {
    let default = if uri.scheme_str() == Some("http") {
        80
    } else {
        443
    };
    uri.port_u16().unwrap_or(default)
}
