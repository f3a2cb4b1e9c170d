//! Bodies on their way: one boxed type for requests and responses, and reading one into memory up to a limit.

use std::error::Error as StdError;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::{Bytes, BytesMut};
use http_body::{Body as _, Frame, SizeHint};

use super::{TransportError, TransportErrorKind};

type Inner = dyn http_body::Body<Data = Bytes, Error = TransportError> + Send;

/// A request's or response's body.
pub struct Body(Pin<Box<Inner>>);

impl Body {
    /// Wraps any body.
    pub fn new<B>(body: B) -> Self
    where
        B: http_body::Body<Data = Bytes> + Send + 'static,
        B::Error: Into<Box<dyn StdError + Send + Sync>>,
    {
        Self(Box::pin(Foreign(Box::pin(body))))
    }

    /// A body without content.
    pub fn empty() -> Self {
        Self::from(Bytes::new())
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self(Box::pin(Whole(bytes)))
    }
}

impl Default for Body {
    fn default() -> Self {
        Self::empty()
    }
}

impl http_body::Body for Body {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        self.0.as_mut().poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.0.size_hint()
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Body")
    }
}

/// A body that is in memory already.
struct Whole(Bytes);

impl http_body::Body for Whole {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        let bytes = std::mem::take(&mut self.0);
        Poll::Ready((!bytes.is_empty()).then(|| Ok(Frame::data(bytes))))
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.0.len() as u64)
    }
}

/// A body with an error type of its own.
struct Foreign<B>(Pin<Box<B>>);

impl<B> http_body::Body for Foreign<B>
where
    B: http_body::Body<Data = Bytes>,
    B::Error: Into<Box<dyn StdError + Send + Sync>>,
{
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        let frame = self.0.as_mut().poll_frame(cx);
        frame.map_err(|error| TransportError::of(error.into(), TransportErrorKind::Other))
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.0.size_hint()
    }
}

/// What was read of a body, and how it ended.
pub(super) struct Collected {
    pub(super) bytes: Bytes,
    pub(super) end: End,
}

/// How reading a body ended.
pub(super) enum End {
    /// At its end.
    Complete,
    /// At the limit, with more to come.
    TooLarge,
    /// In the middle.
    Broken(TransportError),
}

/// Reads `body`, but never more than `limit` bytes of it.
pub(super) async fn collect(mut body: Body, limit: usize) -> Collected {
    let mut bytes = BytesMut::new();
    let end = loop {
        match poll_fn(|cx| Pin::new(&mut body).poll_frame(cx)).await {
            None => break End::Complete,
            Some(Err(error)) => break End::Broken(error),
            Some(Ok(frame)) => {
                // Trailers are of no use here.
                let Ok(mut data) = frame.into_data() else {
                    continue;
                };
                let room = limit.saturating_sub(bytes.len());
                let fits = data.len() <= room;
                data.truncate(room);
                if fits && bytes.is_empty() && body.is_end_stream() {
                    // The usual case, a body in one piece, needs no copy.
                    return Collected {
                        bytes: data,
                        end: End::Complete,
                    };
                }
                bytes.extend_from_slice(&data);
                if !fits {
                    break End::TooLarge;
                }
            }
        }
    };
    Collected {
        bytes: bytes.freeze(),
        end,
    }
}
