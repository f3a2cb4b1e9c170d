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
        let mut call = Call::new(draft, Keep::Whole);
        let Opened { head, body, .. } = *call.send().await?;
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
        let mut call = Call::new(draft, Keep::Open);
        let Opened { head, body, end } = *call.send().await?;
        let Draft {
            client, operation, ..
        } = *call.draft;
        Ok(BytesStream::new(client, operation, head, body, end))
    })
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
    pub(crate) head: http::response::Parts,
    pub(crate) body: Body,
    pub(crate) end: Deadline,
}

/// How far a call has come.
struct Course {
    retries: u32,
    redirects: Vec<(StatusCode, HeaderValue)>,
    is_renewed: bool,
    /// When the next attempt begins.
    now: Duration,
}

impl Call {
    fn new(mut draft: Box<Draft>, keep: Keep) -> Self {
        draft.add_idempotency_key();
        Self {
            trace: CallTrace::new(&mut draft),
            started: draft.client.inner.transport.now(),
            keep,
            draft,
        }
    }

    async fn send(&mut self) -> Result<Box<Opened>, Error> {
        let result = match self.draft.error.take() {
            Some(error) => Err(error),
            None => self.trace.within(self.run()).await,
        };
        self.trace
            .end(result.as_ref().map(|opened| opened.head.status));
        result.map_err(|error| match error {
            Error::Status(error) => {
                let message = self.message(error.body());
                Error::Status(error.saying(message))
            }
            other => other,
        })
    }

    async fn run(&self) -> Result<Box<Opened>, Error> {
        let mut course = Course {
            retries: 0,
            redirects: Vec::new(),
            is_renewed: false,
            now: self.started,
        };
        loop {
            if self.ask_for_credentials().await? {
                course.now = self.transport().now();
            }
            let (started, trace, idempotent) = self.begin(&course)?;
            let (time, end) = self.attempt_limit(course.now);
            let attempt = self.attempt_in_time(started, &trace, time, end);
            match trace.within(attempt).await {
                Ok(Attempted::Succeeded(opened)) => {
                    self.draft.retry_policy().earn(course.retries > 0);
                    return Ok(opened);
                }
                // Most calls do not come here, and neither their futures nor the code that they run through have this in them.
                Ok(Attempted::Redirected(status, location)) => {
                    self.redirected(&mut course, status, location)?;
                }
                Err(error) => {
                    let next = self.failed(&mut course, error, &trace, idempotent);
                    Box::pin(next).await?;
                }
            }
        }
    }

    /// Makes ready for the attempt that follows a redirect.
    ///
    /// # Errors
    ///
    /// It cannot be followed.
    fn redirected(
        &self,
        course: &mut Course,
        status: StatusCode,
        location: HeaderValue,
    ) -> Result<(), Error> {
        course.redirects.push((status, location));
        if self.is_spent(&course.redirects) {
            return Err(self.not_followed("its body is a stream that has been read"));
        }
        let mut request = self.draft.build()?;
        self.follow(&mut request, &course.redirects)?;
        self.trace.redirect(status, request.uri());
        course.now = self.transport().now();
        Ok(())
    }

    /// Makes ready for the attempt that follows one that has failed.
    ///
    /// # Errors
    ///
    /// None follows, and this is what the call has failed with.
    async fn failed(
        &self,
        course: &mut Course,
        error: Error,
        trace: &AttemptTrace,
        idempotent: bool,
    ) -> Result<(), Error> {
        let error = self.of_stream(error);
        trace.failed(&error);
        let is_spent = self.is_spent(&course.redirects);
        if !course.is_renewed && !is_spent && self.renew_credentials(&error).await? {
            course.is_renewed = true;
            return Ok(());
        }
        let policy = self.draft.retry_policy();
        let wait = retry::decide(policy, &error, idempotent, course.retries, fastrand::f64());
        match wait {
            // A wait beyond the deadline would end in a timeout, which would hide the error.
            Some(wait)
                if course.retries < self.draft.limits.retries
                    && wait < self.time_left()
                    && !is_spent
                    && policy.take() =>
            {
                course.retries += 1;
                self.trace.retry(&error, wait);
                self.transport().sleep(wait).await;
                course.now = self.transport().now();
                Ok(())
            }
            _ => Err(error),
        }
    }

    /// Hands the request of the next attempt to the transport, and says whether it may be sent again. What is gone by then is not a part of
    /// the call's future, which is small enough for the allocator to have one at hand.
    fn begin(&self, course: &Course) -> Result<(Started, AttemptTrace, bool), Error> {
        let redirects = &course.redirects;
        let resends = course.retries as usize + redirects.len() + usize::from(course.is_renewed);
        // It is built for each attempt, so that a call with a single one, as most are, copies nothing.
        let mut request = self.draft.build()?;
        self.follow(&mut request, redirects)?;
        let trace = self.trace.attempt(&request, resends);
        // A GET that a redirect has led to can be sent again, whatever the method of the operation is.
        let idempotent = self.draft.is_idempotent() || *request.method() != self.draft.method;
        let request = self.with_body(request, redirects)?;
        let started = trace.inside(|| self.start(request));
        Ok((started, trace, idempotent))
    }

    /// Turns the request that the caller made into the one that these redirects lead to.
    fn follow(
        &self,
        request: &mut http::Request<Bytes>,
        redirects: &[(StatusCode, HeaderValue)],
    ) -> Result<(), Error> {
        if redirects.len() > redirect::MAX_REDIRECTS {
            return Err(self.not_followed("there were too many before it"));
        }
        for (status, location) in redirects {
            redirect::follow(request, *status, location)
                .map_err(|reason| self.not_followed(reason))?;
        }
        Ok(())
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
