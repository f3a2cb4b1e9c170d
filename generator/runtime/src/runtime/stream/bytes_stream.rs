//! Responses whose body is taken piece by piece.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use http::{HeaderMap, StatusCode};
use http_body::Body as _;

use crate::runtime::response::decode_error::Reason;
use crate::runtime::response::raw::request_id;
use crate::runtime::send::Deadline;
use crate::runtime::{Body, BoxFuture, Client, DecodeError, Error, Operation, RawResponse};

/// A successful response whose body is still arriving: a [`Stream`] of its bytes as they come, decompressed and not
/// decoded. Dropping it ends the exchange.
///
/// It may be of any length. The time limits of the call hold while it is read: when that of the attempt or of the call
/// has passed, the stream ends with [`Error::Timeout`]. An error is the last item.
#[must_use = "the body arrives only while it is read"]
pub struct BytesStream {
    operation: &'static Operation,
    status: StatusCode,
    headers: HeaderMap,
    /// `None` once it has ended.
    body: Option<Body>,
    /// For its clock.
    client: Client,
    end: Deadline,
    /// Made when the body is first pending.
    alarm: Option<BoxFuture<()>>,
}

impl BytesStream {
    pub(crate) fn new(
        client: Client,
        operation: &'static Operation,
        head: http::response::Parts,
        body: Body,
        end: Deadline,
    ) -> Self {
        Self {
            client,
            operation,
            status: head.status,
            headers: head.headers,
            body: Some(body),
            end,
            alarm: None,
        }
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// What the server calls this exchange, to be named in a question to its makers.
    pub fn request_id(&self) -> Option<&str> {
        request_id(&self.headers)
    }

    /// The next piece of the body; `None` after the last. This is what the stream yields, for callers without
    /// `StreamExt`.
    ///
    /// # Errors
    ///
    /// [`Error::Timeout`] when a limit is reached, [`Error::Transport`] when the connection breaks.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, Error> {
        poll_fn(|cx| Pin::new(&mut *self).poll_next(cx))
            .await
            .transpose()
    }
}

impl BytesStream {
    /// Moves the deadline: the stream may be silent for `idle` from now, but not beyond `end`.
    pub(crate) fn renew(&mut self, idle: Duration, end: Option<Deadline>) {
        let now = self.client.inner.transport.now();
        self.end = Deadline::idle(now, idle, end);
        self.alarm = None;
    }

    /// The response, without its body.
    pub(crate) fn as_response(&self) -> RawResponse {
        let headers = self.headers.clone();
        RawResponse::new(self.operation, self.status, headers, Bytes::new())
    }

    /// How many bytes the client reads into memory.
    pub(crate) fn limit(&self) -> usize {
        self.client.inner.max_response_bytes
    }

    /// That it is not what has been asked for.
    pub(crate) fn is_no_event_stream(&self) -> Error {
        Error::Decode(DecodeError::new(&self.as_response(), Reason::NoEvents))
    }

    pub(crate) fn too_large(&self) -> Error {
        Error::BodyTooLarge {
            operation: self.operation.id,
            status: self.status,
            limit: self.limit(),
        }
    }

    /// Whether the deadline has passed. The clock is asked as well as the timer, as a body that is always ready never
    /// waits for a timer.
    fn is_late(&mut self, cx: &mut Context<'_>, waits: bool) -> bool {
        let transport = &self.client.inner.transport;
        let left = self.end.at.saturating_sub(transport.now());
        if left.is_zero() || !waits {
            return left.is_zero();
        }
        let alarm = self.alarm.get_or_insert_with(|| transport.sleep(left));
        alarm.as_mut().poll(cx).is_ready()
    }

    fn fail(&mut self, error: Error) -> Poll<Option<Result<Bytes, Error>>> {
        self.body = None;
        Poll::Ready(Some(Err(error)))
    }
}

impl Stream for BytesStream {
    type Item = Result<Bytes, Error>;

    fn poll_next(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, Error>>> {
        let operation = self.operation.id;
        let limit = self.end.limit;
        loop {
            if self.body.is_some() && self.is_late(cx, false) {
                return self.fail(Error::Timeout { operation, limit });
            }
            let Some(body) = &mut self.body else {
                return Poll::Ready(None);
            };
            match Pin::new(body).poll_frame(cx) {
                Poll::Ready(Some(Ok(frame))) => {
                    // Trailers are not used.
                    if let Ok(data) = frame.into_data() {
                        return Poll::Ready(Some(Ok(data)));
                    }
                }
                Poll::Ready(Some(Err(source))) => {
                    return self.fail(Error::Transport { operation, source });
                }
                Poll::Ready(None) => self.body = None,
                Poll::Pending if self.is_late(cx, true) => {
                    return self.fail(Error::Timeout { operation, limit });
                }
                Poll::Pending => return Poll::Pending,
            }
        }
    }
}

impl fmt::Debug for BytesStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BytesStream")
            .field("operation", &self.operation.id)
            .field("status", &self.status)
            .field("headers", &self.headers.len())
            .finish_non_exhaustive()
    }
}
