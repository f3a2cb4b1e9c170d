//! From the bytes of a successful response to the type an operation promises.

use std::fmt;
use std::str::Utf8Error;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde::de::DeserializeOwned;

use crate::runtime::RawResponse;
use crate::runtime::data::{Decode, JsonError, from_json};

/// Reads a JSON body, whatever the content type says.
///
/// A status that promises no content (204, 205) is no failure where `T` has a value without content: null, or an object of
/// which nothing is required.
///
/// # Errors
///
/// The body is not UTF-8, not JSON, or does not fit `T`.
pub fn json<T: Decode>(response: &RawResponse) -> Result<T, DecodeError> {
    let text = utf8(response)?;
    from_json(text)
        .or_else(|error| without_content(response).ok_or(error))
        .map_err(|error| DecodeError::new(response, Reason::Json(error)))
}

fn without_content<T: Decode>(response: &RawResponse) -> Option<T> {
    let none = matches!(
        response.status(),
        StatusCode::NO_CONTENT | StatusCode::RESET_CONTENT
    ) && response.body().is_empty();
    let value = || from_json("null").or_else(|_| from_json("{}")).ok();
    none.then(value)?
}

/// Reads a JSON body into a type that serde can read.
///
/// # Errors
///
/// The body is not UTF-8, not JSON, or does not fit `T`.
pub(crate) fn foreign<T: DeserializeOwned>(response: &RawResponse) -> Result<T, DecodeError> {
    let text = utf8(response)?;
    let read = serde_json::from_str(text).map_err(JsonError::from);
    read.map_err(|error| DecodeError::new(response, Reason::Json(error)))
}

/// Reads a text body.
///
/// # Errors
///
/// The body is not UTF-8.
pub fn text(response: &RawResponse) -> Result<String, DecodeError> {
    utf8(response).map(str::to_owned)
}

/// Takes the body as it is.
///
/// # Errors
///
/// None; the signature is that of the others.
pub fn bytes(response: &RawResponse) -> Result<Bytes, DecodeError> {
    Ok(response.body().clone())
}

/// Takes no notice of the body.
///
/// # Errors
///
/// None; the signature is that of the others.
pub fn empty(_response: &RawResponse) -> Result<(), DecodeError> {
    Ok(())
}

/// The body as text, without a byte order mark.
fn utf8(response: &RawResponse) -> Result<&str, DecodeError> {
    std::str::from_utf8(response.body())
        .map(|text| text.strip_prefix('\u{feff}').unwrap_or(text))
        .map_err(|error| DecodeError::new(response, Reason::Utf8(error)))
}

/// A response whose body is not what the description promises. Everything that came is kept.
pub struct DecodeError(Box<Inner>);

struct Inner {
    response: RawResponse,
    reason: Reason,
}

enum Reason {
    Utf8(Utf8Error),
    Json(JsonError),
}

impl DecodeError {
    fn new(response: &RawResponse, reason: Reason) -> Self {
        Self(Box::new(Inner {
            response: response.clone(),
            reason,
        }))
    }

    /// The name of the operation.
    pub fn operation(&self) -> &'static str {
        self.0.response.operation().id
    }

    /// The status of the response.
    pub fn status(&self) -> StatusCode {
        self.0.response.status()
    }

    /// The headers of the response.
    pub fn headers(&self) -> &HeaderMap {
        self.0.response.headers()
    }

    /// The body of the response, decompressed.
    pub fn body(&self) -> &Bytes {
        self.0.response.body()
    }

    /// What the server calls this exchange, to be named in a question to its makers.
    pub fn request_id(&self) -> Option<&str> {
        self.0.response.request_id()
    }

    /// Where and why the JSON did not fit; `None` where the body was not even text.
    pub fn json(&self) -> Option<&JsonError> {
        match &self.0.reason {
            Reason::Json(error) => Some(error),
            Reason::Utf8(_) => None,
        }
    }
}

/// Says where the body went wrong but not what stood there, which may be a secret; [`DecodeError::json`] says that.
impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the body of {}'s {} response ",
            self.operation(),
            self.status()
        )?;
        match &self.0.reason {
            Reason::Utf8(error) => write!(f, "is not UTF-8 at byte {}", error.valid_up_to()),
            Reason::Json(error) => {
                f.write_str("does not fit its type")?;
                if !error.path().is_root() {
                    write!(f, " at {}", error.path())?;
                }
                write!(f, " (line {} column {})", error.line(), error.column())
            }
        }
    }
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DecodeError")
            .field("response", &self.0.response)
            .field("at", &format_args!("{self}"))
            .finish()
    }
}

/// Has no source on purpose: a JSON error quotes the value it did not expect, and whoever logs an error logs its sources.
impl std::error::Error for DecodeError {}
