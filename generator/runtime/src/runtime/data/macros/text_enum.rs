//! Enums of strings: a line a value.

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

        /// In the order of the strings.
        impl ::std::cmp::Ord for $type {
            #[inline]
            fn cmp(&self, other: &Self) -> ::std::cmp::Ordering {
                self.as_str().cmp(other.as_str())
            }
        }

        impl ::std::cmp::PartialOrd for $type {
            #[inline]
            fn partial_cmp(&self, other: &Self) -> Option<::std::cmp::Ordering> {
                Some(self.cmp(other))
            }
        }

        impl AsRef<str> for $type {
            #[inline]
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        $crate::runtime::data::text_enum! { @parse $type $($unknown)? }

        impl ::std::hash::Hash for $type {
            #[inline]
            fn hash<H: ::std::hash::Hasher>(&self, state: &mut H) {
                self.as_str().hash(state);
            }
        }

        impl $crate::runtime::data::Text for $type {
            #[inline]
            fn text(&self) -> ::std::borrow::Cow<'_, str> {
                ::std::borrow::Cow::Borrowed(self.as_str())
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

        impl $crate::runtime::data::Encode for $type {
            #[inline]
            fn view(&self) -> $crate::runtime::data::View<'_> {
                $crate::runtime::data::View::Text(self)
            }
        }

        $crate::runtime::data::traits! { $type }
    };

    (@parse $type:ident) => {
        impl ::std::str::FromStr for $type {
            type Err = $crate::runtime::data::Unrecognized;

            #[inline]
            fn from_str(text: &str) -> Result<Self, $crate::runtime::data::Unrecognized> {
                Self::known(text).ok_or_else(|| $crate::runtime::data::Unrecognized::new(text))
            }
        }
    };
    (@parse $type:ident $unknown:ident) => {
        impl ::std::str::FromStr for $type {
            type Err = ::std::convert::Infallible;

            #[inline]
            fn from_str(text: &str) -> Result<Self, ::std::convert::Infallible> {
                Ok(Self::from(text))
            }
        }
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

pub(crate) use text_enum;
