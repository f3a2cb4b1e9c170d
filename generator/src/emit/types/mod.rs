//! Types: what each definition of the model is in Rust, and how a type is written where it is used.
//!
//! In come the definitions of types; out go items with their tables. [`shared`] makes the file of a component and chooses the
//! emitter of a definition: [`struct_`] for objects, with [`mod@constructor`] and [`mod@conversion`], [`enum_`] for lists of values, [`union`] for one of several types.
//! [`mod@foreign`] reads and writes types of other crates. [`type_expr`] writes a type in a field, a table or an argument.

pub(in crate::emit) mod constructor;
mod conversion;
mod enum_;
pub(super) mod field;
pub(in crate::emit) mod foreign;
pub(in crate::emit) mod shared;
pub(in crate::emit) mod struct_;
pub(in crate::emit) mod type_expr;
mod union;
