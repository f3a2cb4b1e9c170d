//! The stream of a file, which all clones of the file share.

use std::error::Error as StdError;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;

/// A stream, begun or not, that the clones of a file share.
pub(crate) struct SharedStream {
    // The lock is only held to take the stream out, or to make one.
    supply: Mutex<Supply>,
    pub(crate) len: Option<u64>,
}

/// Where a stream comes from.
pub(crate) enum Supply {
    /// Once: `None` after that.
    Once(Option<Chunks>),
    /// Made for each attempt.
    Anew(Box<Make>),
}

#[cfg(not(target_family = "wasm"))]
pub(crate) type Make = dyn FnMut() -> Chunks + Send;
#[cfg(target_family = "wasm")]
pub(crate) type Make = dyn FnMut() -> Chunks;

/// The pieces of a file.
#[cfg(not(target_family = "wasm"))]
pub(crate) type Chunks = Pin<Box<dyn PollChunk + Send>>;
/// The pieces of a file.
#[cfg(target_family = "wasm")]
pub(crate) type Chunks = Pin<Box<dyn PollChunk>>;

impl SharedStream {
    pub(crate) fn new(supply: Supply, len: Option<u64>) -> Arc<Self> {
        Arc::new(Self {
            supply: Mutex::new(supply),
            len,
        })
    }

    /// The stream from its beginning; `None` if it can be read only once and was begun before.
    pub(crate) fn begin(&self) -> Option<Chunks> {
        match &mut *self.supply.lock().unwrap_or_else(PoisonError::into_inner) {
            Supply::Once(stream) => stream.take(),
            Supply::Anew(make) => Some(make()),
        }
    }

    /// Whether it can be read only once and was begun before.
    pub(crate) fn is_spent(&self) -> bool {
        let supply = self.supply.lock().unwrap_or_else(PoisonError::into_inner);
        matches!(*supply, Supply::Once(None))
    }
}

/// A stream whose item types are erased, so that one box holds any.
pub(crate) trait PollChunk {
    fn poll_chunk(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, Box<dyn StdError + Send + Sync>>>>;
}

impl<S, B, E> PollChunk for S
where
    S: Stream<Item = Result<B, E>>,
    B: Into<Bytes>,
    E: Into<Box<dyn StdError + Send + Sync>>,
{
    fn poll_chunk(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, Box<dyn StdError + Send + Sync>>>> {
        let item = self.poll_next(cx);
        item.map(|item| item.map(|it| it.map(Into::into).map_err(Into::into)))
    }
}
