//! What a transport must do, and the clock that it has.

use std::pin::Pin;
use std::time::Duration;

use crate::runtime::{Body, MaybeSend, MaybeSync, TransportError};

/// A boxed future: `Send` everywhere but on wasm, where nothing is.
#[cfg(not(target_family = "wasm"))]
pub type BoxFuture<T> = Pin<Box<dyn Future<Output = T> + Send>>;
/// A boxed future: `Send` everywhere but on wasm, where nothing is.
#[cfg(target_family = "wasm")]
pub type BoxFuture<T> = Pin<Box<dyn Future<Output = T>>>;

/// Time, as timeouts and the waits between attempts need it.
pub trait Clock: MaybeSend + MaybeSync + 'static {
    /// The time since a fixed moment of this clock.
    fn now(&self) -> Duration;

    /// Waits.
    fn sleep(&self, duration: Duration) -> BoxFuture<()>;
}

/// Sends one request and returns its response: no retries, no redirects, no decoding but decompression.
///
/// On wasm there is no default: build with `default-features = false`, and set a transport that calls what the host
/// offers, such as `fetch` in a browser, and implements a clock. It need not be `Send` there, and neither need its
/// futures and bodies. A `fetch` must not follow redirects; if it cannot return them, it must fail on them.
pub trait Transport: Clock {
    /// Sends `request`, whose URI is absolute.
    ///
    /// The future is dropped with the call. The exchange must stop then.
    fn call(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<Result<http::Response<Body>, TransportError>>;

    /// Whether requests need their extensions. The default transport ignores them, so they are not made for it.
    #[doc(hidden)]
    fn looks_at_extensions(&self) -> bool {
        true
    }
}
