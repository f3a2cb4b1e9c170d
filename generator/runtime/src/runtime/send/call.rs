//! The loop that every call goes through: attempts, redirects, retries, and the time limit of all together.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderValue, StatusCode};

use crate::runtime::body::transfer_progress::watched;
use crate::runtime::body::upload::Upload;
use crate::runtime::request::draft::Draft;
use crate::runtime::request::request_body::RequestBody;
use crate::runtime::response::message::message;
use crate::runtime::response::raw::{Refusal, Unread, says_no};
use crate::runtime::send::attempt::{Attempted, Started};
use crate::runtime::send::deadline::Deadline;
use crate::runtime::send::{redirect, retry, sent};
use crate::runtime::trace::{AttemptTrace, CallTrace};
use crate::runtime::{Body, BoxFuture, BytesStream, Error, RawResponse, Transport};

/// Sends a request and reads its response. Nothing happens before the future is polled.
pub(crate) fn send_raw(draft: Box<Draft>) -> BoxFuture<Result<RawResponse, Error>> {
    Box::pin(async move {
        let (opened, call) = send(draft, Keep::Whole).await?;
        let Opened { head, body, .. } = opened;
        // With `Keep::Whole` the body is in memory.
        let bytes = body.into_bytes().unwrap_or_default();
        let unread = Unread {
            refusal: call.refusal(&bytes),
            trace: call.trace.answer(),
        };
        let operation = call.draft.operation;
        let response = RawResponse::new(operation, head.status, head.headers, bytes);
        Ok(response.unread(unread))
    })
}

/// Sends a request and leaves the body of its response to be read.
pub(crate) fn open(draft: Box<Draft>) -> BoxFuture<Result<BytesStream, Error>> {
    Box::pin(async move {
        let (Opened { head, body, end }, call) = send(draft, Keep::Open).await?;
        let Draft {
            client, operation, ..
        } = *call.draft;
        Ok(BytesStream::new(client, operation, head, body, end))
    })
}

async fn send(mut draft: Box<Draft>, keep: Keep) -> Result<(Opened, Call), Error> {
    let wrong = draft.error.take();
    draft.add_idempotency_key();
    let call = Call {
        trace: CallTrace::new(&mut draft),
        started: draft.client.inner.transport.now(),
        keep,
        draft,
    };
    let result = match wrong {
        Some(error) => Err(error),
        None => call.trace.within(call.run()).await,
    };
    call.trace
        .end(result.as_ref().map(|opened| opened.head.status));
    match result {
        Ok(opened) => Ok((opened, call)),
        Err(Error::Status(error)) => {
            let message = call.message(error.body());
            Err(Error::Status(error.saying(message)))
        }
        Err(error) => Err(error),
    }
}

/// What stays the same for all attempts of a call.
pub(crate) struct Call {
    trace: CallTrace,
    pub(crate) draft: Box<Draft>,
    pub(crate) started: Duration,
    pub(crate) keep: Keep,
}

/// What is done with the body of a successful response.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keep {
    /// It is read within the attempt.
    Whole,
    /// It is left to the caller.
    Open,
}

/// A successful response, and when the reading of its body must be over.
pub(crate) struct Opened {
    head: http::response::Parts,
    body: Body,
    end: Deadline,
}

impl Call {
    async fn run(&self) -> Result<Opened, Error> {
        let policy = self.draft.retry_policy();
        let mut retries = 0;
        let mut redirects = Vec::new();
        let mut now = self.started;
        let mut is_renewed = false;
        loop {
            if self.ask_for_credentials().await? {
                now = self.transport().now();
            }
            let resends = retries as usize + redirects.len() + usize::from(is_renewed);
            let (started, trace, idempotent) = self.begin(&redirects, resends)?;
            let (time, end) = self.attempt_limit(now);
            let attempt = self.attempt_in_time(started, &trace, time, end.limit);
            let error = match trace.within(attempt).await {
                Ok(Attempted::Succeeded(head, body)) => {
                    policy.earn(retries > 0);
                    return Ok(Opened { head, body, end });
                }
                Ok(Attempted::Redirected(status, location)) => {
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
            if !is_renewed && !self.is_spent(&redirects) && self.renew_credentials(&error).await? {
                is_renewed = true;
                continue;
            }
            let wait = retry::decide(policy, &error, idempotent, retries, fastrand::f64());
            match wait {
                // A wait beyond the deadline would end in a timeout, which would hide the error.
                Some(wait)
                    if retries < self.draft.limits.retries
                        && wait < self.time_left()
                        && !self.is_spent(&redirects)
                        && policy.take() =>
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

    /// Hands the request of the next attempt to the transport, and says whether it may be sent again. What is gone by then is not a part of
    /// the call's future, which is small enough for the allocator to have one at hand.
    fn begin(
        &self,
        redirects: &[(StatusCode, HeaderValue)],
        resends: usize,
    ) -> Result<(Started, AttemptTrace, bool), Error> {
        let request = self.request(redirects)?;
        let trace = self.trace.attempt(&request, resends);
        // A GET that a redirect has led to can be sent again, whatever the method of the operation is.
        let idempotent = self.draft.is_idempotent() || *request.method() != self.draft.method;
        let request = self.with_body(request, redirects)?;
        let started = trace.inside(|| self.start(request));
        Ok((started, trace, idempotent))
    }

    /// The request of the next attempt. It is built for each, so that a call with a single attempt, as most are, copies
    /// nothing.
    fn request(
        &self,
        redirects: &[(StatusCode, HeaderValue)],
    ) -> Result<http::Request<Bytes>, Error> {
        if redirects.len() > redirect::MAX_REDIRECTS {
            return Err(self.not_followed("there were too many before it"));
        }
        let mut request = self.draft.build()?;
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
        let watch = self.draft.watches.upload.as_ref();
        let Some(upload) = self.upload(redirects) else {
            return Ok(request.map(|body| watched(body.into(), watch)));
        };
        if upload.is_spent() {
            return Err(Error::InvalidRequest {
                operation: self.draft.operation.id,
                reason: "its body is a stream that has been sent before".into(),
            });
        }
        Ok(request.map(|_| watched(upload.body(), watch)))
    }

    /// The stream that is the body, unless a redirect has dropped the body.
    fn upload(&self, redirects: &[(StatusCode, HeaderValue)]) -> Option<&Arc<Upload>> {
        let RequestBody::Streamed(upload) = &self.draft.body else {
            return None;
        };
        let drops = |(status, _): &_| redirect::becomes_get(&self.draft.method, *status);
        (!redirects.iter().any(drops)).then_some(upload)
    }

    /// Whether the request cannot be sent again, as its body is a stream that has been begun.
    fn is_spent(&self, redirects: &[(StatusCode, HeaderValue)]) -> bool {
        self.upload(redirects).is_some_and(|it| it.is_spent())
    }

    /// The error of the stream that is the body, if that is the cause of `error`.
    fn of_stream(&self, error: Error) -> Error {
        let (Error::Transport { .. }, RequestBody::Streamed(upload)) = (&error, &self.draft.body)
        else {
            return error;
        };
        let operation = self.draft.operation.id;
        match upload.take_failure() {
            Some(source) => Error::Upload { operation, source },
            None => error,
        }
    }

    /// What is said in the body of a success that says that the call failed.
    fn refusal(&self, body: &[u8]) -> Option<Refusal> {
        let flag = self.draft.envelope?;
        says_no(body, flag).then(|| Refusal {
            message: self.message(body),
        })
    }

    /// What the body of a failure says, without what was sent.
    fn message(&self, body: &[u8]) -> Option<Box<str>> {
        let request = self.draft.build().ok()?;
        message(body, &sent::values(&self.draft, &request)?)
    }

    fn not_followed(&self, reason: &'static str) -> Error {
        Error::Redirect {
            operation: self.draft.operation.id,
            reason,
        }
    }

    pub(crate) fn time_left(&self) -> Duration {
        let spent = self.transport().now().saturating_sub(self.started);
        self.draft.limits.total.saturating_sub(spent)
    }

    pub(crate) fn transport(&self) -> &dyn Transport {
        &*self.draft.client.inner.transport
    }
}
