//! Files that are read with tokio: from a disk, or from any other reader.

use std::io;
use std::path::Path;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use tokio::io::{AsyncRead, ReadBuf};

use crate::runtime::{BoxFuture, File};

/// How much is read at a time.
const PIECE: usize = 64 * 1024;

impl File {
    /// The file at `path`, with its name and its length. It is opened for each attempt and read while it is sent; it
    /// must not change until the call is over. The call must run on a tokio runtime.
    ///
    /// # Errors
    ///
    /// There is no such file. If it cannot be read, the call fails with
    /// [`Error::Upload`](crate::runtime::Error::Upload).
    pub fn open(path: impl AsRef<Path>) -> io::Result<Self> {
        let path = path.as_ref().to_owned();
        let metadata = std::fs::metadata(&path)?;
        if metadata.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        // A pipe, for example, has no known length.
        let len = metadata.is_file().then_some(metadata.len());
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let name = name.into_owned();
        let make = move || OnDisk::Closed(Box::pin(tokio::fs::File::open(path.clone())));
        Ok(Self::stream_with(make, len).name(&name))
    }

    /// A file that is read from `reader` while it is sent. What [`File::stream`] says of streams holds here too.
    pub fn reader(reader: impl AsyncRead + Send + 'static, len: Option<u64>) -> Self {
        Self::stream(Pieces::new(Box::pin(reader)), len)
    }
}

/// A reader as a stream of pieces.
struct Pieces<R> {
    reader: Pin<Box<R>>,
    /// Room for what is read next.
    room: BytesMut,
}

impl<R> Pieces<R> {
    fn new(reader: Pin<Box<R>>) -> Self {
        Self {
            reader,
            room: BytesMut::new(),
        }
    }
}

impl<R: AsyncRead> Stream for Pieces<R> {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        // The rest of a short read is used for the next, unless it is small.
        if this.room.len() < PIECE / 4 {
            this.room = BytesMut::zeroed(PIECE);
        }
        let mut buffer = ReadBuf::new(&mut this.room);
        let result = ready!(this.reader.as_mut().poll_read(cx, &mut buffer));
        let read = buffer.filled().len();
        Poll::Ready(match result {
            Ok(()) if read == 0 => None,
            Ok(()) => Some(Ok(this.room.split_to(read).freeze())),
            Err(error) => Some(Err(error)),
        })
    }
}

/// A file on a disk, which is opened when it is first polled.
enum OnDisk {
    Closed(BoxFuture<io::Result<tokio::fs::File>>),
    Open(Pieces<tokio::fs::File>),
}

impl Stream for OnDisk {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if let Self::Closed(opening) = &mut *self {
            match ready!(opening.as_mut().poll(cx)) {
                Ok(file) => *self = Self::Open(Pieces::new(Box::pin(file))),
                Err(error) => return Poll::Ready(Some(Err(error))),
            }
        }
        match &mut *self {
            Self::Open(pieces) => Pin::new(pieces).poll_next(cx),
            Self::Closed(_) => Poll::Pending,
        }
    }
}
