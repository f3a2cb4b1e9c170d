//! Transports: an `http::Request` comes in; an `http::Response` or an error goes out.

// interface          what a transport and a clock must do; `tokio_clock` is the default clock
// transport_error    the kinds of failures, on which retries depend
// reqwest_transport  the default transport; `reqwest_body`: bodies in and out of reqwest; `origins`: its URLs;
//                    `reqwest_clients`: one for each runtime; `reqwest_error`: whether a request was sent
// service            tower services as transports, and the reverse
// maybe_send         what need not be `Send` on wasm

mod interface;
mod maybe_send;
#[cfg(all(feature = "reqwest", not(target_family = "wasm")))]
pub(crate) mod origins;
#[cfg(all(feature = "reqwest", not(target_family = "wasm")))]
mod reqwest_body;
#[cfg(all(feature = "reqwest", not(target_family = "wasm")))]
mod reqwest_clients;
#[cfg(all(feature = "reqwest", not(target_family = "wasm")))]
mod reqwest_error;
#[cfg(all(feature = "reqwest", not(target_family = "wasm")))]
mod reqwest_transport;
mod service;
#[cfg(all(feature = "tokio", not(target_family = "wasm")))]
mod tokio_clock;
mod transport_error;

pub use interface::{BoxFuture, Clock, Transport};
pub use maybe_send::{MaybeSend, MaybeSync};
#[cfg(all(feature = "reqwest", not(target_family = "wasm")))]
pub use reqwest_transport::ReqwestTransport;
pub use service::{IntoService, ServiceTransport};
#[cfg(all(feature = "tokio", not(target_family = "wasm")))]
pub use tokio_clock::TokioClock;
pub use transport_error::{TransportError, TransportErrorKind};
