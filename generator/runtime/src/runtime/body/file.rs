//! Files that callers send: bytes in memory, or a stream of them.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use futures_core::Stream;

use crate::runtime::MaybeSend;
use crate::runtime::body::shared_stream::{SharedStream, Supply};

/// A file to be sent, as a body or as a part of one: bytes in memory, or a stream of them.
///
/// A stream is read while it is sent, and not kept in memory. As it can be read only once, a call that has begun to
/// send one is not sent again: it is not retried, and a redirect that would have to send the stream again is
/// [`Error::Redirect`](crate::runtime::Error::Redirect). [`File::stream_with`] makes a new stream for each attempt and
/// has no such limits. The time limits of a call include sending: for a long upload, raise
/// [`timeout`](crate::runtime::Request::timeout) and [`attempt_timeout`](crate::runtime::Request::attempt_timeout).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    pub(crate) source: FileSource,
    pub(crate) name: Option<Box<str>>,
    pub(crate) media_type: Option<Box<str>>,
}

impl File {
    /// A file of these bytes. Cloning it copies none of them.
    pub fn new(bytes: impl Into<Bytes>) -> Self {
        Self::of(FileSource::Whole(bytes.into()))
    }

    /// A file that is read from `stream` while it is sent. Only one of its clones can be sent.
    ///
    /// `len` is the number of its bytes, if known. It is sent to the server, and a stream of another length is an
    /// error. An error of the stream is [`Error::Upload`](crate::runtime::Error::Upload).
    pub fn stream<S, B, E>(stream: S, len: Option<u64>) -> Self
    where
        S: Stream<Item = Result<B, E>> + MaybeSend + 'static,
        B: Into<Bytes> + 'static,
        E: Into<Box<dyn StdError + Send + Sync>> + 'static,
    {
        Self::supplied(Supply::Once(Some(Box::pin(stream))), len)
    }

    /// A file that is read from a stream which `make` makes whenever the file is sent: for each attempt, and for each
    /// of its clones. All of these streams must have the same bytes. `len` is their number, if known.
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

    /// Its name, which is sent if the file is a part of a body. Without one, it has the name of the part, since many
    /// servers require one.
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
        Self::of(FileSource::Streamed(SharedStream::new(supply, len)))
    }

    fn of(source: FileSource) -> Self {
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
pub(crate) enum FileSource {
    Whole(Bytes),
    Streamed(Arc<SharedStream>),
}

impl PartialEq for FileSource {
    /// A stream equals its clones alone.
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Whole(one), Self::Whole(other)) => one == other,
            (Self::Streamed(one), Self::Streamed(other)) => Arc::ptr_eq(one, other),
            (Self::Whole(_), Self::Streamed(_)) | (Self::Streamed(_), Self::Whole(_)) => false,
        }
    }
}

impl Eq for FileSource {}

/// Shows how long the content is, and nothing of it.
impl fmt::Debug for FileSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole(bytes) => f.debug_struct("Whole").field("len", &bytes.len()).finish(),
            Self::Streamed(streamed) => f
                .debug_struct("Stream")
                .field("len", &streamed.len)
                .finish_non_exhaustive(),
        }
    }
}
