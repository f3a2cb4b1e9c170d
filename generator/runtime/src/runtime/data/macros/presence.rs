//! The words of the tables for the presence of a field: how its value is kept, and whether the wire must have one. The
//! functions have these words as names, so that a table calls them without a macro for each field.

#![allow(missing_docs, reason = "each name is a word of the tables")]

use crate::runtime::data::Patch;

/// Fields of types that are passed as they are.
pub mod plain {
    use crate::runtime::data::Patch;

    #[inline]
    pub fn required<T>(value: T) -> T {
        value
    }

    #[inline]
    pub fn nullable<T>(value: T) -> Option<T> {
        Some(value)
    }

    #[inline]
    pub fn optional<T>(value: T) -> Option<T> {
        Some(value)
    }

    #[inline]
    pub fn patch<T>(value: T) -> Patch<T> {
        Patch::Value(value)
    }
}

/// Fields of types that are passed as what they can be made from.
pub mod made {
    use crate::runtime::data::Patch;

    #[inline]
    pub fn required<T>(value: impl Into<T>) -> T {
        value.into()
    }

    #[inline]
    pub fn nullable<T>(value: impl Into<T>) -> Option<T> {
        Some(value.into())
    }

    #[inline]
    pub fn optional<T>(value: impl Into<T>) -> Option<T> {
        Some(value.into())
    }

    #[inline]
    pub fn patch<T>(value: impl Into<T>) -> Patch<T> {
        Patch::Value(value.into())
    }
}

/// Fields that are lists.
pub mod list {
    use crate::runtime::data::Patch;

    #[inline]
    pub fn required<T>(items: impl IntoIterator<Item = impl Into<T>>) -> Vec<T> {
        items.into_iter().map(Into::into).collect()
    }

    #[inline]
    pub fn nullable<T>(items: impl IntoIterator<Item = impl Into<T>>) -> Option<Vec<T>> {
        Some(required(items))
    }

    #[inline]
    pub fn optional<T>(items: impl IntoIterator<Item = impl Into<T>>) -> Option<Vec<T>> {
        Some(required(items))
    }

    #[inline]
    pub fn patch<T>(items: impl IntoIterator<Item = impl Into<T>>) -> Patch<Vec<T>> {
        Patch::Value(required(items))
    }
}

/// Fields that are maps.
pub mod map {
    use std::collections::BTreeMap;

    use crate::runtime::data::Patch;

    #[inline]
    pub fn required<K: Ord, T>(
        entries: impl IntoIterator<Item = (impl Into<K>, impl Into<T>)>,
    ) -> BTreeMap<K, T> {
        let entries = entries.into_iter();
        entries
            .map(|(key, value)| (key.into(), value.into()))
            .collect()
    }

    #[inline]
    pub fn nullable<K: Ord, T>(
        entries: impl IntoIterator<Item = (impl Into<K>, impl Into<T>)>,
    ) -> Option<BTreeMap<K, T>> {
        Some(required(entries))
    }

    #[inline]
    pub fn optional<K: Ord, T>(
        entries: impl IntoIterator<Item = (impl Into<K>, impl Into<T>)>,
    ) -> Option<BTreeMap<K, T>> {
        Some(required(entries))
    }

    #[inline]
    pub fn patch<K: Ord, T>(
        entries: impl IntoIterator<Item = (impl Into<K>, impl Into<T>)>,
    ) -> Patch<BTreeMap<K, T>> {
        Patch::Value(required(entries))
    }
}

/// Fields as they are seen.
pub mod seen {
    use crate::runtime::data::Patch;

    #[inline]
    pub fn required<T>(value: &T) -> Option<&T> {
        Some(value)
    }

    #[inline]
    pub fn nullable<T>(value: &Option<T>) -> Option<&T> {
        value.as_ref()
    }

    #[inline]
    pub fn optional<T>(value: &Option<T>) -> Option<&T> {
        value.as_ref()
    }

    #[inline]
    pub fn patch<T>(value: &Patch<T>) -> Option<&T> {
        value.value()
    }
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
