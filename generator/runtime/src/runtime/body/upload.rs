//! Bodies of which a part is a stream.

use std::error::Error as StdError;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http_body::{Frame, SizeHint};

use crate::runtime::body::shared_stream::{Chunks, SharedStream};
use crate::runtime::{Body, TransportError, TransportErrorKind};

/// A body that is not in memory as a whole.
pub(crate) struct Upload {
    pieces: Vec<Piece>,
    /// Why a stream could not be read. It is kept here because transports wrap the error of a body in one of their own.
    failure: Mutex<Option<Box<dyn StdError + Send + Sync>>>,
}

/// A piece of a body.
pub(crate) enum Piece {
    Bytes(Bytes),
    Stream(Arc<SharedStream>),
}

impl Upload {
    pub(crate) fn new(pieces: Vec<Piece>) -> Arc<Self> {
        Arc::new(Self {
            pieces,
            failure: Mutex::new(None),
        })
    }

    /// Whether one of its streams cannot be sent again.
    pub(crate) fn is_spent(&self) -> bool {
        self.pieces.iter().any(|piece| match piece {
            Piece::Bytes(_) => false,
            Piece::Stream(stream) => stream.is_spent(),
        })
    }

    /// The body for one attempt. No stream is begun before a transport reads the body.
    pub(crate) fn body(self: &Arc<Self>) -> Body {
        Body::new(Sent {
            upload: Arc::clone(self),
            next: 0,
            open: None,
            left: self.len(),
        })
    }

    /// Why a stream could not be read, if that has happened.
    pub(crate) fn take_failure(&self) -> Option<Box<dyn StdError + Send + Sync>> {
        let mut failure = self.failure.lock().unwrap_or_else(PoisonError::into_inner);
        failure.take()
    }

    /// The number of its bytes, if all are known.
    fn len(&self) -> Option<u64> {
        self.pieces.iter().try_fold(0_u64, |sum, piece| {
            sum.checked_add(match piece {
                Piece::Bytes(bytes) => bytes.len() as u64,
                Piece::Stream(stream) => stream.len?,
            })
        })
    }
}

/// A body while it is sent.
struct Sent {
    upload: Arc<Upload>,
    /// The index of the current piece.
    next: usize,
    /// The current piece, if it is a stream that has been begun.
    open: Option<Open>,
    /// How many bytes are still to come.
    left: Option<u64>,
}

struct Open {
    chunks: Chunks,
    /// How many bytes it has left.
    left: Option<u64>,
}

impl Sent {
    fn data(&mut self, bytes: Bytes) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        let left = &mut self.left;
        *left = left.map(|left| left.saturating_sub(bytes.len() as u64));
        Poll::Ready(Some(Ok(Frame::data(bytes))))
    }

    fn fail(
        &mut self,
        error: Box<dyn StdError + Send + Sync>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        self.open = None;
        self.next = self.upload.pieces.len();
        let failure = &self.upload.failure;
        *failure.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
        let kind = TransportErrorKind::Permanent;
        let error = TransportError::new(kind, "the body could not be read");
        Poll::Ready(Some(Err(error)))
    }

    /// Goes on to the next piece.
    fn go_on(&mut self) {
        self.open = None;
        self.next += 1;
    }

    /// The next bytes of the current stream; `None` at its end.
    fn poll_open(
        &mut self,
        stream: &SharedStream,
        cx: &mut Context<'_>,
    ) -> Poll<Result<Option<Bytes>, Box<dyn StdError + Send + Sync>>> {
        let open = match &mut self.open {
            Some(open) => open,
            none => match stream.begin() {
                Some(chunks) => none.insert(Open {
                    chunks,
                    left: stream.len,
                }),
                None => return Poll::Ready(Err("it is a stream that has been sent before".into())),
            },
        };
        if open.left == Some(0) {
            open.ends(cx)?;
            return Poll::Ready(Ok(None));
        }
        let Some(chunk) = ready!(open.chunks.as_mut().poll_chunk(cx)).transpose()? else {
            return Poll::Ready(match open.left {
                Some(left) => Err(format!("it ended {left} bytes before its length").into()),
                None => Ok(None),
            });
        };
        if let Some(left) = &mut open.left {
            *left = left.checked_sub(chunk.len() as u64).ok_or(TOO_LONG)?;
            if *left == 0 {
                open.ends(cx)?;
            }
        }
        Poll::Ready(Ok(Some(chunk)))
    }
}

impl Open {
    /// Checks that nothing follows the last expected byte; a transport that counts bytes would not poll for that. A
    /// stream that is pending counts as ended, as its source may stay open.
    fn ends(&mut self, cx: &mut Context<'_>) -> Result<(), &'static str> {
        match self.chunks.as_mut().poll_chunk(cx) {
            Poll::Ready(Some(Ok(more))) if !more.is_empty() => Err(TOO_LONG),
            _ => Ok(()),
        }
    }
}

const TOO_LONG: &str = "it goes on beyond its length";

impl http_body::Body for Sent {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        let this = &mut *self;
        let upload = Arc::clone(&this.upload);
        while let Some(piece) = upload.pieces.get(this.next) {
            let stream = match piece {
                Piece::Bytes(bytes) => {
                    this.next += 1;
                    return this.data(bytes.clone());
                }
                Piece::Stream(stream) => stream,
            };
            match ready!(this.poll_open(stream, cx)) {
                Ok(Some(chunk)) if chunk.is_empty() => {}
                Ok(Some(chunk)) => {
                    if matches!(&this.open, Some(open) if open.left == Some(0)) {
                        this.go_on();
                    }
                    return this.data(chunk);
                }
                Ok(None) => this.go_on(),
                Err(error) => return this.fail(error),
            }
        }
        Poll::Ready(None)
    }

    fn is_end_stream(&self) -> bool {
        self.next >= self.upload.pieces.len()
    }

    fn size_hint(&self) -> SizeHint {
        self.left.map_or_else(SizeHint::new, SizeHint::with_exact)
    }
}
