//! One attempt of a call: a request is sent within its time, and its response is read as far as the call asks for it.

use std::future::poll_fn;
use std::mem::take;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use http::header::LOCATION;
use http::{HeaderValue, StatusCode};
use http_body::Body as _;

use crate::runtime::body::collect::{Collected, End, collect, drain};
use crate::runtime::body::transfer_progress::watched;
use crate::runtime::client::limits::Limits;
use crate::runtime::send::call::{Call, Keep, Opened};
use crate::runtime::send::deadline::Deadline;
use crate::runtime::send::redirect;
use crate::runtime::trace::AttemptTrace;
use crate::runtime::{Body, BoxFuture, Error, RawResponse, StatusError, Timeout, TransportError};

/// An attempt as the transport has it: all that is left of its request.
pub(crate) type Started = BoxFuture<Result<http::Response<Body>, TransportError>>;

/// How an attempt ended that did not fail.
pub(crate) enum Attempted {
    Succeeded(Box<Opened>),
    Redirected(StatusCode, HeaderValue),
}

impl Call {
    /// How long the next attempt may take, and when that ends.
    pub(crate) fn attempt_limit(&self, now: Duration) -> (Duration, Deadline) {
        let Limits { total, attempt, .. } = self.draft.limits;
        let left = total.saturating_sub(now.saturating_sub(self.started));
        let (time, limit) = if left <= attempt {
            (left, Timeout::Total(total))
        } else {
            (attempt, Timeout::Attempt(attempt))
        };
        let at = now.saturating_add(time);
        (time, Deadline { at, limit })
    }

    pub(crate) async fn attempt_in_time(
        &self,
        started: Started,
        trace: &AttemptTrace,
        time: Duration,
        end: Deadline,
    ) -> Result<Attempted, Error> {
        let mut alarm = self.transport().sleep(time);
        let mut attempt = pin!(self.attempt(started, trace, end));
        poll_fn(|cx| match attempt.as_mut().poll(cx) {
            Poll::Ready(result) => Poll::Ready(result),
            Poll::Pending => alarm.as_mut().poll(cx).map(|()| {
                Err(Error::Timeout {
                    operation: self.draft.operation.id,
                    limit: end.limit,
                })
            }),
        })
        .await
    }

    async fn attempt(
        &self,
        started: Started,
        trace: &AttemptTrace,
        end: Deadline,
    ) -> Result<Attempted, Error> {
        let (head, body) = match started.await {
            Ok(response) => response.into_parts(),
            Err(source) => return Err(self.broken(source)),
        };
        // On its way to the caller it is handed on so often that to copy it each time would take longer.
        let mut opened = Box::new(Opened { head, body, end });
        let Opened { head, body, .. } = &mut *opened;
        trace.response(head);
        if redirect::is_redirect(head.status)
            && let Some(location) = head.headers.get(LOCATION)
        {
            Box::pin(drain(body)).await;
            return Ok(Attempted::Redirected(head.status, location.clone()));
        }
        let is_success = self.is_success(head.status);
        if is_success && let Some(watch) = &self.draft.watches.download {
            *body = watched(take(body), Some(watch));
        }
        if is_success && self.keep == Keep::Open {
            return Ok(Attempted::Succeeded(opened));
        }
        let client = &self.draft.client.inner;
        let limit = if is_success {
            client.max_response_bytes
        } else {
            client.max_error_bytes
        };
        if is_success && body.size_hint().lower() > limit as u64 {
            return Err(self.too_large(head.status));
        }
        let collected = collect(body, limit).await;
        self.finish(opened, collected)
    }

    pub(crate) fn start(&self, mut request: http::Request<Body>) -> Started {
        if self.transport().looks_at_extensions() {
            request.extensions_mut().insert(self.draft.operation);
        }
        if let Some(inject) = &self.draft.client.inner.inject {
            inject(request.headers_mut());
        }
        self.transport().call(request)
    }

    fn finish(&self, mut opened: Box<Opened>, collected: Collected) -> Result<Attempted, Error> {
        let Collected { bytes, end } = collected;
        let status = opened.head.status;
        if self.is_success(status) {
            return match end {
                End::Complete => {
                    opened.body = bytes.into();
                    Ok(Attempted::Succeeded(opened))
                }
                End::TooLarge => Err(self.too_large(status)),
                End::Broken(source) => Err(self.broken(source)),
            };
        }
        // The status of a failure says more than the end of its body.
        let headers = take(&mut opened.head.headers);
        let response = RawResponse::new(self.draft.operation, status, headers, bytes);
        Err(Error::Status(StatusError::new(match end {
            End::Complete => response,
            End::TooLarge | End::Broken(_) => response.cut_short(),
        })))
    }

    /// Whether the operation has promised what comes with this status.
    fn is_success(&self, status: StatusCode) -> bool {
        status.is_success() || self.draft.not_modified && status == StatusCode::NOT_MODIFIED
    }

    fn too_large(&self, status: StatusCode) -> Error {
        Error::BodyTooLarge {
            operation: self.draft.operation.id,
            status,
            limit: self.draft.client.inner.max_response_bytes,
        }
    }

    fn broken(&self, source: TransportError) -> Error {
        Error::Transport {
            operation: self.draft.operation.id,
            source,
        }
    }
}
