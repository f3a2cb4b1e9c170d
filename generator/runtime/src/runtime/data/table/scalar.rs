//! Types that are a number, or any scalar, on the wire.

use crate::runtime::data::Json;

/// A JSON value other than an array, an object or `null`.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub enum Scalar<'a> {
    /// A boolean.
    Bool(bool),
    /// A signed integer.
    I64(i64),
    /// An unsigned integer.
    U64(u64),
    /// Any other number.
    F64(f64),
    /// A string.
    Str(&'a str),
}

/// The scalars that a type takes.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// Any scalar.
    Scalar,
}

/// A type that is read from a scalar.
#[doc(hidden)]
pub trait FromScalar {
    /// What the wire should have.
    fn wanted(&self) -> Wanted;

    /// Takes the value that `scalar` stands for.
    ///
    /// # Errors
    ///
    /// What was expected instead, as it follows the word "expected" in a message.
    fn set_scalar(&mut self, scalar: Scalar<'_>) -> Result<(), &'static str>;
}

impl Wanted {
    /// As it follows the word "expected" in a message.
    pub(crate) fn expected(self) -> &'static str {
        match self {
            Self::Integer => "a 64-bit integer",
            Self::Number => "a number",
            Self::Scalar => "a boolean, a number or a string",
        }
    }
}

/// Whole numbers up to this size are exact in a double, so that `3.0` may be read as the integer 3.
pub(crate) const MAX_EXACT: f64 = 9_007_199_254_740_992.0;

impl Scalar<'_> {
    /// The whole number that it is.
    #[allow(clippy::cast_possible_truncation, reason = "checked")]
    pub fn as_i64(self) -> Option<i64> {
        match self {
            Self::I64(value) => Some(value),
            Self::U64(value) => i64::try_from(value).ok(),
            Self::F64(value) if value.fract() == 0.0 && value.abs() <= MAX_EXACT => {
                Some(value as i64)
            }
            Self::F64(_) | Self::Bool(_) | Self::Str(_) => None,
        }
    }

    /// The number that it is, rounded to a double.
    #[allow(clippy::cast_precision_loss, reason = "wanted")]
    pub fn as_f64(self) -> Option<f64> {
        match self {
            Self::I64(value) => Some(value as f64),
            Self::U64(value) => Some(value as f64),
            Self::F64(value) => Some(value),
            Self::Bool(_) | Self::Str(_) => None,
        }
    }
}

/// Numbers are compared by value: `1` equals `1.0`.
impl PartialEq for Scalar<'_> {
    fn eq(&self, other: &Self) -> bool {
        match (*self, *other) {
            (Self::Bool(one), Self::Bool(other)) => one == other,
            (Self::Str(one), Self::Str(other)) => one == other,
            (one, other) => match (one.as_i64(), other.as_i64()) {
                (Some(one), Some(other)) => one == other,
                (None, None) => one.as_f64().is_some() && one.as_f64() == other.as_f64(),
                _ => false,
            },
        }
    }
}

impl From<Scalar<'_>> for Json {
    fn from(scalar: Scalar<'_>) -> Self {
        match scalar {
            Scalar::Bool(value) => value.into(),
            Scalar::I64(value) => value.into(),
            Scalar::U64(value) => value.into(),
            Scalar::F64(value) => value.into(),
            Scalar::Str(value) => value.into(),
        }
    }
}

macro_rules! scalars {
    ($($type:ty => |$value:ident| $scalar:expr),* $(,)?) => {$(
        impl<'a> From<$type> for Scalar<'a> {
            #[inline]
            fn from($value: $type) -> Self {
                $scalar
            }
        }
    )*};
}

scalars! {
    bool => |value| Scalar::Bool(value),
    i32 => |value| Scalar::I64(value.into()),
    i64 => |value| Scalar::I64(value),
    u64 => |value| Scalar::U64(value),
    f64 => |value| Scalar::F64(value),
    &'a str => |value| Scalar::Str(value),
}
