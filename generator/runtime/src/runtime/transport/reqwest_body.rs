//! Bodies on their way into reqwest and out of it.

use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use http_body::{Frame, SizeHint};

use crate::runtime::transport::reqwest_error::transport_error;
use crate::runtime::{Body, TransportError};

/// A body that reqwest may share between threads, which it asks for and never does.
pub(crate) struct SyncBody(pub(crate) Mutex<Body>);

impl http_body::Body for SyncBody {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        let body = self.0.get_mut().unwrap_or_else(PoisonError::into_inner);
        Pin::new(body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        let body = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        let body = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        body.size_hint()
    }
}

/// A response's body whose errors name no URL.
pub(crate) struct ResponseBody<S> {
    pub(crate) stream: S,
    /// How many bytes are still to come, where that is known.
    pub(crate) left: Option<u64>,
}

impl<S: Stream<Item = reqwest::Result<Bytes>> + Unpin> http_body::Body for ResponseBody<S> {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        Pin::new(&mut self.stream).poll_next(cx).map(|piece| {
            let piece = piece?.map_err(transport_error);
            Some(piece.map(|bytes| {
                self.left = self
                    .left
                    .map(|left| left.saturating_sub(bytes.len() as u64));
                Frame::data(bytes)
            }))
        })
    }

    fn is_end_stream(&self) -> bool {
        self.left == Some(0)
    }

    fn size_hint(&self) -> SizeHint {
        self.left.map_or_else(SizeHint::new, SizeHint::with_exact)
    }
}
