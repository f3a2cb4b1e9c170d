//! The words of the tables for whether a field is there: how a value is kept, and whether the wire must have one. The names
//! are those words, so that a table leads to them without a macro for each field.

use super::Patch;

/// A field that is always there.
#[inline]
pub fn required<T>(value: T) -> T {
    value
}

/// A field that is always there, perhaps as `null`.
#[inline]
pub fn nullable<T>(value: T) -> Option<T> {
    Some(value)
}

/// A field that may be missing.
#[inline]
pub fn optional<T>(value: T) -> Option<T> {
    Some(value)
}

/// A field that may be missing, `null` or a value.
#[inline]
pub fn patch<T>(value: T) -> Patch<T> {
    Patch::Value(value)
}

/// Whether the wire must have the field.
#[allow(
    non_upper_case_globals,
    missing_docs,
    reason = "named as the tables name them"
)]
pub mod must_be_there {
    pub const required: bool = true;
    pub const nullable: bool = true;
    pub const optional: bool = false;
    pub const patch: bool = false;
}
