//! Tables: what the macros write down of a type, and the reader and the writers read.
//!
//! - `object`: the fields of a struct, and which of them must be there
//! - `discriminator`: the branches of a union, and what tells them apart
//! - `leaf`: types that are one string, or JSON as a whole
//! - `scalar`: types that are one boolean, number or string

pub(crate) mod discriminator;
pub(crate) mod leaf;
pub(crate) mod object;
pub(crate) mod scalar;
