//! The one loop that every call goes through: attempts, redirects, retries, and the clock over all of them.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use bytes::Bytes;
use http::HeaderValue;
use http::header::LOCATION;
use http_body::Body as _;

use super::body::{End, collect};
use super::parts::Parts;
use super::{
    Body, BoxFuture, Client, Error, Operation, RawResponse, StatusError, Timeout, Transport,
    redirect, retry,
};

/// Sends a request and reads its response. Nothing happens before the future is polled.
pub(super) fn send_raw(parts: Box<Parts>) -> BoxFuture<Result<RawResponse, Error>> {
    Box::pin(async move {
        let call = Call {
            client: parts.client.clone(),
            operation: parts.operation,
            total: parts.limits.total,
            attempt: parts.limits.attempt,
            started: parts.client.inner.transport.now(),
        };
        let retries = parts.limits.retries;
        call.run(parts.build()?, retries).await
    })
}

/// What stays the same for all attempts of a call.
struct Call {
    client: Client,
    operation: &'static Operation,
    total: Duration,
    attempt: Duration,
    started: Duration,
}

/// How an attempt ended that did not fail.
enum Answer {
    Final(RawResponse),
    Elsewhere(http::StatusCode, HeaderValue),
}

impl Call {
    async fn run(
        &self,
        mut request: http::Request<Bytes>,
        max_retries: u32,
    ) -> Result<RawResponse, Error> {
        let mut retries = 0;
        let mut redirects = 0;
        loop {
            let error = match self.attempt_in_time(&request).await {
                Ok(Answer::Final(response)) => return Ok(response),
                Ok(Answer::Elsewhere(status, location)) => {
                    redirects += 1;
                    self.redirect(&mut request, redirects, status, &location)?;
                    continue;
                }
                Err(error) => error,
            };
            // What a redirect has turned into a GET can be sent again, whatever the call began as.
            let idempotent =
                self.operation.idempotent || *request.method() != self.operation.method;
            let wait = retry::decide(&error, idempotent, retries, fastrand::f64());
            match wait {
                // A wait that would end after the deadline can only end in a timeout, which would hide the error.
                Some(wait) if retries < max_retries && wait < self.time_left() => {
                    retries += 1;
                    self.transport().sleep(wait).await;
                }
                _ => return Err(error),
            }
        }
    }

    fn redirect(
        &self,
        request: &mut http::Request<Bytes>,
        count: u32,
        status: http::StatusCode,
        location: &HeaderValue,
    ) -> Result<(), Error> {
        if count > redirect::MAX_REDIRECTS {
            return Err(self.not_followed("there were too many before it"));
        }
        redirect::follow(request, status, location).map_err(|reason| self.not_followed(reason))
    }

    fn not_followed(&self, reason: &'static str) -> Error {
        Error::Redirect {
            operation: self.operation.id,
            reason,
        }
    }

    /// One attempt under both limits.
    async fn attempt_in_time(&self, request: &http::Request<Bytes>) -> Result<Answer, Error> {
        let left = self.time_left();
        let (time, limit) = if left <= self.attempt {
            (left, Timeout::Total(self.total))
        } else {
            (self.attempt, Timeout::Attempt(self.attempt))
        };
        let mut attempt = pin!(self.attempt(request));
        let mut alarm = self.transport().sleep(time);
        poll_fn(|cx| match attempt.as_mut().poll(cx) {
            Poll::Ready(result) => Poll::Ready(result),
            Poll::Pending => alarm.as_mut().poll(cx).map(|()| {
                Err(Error::Timeout {
                    operation: self.operation.id,
                    limit,
                })
            }),
        })
        .await
    }

    async fn attempt(&self, request: &http::Request<Bytes>) -> Result<Answer, Error> {
        let broken = |source| Error::Transport {
            operation: self.operation.id,
            source,
        };
        let response = self
            .transport()
            .call(request.clone().map(Body::from))
            .await
            .map_err(broken)?;
        let (head, body) = response.into_parts();
        if redirect::is_redirect(head.status)
            && let Some(location) = head.headers.get(LOCATION)
        {
            return Ok(Answer::Elsewhere(head.status, location.clone()));
        }

        let limit = self.client.inner.max_response_bytes;
        let too_large = || Error::BodyTooLarge {
            operation: self.operation.id,
            status: head.status,
            limit,
        };
        let success = head.status.is_success();
        if success && body.size_hint().lower() > limit as u64 {
            return Err(too_large());
        }
        let collected = collect(body, limit).await;
        let response = RawResponse::new(self.operation, head.status, head.headers, collected.bytes);
        match collected.end {
            // The status of a failure says more than the end of its body.
            _ if !success => Err(Error::Status(StatusError::new(response))),
            End::Complete => Ok(Answer::Final(response)),
            End::TooLarge => Err(too_large()),
            End::Broken(source) => Err(broken(source)),
        }
    }

    fn time_left(&self) -> Duration {
        let spent = self.transport().now().saturating_sub(self.started);
        self.total.saturating_sub(spent)
    }

    fn transport(&self) -> &dyn Transport {
        &*self.client.inner.transport
    }
}
