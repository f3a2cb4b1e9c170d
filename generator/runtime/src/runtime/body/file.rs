//! What is uploaded: bytes in memory, or a stream of them.

use std::error::Error as StdError;
use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;

use crate::runtime::MaybeSend;

/// A file to be sent, as a body or as a part of one: bytes in memory, or a stream of them.
///
/// A stream is read while it is sent, piece by piece, and no more of it is kept. As it can be read only once, a call that
/// has begun to send one is not sent again: its first failure is the last, and a redirect that would have to take the
/// stream along ends in [`Error::Redirect`](crate::runtime::Error::Redirect). [`File::stream_with`] makes a stream for each attempt,
/// which lifts that. The limits of a call hold for what it sends, too: a long upload needs
/// [`timeout`](crate::runtime::Request::timeout) and [`attempt_timeout`](crate::runtime::Request::attempt_timeout) to be as long.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    pub(crate) source: Source,
    pub(crate) name: Option<Box<str>>,
    pub(crate) media_type: Option<Box<str>>,
}

impl File {
    /// A file of these bytes. Cloning it copies none of them.
    pub fn new(bytes: impl Into<Bytes>) -> Self {
        Self::of(Source::Whole(bytes.into()))
    }

    /// A file that is read from `stream` while it is sent, once: of its clones, the one sent first.
    ///
    /// `len` is the number of its bytes, where it is known; the server is told then, and a stream of another length is an
    /// error. What the stream fails with is [`Error::Upload`](crate::runtime::Error::Upload).
    pub fn stream<S, B, E>(stream: S, len: Option<u64>) -> Self
    where
        S: Stream<Item = Result<B, E>> + MaybeSend + 'static,
        B: Into<Bytes> + 'static,
        E: Into<Box<dyn StdError + Send + Sync>> + 'static,
    {
        Self::supplied(Supply::Once(Some(Box::pin(stream))), len)
    }

    /// A file that is read from a stream which `make` makes anew whenever the file is sent: for each attempt, and for each
    /// of its clones. All of them have the same bytes, `len` of them where that is known.
    pub fn stream_with<S, B, E>(
        mut make: impl FnMut() -> S + MaybeSend + 'static,
        len: Option<u64>,
    ) -> Self
    where
        S: Stream<Item = Result<B, E>> + MaybeSend + 'static,
        B: Into<Bytes> + 'static,
        E: Into<Box<dyn StdError + Send + Sync>> + 'static,
    {
        Self::supplied(Supply::Anew(Box::new(move || Box::pin(make()))), len)
    }

    /// Its name, where it is a part of a body. Servers that take files commonly ask for one.
    #[must_use]
    pub fn name(mut self, name: &str) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Its media type, in place of the one that the description names.
    #[must_use]
    pub fn media_type(mut self, media_type: &str) -> Self {
        self.media_type = Some(media_type.into());
        self
    }

    fn supplied(supply: Supply, len: Option<u64>) -> Self {
        Self::of(Source::Streamed(Arc::new(Streamed {
            supply: Mutex::new(supply),
            len,
        })))
    }

    fn of(source: Source) -> Self {
        Self {
            source,
            name: None,
            media_type: None,
        }
    }
}

macro_rules! from {
    ($($ty:ty),*) => {$(
        impl From<$ty> for File {
            fn from(content: $ty) -> Self {
                Self::new(content)
            }
        }
    )*};
}

from!(
    Bytes,
    Vec<u8>,
    Box<[u8]>,
    &'static [u8],
    &'static str,
    String
);

/// Where the bytes of a file come from.
#[derive(Clone)]
pub(crate) enum Source {
    Whole(Bytes),
    Streamed(Arc<Streamed>),
}

impl PartialEq for Source {
    /// A stream is the same as itself.
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Whole(one), Self::Whole(other)) => one == other,
            (Self::Streamed(one), Self::Streamed(other)) => Arc::ptr_eq(one, other),
            (Self::Whole(_), Self::Streamed(_)) | (Self::Streamed(_), Self::Whole(_)) => false,
        }
    }
}

impl Eq for Source {}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole(bytes) => bytes.fmt(f),
            Self::Streamed(streamed) => f
                .debug_struct("Stream")
                .field("len", &streamed.len)
                .finish_non_exhaustive(),
        }
    }
}

/// A stream that has perhaps been begun, shared by the clones of a file.
pub(crate) struct Streamed {
    // Nobody waits for the lock: it is held to take the stream out, or to make one.
    supply: Mutex<Supply>,
    pub(crate) len: Option<u64>,
}

enum Supply {
    Once(Option<Chunks>),
    Anew(Box<Make>),
}

#[cfg(not(target_family = "wasm"))]
type Make = dyn FnMut() -> Chunks + Send;
#[cfg(target_family = "wasm")]
type Make = dyn FnMut() -> Chunks;

/// The pieces of a file.
#[cfg(not(target_family = "wasm"))]
pub(crate) type Chunks = Pin<Box<dyn PollChunk + Send>>;
/// The pieces of a file.
#[cfg(target_family = "wasm")]
pub(crate) type Chunks = Pin<Box<dyn PollChunk>>;

impl Streamed {
    /// The stream from its beginning; `None` where it was begun before, and is the only one.
    pub(crate) fn begin(&self) -> Option<Chunks> {
        match &mut *self.supply.lock().unwrap_or_else(PoisonError::into_inner) {
            Supply::Once(stream) => stream.take(),
            Supply::Anew(make) => Some(make()),
        }
    }

    /// Whether it was begun before, and is the only one.
    pub(crate) fn is_spent(&self) -> bool {
        let supply = self.supply.lock().unwrap_or_else(PoisonError::into_inner);
        matches!(*supply, Supply::Once(None))
    }
}

/// A stream whatever its items, so that one box is enough for it.
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
