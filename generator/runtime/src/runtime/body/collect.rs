//! Reading a body into memory, up to a limit.

use std::future::poll_fn;
use std::pin::Pin;

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
pub(crate) async fn collect(mut body: Body, limit: usize) -> Collected {
    let mut bytes = BytesMut::new();
    let end = loop {
        match poll_fn(|cx| Pin::new(&mut body).poll_frame(cx)).await {
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
