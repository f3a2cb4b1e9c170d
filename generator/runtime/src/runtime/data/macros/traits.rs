//! What every data type implements.

/// Implements what every data type has in one line each: serde's two traits, and `Debug`
/// and `PartialEq`, all through its [`View`](crate::runtime::data::View).
#[allow(unused_macros, reason = "used by the other tables")]
macro_rules! traits {
    ($type:ident) => {
        impl ::serde::Serialize for $type {
            #[inline]
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::runtime::data::encode(self, serializer)
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $type {
            #[inline]
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> Result<Self, D::Error> {
                $crate::runtime::data::decode(deserializer)
            }
        }

        impl ::std::fmt::Debug for $type {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::runtime::data::show(self, f)
            }
        }

        impl PartialEq for $type {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::runtime::data::equal(self, other)
            }
        }
    };
}

pub(crate) use traits;
