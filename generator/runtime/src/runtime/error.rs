//! Every way in which a call can fail.

use std::fmt;
use std::time::Duration;

use http::StatusCode;

use crate::runtime::{
    CredentialError, DecodeError, StatusError, TransportError, TransportErrorKind,
};

/// Why a client could not be built or a call did not succeed. Nothing here shows a credential or a body when printed; of the
/// body of a failure, [`StatusError::message`] is shown.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// The client cannot be built with these settings.
    Config {
        /// What is wrong.
        reason: Box<str>,
    },
    /// The client has no credentials the operation accepts. Nothing was sent.
    MissingCredentials {
        /// The name of the operation.
        operation: &'static str,
        /// The names of the schemes: one of the lists, and of that list every one.
        needs: &'static [&'static [&'static str]],
    },
    /// A credential that has to be asked for was not given. Nothing was sent.
    Credential {
        /// The name of the operation.
        operation: &'static str,
        /// The name of the security scheme.
        scheme: &'static str,
        /// What the provider reports.
        source: CredentialError,
    },
    /// A required parameter is set neither for the call nor for the client. Nothing was sent.
    MissingParameter {
        /// The name of the operation.
        operation: &'static str,
        /// The name of the parameter.
        name: &'static str,
    },
    /// The value of a parameter cannot be sent. Nothing was sent.
    InvalidParameter {
        /// The name of the operation.
        operation: &'static str,
        /// The name of the parameter.
        name: Box<str>,
        /// What is wrong with its value.
        reason: &'static str,
    },
    /// Something other than a parameter makes the request impossible. Nothing was sent.
    InvalidRequest {
        /// The name of the operation.
        operation: &'static str,
        /// What is wrong.
        reason: Box<str>,
    },
    /// The server could not be reached, or the connection broke.
    Transport {
        /// The name of the operation.
        operation: &'static str,
        /// What the transport reports.
        source: TransportError,
    },
    /// A stream that is the body, or a part of it, could not be read. The request was broken off.
    Upload {
        /// The name of the operation.
        operation: &'static str,
        /// What the stream failed with.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// It took too long.
    Timeout {
        /// The name of the operation.
        operation: &'static str,
        /// Which limit was reached.
        limit: Timeout,
    },
    /// The server answered with a status outside the 200s.
    Status(StatusError),
    /// The server answered with a status of success, but the body says that the call failed.
    Refused(StatusError),
    /// The server answered with success, but with a body that does not fit the description.
    Decode(DecodeError),
    /// The body of a successful response is longer than the client allows.
    BodyTooLarge {
        /// The name of the operation.
        operation: &'static str,
        /// The status of the response.
        status: StatusCode,
        /// The number of bytes allowed, counted after decompression.
        limit: usize,
    },
    /// A page that is not the last does not lead to the next.
    Paging {
        /// The name of the operation.
        operation: &'static str,
        /// Why not.
        reason: &'static str,
    },
    /// A blocking call could not be run.
    Blocking {
        /// The name of the operation.
        operation: &'static str,
        /// Why not.
        reason: Box<str>,
    },
    /// The server redirected the call, and the redirect was not followed.
    Redirect {
        /// The name of the operation.
        operation: &'static str,
        /// Why not.
        reason: &'static str,
    },
}

/// Which limit a call ran into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Timeout {
    /// That of the whole call.
    Total(Duration),
    /// That of one attempt, with no retries left.
    Attempt(Duration),
    /// That between two pieces of a stream.
    Idle(Duration),
}

impl Error {
    /// The name of the operation; `None` where the client could not be built.
    pub fn operation(&self) -> Option<&'static str> {
        match self {
            Self::Config { .. } => None,
            Self::MissingCredentials { operation, .. }
            | Self::Credential { operation, .. }
            | Self::MissingParameter { operation, .. }
            | Self::InvalidParameter { operation, .. }
            | Self::InvalidRequest { operation, .. }
            | Self::Transport { operation, .. }
            | Self::Upload { operation, .. }
            | Self::Timeout { operation, .. }
            | Self::BodyTooLarge { operation, .. }
            | Self::Paging { operation, .. }
            | Self::Blocking { operation, .. }
            | Self::Redirect { operation, .. } => Some(operation),
            Self::Status(error) | Self::Refused(error) => Some(error.operation()),
            Self::Decode(error) => Some(error.operation()),
        }
    }

    /// The status of the response, where there was one that could be used.
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Status(error) | Self::Refused(error) => Some(error.status()),
            Self::Decode(error) => Some(error.status()),
            Self::BodyTooLarge { status, .. } => Some(*status),
            _ => None,
        }
    }

    /// Whether a time limit was reached, ours or the transport's.
    pub fn is_timeout(&self) -> bool {
        match self {
            Self::Timeout { .. } => true,
            Self::Transport { source, .. } => source.is_timeout(),
            _ => false,
        }
    }

    /// Whether the server could not be reached, so that the call was not sent.
    pub fn is_connect(&self) -> bool {
        matches!(self, Self::Transport { source, .. } if source.kind() == TransportErrorKind::NotSent)
    }

    pub(crate) fn config(reason: impl Into<Box<str>>) -> Self {
        Self::Config {
            reason: reason.into(),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Config { reason } => write!(f, "the client cannot be built: {reason}"),
            Self::MissingCredentials { operation, needs } => {
                write!(f, "{operation} needs credentials: ")?;
                write_needs(needs, f)
            }
            Self::Credential {
                operation,
                scheme,
                source,
            } => write!(f, "{operation} got no credential for {scheme}: {source}"),
            Self::MissingParameter { operation, name } => {
                write!(f, "{operation} needs a value for {name}")
            }
            Self::InvalidParameter {
                operation,
                name,
                reason,
            } => write!(f, "{name} of {operation} {reason}"),
            Self::InvalidRequest { operation, reason } => {
                write!(f, "{operation} cannot be sent: {reason}")
            }
            Self::Transport { operation, source } => write!(f, "{operation}: {source}"),
            Self::Upload { operation, source } => {
                write!(f, "the body of {operation} could not be read: {source}")
            }
            Self::Timeout { operation, limit } => match limit {
                Timeout::Total(limit) => write!(f, "{operation} took longer than {limit:?}"),
                Timeout::Attempt(limit) => {
                    write!(f, "an attempt at {operation} took longer than {limit:?}")
                }
                Timeout::Idle(limit) => {
                    write!(f, "nothing more came of {operation} for {limit:?}")
                }
            },
            Self::Status(error) => error.fmt(f),
            Self::Refused(error) => error.write(f, ", but says that it failed"),
            Self::Decode(error) => error.fmt(f),
            Self::BodyTooLarge {
                operation, limit, ..
            } => write!(
                f,
                "the response to {operation} is longer than {limit} bytes"
            ),
            Self::Paging { operation, reason } => {
                write!(f, "{operation} does not lead to its next page: {reason}")
            }
            Self::Blocking { operation, reason } => {
                write!(f, "{operation} could not be waited for: {reason}")
            }
            Self::Redirect { operation, reason } => {
                write!(f, "{operation} was redirected and not followed: {reason}")
            }
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Transport { source, .. } => source.source(),
            Self::Upload { source, .. } => source.source(),
            Self::Credential { source, .. } => Some(&**source),
            _ => None,
        }
    }
}

/// Writes `a, or b with c`.
fn write_needs(needs: &[&[&str]], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for (position, schemes) in needs.iter().enumerate() {
        if position > 0 {
            f.write_str(", or ")?;
        }
        f.write_str(&schemes.join(" with "))?;
    }
    Ok(())
}
