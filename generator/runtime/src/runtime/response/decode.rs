//! From the bytes of a successful response to the type an operation promises.

use bytes::Bytes;
use http::StatusCode;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use serde::de::DeserializeOwned;

pub use crate::runtime::DecodeError;
use crate::runtime::RawResponse;
use crate::runtime::data::{Decode, Json, JsonError, Slot, from_json};
use crate::runtime::response::decode_error::Reason;
#[cfg(feature = "xml")]
pub use crate::runtime::response::decode_xml::{xml, xml_content};

/// Reads a JSON body, whatever the content type says. Of a type of texts, an answer that says that it is a text is taken as
/// it is, and one that does not say what it is at least where it is no JSON.
///
/// A response without a body is read as `null` or as an empty text, and without content (204, 205) as an object without
/// properties as well, if `T` allows that.
///
/// # Errors
///
/// The body is not UTF-8, not JSON, or does not fit `T`.
#[doc(hidden)]
pub fn json<T: Decode>(response: &RawResponse) -> Result<T, DecodeError> {
    let read = || json_or_nothing(response);
    match BodySyntax::of(response) {
        _ if !holds_text(T::blank().slot()) => read(),
        BodySyntax::Text => as_text(response),
        BodySyntax::Json => read(),
        BodySyntax::Other => read().or_else(|error| as_text(response).map_err(|_| error)),
    }
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
        let is_json = BodySyntax::of(response) == BodySyntax::Json;
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
    let read = json(response);
    if holds_text(T::blank().slot()) {
        return read.or_else(|_| as_text(response));
    }
    read
}

/// Reads an item of a stream as JSON. The content type is that of the stream, and says nothing about an item. Of a type of
/// texts, an item that is no JSON string is the text itself: people describe lines of JSON as the text that they are.
///
/// # Errors
///
/// The item is not UTF-8, not JSON, or does not fit `T`.
pub(crate) fn item<T: Decode>(item: &RawResponse) -> Result<T, DecodeError> {
    let read = json_or_nothing(item);
    if holds_text(T::blank().slot()) {
        return read.or_else(|_| as_text(item));
    }
    read
}

fn json_or_nothing<T: Decode>(response: &RawResponse) -> Result<T, DecodeError> {
    let text = json_text(response)?;
    from_json(text)
        .or_else(|error| without_body(response).ok_or(error))
        .map_err(|error| DecodeError::new(response, Reason::Json(error)))
}

/// What an answer says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum BodySyntax {
    Json,
    Text,
    /// Neither, or nothing.
    Other,
}

impl BodySyntax {
    fn of(response: &RawResponse) -> Self {
        let media_type = media_type(response);
        if media_type.ends_with("json") {
            Self::Json
        } else if media_type.starts_with("text/") {
            Self::Text
        } else {
            Self::Other
        }
    }
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

/// What is read where nothing came.
fn without_body<T: Decode>(response: &RawResponse) -> Option<T> {
    if !response.body().is_empty() || !response.is_complete() {
        return None;
    }
    if holds_text(T::blank().slot()) {
        return from_json("null").or_else(|_| from_json("\"\"")).ok();
    }
    let is_nullable = match T::blank().slot() {
        Slot::Option(_) => true,
        // What may be anything was perhaps lost, unless the answer says that it has nothing.
        Slot::Any(_) => response.header(CONTENT_LENGTH.as_str()) == Some("0"),
        _ => false,
    };
    let is_expected = matches!(
        response.status(),
        StatusCode::NO_CONTENT | StatusCode::RESET_CONTENT
    );
    let null = || from_json("null").ok();
    let object = || from_json("{}").ok();
    (is_nullable || is_expected)
        .then(null)
        .flatten()
        .or_else(|| is_expected.then(object)?)
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

/// Reads a text body. Where it says that it is JSON, a string of JSON is what it says: tsoa writes texts so, whatever they are
/// described as.
///
/// # Errors
///
/// The body is not UTF-8.
#[doc(hidden)]
pub fn text(response: &RawResponse) -> Result<String, DecodeError> {
    let text = utf8(response)?;
    let is_string = BodySyntax::of(response) == BodySyntax::Json && text.starts_with('"');
    let string = is_string.then(|| from_json(text).ok()).flatten();
    Ok(string.unwrap_or_else(|| text.to_owned()))
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
pub(super) fn utf8(response: &RawResponse) -> Result<&str, DecodeError> {
    std::str::from_utf8(response.body())
        .map(|text| text.strip_prefix('\u{feff}').unwrap_or(text))
        .map_err(|error| DecodeError::new(response, Reason::Utf8(error)))
}
