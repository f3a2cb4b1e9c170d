//! Responses: status, headers and bytes come in; the type that an operation promises goes out, or an error that keeps them.

pub mod decode;
pub(crate) mod decode_error;
mod decoded;
pub(crate) mod raw;
pub(crate) mod status_error;

pub use decode::{bytes, empty, json, text};
pub use decode_error::DecodeError;
pub use decoded::Response;
pub use raw::RawResponse;
pub use status_error::StatusError;
