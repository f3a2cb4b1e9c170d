//! What a client asks of the network, and of the clock beside it.

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
    /// The time since some moment that stays the same for this clock.
    fn now(&self) -> Duration;

    /// Waits.
    fn sleep(&self, duration: Duration) -> BoxFuture<()>;
}

/// Sends one request and returns its response: no retries, no redirects, no decoding but decompression.
///
/// On wasm there is no default: build with `default-features = false`, and set a transport that calls what the host offers,
/// such as `fetch` in a browser, with a clock of its own. Neither it nor its futures and bodies need be `Send` there. A
/// `fetch` must be told not to follow redirects; where it cannot show them, it must refuse them.
pub trait Transport: Clock {
    /// Sends `request`, whose URI is absolute.
    ///
    /// The future is dropped when the call is: whatever is under way must stop then.
    fn call(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<Result<http::Response<Body>, TransportError>>;

    /// Whether requests need their extensions. The default transport, which would drop them, is spared the making of them.
    #[doc(hidden)]
    fn looks_at_extensions(&self) -> bool {
        true
    }
}
