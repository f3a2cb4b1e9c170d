//! Responses with the body decoded.

use std::fmt;

use http::{HeaderMap, StatusCode};

use crate::runtime::RawResponse;

/// A successful response with its body decoded.
#[derive(Clone)]
pub struct Response<T> {
    raw: RawResponse,
    body: T,
}

impl<T> Response<T> {
    pub(crate) fn new(raw: RawResponse, body: T) -> Self {
        Self { raw, body }
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.raw.status()
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        self.raw.headers()
    }

    /// The value of a header, if it is there and a text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.raw.header(name)
    }

    /// What the server calls this exchange, to be named in a question to its makers.
    pub fn request_id(&self) -> Option<&str> {
        self.raw.request_id()
    }

    /// The body.
    pub fn body(&self) -> &T {
        &self.body
    }

    /// The body, without the rest.
    pub fn into_body(self) -> T {
        self.body
    }

    /// The response as it came. Its body also has what the type does not describe.
    pub fn raw(&self) -> &RawResponse {
        &self.raw
    }
}

impl<T: fmt::Debug> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.raw.status())
            .field("headers", &self.raw.headers().len())
            .field("body", &self.body)
            .finish()
    }
}
