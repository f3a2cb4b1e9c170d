//! Responses as they came.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use crate::runtime::data::Json;
use crate::runtime::trace::AnswerTrace;
use crate::runtime::{DecodeError, Error, Operation, StatusError};

/// A response with its body in memory, and not decoded.
#[derive(Clone)]
pub struct RawResponse {
    operation: &'static Operation,
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
    complete: bool,
    unread: Unread,
}

/// What is done when the body is decoded.
#[derive(Clone, Default)]
pub(crate) struct Unread {
    /// That the body says that the call failed.
    pub(crate) refusal: Option<Refusal>,
    /// The trace that an error is noted in.
    pub(crate) trace: AnswerTrace,
}

/// What a body says that the call failed with.
#[derive(Clone)]
pub(crate) struct Refusal {
    pub(crate) message: Option<Box<str>>,
}

impl RawResponse {
    /// A response to `operation`.
    pub fn new(
        operation: &'static Operation,
        status: StatusCode,
        headers: HeaderMap,
        body: Bytes,
    ) -> Self {
        Self {
            operation,
            status,
            headers,
            body,
            complete: true,
            unread: Unread::default(),
        }
    }

    pub(crate) fn unread(mut self, unread: Unread) -> Self {
        self.unread = unread;
        self
    }

    /// Decodes the body. The trace of the call ends with that.
    pub(crate) fn read<T>(
        &mut self,
        decode: fn(&Self) -> Result<T, DecodeError>,
    ) -> Result<T, Error> {
        let Unread { refusal, trace } = std::mem::take(&mut self.unread);
        let result = match refusal {
            Some(refusal) => {
                let error = StatusError::new(self.clone()).saying(refusal.message);
                Err(Error::Refused(error))
            }
            None => decode(self).map_err(Error::Decode),
        };
        result.inspect_err(|error| trace.failed(error))
    }

    /// Puts another body in place of this one.
    pub(crate) fn set_body(&mut self, body: Bytes) {
        self.body = body;
    }

    /// Marks the body as incomplete.
    pub(crate) fn cut_short(mut self) -> Self {
        self.complete = false;
        self
    }

    /// The operation this answers.
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The value of a header, if it is there and a text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The body, decompressed.
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// Whether the body is complete. Of a failure, it is kept even if it broke off or is longer than the client's
    /// limit.
    pub fn is_complete(&self) -> bool {
        self.complete
    }

    /// What the server calls this exchange, to be named in a question to its makers.
    pub fn request_id(&self) -> Option<&str> {
        request_id(&self.headers)
    }
}

/// Bodies and header values may hold secrets, so only their number is shown.
impl fmt::Debug for RawResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawResponse")
            .field("operation", &self.operation.id)
            .field("status", &self.status)
            .field("headers", &self.headers.len())
            .field("body_bytes", &self.body.len())
            .field("complete", &self.complete)
            .finish_non_exhaustive()
    }
}

/// Whether the property of this name in an object is `false`.
pub(crate) fn says_no(body: &[u8], flag: &str) -> bool {
    let name = format!("\"{flag}\"");
    let is_there = body.windows(name.len()).any(|it| it == name.as_bytes());
    // The name that was found may belong to an inner object.
    is_there
        && serde_json::from_slice::<Json>(body)
            .is_ok_and(|json| json.get(flag) == Some(&false.into()))
}

/// The id of an exchange, from the headers that servers use for it.
pub(crate) fn request_id(headers: &HeaderMap) -> Option<&str> {
    ["cf-ray", "x-request-id"]
        .into_iter()
        .find_map(|name| headers.get(name)?.to_str().ok())
}
