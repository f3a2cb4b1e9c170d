//! Types of fields that are neither Rust's nor generated.

pub(crate) mod base64;
pub(crate) mod calendar;
pub(crate) mod moment;
pub(crate) mod patch;
pub(crate) mod secret;
