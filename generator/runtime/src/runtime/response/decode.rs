//! From the bytes of a successful response to the type an operation promises.

use bytes::Bytes;
use http::StatusCode;
use serde::de::DeserializeOwned;

pub use crate::runtime::DecodeError;
use crate::runtime::RawResponse;
use crate::runtime::data::{Decode, JsonError, from_json};
use crate::runtime::response::decode_error::Reason;

/// Reads a JSON body, whatever the content type says.
///
/// A response without content (204, 205) is read as `null`, or as an object without properties, if `T` allows that.
///
/// # Errors
///
/// The body is not UTF-8, not JSON, or does not fit `T`.
#[doc(hidden)]
pub fn json<T: Decode>(response: &RawResponse) -> Result<T, DecodeError> {
    let text = json_text(response)?;
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
    let text = json_text(response)?;
    let read = serde_json::from_str(text).map_err(JsonError::from);
    read.map_err(|error| DecodeError::new(response, Reason::Json(error)))
}

/// Reads a text body.
///
/// # Errors
///
/// The body is not UTF-8.
#[doc(hidden)]
pub fn text(response: &RawResponse) -> Result<String, DecodeError> {
    utf8(response).map(str::to_owned)
}

/// Takes the body as it is.
///
/// # Errors
///
/// None; the signature is that of the others.
#[doc(hidden)]
pub fn bytes(response: &RawResponse) -> Result<Bytes, DecodeError> {
    Ok(response.body().clone())
}

/// Ignores the body.
///
/// # Errors
///
/// None; the signature is that of the others.
#[doc(hidden)]
pub fn empty(_response: &RawResponse) -> Result<(), DecodeError> {
    Ok(())
}

/// The body as JSON text. Where its end is missing, the beginning of a number would be read as another number.
fn json_text(response: &RawResponse) -> Result<&str, DecodeError> {
    let text = utf8(response)?;
    if response.is_complete() || text.trim_ascii_end().ends_with(['}', ']', '"']) {
        return Ok(text);
    }
    Err(DecodeError::new(response, Reason::Cut))
}

/// The body as text, without a byte order mark.
fn utf8(response: &RawResponse) -> Result<&str, DecodeError> {
    std::str::from_utf8(response.body())
        .map(|text| text.strip_prefix('\u{feff}').unwrap_or(text))
        .map_err(|error| DecodeError::new(response, Reason::Utf8(error)))
}
