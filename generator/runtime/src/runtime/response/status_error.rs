//! Responses that say the call failed.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use crate::runtime::data::Decode;
use crate::runtime::send::retry;
use crate::runtime::{DecodeError, RawResponse, decode};

/// A response that says the call failed, by a status outside the 200s in most cases. Everything that came is kept.
pub struct StatusError(Box<Failure>);

struct Failure {
    response: RawResponse,
    message: Option<Box<str>>,
}

impl StatusError {
    pub(crate) fn new(response: RawResponse) -> Self {
        Self(Box::new(Failure {
            response,
            message: None,
        }))
    }

    /// Adds what the body says, for people.
    pub(crate) fn saying(mut self, message: Option<Box<str>>) -> Self {
        self.0.message = message;
        self
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

    /// Reads the body as the type the operation's documentation names for this status. A body that is no JSON is
    /// the text itself if `E` is a type of texts.
    ///
    /// # Errors
    ///
    /// The body is not UTF-8, not JSON, or does not fit `E`; or it is not all there, which the error says then.
    pub fn decode<E: Decode>(&self) -> Result<E, DecodeError> {
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
        match self.request_id() {
            Some(id) => write!(f, " (request id {id})"),
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
