//! What a mock answers.

use std::fmt;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, StatusCode};
use serde::ser::Serialize;

use crate::runtime::client::checks::header;
use crate::runtime::data::to_json;
use crate::runtime::mock::mock_transport::permanent;
use crate::runtime::response::ErrorContent;
use crate::runtime::{Body, ErrorBody, Operation, TransportError, TransportErrorKind};

/// An answer of a [`Mock`](crate::runtime::Mock). An invalid one, such as one with an impossible status, is an error of
/// the call that gets it.
#[derive(Clone)]
pub struct MockAnswer(Answer);

#[derive(Clone)]
enum Answer {
    Response(StatusCode, HeaderMap, Bytes),
    Failure(TransportErrorKind, String),
    Never,
}

/// An answer on its way.
pub(crate) enum Reply {
    Response(http::Response<Body>),
    Failure(TransportError),
    Never,
}

impl MockAnswer {
    /// A response with a body of JSON.
    pub fn json(status: u16, value: &(impl Serialize + ?Sized)) -> Self {
        Self::written(status, serde_json::to_vec(value))
    }

    fn written(status: u16, json: serde_json::Result<Vec<u8>>) -> Self {
        match json {
            Ok(json) => Self::bytes(status, "application/json", json),
            Err(error) => Self::impossible(format!("the mock's answer is no JSON: {error}")),
        }
    }

    /// A response with an error that an operation documents.
    pub(crate) fn error(operation: &Operation, status: u16, body: &impl ErrorBody) -> Self {
        let is_documented = StatusCode::from_u16(status).is_ok_and(|it| operation.documents(it));
        if !is_documented || !body.is_for(status) {
            return Self::impossible(format!(
                "the mock's error is not what {} documents for {status}",
                operation.id
            ));
        }
        match body.content() {
            ErrorContent::Json(view) => Self::written(status, to_json(&view)),
            ErrorContent::Xml(Ok(xml)) => Self::bytes(status, "application/xml", xml),
            ErrorContent::Xml(Err(reason)) => {
                Self::impossible(format!("the mock's answer {reason}"))
            }
            ErrorContent::Bytes(bytes) => {
                Self::bytes(status, "application/octet-stream", bytes.clone())
            }
            ErrorContent::Nothing => Self::empty(status),
        }
    }

    /// A response with any body.
    pub fn bytes(status: u16, content_type: &str, body: impl Into<Bytes>) -> Self {
        let answer = Self::empty(status).header(CONTENT_TYPE.as_str(), content_type);
        match answer.0 {
            Answer::Response(status, headers, _) => {
                Self(Answer::Response(status, headers, body.into()))
            }
            other => Self(other),
        }
    }

    /// A response without a body.
    pub fn empty(status: u16) -> Self {
        match StatusCode::from_u16(status) {
            Ok(status) => Self(Answer::Response(status, HeaderMap::new(), Bytes::new())),
            Err(_) => Self::impossible(format!("{status} is not a status")),
        }
    }

    /// No response but a failure of this kind.
    pub fn fail(kind: TransportErrorKind) -> Self {
        Self(Answer::Failure(
            kind,
            "the mock was told to fail".to_owned(),
        ))
    }

    /// No response at all: the call runs into its time limit, which takes no time.
    pub fn never() -> Self {
        Self(Answer::Never)
    }

    /// Adds a header to a response.
    #[must_use]
    pub fn header(self, name: &str, value: &str) -> Self {
        match (self.0, header(name, value)) {
            (Answer::Response(status, mut headers, body), Ok((name, value))) => {
                headers.append(name, value);
                Self(Answer::Response(status, headers, body))
            }
            (Answer::Response(..), Err(reason)) => Self::impossible(reason),
            (other, _) => Self(other),
        }
    }

    fn impossible(reason: String) -> Self {
        Self(Answer::Failure(TransportErrorKind::Permanent, reason))
    }

    pub(crate) fn into_reply(self) -> Reply {
        match self.0 {
            Answer::Response(status, headers, body) => {
                let mut response = http::Response::new(Body::from(body));
                *response.status_mut() = status;
                *response.headers_mut() = headers;
                Reply::Response(response)
            }
            Answer::Failure(TransportErrorKind::Permanent, reason) => {
                Reply::Failure(permanent(reason))
            }
            Answer::Failure(kind, reason) => Reply::Failure(TransportError::new(kind, reason)),
            Answer::Never => Reply::Never,
        }
    }
}

impl fmt::Debug for MockAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Answer::Response(status, ..) => write!(f, "MockAnswer({status})"),
            Answer::Failure(kind, _) => write!(f, "MockAnswer({kind:?})"),
            Answer::Never => f.write_str("MockAnswer(Never)"),
        }
    }
}
