//! The tables of enums: one line a value or a branch.

/// Makes an enum of strings readable, writable and printable; a line names a variant and its string. The last line names
/// the variant of every other string, without which an unknown string cannot be read.
///
/// ```ignore
/// text_enum! { Status { Live = "LIVE", Ended = "ENDED", ..Unknown } }
/// ```
#[allow(unused_macros, reason = "a description need not have an enum")]
macro_rules! text_enum {
    ($type:ident { $($variant:ident = $wire:tt,)* $(..$unknown:ident)? }) => {
        impl $type {
            /// The string on the wire.
            #[inline]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $wire,)*
                    $(Self::$unknown(other) => other.as_str(),)?
                }
            }

            fn known(text: &str) -> Option<Self> {
                Some(match text {
                    $($wire => Self::$variant,)*
                    _ => return None,
                })
            }
        }

        $(
            impl From<&str> for $type {
                #[inline]
                fn from(text: &str) -> Self {
                    Self::known(text)
                        .unwrap_or_else(|| Self::$unknown($crate::runtime::data::Unrecognized::new(text)))
                }
            }

            impl From<String> for $type {
                #[inline]
                fn from(text: String) -> Self {
                    Self::from(text.as_str())
                }
            }
        )?

        impl ::std::fmt::Display for $type {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl Eq for $type {}

        impl ::std::hash::Hash for $type {
            #[inline]
            fn hash<H: ::std::hash::Hasher>(&self, state: &mut H) {
                self.as_str().hash(state);
            }
        }

        impl $crate::runtime::data::Text for $type {
            #[inline]
            fn text(&self) -> &str {
                self.as_str()
            }

            #[inline]
            fn show(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                match self {
                    $(Self::$variant => f.write_str(stringify!($variant)),)*
                    $(Self::$unknown(other) => f.debug_tuple(stringify!($unknown)).field(other).finish(),)?
                }
            }
        }

        impl $crate::runtime::data::FromText for $type {
            #[inline]
            fn set_text(&mut self, text: &str) -> Result<(), &'static str> {
                $crate::runtime::data::text_enum! { @read self text $($unknown)? }
                Ok(())
            }
        }

        impl $crate::runtime::data::Decode for $type {
            #[inline]
            fn blank() -> Self {
                $crate::runtime::data::text_enum! { @blank [$($variant)*] $($unknown)? }
            }

            #[inline]
            fn slot(&mut self) -> $crate::runtime::data::Slot<'_> {
                $crate::runtime::data::Slot::Text(self)
            }
        }

        $crate::runtime::data::traits! { $type, |value| $crate::runtime::data::View::Text(value) }
    };

    (@read $self:ident $text:ident) => {
        *$self = Self::known($text).ok_or("one of the known values")?;
    };
    (@read $self:ident $text:ident $unknown:ident) => { *$self = Self::from($text); };
    (@blank [$first:ident $($variant:ident)*]) => { Self::$first };
    (@blank [$($variant:ident)*] $unknown:ident) => {
        Self::$unknown($crate::runtime::data::Unrecognized::new(""))
    };
}

/// Makes an enum of several types readable, writable, comparable and printable.
///
/// A line names a variant, its type, the JSON type it has, and what gives an object of it away: a property, or a
/// property with a value. The first such value is also written, before all other properties. The last line names the
/// variant that keeps what no branch fits.
///
/// ```ignore
/// union! { Shape {
///     Circle(Circle): Object("kind" = "circle"),
///     Cat(Box<Cat>): Object("meow"),
///     Name(String): String(),
///     ..Unknown
/// } }
/// ```
#[allow(unused_macros, reason = "a description need not have a union")]
macro_rules! union {
    ($type:ident {
        $($variant:ident($inner:ty): $kind:ident($($key:literal $(= $value:literal)?),*),)*
        ..$unknown:ident
    }) => {
        impl $crate::runtime::data::Decode for $type {
            #[inline]
            fn blank() -> Self {
                Self::$unknown($crate::runtime::data::Json::Null)
            }

            #[inline]
            fn slot(&mut self) -> $crate::runtime::data::Slot<'_> {
                $crate::runtime::data::Slot::Union(self)
            }
        }

        impl $crate::runtime::data::UnionSlot for $type {
            #[inline]
            fn choices(&self) -> &'static $crate::runtime::data::Choices {
                &$crate::runtime::data::Choices {
                    branches: &[$($crate::runtime::data::Branch {
                        kind: $crate::runtime::data::Kind::$kind,
                        signs: &[$($crate::runtime::data::union!(@sign $key $($value)?)),*],
                    }),*],
                }
            }

            #[inline]
            fn select(&mut self, mut index: usize) -> $crate::runtime::data::Slot<'_> {
                $(
                    if index == 0 {
                        *self = Self::$variant($crate::runtime::data::Decode::blank());
                        if let Self::$variant(value) = self {
                            return $crate::runtime::data::Decode::slot(value);
                        }
                    }
                    index = index.wrapping_sub(1);
                )*
                let _ = index;
                $crate::runtime::data::Slot::Any(self.unknown())
            }

            #[inline]
            fn unknown(&mut self) -> &mut $crate::runtime::data::Json {
                loop {
                    if let Self::$unknown(json) = self {
                        return json;
                    }
                    *self = Self::$unknown($crate::runtime::data::Json::Null);
                }
            }
        }

        $(
            impl From<$inner> for $type {
                #[inline]
                fn from(value: $inner) -> Self {
                    Self::$variant(value)
                }
            }
        )*

        $crate::runtime::data::traits! { $type, |value| match value {
            $(Self::$variant(inner) => $crate::runtime::data::View::Branch(
                &$crate::runtime::data::Variant {
                    name: stringify!($variant),
                    tag: $crate::runtime::data::union!(@tag $($key $(= $value)?),*),
                },
                inner,
            ),)*
            Self::$unknown(json) => $crate::runtime::data::View::Branch(
                &$crate::runtime::data::Variant { name: stringify!($unknown), tag: None },
                json,
            ),
        } }
    };

    (@sign $key:literal) => { $crate::runtime::data::Sign::Key($key) };
    (@sign $key:literal $value:literal) => { $crate::runtime::data::Sign::Value($key, $value) };
    (@tag $key:literal = $value:literal $($more:tt)*) => { Some(($key, $value)) };
    (@tag $($other:tt)*) => { None };
}

#[allow(
    unused_imports,
    reason = "a description need not have every kind of type"
)]
pub(crate) use {text_enum, union};
