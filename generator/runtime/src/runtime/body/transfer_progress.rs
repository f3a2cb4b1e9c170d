//! How far a body has come on its way.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http_body::{Body as _, Frame, SizeHint};

use crate::runtime::{Body, MaybeSend, MaybeSync, Request, TransportError};

/// How far the body of a request or of a response has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TransferProgress {
    /// How many bytes there have been.
    pub bytes: u64,
    /// How many there will be in all, where that is known.
    pub total: Option<u64>,
}

/// Who is told of it.
#[cfg(not(target_family = "wasm"))]
pub(crate) type Watch = Arc<dyn Fn(TransferProgress) + Send + Sync>;
/// Who is told of it.
#[cfg(target_family = "wasm")]
pub(crate) type Watch = Arc<dyn Fn(TransferProgress)>;

/// Who is told how far the bodies of a call have come.
#[derive(Clone, Default)]
pub(crate) struct Watches {
    pub(crate) upload: Option<Watch>,
    pub(crate) download: Option<Watch>,
}

impl<T, E> Request<T, E> {
    /// Calls `watch` while the body is sent: at the beginning of each attempt with no bytes, and then for each piece that the transport
    /// has taken, which may still be on its way. A call that is sent again begins anew.
    ///
    /// It is called between two pieces, so that it must not block.
    pub fn on_upload_progress(
        mut self,
        watch: impl Fn(TransferProgress) + MaybeSend + MaybeSync + 'static,
    ) -> Self {
        self.draft.watches.upload = Some(Arc::new(watch));
        self
    }

    /// Calls `watch` while the body of a successful response is read, be it as a whole or by
    /// [`bytes_stream`](Self::bytes_stream): at its beginning with no bytes, and then for each piece. A call that is sent again begins
    /// anew. Bytes are counted after decompression; how many there will be is not known of a response that is compressed.
    ///
    /// It is called between two pieces, so that it must not block.
    pub fn on_download_progress(
        mut self,
        watch: impl Fn(TransferProgress) + MaybeSend + MaybeSync + 'static,
    ) -> Self {
        self.draft.watches.download = Some(Arc::new(watch));
        self
    }
}

/// How long a piece may be. What is in memory as a whole would otherwise be one.
const LONGEST_PIECE: usize = 64 << 10;

/// `body` as one of which `watch` is told.
pub(crate) fn watched(body: Body, watch: Option<&Watch>) -> Body {
    let Some(watch) = watch else {
        return body;
    };
    let total = body.size_hint().exact();
    let progress = TransferProgress { bytes: 0, total };
    watch(progress);
    if total == Some(0) {
        return body;
    }
    Body::new(Watched {
        body,
        piece: Bytes::new(),
        progress,
        watch: Arc::clone(watch),
    })
}

struct Watched {
    body: Body,
    /// What is left of the last piece.
    piece: Bytes,
    progress: TransferProgress,
    watch: Watch,
}

impl http_body::Body for Watched {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        while self.piece.is_empty() {
            match ready!(Pin::new(&mut self.body).poll_frame(cx)) {
                Some(Ok(frame)) => match frame.into_data() {
                    Ok(data) => self.piece = data,
                    Err(trailers) => return Poll::Ready(Some(Ok(trailers))),
                },
                end => return Poll::Ready(end),
            }
        }
        let length = self.piece.len().min(LONGEST_PIECE);
        let piece = self.piece.split_to(length);
        self.progress.bytes += length as u64;
        (self.watch)(self.progress);
        Poll::Ready(Some(Ok(Frame::data(piece))))
    }

    fn is_end_stream(&self) -> bool {
        self.piece.is_empty() && self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        let TransferProgress { bytes, total } = self.progress;
        let left = total.map(|total| total.saturating_sub(bytes));
        left.map_or_else(SizeHint::new, SizeHint::with_exact)
    }
}
