//! Several schemas about one value: `allOf`, and properties that several schemas describe.
//!
//! In come [`Subschema`](subschema::Subschema)s that all hold for one value; out goes one type. [`mod@conjuncts`] puts the members
//! of nested `allOf`s side by side, [`subsumption`] decides which of them says all that the others say: [`all_of`] takes its
//! type. What is left is merged: [`distribution`] takes unions out of the conjuncts, whose [`union_siblings`] narrow them, and
//! [`intersection`] merges the others by their [`mod@json_types`], objects through [`merged_object`]. [`memoized`] lowers each
//! merge once, however many places ask for it.

pub(super) mod all_of;
pub(super) mod conjuncts;
pub(super) mod distribution;
mod intersection;
pub(super) mod json_types;
pub(super) mod memoized;
pub(super) mod merged_object;
pub(super) mod subschema;
mod subsumption;
mod union_siblings;
