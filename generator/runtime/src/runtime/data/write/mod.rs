//! Writing: a [`View`](view::View) comes in, a serde format, a `Debug` listing or the answer of a comparison goes out.
//!
//! - `view`: the shapes a view can have, and which of them Rust's own types have
//! - `views`: those of all fields of an object
//! - `encode`: what is written to a serde serializer
//! - `json`: JSON text, which clients send, without a serializer; `json_fields` its objects, `json_scalars` its texts and numbers
//! - `properties`: which fields of an object are written, for both
//! - `tag`: the property that says which branch of a union an object is
//! - `compare`: `Debug` and `PartialEq`, as derives would have them

pub(crate) mod compare;
pub(crate) mod encode;
pub(crate) mod json;
mod json_fields;
pub(crate) mod json_scalars;
mod properties;
pub(crate) mod tag;
pub(crate) mod view;
pub(crate) mod views;
