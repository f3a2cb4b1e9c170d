//! Fields that all branches of a union have.

/// Gives a union a method for each field that all its branches have; the branches stand behind its name. A line says how the value
/// is given: as a `text`, `copied`, or `borrowed`.
///
/// ```ignore
/// shared_fields! { Shape(Circle, Square) {
///     id: required(String) text,
///     area: optional(f64) copied,
/// } }
/// ```
#[allow(unused_macros, reason = "a description need not have a union")]
macro_rules! shared_fields {
    ($type:ident $variants:tt { $($field:ident: $presence:ident($value:ty) $how:ident,)+ }) => {
        impl $type {
            $($crate::runtime::data::shared_fields! { @$how $variants $field $presence $value })+
        }
    };

    (@text ($($variant:ident),+) $field:ident $presence:ident $value:ty) => {
        /// The field of this name, which all known branches have.
        pub fn $field(&self) -> Option<&str> {
            match self {
                $(Self::$variant(it) => $crate::runtime::data::presence::seen::$presence(&it.$field).map(String::as_str),)+
                _ => None,
            }
        }
    };
    (@copied ($($variant:ident),+) $field:ident $presence:ident $value:ty) => {
        /// The field of this name, which all known branches have.
        pub fn $field(&self) -> Option<$value> {
            match self {
                $(Self::$variant(it) => $crate::runtime::data::presence::seen::$presence(&it.$field).copied(),)+
                _ => None,
            }
        }
    };
    (@borrowed ($($variant:ident),+) $field:ident $presence:ident $value:ty) => {
        /// The field of this name, which all known branches have.
        pub fn $field(&self) -> Option<&$value> {
            match self {
                $(Self::$variant(it) => $crate::runtime::data::presence::seen::$presence(&it.$field),)+
                _ => None,
            }
        }
    };
}

pub(crate) use shared_fields;
