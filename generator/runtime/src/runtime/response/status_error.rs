//! Responses that say the call failed.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use crate::runtime::data::Decode;
use crate::runtime::response::ErrorBody;
use crate::runtime::send::retry;
use crate::runtime::{DecodeError, RawResponse, decode};

/// A response that says the call failed, by a status outside the 200s in most cases. Everything that came is kept.
pub struct StatusError(Box<Failure>);

struct Failure {
    response: RawResponse,
    message: Option<Box<str>>,
    unread: Option<DecodeError>,
}

impl StatusError {
    pub(crate) fn new(response: RawResponse) -> Self {
        Self(Box::new(Failure {
            response,
            message: None,
            unread: None,
        }))
    }

    /// Adds what the body says, for people.
    pub(crate) fn saying(mut self, message: Option<Box<str>>) -> Self {
        self.0.message = message;
        self
    }

    /// Adds why the body could not be read as documented.
    pub(crate) fn unread(mut self, reason: DecodeError) -> Self {
        self.0.unread = Some(reason);
        self
    }

    /// The body as the operation documents it, unless it documents none for the status.
    pub(crate) fn documented<E: ErrorBody>(&self) -> Option<Result<E, DecodeError>> {
        let response = &self.0.response;
        let is_documented = response.operation().documents(response.status());
        is_documented.then(|| E::read(response))
    }

    /// The response itself.
    pub fn into_response(self) -> RawResponse {
        self.0.response
    }

    /// What the body says in a sentence: `title` and `detail` of a problem (RFC 9457), `message`, or what servers call it else. It is
    /// one line of at most 200 characters, which repeats no value of four or more characters that the request had; the body has all.
    pub fn message(&self) -> Option<&str> {
        self.0.message.as_deref()
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.0.response.status()
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        self.0.response.headers()
    }

    /// The value of a header, if it is there and a text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.0.response.header(name)
    }

    /// The name of the operation.
    pub fn operation(&self) -> &'static str {
        self.0.response.operation().id
    }

    /// What the server calls this exchange, to be named in a question to its makers.
    pub fn request_id(&self) -> Option<&str> {
        self.0.response.request_id()
    }

    /// How long the server asks to wait before the call is sent again. Waits of up to a minute have been kept while
    /// there were retries left. A longer one is left to the caller.
    pub fn retry_after(&self) -> Option<Duration> {
        retry::asked_wait(self.headers())
    }

    /// The body, decompressed: of a long one only the beginning, as [`Self::is_complete`] tells.
    pub fn body(&self) -> &Bytes {
        self.0.response.body()
    }

    /// Whether the body is all there: neither longer than the client keeps nor broken off.
    pub fn is_complete(&self) -> bool {
        self.0.response.is_complete()
    }

    /// Why the body is not what the operation documents for this status, where
    /// [`Request::typed_errors`](crate::runtime::Request::typed_errors) had it read.
    pub fn decode_error(&self) -> Option<&DecodeError> {
        self.0.unread.as_ref()
    }

    /// Reads the body as a type of the caller's choice, whatever the operation documents. What it documents is read by
    /// [`Request::typed_errors`](crate::runtime::Request::typed_errors). A body that is no JSON is the text itself if `E` is a type of
    /// texts.
    ///
    /// # Errors
    ///
    /// The body is not UTF-8, not JSON, or does not fit `E`; or it is not all there, which the error says then.
    pub fn decode_as<E: Decode>(&self) -> Result<E, DecodeError> {
        decode::json_or_text(&self.0.response)
    }
}

impl StatusError {
    /// Writes what was answered, and what that means.
    pub(crate) fn write(&self, f: &mut fmt::Formatter<'_>, meaning: &str) -> fmt::Result {
        let (operation, status) = (self.operation(), self.status());
        write!(f, "{operation} was answered with {status}{meaning}")?;
        if let Some(message) = self.message() {
            write!(f, ": {message}")?;
        }
        if let Some(id) = self.request_id() {
            write!(f, " (request id {id})")?;
        }
        match self.decode_error() {
            Some(reason) => write!(f, "; {reason}"),
            None => Ok(()),
        }
    }
}

/// Says what the body says in a sentence, as [`message`](Self::message) has it, and no more of it.
impl fmt::Display for StatusError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f, "")
    }
}

impl fmt::Debug for StatusError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("StatusError")
            .field(&self.0.response)
            .finish()
    }
}

impl std::error::Error for StatusError {}
