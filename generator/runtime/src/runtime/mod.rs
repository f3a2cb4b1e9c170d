//! The part of the client that is the same in every generated crate.

// A call goes through the rooms in this order:
//   request    the arguments of a generated method become a draft, the draft an `http::Request`
//   auth, body, client   what the request is made of: credentials, content, settings
//   send       attempts, redirects, retries, time limits
//   transport  one request, one response
//   response, stream, paging   what is read of the response: as a whole, while it arrives, page by page
// `data` reads and writes all values, and uses nothing of the other rooms. `trace` tells of calls; `mock` is a transport. `webhook` is
// about requests in the other direction.

pub mod auth;
pub mod body;
pub mod client;
pub mod data;
pub mod error;
#[cfg(feature = "mock")]
pub mod mock;
pub mod paging;
pub mod request;
pub mod response;
pub(crate) mod send;
pub mod stream;
pub(crate) mod trace;
pub mod transport;
#[cfg(feature = "validate")]
pub mod validate;
#[cfg(feature = "webhook-signatures")]
pub mod webhook;

pub use ::bytes::Bytes;
#[cfg(feature = "oauth2-flows")]
pub use auth::oauth2;
pub use auth::{CredentialError, CredentialProvider, CredentialRequest, CredentialSource};
pub use auth::{OAuth2Flow, OAuth2FlowKind, Scheme, SchemeKind};
pub use body::{Body, File, TransferProgress, multipart};
pub use client::{Client, ClientBuilder, Server, server};
pub use data::Secret;
pub use error::{Error, Timeout};
pub use http::{HeaderMap, Method, StatusCode};
#[cfg(feature = "mock")]
pub use mock::{Mock, MockAnswer, MockRequest};
pub use paging::{Items, Next, Page, Pages, Paging};
pub use request::{Documented, Operation, OrNull, Request, Sending, Style, StyleKind, TypedErrors};
#[allow(
    unused_imports,
    reason = "a description need not have errors of several types"
)]
pub(crate) use response::documented_errors;
pub use response::{DecodeError, RawResponse, Response, StatusError, decode};
pub use response::{DocumentedError, ErrorBody, TypedError, Undocumented};
pub use response::{bytes, empty, json, text};
pub use send::{RetryBudget, RetryPolicy};
pub use stream::{BytesStream, Event, EventStream, StreamRequest, event_stream};
#[cfg(all(feature = "reqwest", not(target_family = "wasm")))]
pub use transport::ReqwestTransport;
#[cfg(all(feature = "tokio", not(target_family = "wasm")))]
pub use transport::TokioClock;
pub use transport::{
    BoxFuture, Clock, IntoService, MaybeSend, MaybeSync, ServiceTransport, Transport,
    TransportError, TransportErrorKind,
};
