//! Why a request is not taken for one of the server.

use std::fmt;
use std::str::Utf8Error;

use crate::runtime::data::JsonError;

/// Why a request is not taken for one that the server has sent, or cannot be read. It shows nothing of the secret or of the body.
#[derive(Debug)]
#[non_exhaustive]
pub enum WebhookError {
    /// The secret is empty, or is not base64 where the scheme wants that.
    InvalidSecret,
    /// A header is missing: its name.
    MissingHeader(String),
    /// A header is not what the scheme wants: its name.
    InvalidHeader(String),
    /// No signature is one of this body with one of the secrets.
    WrongSignature,
    /// The request was sent too long ago, or will be sent: how many seconds that is from now.
    OutsideTolerance(u64),
    /// Nothing tells the time, which is so on wasm without a system: see [`WebhookVerifier::verify_at`](super::WebhookVerifier::verify_at).
    NoClock,
    /// The signature is right, and the body is not UTF-8.
    Utf8(Utf8Error),
    /// The signature is right, and the body does not fit the type.
    Json(JsonError),
}

impl fmt::Display for WebhookError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::InvalidSecret => {
                f.write_str("the secret of the webhook is not one of its scheme")
            }
            Self::MissingHeader(name) => write!(f, "the request has no header `{name}`"),
            Self::InvalidHeader(name) => {
                write!(
                    f,
                    "the header `{name}` of the request is not one of its scheme"
                )
            }
            Self::WrongSignature => f.write_str("no signature of the request is right"),
            Self::OutsideTolerance(seconds) => {
                write!(f, "the request was sent {seconds} seconds from now")
            }
            Self::NoClock => f.write_str("nothing tells when the request has come"),
            Self::Utf8(_) => f.write_str("the body of the request is not UTF-8"),
            Self::Json(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for WebhookError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Utf8(error) => Some(error),
            Self::Json(error) => error.source(),
            _ => None,
        }
    }
}
