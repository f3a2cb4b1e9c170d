//! Data types as tables: how every generated type is read and written through serde without derives.
//!
//! A type offers two things. [`Encode::view`] shows its value as a [`View`]; [`Decode::slot`] hands out a [`Slot`] to be
//! filled. Everything generic over a serde format is written once, in [`decode()`] and [`encode()`], and is instantiated
//! once per format instead of once per type: that is what keeps a crate of a thousand types quick to compile.
//!
//! The macros `record!`, `text_enum!`, `integer_enum!` and `union!` write both halves for a struct or an enum from its table.

mod base64;
mod calendar;
mod compare;
mod decode;
mod encode;
mod error;
mod json;
mod leaf;
mod macros;
mod moment;
mod number_read;
mod object;
mod object_read;
mod patch;
pub mod presence;
mod scalar;
mod secret;
mod slot;
mod tuple;
mod union;
mod union_read;
mod view;

pub use base64::Base64;
pub(crate) use calendar::days;
pub use compare::{equal, show};
pub use decode::decode;
pub use encode::encode;
pub use error::{Path, Segment};
pub use json::{JsonError, from_json};
pub use leaf::{FromJson, FromText, Text, ToJson, Unrecognized};
#[allow(
    unused_imports,
    reason = "a description need not have every kind of type"
)]
pub(crate) use macros::{
    foreign_json, foreign_text, integer_enum, number_enum, pick, received, record, scalar_enum,
    setter, setters, text_enum, traits, union,
};
pub use moment::{Date, DateTime, NotAMoment};
pub use object::{Field, Object, Table};
pub use patch::Patch;
pub use scalar::{FromScalar, Scalar, Wanted};
pub use secret::Secret;
pub(crate) use secret::holds_secret;
pub use slot::{Decode, MapSlot, OptionSlot, SeqSlot, Slot};
pub use tuple::TupleSlot;
pub use union::{Branch, Choices, Kind, Sign, UnionSlot};
pub use view::{Encode, MapView, SeqView, Variant, View};

/// Any JSON value: what a description leaves open, or says in a way no Rust type can hold.
pub type Json = serde_json::Value;
