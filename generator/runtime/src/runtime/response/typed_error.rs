//! Errors of calls that read what their operation documents.

use std::fmt;

use http::{HeaderMap, StatusCode};

use crate::runtime::response::ErrorBody;
use crate::runtime::{Error, StatusError};

/// Why a call did not succeed: with an error that its operation documents, read as the type `E`, or for any other reason.
///
/// `?` makes an [`Error`] of it, the one that the call would have ended with otherwise.
#[derive(Debug)]
pub enum TypedError<E> {
    /// The server answered with a status that the operation documents a body for, and with such a body.
    Documented(Box<DocumentedError<E>>),
    /// Everything else. A body that does not fit its type is here as well: [`StatusError::decode_error`] says why.
    Other(Error),
}

/// An error that an operation documents: its body, read as the type `E`, and the response it came with.
#[derive(Debug)]
#[non_exhaustive]
pub struct DocumentedError<E> {
    /// The body.
    pub body: E,
    response: StatusError,
}

impl<E: ErrorBody> TypedError<E> {
    pub(crate) fn of(error: Error) -> Self {
        let Error::Status(response) = error else {
            return Self::Other(error);
        };
        match response.documented() {
            Some(Ok(body)) => Self::Documented(Box::new(DocumentedError { body, response })),
            Some(Err(reason)) => Self::Other(Error::Status(response.unread(reason))),
            None => Self::Other(Error::Status(response)),
        }
    }
}

impl<E> TypedError<E> {
    /// The status of the response, where there was one that could be used.
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Documented(error) => Some(error.status()),
            Self::Other(error) => error.status(),
        }
    }

    /// The error that the operation documents, if it is one.
    pub fn documented(&self) -> Option<&DocumentedError<E>> {
        match self {
            Self::Documented(error) => Some(error),
            Self::Other(_) => None,
        }
    }
}

impl<E> DocumentedError<E> {
    /// The status.
    pub fn status(&self) -> StatusCode {
        self.response.status()
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        self.response.headers()
    }

    /// The value of a header, if it is there and a text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.response.header(name)
    }

    /// What the server calls this exchange, to be named in a question to its makers.
    pub fn request_id(&self) -> Option<&str> {
        self.response.request_id()
    }

    /// The response, with everything that came.
    pub fn as_status_error(&self) -> &StatusError {
        &self.response
    }

    /// The response, with everything that came, without the body that was read.
    pub fn into_status_error(self) -> StatusError {
        self.response
    }
}

impl<E> From<TypedError<E>> for Error {
    fn from(error: TypedError<E>) -> Self {
        match error {
            TypedError::Documented(error) => Self::Status(error.into_status_error()),
            TypedError::Other(error) => error,
        }
    }
}

/// Nothing is read: an error of another call is none that this operation documents.
impl<E> From<Error> for TypedError<E> {
    fn from(error: Error) -> Self {
        Self::Other(error)
    }
}

/// Says what [`Error`] says.
impl<E> fmt::Display for TypedError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Documented(error) => error.fmt(f),
            Self::Other(error) => error.fmt(f),
        }
    }
}

impl<E: fmt::Debug> std::error::Error for TypedError<E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Documented(_) => None,
            Self::Other(error) => error.source(),
        }
    }
}

/// Says what [`StatusError`] says.
impl<E> fmt::Display for DocumentedError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.response.fmt(f)
    }
}

impl<E: fmt::Debug> std::error::Error for DocumentedError<E> {}
