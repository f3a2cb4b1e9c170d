//! What operations document about their errors, as types.

use bytes::Bytes;

use crate::runtime::data::{Decode, Encode, View};
use crate::runtime::response::decode_error::Reason;
use crate::runtime::{DecodeError, RawResponse, decode};

/// What the body of an error can be read as: any type of the client, `bytes::Bytes`, or an enum with a variant for each status.
///
/// An operation names the type in that of its [`Request`](crate::runtime::Request).
pub trait ErrorBody: Sized {
    /// Reads the body of an error.
    ///
    /// # Errors
    ///
    /// The body does not fit the type, or is not all there.
    fn read(response: &RawResponse) -> Result<Self, DecodeError>;

    /// What the body holds.
    #[doc(hidden)]
    fn content(&self) -> ErrorContent<'_>;

    /// Whether a body of this status is one.
    #[doc(hidden)]
    fn is_for(&self, _status: u16) -> bool {
        true
    }
}

/// What the body of an error holds.
#[doc(hidden)]
#[allow(missing_debug_implementations, reason = "a view has none")]
pub enum ErrorContent<'a> {
    /// A JSON value.
    Json(View<'a>),
    /// A document of XML, or why there is none.
    Xml(Result<Vec<u8>, String>),
    /// Anything.
    Bytes(&'a Bytes),
    /// Nothing.
    Nothing,
}

/// A body of JSON. One that is no JSON is the text itself if the type is one of texts.
impl<T: Decode + Encode> ErrorBody for T {
    fn read(response: &RawResponse) -> Result<Self, DecodeError> {
        decode::json_or_text(response)
    }

    fn content(&self) -> ErrorContent<'_> {
        ErrorContent::Json(self.view())
    }
}

impl ErrorBody for Bytes {
    fn read(response: &RawResponse) -> Result<Self, DecodeError> {
        if response.is_complete() {
            return decode::bytes(response);
        }
        Err(DecodeError::new(response, Reason::Cut))
    }

    fn content(&self) -> ErrorContent<'_> {
        ErrorContent::Bytes(self)
    }
}

/// The error type of an operation that documents no body of an error. There is no value of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undocumented {}

impl ErrorBody for Undocumented {
    fn read(response: &RawResponse) -> Result<Self, DecodeError> {
        Err(DecodeError::undocumented(response))
    }

    fn content(&self) -> ErrorContent<'_> {
        ErrorContent::Nothing
    }
}

/// Makes an enum of errors readable: a line names a variant, its type, what its document is where it is XML, and the statuses it is for.
///
/// ```ignore
/// documented_errors! { GetError {
///     NotFound(Problem) = 404,
///     ClientError(Invalid) = 400..=499,
///     BadGateway(Fault as crate::xml::FAULT) = 502,
///     Default(Problem) = _,
/// } }
/// ```
#[allow(
    unused_macros,
    reason = "a description need not have errors of several types"
)]
macro_rules! documented_errors {
    ($type:ident { $($variant:ident($body:ty $(as $root:path)?) = $status:pat),* $(,)? }) => {
        impl $crate::runtime::response::ErrorBody for $type {
            fn read(
                response: &$crate::runtime::RawResponse,
            ) -> Result<Self, $crate::runtime::DecodeError> {
                #[allow(unreachable_patterns, reason = "a line may be for all other statuses")]
                match response.status().as_u16() {
                    $($status => $crate::runtime::response::documented_errors!(@read response $($root)?).map(Self::$variant),)*
                    _ => Err($crate::runtime::DecodeError::undocumented(response)),
                }
            }

            fn content(&self) -> $crate::runtime::response::ErrorContent<'_> {
                match self {
                    $(Self::$variant(body) => $crate::runtime::response::documented_errors!(@content body $($root)?),)*
                }
            }

            fn is_for(&self, status: u16) -> bool {
                #[allow(unreachable_patterns, reason = "a line may be for all other statuses")]
                match status {
                    $($status => matches!(self, Self::$variant(_)),)*
                    _ => false,
                }
            }
        }
    };
    (@read $response:ident) => { $crate::runtime::response::ErrorBody::read($response) };
    (@read $response:ident $root:path) => { $crate::runtime::decode::xml($response, &$root) };
    (@content $body:ident) => { $crate::runtime::response::ErrorBody::content($body) };
    (@content $body:ident $root:path) => { $crate::runtime::decode::xml_content($body, &$root) };
}

#[allow(
    unused_imports,
    reason = "a description need not have errors of several types"
)]
pub(crate) use documented_errors;
