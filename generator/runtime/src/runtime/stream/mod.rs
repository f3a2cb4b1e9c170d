//! Responses that are read while they arrive: a body comes in, pieces or items of it go out.

pub(crate) mod bytes_stream;
pub mod event_stream;
pub(crate) mod framing;
mod stream_request;

pub use bytes_stream::BytesStream;
pub use event_stream::{Event, EventStream};
pub use stream_request::StreamRequest;
