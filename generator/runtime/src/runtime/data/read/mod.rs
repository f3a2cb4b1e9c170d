//! Reading: a [`Slot`](slot::Slot) and a serde deserializer come in; the slot is filled, or an error says where it cannot be.
//!
//! - `slot`: the shapes a slot can have, and which of them Rust's own types have
//! - `fill`: which type a slot asks the format for
//! - `visitor`: which values a slot takes, `number_read` those of numbers in quotes, `entries` those of numbers in disguise
//! - `object_read`, `union_read`, `tuple`: the properties of an object, the branch of a union, the places of a tuple
//! - `location`: the path in an error, and the limit of nesting
//! - `from_json`: JSON text, with line and column in the error, and `reason` what is wrong there

mod entries;
pub(crate) mod fill;
pub(crate) mod from_json;
pub(crate) mod location;
mod names;
mod number_read;
mod object_read;
pub(crate) mod quick;
mod reason;
mod seeds;
pub(crate) mod slot;
pub(crate) mod tuple;
mod union_read;
mod visitor;
