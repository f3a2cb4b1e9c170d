//! What goes wrong between client and server.

use std::error::Error as StdError;
use std::fmt;

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

    /// `error` itself if it is a `TransportError` in a box, else an error of this kind.
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
            // The reason is the whole message here, as no server is involved.
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
            TransportErrorKind::NotSent
            | TransportErrorKind::Timeout
            | TransportErrorKind::Other => Some(&*self.source),
        }
    }
}
