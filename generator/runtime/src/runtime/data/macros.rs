//! The tables: one line a field, a value or a branch.

/// Makes a struct readable and writable, comparable and printable, and gives it a setter for each field.
///
/// A line says the field's name, whether it is `required`, `nullable` (always there, perhaps `null`), `optional`, or a
/// `patch` (absent, `null` or a value), its type without the `Option` or `Patch` around it, and its name on the wire. A
/// setter that may not have the field's name is named after `as`. The last line may name the map of all other
/// properties.
///
/// ```ignore
/// record! { Participant {
///     id: required(String) = "id",
///     clone as with_clone: optional(bool) = "clone",
///     ..extra(Json)
/// } }
/// ```
macro_rules! record {
    ($type:ident {
        $($field:ident $(as $setter:ident)?: $presence:ident($($arg:tt)+) = $wire:literal,)*
        $(..$rest:ident($rest_type:ty))?
    }) => {
        impl $type {
            $($crate::runtime::data::record! { @setter $field ($($setter)? $field) $presence ($($arg)+) })*
            $($crate::runtime::data::record! { @rest $rest $rest_type })?
        }

        impl $crate::runtime::data::Decode for $type {
            #[inline]
            fn blank() -> Self {
                Self {
                    $($field: $crate::runtime::data::Decode::blank(),)*
                    $($rest: $crate::runtime::data::Decode::blank(),)?
                }
            }

            #[inline]
            fn slot(&mut self) -> $crate::runtime::data::Slot<'_> {
                $crate::runtime::data::Slot::Object(self)
            }
        }

        impl $crate::runtime::data::Object for $type {
            #[inline]
            fn table(&self) -> &'static $crate::runtime::data::Table {
                &$crate::runtime::data::Table {
                    name: stringify!($type),
                    fields: &[$($crate::runtime::data::Field {
                        wire: $wire,
                        rust: stringify!($field),
                        required: $crate::runtime::data::record!(@required $presence),
                    }),*],
                    rest: $crate::runtime::data::record!(@name $($rest)?),
                }
            }

            #[inline]
            fn view_at(&self, mut index: usize) -> $crate::runtime::data::View<'_> {
                $(
                    if index == 0 {
                        return $crate::runtime::data::Encode::view(&self.$field);
                    }
                    index -= 1;
                )*
                let _ = index;
                $crate::runtime::data::View::None
            }

            #[inline]
            fn slot_at(&mut self, mut index: usize) -> $crate::runtime::data::Slot<'_> {
                $(
                    if index == 0 {
                        return $crate::runtime::data::Decode::slot(&mut self.$field);
                    }
                    index -= 1;
                )*
                let _ = index;
                $crate::runtime::data::Slot::Skip
            }

            $(
                #[inline]
                fn rest(&self) -> Option<&dyn $crate::runtime::data::MapView> {
                    Some(&self.$rest)
                }

                #[inline]
                fn rest_slot(&mut self) -> Option<&mut dyn $crate::runtime::data::MapSlot> {
                    Some(&mut self.$rest)
                }
            )?
        }

        $crate::runtime::data::traits! { $type, |value| Object(value) }
    };

    (@required required) => { true };
    (@required nullable) => { true };
    (@required $presence:ident) => { false };

    (@name) => { None };
    (@name $rest:ident) => { Some(stringify!($rest)) };

    (@setter $field:ident ($setter:ident $($_:ident)?) $presence:ident ($($arg:tt)+)) => {
        $crate::runtime::data::record! { @typed $field $setter $presence ($($arg)+) }
    };
    (@typed $field:ident $setter:ident $presence:ident (bool)) => {
        $crate::runtime::data::record! { @fn $field $setter $presence bool, value => value }
    };
    (@typed $field:ident $setter:ident $presence:ident (i32)) => {
        $crate::runtime::data::record! { @fn $field $setter $presence i32, value => value }
    };
    (@typed $field:ident $setter:ident $presence:ident (i64)) => {
        $crate::runtime::data::record! { @fn $field $setter $presence i64, value => value }
    };
    (@typed $field:ident $setter:ident $presence:ident (u32)) => {
        $crate::runtime::data::record! { @fn $field $setter $presence u32, value => value }
    };
    (@typed $field:ident $setter:ident $presence:ident (u64)) => {
        $crate::runtime::data::record! { @fn $field $setter $presence u64, value => value }
    };
    (@typed $field:ident $setter:ident $presence:ident (f32)) => {
        $crate::runtime::data::record! { @fn $field $setter $presence f32, value => value }
    };
    (@typed $field:ident $setter:ident $presence:ident (f64)) => {
        $crate::runtime::data::record! { @fn $field $setter $presence f64, value => value }
    };
    (@typed $field:ident $setter:ident $presence:ident (Vec<$item:ty>)) => {
        $crate::runtime::data::record! {
            @fn $field $setter $presence impl IntoIterator<Item = impl Into<$item>>,
            value => value.into_iter().map(Into::into).collect()
        }
    };
    (@typed $field:ident $setter:ident $presence:ident (BTreeMap<String, $item:ty>)) => {
        $crate::runtime::data::record! {
            @fn $field $setter $presence impl IntoIterator<Item = (impl Into<String>, impl Into<$item>)>,
            value => value.into_iter().map(|(key, value)| (key.into(), value.into())).collect()
        }
    };
    (@typed $field:ident $setter:ident $presence:ident ($type:ty)) => {
        $crate::runtime::data::record! { @fn $field $setter $presence impl Into<$type>, value => value.into() }
    };

    (@fn $field:ident $setter:ident $presence:ident $arg:ty, $value:ident => $into:expr) => {
        #[doc = concat!("Sets [`", stringify!($field), "`](Self#structfield.", stringify!($field), ").")]
        #[inline]
        #[must_use]
        pub fn $setter(mut self, $value: $arg) -> Self {
            self.$field = $crate::runtime::data::record!(@wrap $presence $into);
            self
        }
    };
    (@wrap required $value:expr) => { $value };
    (@wrap patch $value:expr) => { $crate::runtime::data::Patch::Value($value) };
    (@wrap $presence:ident $value:expr) => { Some($value) };

    (@rest $rest:ident $type:ty) => {
        /// Adds a property beside the named ones.
        #[inline]
        #[must_use]
        pub fn with_property(mut self, name: impl Into<String>, value: impl Into<$type>) -> Self {
            self.$rest.insert(name.into(), value.into());
            self
        }
    };
}

/// Implements what every data type has in one line each: the way to its [`View`](super::View), serde's two traits, and
/// `Debug` and `PartialEq` through it.
macro_rules! traits {
    ($type:ty, |$value:ident| $view:ident($($arg:expr),+)) => {
        impl $crate::runtime::data::Encode for $type {
            #[inline]
            fn view(&self) -> $crate::runtime::data::View<'_> {
                let $value = self;
                $crate::runtime::data::View::$view($($arg),+)
            }
        }

        impl ::serde::Serialize for $type {
            #[inline]
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::runtime::data::encode(self, serializer)
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $type {
            #[inline]
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
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

pub(crate) use {record, traits};
