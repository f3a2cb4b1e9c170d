//! Several schemas about one value: `allOf`, and properties that several schemas describe.
//!
//! In come schemas that all hold for one value; out goes one type. [`conjuncts`] flattens nested `allOf`s into a list.
//! [`subsumption`] decides which of them says all that the others say. [`all_of`] merges what is left: scalars and lists
//! itself, objects through [`merged_object`], unions beside other keywords with the help of [`siblings`]. [`memo`] lowers
//! each merge once, however many places ask for it.

pub(in crate::lower) mod all_of;
pub(in crate::lower) mod conjuncts;
pub(in crate::lower) mod memo;
pub(in crate::lower) mod merged_object;
pub(in crate::lower) mod siblings;
pub(in crate::lower) mod subsumption;
