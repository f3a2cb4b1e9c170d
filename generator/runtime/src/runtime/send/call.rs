//! The one loop that every call goes through: attempts, redirects, retries, and the clock over all of them.

use std::future::poll_fn;
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use bytes::Bytes;
use http::header::LOCATION;
use http::{HeaderValue, StatusCode};
use http_body::Body as _;

use crate::runtime::body::boxed::{Collected, End, collect};
use crate::runtime::body::upload::Upload;
use crate::runtime::client::limits::Limits;
use crate::runtime::request::draft::{Parts, Payload};
use crate::runtime::response::raw::Unread;
use crate::runtime::send::{redirect, retry};
use crate::runtime::trace::{AnswerTrace, AttemptTrace, CallTrace};
use crate::runtime::{
    Body, BoxFuture, BytesStream, Error, RawResponse, StatusError, Timeout, Transport,
    TransportError,
};

/// Sends a request and reads its response. Nothing happens before the future is polled.
pub(crate) fn send_raw(parts: Box<Parts>) -> BoxFuture<Result<RawResponse, Error>> {
    Box::pin(async move {
        let operation = parts.operation;
        let envelope = parts.envelope;
        let (opened, trace) = send(parts, Keep::Whole).await?;
        let Opened { head, body, .. } = opened;
        // What was read as a whole is in memory.
        let bytes = body.into_bytes().unwrap_or_default();
        let response = RawResponse::new(operation, head.status, head.headers, bytes);
        Ok(response.unread(Unread { envelope, trace }))
    })
}

/// Sends a request and leaves the body of its response to be read.
pub(crate) fn open(parts: Box<Parts>) -> BoxFuture<Result<BytesStream, Error>> {
    Box::pin(async move {
        let operation = parts.operation;
        let client = parts.client.clone();
        let (Opened { head, body, end }, _) = send(parts, Keep::Open).await?;
        Ok(BytesStream::new(client, operation, head, body, end))
    })
}

async fn send(mut parts: Box<Parts>, keep: Keep) -> Result<(Opened, AnswerTrace), Error> {
    let wrong = parts.error.take();
    let call = Call {
        trace: CallTrace::new(&mut parts),
        started: parts.client.inner.transport.now(),
        keep,
        parts,
    };
    let result = match wrong {
        Some(error) => Err(error),
        None => call.trace.within(call.run()).await,
    };
    call.trace
        .end(result.as_ref().map(|opened| opened.head.status));
    Ok((result?, call.trace.answer()))
}

/// What stays the same for all attempts of a call.
struct Call {
    trace: CallTrace,
    parts: Box<Parts>,
    started: Duration,
    keep: Keep,
}

/// What is done with the body of a successful response.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Keep {
    /// It is read, and belongs to the attempt.
    Whole,
    /// It is left to the caller.
    Open,
}

/// A successful response, and when the reading of its body must be over.
struct Opened {
    head: http::response::Parts,
    body: Body,
    end: Deadline,
}

/// A moment by the clock of the transport, and whose limit it is.
#[derive(Clone, Copy)]
pub(crate) struct Deadline {
    pub(crate) at: Duration,
    pub(crate) limit: Timeout,
}

/// An attempt as the transport has it: all that is left of its request.
type Started = BoxFuture<Result<http::Response<Body>, TransportError>>;

/// How an attempt ended that did not fail.
enum Answer {
    Final(http::response::Parts, Body),
    Elsewhere(StatusCode, HeaderValue),
}

impl Call {
    async fn run(&self) -> Result<Opened, Error> {
        let mut retries = 0;
        let mut redirects = Vec::new();
        let mut now = self.started;
        loop {
            let request = self.request(&redirects)?;
            let (time, end) = self.attempt_limit(now);
            let trace = self
                .trace
                .attempt(&request, retries as usize + redirects.len());
            // What a redirect has turned into a GET can be sent again, whatever the call began as.
            let idempotent =
                self.parts.operation.idempotent || *request.method() != self.parts.method;
            let request = self.with_body(request, &redirects)?;
            let started = trace.inside(|| self.start(request));
            let attempt = self.attempt_in_time(started, &trace, time, end.limit);
            let error = match trace.within(attempt).await {
                Ok(Answer::Final(head, body)) => return Ok(Opened { head, body, end }),
                Ok(Answer::Elsewhere(status, location)) => {
                    redirects.push((status, location));
                    if self.is_spent(&redirects) {
                        return Err(self.not_followed("its body is a stream that has been read"));
                    }
                    self.trace.redirect(status, self.request(&redirects)?.uri());
                    now = self.transport().now();
                    continue;
                }
                Err(error) => self.of_stream(error),
            };
            trace.failed(&error);
            let wait = retry::decide(&error, idempotent, retries, fastrand::f64());
            match wait {
                // A wait that would end after the deadline can only end in a timeout, which would hide the error.
                Some(wait)
                    if retries < self.parts.limits.retries
                        && wait < self.time_left()
                        && !self.is_spent(&redirects) =>
                {
                    retries += 1;
                    self.trace.retry(&error, wait);
                    self.transport().sleep(wait).await;
                    now = self.transport().now();
                }
                _ => return Err(error),
            }
        }
    }

    /// The request of the next attempt, made anew: most calls need no other, and then nothing has been copied.
    fn request(
        &self,
        redirects: &[(StatusCode, HeaderValue)],
    ) -> Result<http::Request<Bytes>, Error> {
        if redirects.len() > redirect::MAX_REDIRECTS {
            return Err(self.not_followed("there were too many before it"));
        }
        let mut request = self.parts.build()?;
        for (status, location) in redirects {
            redirect::follow(&mut request, *status, location)
                .map_err(|reason| self.not_followed(reason))?;
        }
        Ok(request)
    }

    /// The request with the body it is sent with.
    fn with_body(
        &self,
        request: http::Request<Bytes>,
        redirects: &[(StatusCode, HeaderValue)],
    ) -> Result<http::Request<Body>, Error> {
        let Some(upload) = self.upload(redirects) else {
            return Ok(request.map(Body::from));
        };
        if upload.is_spent() {
            return Err(Error::InvalidRequest {
                operation: self.parts.operation.id,
                reason: "its body is a stream that has been sent before".into(),
            });
        }
        Ok(request.map(|_| upload.body()))
    }

    /// The stream that is the body, unless a redirect has taken it away.
    fn upload(&self, redirects: &[(StatusCode, HeaderValue)]) -> Option<&Arc<Upload>> {
        let Payload::Streamed(upload) = &self.parts.body else {
            return None;
        };
        let drops = |(status, _): &_| redirect::becomes_get(&self.parts.method, *status);
        (!redirects.iter().any(drops)).then_some(upload)
    }

    /// Whether the request cannot be sent again, as its body is a stream that has been begun.
    fn is_spent(&self, redirects: &[(StatusCode, HeaderValue)]) -> bool {
        self.upload(redirects).is_some_and(|it| it.is_spent())
    }

    /// The error of the stream that is the body, where `error` came of it.
    fn of_stream(&self, error: Error) -> Error {
        let (Error::Transport { .. }, Payload::Streamed(upload)) = (&error, &self.parts.body)
        else {
            return error;
        };
        let operation = self.parts.operation.id;
        match upload.take_failure() {
            Some(source) => Error::Upload { operation, source },
            None => error,
        }
    }

    fn not_followed(&self, reason: &'static str) -> Error {
        Error::Redirect {
            operation: self.parts.operation.id,
            reason,
        }
    }

    /// How long the next attempt may take, and when that ends.
    fn attempt_limit(&self, now: Duration) -> (Duration, Deadline) {
        let Limits { total, attempt, .. } = self.parts.limits;
        let left = total.saturating_sub(now.saturating_sub(self.started));
        let (time, limit) = if left <= attempt {
            (left, Timeout::Total(total))
        } else {
            (attempt, Timeout::Attempt(attempt))
        };
        let at = now.saturating_add(time);
        (time, Deadline { at, limit })
    }

    async fn attempt_in_time(
        &self,
        started: Started,
        trace: &AttemptTrace,
        time: Duration,
        limit: Timeout,
    ) -> Result<Answer, Error> {
        let mut alarm = self.transport().sleep(time);
        let mut attempt = pin!(self.attempt(started, trace));
        poll_fn(|cx| match attempt.as_mut().poll(cx) {
            Poll::Ready(result) => Poll::Ready(result),
            Poll::Pending => alarm.as_mut().poll(cx).map(|()| {
                Err(Error::Timeout {
                    operation: self.parts.operation.id,
                    limit,
                })
            }),
        })
        .await
    }

    async fn attempt(&self, started: Started, trace: &AttemptTrace) -> Result<Answer, Error> {
        let (head, body) = started
            .await
            .map_err(|source| self.broken(source))?
            .into_parts();
        trace.response(head.status, &head.headers);
        if redirect::is_redirect(head.status)
            && let Some(location) = head.headers.get(LOCATION)
        {
            return Ok(Answer::Elsewhere(head.status, location.clone()));
        }
        if head.status.is_success() && self.keep == Keep::Open {
            return Ok(Answer::Final(head, body));
        }
        let limit = self.parts.client.inner.max_response_bytes;
        if head.status.is_success() && body.size_hint().lower() > limit as u64 {
            return Err(self.too_large(head.status));
        }
        let collected = collect(body, limit).await;
        self.finish(head, collected)
    }

    fn start(&self, mut request: http::Request<Body>) -> Started {
        if self.transport().looks_at_extensions() {
            request.extensions_mut().insert(self.parts.operation);
        }
        self.transport().call(request)
    }

    fn finish(&self, head: http::response::Parts, collected: Collected) -> Result<Answer, Error> {
        let Collected { bytes, end } = collected;
        if head.status.is_success() {
            return match end {
                End::Complete => Ok(Answer::Final(head, bytes.into())),
                End::TooLarge => Err(self.too_large(head.status)),
                End::Broken(source) => Err(self.broken(source)),
            };
        }
        // The status of a failure says more than the end of its body.
        let response = RawResponse::new(self.parts.operation, head.status, head.headers, bytes);
        Err(Error::Status(StatusError::new(match end {
            End::Complete => response,
            End::TooLarge | End::Broken(_) => response.cut_short(),
        })))
    }

    fn too_large(&self, status: StatusCode) -> Error {
        Error::BodyTooLarge {
            operation: self.parts.operation.id,
            status,
            limit: self.parts.client.inner.max_response_bytes,
        }
    }

    fn broken(&self, source: TransportError) -> Error {
        Error::Transport {
            operation: self.parts.operation.id,
            source,
        }
    }

    fn time_left(&self) -> Duration {
        let spent = self.transport().now().saturating_sub(self.started);
        self.parts.limits.total.saturating_sub(spent)
    }

    fn transport(&self) -> &dyn Transport {
        &*self.parts.client.inner.transport
    }
}
