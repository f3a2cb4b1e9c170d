//! Traces in a build without the feature `tracing`: nothing, at no cost.

use std::time::Duration;

use http::{HeaderMap, StatusCode, Uri};

use super::Error;
use super::parts::Parts;

/// What of a request's URL must not be shown.
#[derive(Clone, Default)]
pub(super) struct Hidden(());

#[allow(clippy::unused_self, reason = "the same methods as with the feature")]
impl Hidden {
    pub(super) fn mark_query(&mut self, _piece: &str) {}

    pub(super) fn mark_path(&mut self) {}
}

/// The trace of a call.
pub(super) struct CallTrace;

/// The trace of a call that has been answered.
#[derive(Clone, Default)]
pub(super) struct AnswerTrace;

#[allow(clippy::unused_self, reason = "the same methods as with the feature")]
impl AnswerTrace {
    pub(super) fn failed(&self, _error: &Error) {}
}

/// The trace of one attempt.
pub(super) struct AttemptTrace;

#[allow(clippy::unused_self, reason = "the same methods as with the feature")]
impl CallTrace {
    pub(super) fn new(_parts: &mut Parts) -> Self {
        Self
    }

    pub(super) fn attempt<B>(&self, _request: &http::Request<B>, _resends: usize) -> AttemptTrace {
        AttemptTrace
    }

    pub(super) fn retry(&self, _error: &Error, _wait: Duration) {}

    pub(super) fn redirect(&self, _status: StatusCode, _target: &Uri) {}

    pub(super) fn answer(&self) -> AnswerTrace {
        AnswerTrace
    }

    pub(super) fn end(&self, _result: Result<StatusCode, &Error>) {}

    pub(super) fn within<F: Future>(&self, future: F) -> F {
        future
    }
}

#[allow(clippy::unused_self, reason = "the same methods as with the feature")]
impl AttemptTrace {
    pub(super) fn response(&self, _status: StatusCode, _headers: &HeaderMap) {}

    pub(super) fn failed(&self, _error: &Error) {}

    pub(super) fn inside<T>(&self, work: impl FnOnce() -> T) -> T {
        work()
    }

    pub(super) fn within<F: Future>(&self, future: F) -> F {
        future
    }
}
