//! Writing: the view of a value comes in, a serde format, a debug listing or a comparison comes out.

pub(crate) mod compare;
pub(crate) mod encode;
pub(crate) mod view;
