//! Responses whose body is taken piece by piece.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use http::{HeaderMap, StatusCode};
use http_body::Body as _;

use super::response::request_id;
use super::{Body, BoxFuture, Error, Operation, Timeout};

/// A successful response whose body is still arriving: a [`Stream`] of its bytes as they come, decompressed and not
/// decoded. Dropping it ends the exchange.
///
/// It may be of any length. The time limits of the call go on while it is read: when the attempt's or the call's has
/// passed, the stream ends in [`Error::Timeout`]. After an error comes nothing more.
#[must_use = "the body arrives only while it is read"]
pub struct BytesStream {
    operation: &'static Operation,
    status: StatusCode,
    headers: HeaderMap,
    /// `None` once it has ended.
    body: Option<Body>,
    alarm: BoxFuture<()>,
    limit: Timeout,
}

impl BytesStream {
    pub(super) fn new(
        operation: &'static Operation,
        head: http::response::Parts,
        body: Body,
        alarm: BoxFuture<()>,
        limit: Timeout,
    ) -> Self {
        Self {
            operation,
            status: head.status,
            headers: head.headers,
            body: Some(body),
            alarm,
            limit,
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

    /// The next piece of the body; `None` after the last. The same as the stream gives, for want of `StreamExt::next`.
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

impl Stream for BytesStream {
    type Item = Result<Bytes, Error>;

    fn poll_next(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, Error>>> {
        let this = &mut *self;
        let Some(body) = &mut this.body else {
            return Poll::Ready(None);
        };
        let operation = this.operation.id;
        // The alarm is asked first, since a body that is always ready would never let it be asked.
        let error = if this.alarm.as_mut().poll(cx).is_ready() {
            let limit = this.limit;
            Error::Timeout { operation, limit }
        } else {
            loop {
                match ready!(Pin::new(&mut *body).poll_frame(cx)) {
                    Some(Ok(frame)) => {
                        // Trailers are of no use here.
                        if let Ok(data) = frame.into_data() {
                            return Poll::Ready(Some(Ok(data)));
                        }
                    }
                    Some(Err(source)) => break Error::Transport { operation, source },
                    None => {
                        this.body = None;
                        return Poll::Ready(None);
                    }
                }
            }
        };
        this.body = None;
        Poll::Ready(Some(Err(error)))
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
