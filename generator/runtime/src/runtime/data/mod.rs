//! Data types as tables: how every generated type is read and written through serde without derives.
//!
//! A type offers two things. [`Encode::view`] shows its value as a [`View`]; [`Decode::slot`] hands out a [`Slot`] to be
//! filled. Everything generic over a serde format is written once, in [`decode()`] and [`encode()`], and is instantiated
//! once per format instead of once per type: that is what keeps a crate of a thousand types quick to compile.
//!
//! The macros `record!`, `text_enum!`, `integer_enum!` and `union!` write both halves for a struct or an enum from its table.

mod macros;
mod read;
mod table;
mod types;
mod write;

pub use macros::presence;
#[allow(
    unused_imports,
    reason = "a description need not have every kind of type"
)]
pub(crate) use macros::{
    foreign_json, foreign_text, integer_enum, number_enum, pick, received, record, scalar_enum,
    setter, setters, text_enum, traits, union,
};
pub use read::fill::decode;
pub use read::from_json::{JsonError, from_json};
pub use read::path::{Path, Segment};
pub use read::slot::{Decode, MapSlot, OptionSlot, SeqSlot, Slot};
pub use read::tuple::TupleSlot;
pub use table::discriminator::{Branch, Choices, Kind, Sign, UnionSlot};
pub use table::leaf::{FromJson, FromText, Text, ToJson, Unrecognized};
pub use table::object::{Field, Object, Table};
pub use table::scalar::{FromScalar, Scalar, Wanted};
pub use types::base64::Base64;
pub(crate) use types::calendar::days;
pub use types::moment::{Date, DateTime, NotAMoment};
pub use types::patch::Patch;
pub use types::secret::Secret;
pub(crate) use types::secret::holds_secret;
pub use write::compare::{equal, show};
pub use write::encode::encode;
pub use write::view::{Encode, MapView, SeqView, Variant, View};

/// Any JSON value: what a description leaves open, or says in a way no Rust type can hold.
pub type Json = serde_json::Value;
