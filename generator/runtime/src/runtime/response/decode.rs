//! From the bytes of a successful response to the type an operation promises.

use bytes::Bytes;
use http::StatusCode;
use http::header::CONTENT_TYPE;
use serde::de::DeserializeOwned;

pub use crate::runtime::DecodeError;
use crate::runtime::RawResponse;
use crate::runtime::data::{Decode, Json, JsonError, Slot, from_json};
use crate::runtime::response::decode_error::Reason;

/// Reads a JSON body, whatever the content type says. Only a type of texts takes the body as it is where that is said to be
/// plain text.
///
/// A response without content (204, 205) is read as `null`, or as an object without properties, if `T` allows that.
///
/// # Errors
///
/// The body is not UTF-8, not JSON, or does not fit `T`.
#[doc(hidden)]
pub fn json<T: Decode>(response: &RawResponse) -> Result<T, DecodeError> {
    if holds_text(T::blank().slot()) && media_type(response) == "text/plain" {
        return as_text(response);
    }
    let text = json_text(response)?;
    from_json(text)
        .or_else(|error| without_content(response).ok_or(error))
        .map_err(|error| DecodeError::new(response, Reason::Json(error)))
}

/// Reads a body that may be JSON or a text: what is no JSON is the text itself, unless it is said to be JSON and `T` is no
/// type of texts.
///
/// # Errors
///
/// The body is not UTF-8, or does not fit `T`.
#[doc(hidden)]
pub fn any<T: Decode>(response: &RawResponse) -> Result<T, DecodeError> {
    json_or_text(response).or_else(|error| {
        let is_json = media_type(response).ends_with("json");
        let text = || as_text(response).ok();
        (!is_json).then(text).flatten().ok_or(error)
    })
}

/// Reads a JSON body. Of a type of texts, a body that is no JSON string is the text itself.
///
/// # Errors
///
/// The body is not UTF-8, or does not fit `T`.
pub(crate) fn json_or_text<T: Decode>(response: &RawResponse) -> Result<T, DecodeError> {
    if !holds_text(T::blank().slot()) {
        return json(response);
    }
    let media_type = media_type(response);
    if media_type.starts_with("text/") && !media_type.ends_with("json") {
        return as_text(response);
    }
    json(response).or_else(|_| as_text(response))
}

/// What the content type says, without its parameters and in lower case.
fn media_type(response: &RawResponse) -> String {
    let media_type = response.header(CONTENT_TYPE.as_str()).unwrap_or_default();
    let essence = media_type.split(';').next().unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}

/// Whether a type is one of texts.
fn holds_text(slot: Slot<'_>) -> bool {
    match slot {
        Slot::Str(_) | Slot::Secret(_) | Slot::Text(_) => true,
        Slot::Option(option) => holds_text(option.some()),
        _ => false,
    }
}

/// Reads the body as the text that it is.
fn as_text<T: Decode>(response: &RawResponse) -> Result<T, DecodeError> {
    let text = utf8(response)?;
    if !response.is_complete() {
        return Err(DecodeError::new(response, Reason::Cut));
    }
    let json = Json::String(text.to_owned()).to_string();
    from_json(&json).map_err(|error| DecodeError::new(response, Reason::Json(error)))
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
