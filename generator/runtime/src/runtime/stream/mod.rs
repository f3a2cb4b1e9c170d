//! Responses that are read while they arrive: a body comes in; pieces or items of it go out.

// bytes_stream    the body in pieces, and the time limits while it is read
// stream_request  the request for items
// event_stream    the items: how each is read, and when the stream ends
// framing         where an item ends: events, JSON lines, JSON text sequences
// event           server-sent events
// reconnect       how they go on when the connection has ended

pub(crate) mod bytes_stream;
pub(crate) mod event;
#[doc(hidden)]
pub mod event_stream;
pub(crate) mod framing;
pub(crate) mod reconnect;
mod stream_request;

pub use bytes_stream::BytesStream;
pub use event_stream::{Event, EventStream};
pub use stream_request::StreamRequest;
