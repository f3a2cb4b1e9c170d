//! Bodies on their way: one boxed type for requests and responses, and reading one into memory up to a limit.

use std::error::Error as StdError;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::{Bytes, BytesMut};
use http_body::{Body as _, Frame, SizeHint};

use crate::runtime::{MaybeSend, TransportError, TransportErrorKind};

/// A request's or response's body.
pub struct Body(Kind);

enum Kind {
    /// In memory already.
    Whole(Bytes),
    Stream(Pin<Box<Stream>>),
}

#[cfg(not(target_family = "wasm"))]
type Stream = dyn AnyBody + Send;
#[cfg(target_family = "wasm")]
type Stream = dyn AnyBody;

impl Body {
    /// Wraps any body.
    pub fn new<B>(body: B) -> Self
    where
        B: http_body::Body<Data = Bytes> + MaybeSend + 'static,
        B::Error: Into<Box<dyn StdError + Send + Sync>>,
    {
        Self(Kind::Stream(Box::pin(body)))
    }

    /// A body without content.
    pub fn empty() -> Self {
        Self::from(Bytes::new())
    }

    /// The content, where it is in memory as a whole. A transport can send that without a stream.
    ///
    /// # Errors
    ///
    /// The body itself, where it is one that has to be polled.
    pub fn into_bytes(self) -> Result<Bytes, Self> {
        match self.0 {
            Kind::Whole(bytes) => Ok(bytes),
            Kind::Stream(_) => Err(self),
        }
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self(Kind::Whole(bytes))
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
        match &mut self.0 {
            Kind::Whole(bytes) => {
                let bytes = std::mem::take(bytes);
                Poll::Ready((!bytes.is_empty()).then(|| Ok(Frame::data(bytes))))
            }
            Kind::Stream(body) => body.as_mut().poll_any(cx),
        }
    }

    fn is_end_stream(&self) -> bool {
        match &self.0 {
            Kind::Whole(bytes) => bytes.is_empty(),
            Kind::Stream(body) => body.is_ended(),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.0 {
            Kind::Whole(bytes) => SizeHint::with_exact(bytes.len() as u64),
            Kind::Stream(body) => body.size(),
        }
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Body")
    }
}

/// A body whatever its error type, so that one box is enough for it.
trait AnyBody {
    fn poll_any(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>>;
    fn is_ended(&self) -> bool;
    fn size(&self) -> SizeHint;
}

impl<B> AnyBody for B
where
    B: http_body::Body<Data = Bytes>,
    B::Error: Into<Box<dyn StdError + Send + Sync>>,
{
    fn poll_any(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        let frame = self.poll_frame(cx);
        frame.map_err(|error| TransportError::of(error.into(), TransportErrorKind::Other))
    }

    fn is_ended(&self) -> bool {
        self.is_end_stream()
    }

    fn size(&self) -> SizeHint {
        self.size_hint()
    }
}

/// What was read of a body, and how it ended.
pub(crate) struct Collected {
    pub(crate) bytes: Bytes,
    pub(crate) end: End,
}

/// How reading a body ended.
pub(crate) enum End {
    /// At its end.
    Complete,
    /// At the limit, with more to come.
    TooLarge,
    /// In the middle.
    Broken(TransportError),
}

/// Reads `body`, but never more than `limit` bytes of it.
pub(crate) async fn collect(mut body: Body, limit: usize) -> Collected {
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
