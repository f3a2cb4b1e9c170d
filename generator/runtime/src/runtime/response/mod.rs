//! Responses: status, headers and bytes come in, the type that an operation promises goes out, or an error that keeps them.

pub mod decode;
pub(crate) mod raw;
pub(crate) mod status_error;

pub use decode::{DecodeError, bytes, empty, json, text};
pub use raw::{RawResponse, Response};
pub use status_error::StatusError;
