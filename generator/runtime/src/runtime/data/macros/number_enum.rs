//! Enums of numbers: a line a value.

/// Makes an enum of whole numbers readable, writable and printable; a line names a variant and its number. The last line
/// names the variant of every other number, without which an unknown number cannot be read.
///
/// ```ignore
/// integer_enum! { Level { Low = 1, High = 2, ..Unknown } }
/// ```
#[allow(unused_macros, reason = "a description need not have such an enum")]
macro_rules! integer_enum {
    ($type:ident { $($variant:ident = $wire:literal,)* $(..$unknown:ident)? }) => {
        $crate::runtime::data::number_enum! {
            @of i64 as_i64 Integer "one of the known numbers"
            $type { $($variant = $wire,)* $(..$unknown)? }
        }

        impl Eq for $type {}

        impl ::std::hash::Hash for $type {
            #[inline]
            fn hash<H: ::std::hash::Hasher>(&self, state: &mut H) {
                self.as_i64().hash(state);
            }
        }
    };
}

/// [`integer_enum!`] for numbers that need not be whole.
#[allow(unused_macros, reason = "a description need not have such an enum")]
macro_rules! number_enum {
    ($type:ident { $($variant:ident = $wire:literal,)* $(..$unknown:ident)? }) => {
        $crate::runtime::data::number_enum! {
            @of f64 as_f64 Number "one of the known numbers"
            $type { $($variant = $wire,)* $(..$unknown)? }
        }
    };

    (@of $repr:ident $as_repr:ident $wanted:ident $expected:literal
        $type:ident { $($variant:ident = $wire:literal,)* $(..$unknown:ident)? }
    ) => {
        impl $type {
            /// The number on the wire.
            #[inline]
            pub fn $as_repr(&self) -> $repr {
                match self {
                    $(Self::$variant => $wire,)*
                    $(Self::$unknown(other) => *other.get(),)?
                }
            }

            fn known(number: $repr) -> Option<Self> {
                $(
                    if number == $wire {
                        return Some(Self::$variant);
                    }
                )*
                None
            }
        }

        $(
            impl From<$repr> for $type {
                #[inline]
                fn from(number: $repr) -> Self {
                    Self::known(number)
                        .unwrap_or(Self::$unknown($crate::runtime::data::Unrecognized::of(number)))
                }
            }

            /// For literals.
            impl From<i32> for $type {
                #[inline]
                fn from(number: i32) -> Self {
                    Self::from($repr::from(number))
                }
            }
        )?

        impl ::std::fmt::Display for $type {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.$as_repr(), f)
            }
        }

        impl $crate::runtime::data::FromScalar for $type {
            #[inline]
            fn wanted(&self) -> $crate::runtime::data::Wanted {
                $crate::runtime::data::Wanted::$wanted
            }

            #[inline]
            fn set_scalar(&mut self, scalar: $crate::runtime::data::Scalar<'_>) -> Result<(), &'static str> {
                let number = scalar.$as_repr();
                $crate::runtime::data::number_enum! { @read self number $expected $($unknown)? }
                Ok(())
            }
        }

        impl $crate::runtime::data::Decode for $type {
            #[inline]
            fn blank() -> Self {
                $crate::runtime::data::number_enum! { @blank $repr [$($variant)*] $($unknown)? }
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
                    $(Self::$variant => {
                        const NUMBER: &$repr = &$wire;
                        $crate::runtime::data::View::Branch(
                            &$crate::runtime::data::Variant { name: stringify!($variant), discriminators: &[] },
                            NUMBER,
                        )
                    })*
                    $(Self::$unknown(other) => $crate::runtime::data::View::Branch(
                        &$crate::runtime::data::Variant { name: stringify!($unknown), discriminators: &[] },
                        other,
                    ),)?
                }
            }
        }

        $crate::runtime::data::traits! { $type }
    };

    (@read $self:ident $number:ident $expected:literal) => {
        *$self = $number.and_then(Self::known).ok_or($expected)?;
    };
    (@read $self:ident $number:ident $expected:literal $unknown:ident) => {
        *$self = $number.map(Self::from).ok_or("a number that fits")?;
    };
    (@blank $repr:ident [$first:ident $($variant:ident)*]) => { Self::$first };
    (@blank $repr:ident [$($variant:ident)*] $unknown:ident) => {
        Self::$unknown($crate::runtime::data::Unrecognized::of($repr::default()))
    };
}

pub(crate) use {integer_enum, number_enum};
