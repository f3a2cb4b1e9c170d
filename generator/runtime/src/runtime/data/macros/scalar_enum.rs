//! Enums of values of several types: a line a value.

/// Makes an enum of booleans, numbers and strings readable, writable and printable; a line names a variant and its value. The
/// last line names the variant of every other value, without which an unknown one cannot be read.
///
/// ```ignore
/// scalar_enum! { Size { Auto = "auto", N1 = 1, On = true, ..Unknown } }
/// ```
#[allow(unused_macros, reason = "a description need not have such an enum")]
macro_rules! scalar_enum {
    ($type:ident { $($variant:ident = $wire:literal,)* $(..$unknown:ident)? }) => {
        impl $type {
            /// The value on the wire.
            pub fn json(&self) -> $crate::runtime::data::Json {
                match self {
                    $(Self::$variant => $crate::runtime::data::Json::from($wire),)*
                    $(Self::$unknown(other) => other.get().clone(),)?
                }
            }

            fn known(scalar: $crate::runtime::data::Scalar<'_>) -> Option<Self> {
                $(
                    if scalar == $crate::runtime::data::Scalar::from($wire) {
                        return Some(Self::$variant);
                    }
                )*
                None
            }
        }

        $crate::runtime::data::scalar_enum! { @from $type $($unknown)? }

        impl $crate::runtime::data::FromScalar for $type {
            #[inline]
            fn wanted(&self) -> $crate::runtime::data::Wanted {
                $crate::runtime::data::Wanted::Scalar
            }

            #[inline]
            fn set_scalar(&mut self, scalar: $crate::runtime::data::Scalar<'_>) -> Result<(), &'static str> {
                $crate::runtime::data::scalar_enum! { @read self scalar $($unknown)? }
                Ok(())
            }
        }

        impl $crate::runtime::data::Decode for $type {
            #[inline]
            fn blank() -> Self {
                $crate::runtime::data::scalar_enum! { @blank [$($variant)*] $($unknown)? }
            }

            #[inline]
            fn slot(&mut self) -> $crate::runtime::data::Slot<'_> {
                $crate::runtime::data::Slot::Scalar(self)
            }
        }

        impl $crate::runtime::data::Encode for $type {
            #[inline]
            fn view(&self) -> $crate::runtime::data::View<'_> {
                match self {
                    $(Self::$variant => $crate::runtime::data::View::Branch(
                        &$crate::runtime::data::Variant { name: stringify!($variant), discriminators: &[] },
                        &$wire,
                    ),)*
                    $(Self::$unknown(other) => $crate::runtime::data::View::Branch(
                        &$crate::runtime::data::Variant { name: stringify!($unknown), discriminators: &[] },
                        other,
                    ),)?
                }
            }
        }

        $crate::runtime::data::traits! { $type }
    };

    (@from $type:ident) => {};
    (@from $type:ident $unknown:ident) => {
        $crate::runtime::data::scalar_enum! { @from_each $type $unknown bool i32 i64 f64 }

        impl From<&str> for $type {
            fn from(value: &str) -> Self {
                let scalar = $crate::runtime::data::Scalar::from(value);
                Self::known(scalar).unwrap_or_else(|| {
                    Self::$unknown($crate::runtime::data::Unrecognized::of(value.into()))
                })
            }
        }
    };
    (@from_each $type:ident $unknown:ident $($value:ident)*) => {$(
        impl From<$value> for $type {
            fn from(value: $value) -> Self {
                let scalar = $crate::runtime::data::Scalar::from(value);
                Self::known(scalar).unwrap_or_else(|| {
                    Self::$unknown($crate::runtime::data::Unrecognized::of(value.into()))
                })
            }
        }
    )*};
    (@read $self:ident $scalar:ident) => {
        *$self = Self::known($scalar).ok_or("one of the known values")?;
    };
    (@read $self:ident $scalar:ident $unknown:ident) => {
        *$self = Self::known($scalar).unwrap_or_else(|| {
            Self::$unknown($crate::runtime::data::Unrecognized::of($scalar.into()))
        });
    };
    (@blank [$first:ident $($variant:ident)*]) => { Self::$first };
    (@blank [$($variant:ident)*] $unknown:ident) => {
        Self::$unknown($crate::runtime::data::Unrecognized::of($crate::runtime::data::Json::Null))
    };
}

pub(crate) use scalar_enum;
