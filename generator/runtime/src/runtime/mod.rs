//! The part of the client that is the same in every generated crate.

pub mod auth;
pub mod body;
pub mod client;
pub mod data;
pub mod decode;
pub mod error;
pub mod multipart;
pub mod operation;
pub mod pages;
pub mod paging;
pub mod request;
pub mod response;
pub mod service;
pub mod status_error;
pub mod style;
pub mod transport;
#[cfg(all(feature = "reqwest", not(target_family = "wasm")))]
pub mod transport_reqwest;

mod flat;
pub(crate) mod http_date;
mod json_pointer;
pub(crate) mod limits;
pub(crate) mod link;
pub(crate) mod parts;
pub(crate) mod redirect;
pub(crate) mod retry;
pub(crate) mod send;

pub use auth::{Scheme, SchemeKind};
pub use body::Body;
pub use client::{Client, ClientBuilder};
pub use decode::{DecodeError, bytes, empty, json, text};
pub use error::{Error, Timeout};
pub use multipart::File;
pub use operation::Operation;
pub use pages::{Items, Pages};
pub use paging::{Next, Page, Paging};
pub use request::{Request, Sending};
pub use response::{RawResponse, Response};
pub use service::{IntoService, ServiceTransport};
pub use status_error::StatusError;
pub use style::{Style, StyleKind};
#[cfg(feature = "tokio")]
pub use transport::TokioClock;
pub use transport::{BoxFuture, Clock, Transport, TransportError, TransportErrorKind};
#[cfg(all(feature = "reqwest", not(target_family = "wasm")))]
pub use transport_reqwest::ReqwestTransport;
