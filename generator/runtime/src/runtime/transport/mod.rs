//! Transports: an `http::Request` comes in, an `http::Response` or an error goes out.

#[cfg(all(feature = "reqwest", not(target_family = "wasm")))]
mod clients;
#[cfg(all(feature = "reqwest", not(target_family = "wasm")))]
mod failure;
pub(crate) mod interface;
pub(crate) mod maybe_send;
#[cfg(all(feature = "reqwest", not(target_family = "wasm")))]
pub(crate) mod origins;
#[cfg(all(feature = "reqwest", not(target_family = "wasm")))]
mod reqwest_transport;
mod service;

#[cfg(all(feature = "tokio", not(target_family = "wasm")))]
pub use interface::TokioClock;
pub use interface::{BoxFuture, Clock, Transport, TransportError, TransportErrorKind};
pub use maybe_send::{MaybeSend, MaybeSync};
#[cfg(all(feature = "reqwest", not(target_family = "wasm")))]
pub use reqwest_transport::ReqwestTransport;
pub use service::{IntoService, ServiceTransport};
