//! Reading a body into memory, up to a limit, and reading one away.

use std::future::poll_fn;
use std::pin::Pin;
use std::task::Poll;

use bytes::{Bytes, BytesMut};
use http_body::Body as _;

use crate::runtime::{Body, TransportError};

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
pub(crate) async fn collect(body: &mut Body, limit: usize) -> Collected {
    let mut bytes = BytesMut::new();
    let end = loop {
        match poll_fn(|cx| Pin::new(&mut *body).poll_frame(cx)).await {
            None => break End::Complete,
            Some(Err(error)) => break End::Broken(error),
            Some(Ok(frame)) => {
                // Trailers are not used.
                let Ok(mut data) = frame.into_data() else {
                    continue;
                };
                let room = limit.saturating_sub(bytes.len());
                let fits = data.len() <= room;
                data.truncate(room);
                if fits && bytes.is_empty() && body.is_end_stream() {
                    // A body in one piece, the usual case, is not copied.
                    return Collected {
                        bytes: data,
                        end: End::Complete,
                    };
                }
                bytes.extend_from_slice(&data);
                if !fits {
                    Box::pin(drain(body)).await;
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

/// How many bytes are read away, at most.
const MOST_DRAINED: usize = 64 << 10;

/// Reads away what is left of a body, as its connection cannot be used for another call before. No more than what has
/// arrived, and not much of that: the connection is closed then, and a new one costs less than to wait.
pub(crate) async fn drain(body: &mut Body) {
    let mut room = MOST_DRAINED;
    // A connection that has a task of its own gets a turn to hand over what it has.
    let mut turns = 2;
    poll_fn(|cx| {
        loop {
            match Pin::new(&mut *body).poll_frame(cx) {
                Poll::Ready(Some(Ok(frame))) => {
                    let length = frame.data_ref().map_or(0, Bytes::len);
                    match room.checked_sub(length) {
                        Some(left) => room = left,
                        None => return Poll::Ready(()),
                    }
                }
                Poll::Pending if turns > 0 => {
                    turns -= 1;
                    cx.waker().wake_by_ref();
                    return Poll::Pending;
                }
                Poll::Ready(_) | Poll::Pending => return Poll::Ready(()),
            }
        }
    })
    .await;
}
