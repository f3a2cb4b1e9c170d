//! What a mock was sent.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, Method, Uri};
use percent_encoding::percent_decode_str;

use crate::runtime::body::collect::{End, collect};
use crate::runtime::data::Json;
use crate::runtime::{Body, Operation, TransportError};

/// A request that a [`Mock`](crate::runtime::Mock) was sent.
#[derive(Clone)]
pub struct MockRequest {
    operation: Option<&'static Operation>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
}

/// Shows nothing that may be a secret: of headers and body only their number and length.
impl fmt::Debug for MockRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MockRequest")
            .field("operation", &self.operation())
            .field("method", &self.method)
            .field("headers", &self.headers.len())
            .field("body_bytes", &self.body.len())
            .finish_non_exhaustive()
    }
}

impl MockRequest {
    pub(crate) async fn read(request: http::Request<Body>) -> Result<Self, TransportError> {
        let (head, mut body) = request.into_parts();
        let body = collect(&mut body, usize::MAX).await;
        if let End::Broken(error) = body.end {
            return Err(error);
        }
        Ok(Self {
            operation: head.extensions.get::<&'static Operation>().copied(),
            method: head.method,
            uri: head.uri,
            headers: head.headers,
            body: body.bytes,
        })
    }

    /// The name of the operation; empty if a layer around the mock has dropped the extensions of the request.
    pub fn operation(&self) -> &'static str {
        self.operation.map_or("", |operation| operation.id)
    }

    /// The method.
    pub fn method(&self) -> &Method {
        &self.method
    }

    /// The whole URL.
    pub fn uri(&self) -> &Uri {
        &self.uri
    }

    /// The path, with that of the base URL, encoded as it was sent.
    pub fn path(&self) -> &str {
        self.uri.path()
    }

    /// The first value of a query parameter, decoded.
    pub fn query(&self, name: &str) -> Option<String> {
        let mut pairs = self.query_pairs().into_iter();
        pairs
            .find(|(known, _)| known == name)
            .map(|(_, value)| value)
    }

    /// The names and values of the query in order, decoded.
    pub fn query_pairs(&self) -> Vec<(String, String)> {
        let decode = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
        let query = self.uri.query().unwrap_or_default();
        query
            .split('&')
            .filter(|pair| !pair.is_empty())
            .map(|pair| {
                let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
                (decode(name), decode(value))
            })
            .collect()
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The first value of a header, where it is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The body. A stream is read to its end first.
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// The body as JSON; `null` where it is something else.
    pub fn json(&self) -> Json {
        serde_json::from_slice(&self.body).unwrap_or(Json::Null)
    }

    /// Whether the request is what a rule for `operation` is for.
    pub(crate) fn is_to(&self, operation: &str) -> bool {
        let is_target = operation
            .split_once(' ')
            .is_some_and(|(method, path)| method == self.method.as_str() && path == self.path());
        is_target || self.operation() == operation
    }
}
