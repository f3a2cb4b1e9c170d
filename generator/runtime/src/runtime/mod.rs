//! The part of the client that is the same in every generated crate.

pub mod auth;
pub mod body;
pub mod client;
pub mod data;
pub mod decode;
pub mod error;
pub mod event_stream;
pub mod maybe_send;
#[cfg(feature = "mock")]
pub mod mock;
pub mod multipart;
pub mod operation;
pub mod pages;
pub mod paging;
pub mod request;
pub mod response;
pub mod server;
pub mod service;
pub mod status_error;
pub mod stream;
pub mod stream_request;
pub mod style;
pub mod transport;
#[cfg(all(feature = "reqwest", not(target_family = "wasm")))]
pub mod transport_reqwest;

mod assemble;
#[cfg(all(feature = "blocking", not(target_family = "wasm")))]
mod blocking;
pub(crate) mod file;
#[cfg(all(feature = "tokio", not(target_family = "wasm")))]
mod file_reader;
mod flat;
mod forms;
pub(crate) mod framing;
pub(crate) mod http_date;
mod json_pointer;
pub(crate) mod limits;
pub(crate) mod link;
#[cfg(feature = "mock")]
mod mock_answer;
#[cfg(feature = "mock")]
mod mock_request;
mod next_page;
#[cfg(all(feature = "reqwest", not(target_family = "wasm")))]
pub(crate) mod origins;
pub(crate) mod parts;
#[cfg(feature = "tracing")]
mod redact;
pub(crate) mod redirect;
mod request_making;
pub(crate) mod retry;
pub(crate) mod send;
#[cfg(feature = "tracing")]
mod trace;
#[cfg(not(feature = "tracing"))]
#[path = "trace_off.rs"]
mod trace;
mod undocumented;
mod upload;

pub use auth::{Scheme, SchemeKind};
pub use body::Body;
pub use client::{Client, ClientBuilder};
pub use data::Secret;
pub use decode::{DecodeError, bytes, empty, json, text};
pub use error::{Error, Timeout};
pub use event_stream::{Event, EventStream};
pub use file::File;
pub use http::{HeaderMap, Method, StatusCode};
pub use maybe_send::{MaybeSend, MaybeSync};
#[cfg(feature = "mock")]
pub use mock::{Mock, MockAnswer, MockRequest};
pub use operation::Operation;
pub use pages::{Items, Pages};
pub use paging::{Next, Page, Paging};
pub use request::{Request, Sending};
pub use response::{RawResponse, Response};
pub use server::Server;
pub use service::{IntoService, ServiceTransport};
pub use status_error::StatusError;
pub use stream::BytesStream;
pub use stream_request::StreamRequest;
pub use style::{Style, StyleKind};
#[cfg(all(feature = "tokio", not(target_family = "wasm")))]
pub use transport::TokioClock;
pub use transport::{BoxFuture, Clock, Transport, TransportError, TransportErrorKind};
#[cfg(all(feature = "reqwest", not(target_family = "wasm")))]
pub use transport_reqwest::ReqwestTransport;
