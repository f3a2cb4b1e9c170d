//! Bodies of parts, as the `multer` crate reads them.

use std::convert::Infallible;
use std::future::Future;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

use bytes::Bytes;
use futures_core::Stream;

/// A part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) name: String,
    pub(super) file_name: Option<String>,
    pub(super) media_type: Option<String>,
    pub(super) content: Vec<u8>,
}

/// All of a body at once.
struct Whole(Option<Bytes>);

impl Stream for Whole {
    type Item = Result<Bytes, Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.take().map(Ok))
    }
}

/// The parts of a body of this media type.
pub(super) fn parts(media_type: &str, body: &[u8]) -> Result<Vec<Part>, String> {
    // The library takes no other kind of parts.
    let parameters = media_type
        .split_once(';')
        .map(|(_, rest)| rest)
        .unwrap_or_default();
    let boundary = multer::parse_boundary(format!("multipart/form-data;{parameters}"))
        .map_err(|it| it.to_string())?;
    let mut reader = multer::Multipart::new(Whole(Some(Bytes::copy_from_slice(body))), boundary);
    let mut found = Vec::new();
    while let Some(field) = ready(reader.next_field())?.map_err(|it| it.to_string())? {
        found.push(Part {
            name: field.name().unwrap_or_default().to_owned(),
            file_name: field.file_name().map(str::to_owned),
            media_type: field.content_type().map(ToString::to_string),
            content: ready(field.bytes())?.map_err(|it| it.to_string())?.to_vec(),
        });
    }
    Ok(found)
}

/// What a future gives that has nothing to wait for.
fn ready<T>(future: impl Future<Output = T>) -> Result<T, String> {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    for _ in 0..1_000 {
        if let Poll::Ready(value) = future.as_mut().poll(&mut context) {
            return Ok(value);
        }
    }
    Err("the parts never end".to_owned())
}
