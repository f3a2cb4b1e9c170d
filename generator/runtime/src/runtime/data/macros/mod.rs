//! The macros that generated types call: a table comes in, with one line for a field, a value or a branch; the impls of a
//! type go out.
//!
//! - `record`: structs, with `setters`, `presence` (which fields must be there) and `pick` (a field by its number)
//! - `text_enum`, `number_enum`, `scalar_enum`: enums of strings, of numbers, of both
//! - `union`: enums of several types, with `shared_fields`
//! - `foreign`: types of other crates
//! - `traits`: what all of them implement alike
//! - `xml`: how values are XML

#![allow(
    unused_imports,
    reason = "a description need not have every kind of type"
)]

mod foreign;
mod number_enum;
mod pick;
#[doc(hidden)]
pub mod presence;
mod record;
mod scalar_enum;
mod setters;
mod shared_fields;
mod text_enum;
mod traits;
mod union;
#[cfg(feature = "xml")]
mod xml;

pub(crate) use foreign::{foreign_json, foreign_text};
pub(crate) use number_enum::{integer_enum, number_enum};
pub(crate) use pick::pick;
pub(crate) use record::{received, record};
pub(crate) use scalar_enum::scalar_enum;
pub(crate) use setters::{setter, setters};
pub(crate) use shared_fields::shared_fields;
pub(crate) use text_enum::text_enum;
pub(crate) use traits::traits;
pub(crate) use union::union;
#[cfg(feature = "xml")]
pub(crate) use xml::{xml_object, xml_root};
