//! Responses: status, headers and bytes come in; the type that an operation promises goes out, or an error that keeps them.

// raw           the response as it came, and whether its body says that the call failed
// decode        how a body is read
// decoded       the response with its body read
// decode_error  a body that cannot be read
// status_error  a response that says that the call failed
// message       what its body says, for people

#[doc(hidden)]
pub mod decode;
pub(crate) mod decode_error;
mod decoded;
pub(crate) mod message;
pub(crate) mod raw;
pub(crate) mod status_error;

pub use decode::{bytes, empty, json, text};
pub use decode_error::DecodeError;
pub use decoded::Response;
pub use raw::RawResponse;
pub use status_error::StatusError;
