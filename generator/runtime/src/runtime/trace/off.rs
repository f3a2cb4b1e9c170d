//! Traces in a build without the feature `tracing`: nothing, at no cost.

use std::time::Duration;

use http::response::Parts;
use http::{StatusCode, Uri};

use crate::runtime::Error;
use crate::runtime::request::draft::Draft;

/// What of a request's URL must not be shown.
#[derive(Clone, Default)]
pub(crate) struct Hidden(());

#[allow(clippy::unused_self, reason = "the same methods as with the feature")]
impl Hidden {
    pub(crate) fn mark_path(&mut self) {}
}

/// The trace of a call.
pub(crate) struct CallTrace;

/// The trace of a call that has been answered.
#[derive(Clone, Default)]
pub(crate) struct AnswerTrace;

#[allow(clippy::unused_self, reason = "the same methods as with the feature")]
impl AnswerTrace {
    pub(crate) fn failed(&self, _error: &Error) {}
}

/// The trace of one attempt.
pub(crate) struct AttemptTrace;

#[allow(clippy::unused_self, reason = "the same methods as with the feature")]
impl CallTrace {
    pub(crate) fn new(_draft: &mut Draft) -> Self {
        Self
    }

    pub(crate) fn attempt<B>(&self, _request: &http::Request<B>, _resends: usize) -> AttemptTrace {
        AttemptTrace
    }

    pub(crate) fn retry(&self, _error: &Error, _wait: Duration) {}

    pub(crate) fn redirect(&self, _status: StatusCode, _target: &Uri) {}

    pub(crate) fn answer(&self) -> AnswerTrace {
        AnswerTrace
    }

    pub(crate) fn end(&self, _result: Result<StatusCode, &Error>) {}

    pub(crate) fn within<F: Future>(&self, future: F) -> F {
        future
    }
}

#[allow(clippy::unused_self, reason = "the same methods as with the feature")]
impl AttemptTrace {
    pub(crate) fn response(&self, _head: &Parts) {}

    pub(crate) fn failed(&self, _error: &Error) {}

    pub(crate) fn inside<T>(&self, work: impl FnOnce() -> T) -> T {
        work()
    }

    pub(crate) fn within<F: Future>(&self, future: F) -> F {
        future
    }
}
