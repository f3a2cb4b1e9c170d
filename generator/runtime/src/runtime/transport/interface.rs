//! What a client asks of the network, and of the clock beside it.

use std::error::Error as StdError;
use std::fmt;
use std::pin::Pin;
use std::time::Duration;

use crate::runtime::{Body, MaybeSend, MaybeSync};

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

/// Why a transport has no response, or no more of one.
pub struct TransportError {
    kind: TransportErrorKind,
    source: Box<dyn StdError + Send + Sync>,
}

/// What is known of a failed exchange.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// Nothing of the request reached the server, so that sending it again cannot do anything twice.
    NotSent,
    /// Nothing was sent, and nothing would be if it were tried again.
    Permanent,
    /// It took too long.
    Timeout,
    /// Anything else.
    Other,
}

impl TransportError {
    /// An error of this kind. `source` must not show credentials when printed.
    pub fn new(
        kind: TransportErrorKind,
        source: impl Into<Box<dyn StdError + Send + Sync>>,
    ) -> Self {
        Self {
            kind,
            source: source.into(),
        }
    }

    /// `error` itself where it is a transport's already, whatever boxed it, and otherwise an error of this kind.
    pub(crate) fn of(error: Box<dyn StdError + Send + Sync>, kind: TransportErrorKind) -> Self {
        match error.downcast::<Self>() {
            Ok(error) => *error,
            Err(source) => Self { kind, source },
        }
    }

    /// What is known of the failure.
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }

    /// Whether nothing of the request reached the server.
    pub fn is_not_sent(&self) -> bool {
        matches!(
            self.kind,
            TransportErrorKind::NotSent | TransportErrorKind::Permanent
        )
    }

    /// Whether it took too long.
    pub fn is_timeout(&self) -> bool {
        self.kind == TransportErrorKind::Timeout
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            TransportErrorKind::NotSent => "the server could not be reached",
            TransportErrorKind::Timeout => "the transport gave up waiting",
            TransportErrorKind::Other => "the connection failed",
            // The reason is the whole of the message here, for there is no server to speak of.
            TransportErrorKind::Permanent => return self.source.fmt(f),
        })
    }
}

impl fmt::Debug for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TransportError")
            .field("kind", &self.kind)
            .field("source", &self.source)
            .finish()
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self.kind {
            TransportErrorKind::Permanent => self.source.source(),
            _ => Some(&*self.source),
        }
    }
}

/// The clock of the tokio runtime the call runs on. There is none on wasm, where tokio cannot tell the time.
#[cfg(all(feature = "tokio", not(target_family = "wasm")))]
#[derive(Clone, Copy, Debug)]
pub struct TokioClock {
    start: tokio::time::Instant,
}

#[cfg(all(feature = "tokio", not(target_family = "wasm")))]
impl TokioClock {
    /// A clock that starts now.
    pub fn new() -> Self {
        Self {
            start: tokio::time::Instant::now(),
        }
    }
}

#[cfg(all(feature = "tokio", not(target_family = "wasm")))]
impl Default for TokioClock {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(all(feature = "tokio", not(target_family = "wasm")))]
impl Clock for TokioClock {
    fn now(&self) -> Duration {
        self.start.elapsed()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<()> {
        // The timer is made when it is first polled, since only then a runtime is sure to be there.
        Box::pin(async move { tokio::time::sleep(duration).await })
    }
}
