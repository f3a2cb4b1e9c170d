//! Reading: a slot and a serde format come in, the slot is filled, or an error says where it could not be.

pub(crate) mod fill;
pub(crate) mod from_json;
mod number_read;
mod object_read;
pub(crate) mod path;
pub(crate) mod slot;
pub(crate) mod tuple;
mod union_read;
