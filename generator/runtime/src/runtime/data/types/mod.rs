//! Types of fields that are neither Rust's nor generated. Each is read and written as a table says, like all others.
//!
//! - `text_types`: the macro for types that keep the text of the wire
//! - `moment`, `calendar`: dates and times; `time_crates`: their conversions with jiff, chrono and time
//! - `base64`: bytes as text
//! - `extra`: what an object had beside the fields of its type
//! - `patch`: a field that is absent, `null` or a value
//! - `secret`: a string that nothing shows, and where one is hidden in a value
//! - `unrecognized`: what an open enum keeps of a value it does not know

pub(crate) mod base64;
pub(crate) mod calendar;
pub(crate) mod extra;
pub(crate) mod moment;
pub(crate) mod patch;
pub(crate) mod secret;
mod text_types;
pub(crate) mod time_crates;
pub(crate) mod unrecognized;
