//! Responses: status, headers and bytes come in; the type that an operation promises goes out, or an error that keeps them.

// raw           the response as it came, and whether its body says that the call failed
// decode        how a body is read
// decode_xml    how a body of XML is read
// decoded       the response with its body read
// decode_error  a body that cannot be read
// status_error  a response that says that the call failed
// error_body    what operations document about that
// typed_error   an error that is read as documented, or any other
// message       what its body says, for people

#[doc(hidden)]
pub mod decode;
pub(crate) mod decode_error;
#[cfg(feature = "xml")]
mod decode_xml;
mod decoded;
mod error_body;
pub(crate) mod message;
pub(crate) mod raw;
pub(crate) mod status_error;
mod typed_error;

pub use decode::{bytes, empty, json, text};
pub use decode_error::DecodeError;
pub use decoded::Response;
#[allow(
    unused_imports,
    reason = "a description need not have errors of several types"
)]
pub(crate) use error_body::documented_errors;
pub use error_body::{ErrorBody, ErrorContent, Undocumented};
pub use raw::RawResponse;
pub use status_error::StatusError;
pub use typed_error::{DocumentedError, TypedError};
