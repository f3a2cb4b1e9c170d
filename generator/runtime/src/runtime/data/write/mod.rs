//! Writing: a [`View`](view::View) comes in, a serde format, a `Debug` listing or the answer of a comparison goes out.
//!
//! - `view`: the shapes a view can have, and which of them Rust's own types have
//! - `encode`: what is written to a serde serializer, and which fields are left out
//! - `compare`: `Debug` and `PartialEq`, as derives would have them

pub(crate) mod compare;
pub(crate) mod encode;
pub(crate) mod view;
