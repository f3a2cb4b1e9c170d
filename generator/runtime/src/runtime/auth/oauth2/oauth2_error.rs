//! Why there is no token.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::StatusCode;

use crate::runtime::{TransportError, TransportErrorKind};

/// Why there is no token: the source of an [`Error::Credential`](crate::runtime::Error::Credential). It repeats no secret.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum OAuth2Error {
    /// The token server cannot be asked with these settings. Nothing was sent.
    Config {
        /// What is wrong.
        reason: Box<str>,
    },
    /// The token server refuses (RFC 6749, 5.2), or the user does (RFC 6749, 4.1.2.1).
    Refused {
        /// The status of its answer; `None` for what came by way of a browser.
        status: Option<StatusCode>,
        /// The code of the error, such as `invalid_grant`.
        code: Box<str>,
        /// What is said about it, unless that repeats something that was sent.
        description: Option<Box<str>>,
    },
    /// The answer of the token server holds no token that can be used.
    Unusable {
        /// Its status.
        status: StatusCode,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// The token has expired, and there is nothing to get another with: a user has to grant access anew.
    Expired,
    /// The redirect from the browser is not the answer to this request for authorization.
    Callback {
        /// What is wrong with it.
        reason: &'static str,
    },
    /// The token server could not be reached, or the connection broke.
    Transport(Arc<TransportError>),
    /// The token server took longer than this.
    Timeout(Duration),
}

impl OAuth2Error {
    /// The code of the error, where the server refuses: `invalid_client`, `invalid_grant`, `invalid_scope` and others.
    pub fn code(&self) -> Option<&str> {
        match self {
            Self::Refused { code, .. } => Some(code),
            _ => None,
        }
    }

    /// Whether it may work in a while. Calls ask again then, as often as they may be sent again.
    pub fn is_transient(&self) -> bool {
        let may_pass = |it: StatusCode| it.is_server_error() || it == StatusCode::TOO_MANY_REQUESTS;
        match self {
            Self::Refused { status, code, .. } => {
                status.is_some_and(may_pass) || matches!(&**code, "temporarily_unavailable")
            }
            Self::Unusable { status, .. } => may_pass(*status),
            Self::Transport(error) => error.kind() != TransportErrorKind::Permanent,
            Self::Timeout(_) => true,
            Self::Config { .. } | Self::Expired | Self::Callback { .. } => false,
        }
    }

    pub(crate) fn config(reason: impl Into<Box<str>>) -> Self {
        Self::Config {
            reason: reason.into(),
        }
    }
}

impl fmt::Display for OAuth2Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Config { reason } => write!(f, "the token server cannot be asked: {reason}"),
            Self::Refused {
                status,
                code,
                description,
            } => {
                write!(f, "the token server refuses with {code}")?;
                if let Some(status) = status {
                    write!(f, " (status {})", status.as_u16())?;
                }
                match description {
                    Some(description) => write!(f, ": {description}"),
                    None => Ok(()),
                }
            }
            Self::Unusable { status, reason } => {
                let status = status.as_u16();
                write!(
                    f,
                    "the token server answered with status {status}, and {reason}"
                )
            }
            Self::Expired => f.write_str("the token has expired, and cannot be renewed"),
            Self::Callback { reason } => write!(f, "the redirect is no answer: {reason}"),
            Self::Transport(error) => write!(f, "the token server: {error}"),
            Self::Timeout(limit) => write!(f, "the token server took longer than {limit:?}"),
        }
    }
}

impl std::error::Error for OAuth2Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Transport(error) => error.source(),
            _ => None,
        }
    }
}
