//! Data types as tables: how every generated type is read and written through serde, without derives.
//!
//! A type offers two things: [`Decode::slot`], a place to be filled, and [`Encode::view`], its value as a writer sees it.
//! What is generic over a serde format is written once, in [`decode()`] and [`encode()`], and compiled once for each format
//! instead of once for each type. That keeps a crate of a thousand types quick to compile.
//!
//! - `macros`: make a table of a type, and all of its traits; generated code calls these
//! - `table`: what tables consist of
//! - `read`: from a serde format to a slot
//! - `write`: from a view to a serde format, to `Debug`, to a comparison
//! - `types`: types of fields that are neither Rust's nor generated: dates, base64, secrets
//! - `xml`: from and to XML, by a shape beside the table, where a description has bodies of XML

mod macros;
mod read;
mod table;
mod types;
mod write;
#[cfg(feature = "xml")]
#[doc(hidden)]
pub mod xml;

pub use macros::presence;
#[allow(
    unused_imports,
    reason = "a description need not have every kind of type"
)]
pub(crate) use macros::{
    foreign_json, foreign_text, integer_enum, number_enum, pick, received, record, scalar_enum,
    setter, setters, shared_fields, text_enum, traits, union,
};
#[cfg(feature = "xml")]
#[allow(unused_imports, reason = "generated code calls them")]
pub(crate) use macros::{xml_object, xml_root};
pub use read::fill::decode;
pub use read::from_json::{JsonError, from_json};
pub use read::location::{Path, Segment};
pub use read::slot::{Decode, MapSlot, OptionSlot, SeqSlot, Slot};
pub use read::tuple::TupleSlot;
pub use table::discriminator::{Branch, Discriminator, JsonType, UnionSlot, UnionTable};
pub use table::leaf::{FromJson, FromText, Key, Text, ToJson};
pub(crate) use table::object::other_properties;
pub use table::object::{Field, Keeps, Object, ObjectTable};
pub use table::scalar::{FromScalar, Scalar, Wanted};
pub use types::base64::Base64;
pub(crate) use types::base64::to_base64;
pub(crate) use types::calendar::days;
pub use types::extra::Extra;
pub use types::moment::{Date, DateTime};
pub use types::patch::Patch;
pub use types::secret::Secret;
pub(crate) use types::secret::holds_secret;
pub use types::time_crates::NotAMoment;
pub use types::unrecognized::Unrecognized;
pub use write::compare::{equal, show};
pub use write::encode::encode;
pub(crate) use write::json::{fields_to_json, to_json};
pub(crate) use write::tag::Tag;
pub use write::view::{Encode, MapView, SeqView, Variant, View};
pub use write::views::Views;
pub(crate) use write::views::see_fields;

/// Any JSON value: what a description leaves open, or says in a way no Rust type can hold.
pub type Json = serde_json::Value;
