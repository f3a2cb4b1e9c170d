//! The type that all bodies of requests and responses have.

use std::error::Error as StdError;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Frame, SizeHint};

use crate::runtime::{MaybeSend, TransportError, TransportErrorKind};

/// A request's or response's body.
pub struct Body(Storage);

enum Storage {
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
        Self(Storage::Stream(Box::pin(body)))
    }

    /// A body without content.
    pub fn empty() -> Self {
        Self::from(Bytes::new())
    }

    /// The content, if it is in memory as a whole. A transport can send that without a stream.
    ///
    /// # Errors
    ///
    /// The body itself, if it has to be polled.
    pub fn into_bytes(self) -> Result<Bytes, Self> {
        match self.0 {
            Storage::Whole(bytes) => Ok(bytes),
            Storage::Stream(_) => Err(self),
        }
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self(Storage::Whole(bytes))
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
            Storage::Whole(bytes) => {
                let bytes = std::mem::take(bytes);
                Poll::Ready((!bytes.is_empty()).then(|| Ok(Frame::data(bytes))))
            }
            Storage::Stream(body) => body.as_mut().poll_any(cx),
        }
    }

    fn is_end_stream(&self) -> bool {
        match &self.0 {
            Storage::Whole(bytes) => bytes.is_empty(),
            Storage::Stream(body) => body.is_ended(),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.0 {
            Storage::Whole(bytes) => SizeHint::with_exact(bytes.len() as u64),
            Storage::Stream(body) => body.size(),
        }
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Body")
    }
}

/// A body whose error type is erased, so that one box holds any.
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
