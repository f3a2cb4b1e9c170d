//! Structs: a line a field.

/// Makes a struct readable and writable, comparable and printable, and gives it a setter for each field.
///
/// A line says the field's name, whether it is `required`, `nullable` (always there, perhaps `null`), `optional`, or a
/// `patch` (absent, `null` or a value), its type without the `Option` or `Patch` around it, and its name on the wire. A
/// setter that may not have the field's name is named after `as`, and what makes it `null` after `or`. The last lines may name the map of all other
/// properties, and after `=>` what is kept though it has no place in the fields: all of it, if `unknown`, or else `nulls`.
///
/// ```ignore
/// record! { Participant {
///     /// What its setter says.
///     id: required(String) = "id",
///     clone as with_clone: optional(bool) = "clone",
///     ..additional_properties(Json)
///     => extra(unknown)
/// } }
/// ```
#[allow(unused_macros, reason = "a description need not have an object")]
macro_rules! record {
    ($type:ident {
        $(
            $(#[doc = $docs:literal])*
            $field:ident $(as $setter:ident)?: $presence:ident($($arg:tt)+) $(or $null:ident)? = $wire:tt,
        )*
        $(..$rest:ident($rest_type:ty))?
        $(=> $extra:ident($keeps:ident))?
    }) => {
        $crate::runtime::data::setters! { $type {
            $($(#[doc = $docs])* $field $(as $setter)?: $presence($($arg)+) $(or $null)?,)*
        } }
        $crate::runtime::data::record! {
            @table $type { $($field $presence $wire,)* } $(..$rest $rest_type)? $(=> $extra $keeps)?
        }
    };

    (@table $type:ident { $($field:ident $presence:ident $wire:tt,)* }
        $(..$rest:ident $rest_type:ty)? $(=> $extra:ident $keeps:ident)?
    ) => {
        $($crate::runtime::data::record! { @rest $type $rest $rest_type })?
        $($crate::runtime::data::record! { @extra $type $extra $keeps })?

        impl $crate::runtime::data::Decode for $type {
            #[inline]
            fn blank() -> Self {
                Self {
                    $($field: $crate::runtime::data::Decode::blank(),)*
                    $($rest: $crate::runtime::data::Decode::blank(),)?
                    $($extra: Default::default(),)?
                }
            }

            #[inline]
            fn slot(&mut self) -> $crate::runtime::data::Slot<'_> {
                $crate::runtime::data::Slot::Object(self)
            }
        }

        impl $crate::runtime::data::Encode for $type {
            #[inline]
            fn view(&self) -> $crate::runtime::data::View<'_> {
                $crate::runtime::data::View::Object(self)
            }
        }

        impl $crate::runtime::data::Object for $type {
            #[inline]
            fn table(&self) -> &'static $crate::runtime::data::ObjectTable {
                &$crate::runtime::data::ObjectTable {
                    name: stringify!($type),
                    fields: &[$($crate::runtime::data::Field {
                        wire: $wire,
                        literal: concat!(",", stringify!($wire), ":            "),
                        required: $crate::runtime::data::presence::must_be_there::$presence,
                    }),*],
                    rust: stringify!($($field)*),
                    rest: $crate::runtime::data::record!(@name $($rest)?),
                    keeps: $crate::runtime::data::record!(@keeps $($keeps)?),
                }
            }

            #[inline]
            fn views<'a>(&'a self, see: &mut $crate::runtime::data::Views<'_, 'a>) {
                see.fields(
                    $crate::runtime::data::Object::table(self),
                    &[$($crate::runtime::data::Encode::view(&self.$field)),*],
                );
            }

            #[inline]
            fn slot_at(&mut self, index: usize) -> $crate::runtime::data::Slot<'_> {
                $crate::runtime::data::pick! {
                    index,
                    $crate::runtime::data::Slot::Skip,
                    $(($crate::runtime::data::Decode::slot(&mut self.$field)))*
                }
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

            $(
                #[inline]
                fn extra(&self) -> Option<&$crate::runtime::data::Extra> {
                    Some(&self.$extra)
                }

                #[inline]
                fn extra_mut(&mut self) -> Option<&mut $crate::runtime::data::Extra> {
                    Some(&mut self.$extra)
                }
            )?
        }

        $crate::runtime::data::traits! { $type }
    };

    (@keeps) => { $crate::runtime::data::Keeps::Nothing };
    (@keeps nulls) => { $crate::runtime::data::Keeps::Nulls };
    (@keeps unknown) => { $crate::runtime::data::Keeps::Unknown };

    (@extra $type:ident $extra:ident nulls) => {};
    (@extra $type:ident $extra:ident unknown) => {
        impl $type {
            /// The properties that it was read with and has no fields for. They are sent with the fields.
            #[inline]
            pub fn $extra(&self) -> &$crate::runtime::data::Extra {
                &self.$extra
            }
        }
    };

    (@name) => { None };
    (@name $rest:ident) => { Some(stringify!($rest)) };

    (@rest $type:ident $rest:ident $value:ty) => {
        impl $type {
            /// Adds a property beside the named ones.
            #[inline]
            #[must_use]
            pub fn with_property(mut self, name: impl Into<String>, value: impl Into<$value>) -> Self {
                self.$rest.insert(name.into(), value.into());
                self
            }
        }
    };
}

/// [`record!`] for a struct that only the server sends. Only tests construct one, so `new` and its setters are behind the feature
/// `mock`: they are a third of what a struct costs to compile. A field that can have only one value names it behind `=>`.
///
/// ```ignore
/// received! { Deleted {
///     id: required(String) = "id",
///     deleted: required(bool) = "deleted" => true,
/// } }
/// ```
#[allow(unused_macros, reason = "a description need not have an object")]
macro_rules! received {
    ($type:ident {
        $($field:ident $(as $setter:ident)?: $presence:ident($($arg:tt)+) $(or $null:ident)? = $wire:tt $(=> $only:expr)?,)*
        $(..$rest:ident($rest_type:ty))?
        $(=> $extra:ident($keeps:ident))?
    }) => {
        /// Tests make one with `new` and a setter for each field, which come with the feature `mock`; or of JSON, by
        /// `serde_json::from_value`.
        #[cfg(not(feature = "mock"))]
        impl $type {}

        #[cfg(feature = "mock")]
        impl $type {
            /// One for a test: texts and lists are empty, and numbers 0. Each field has a method of its name that sets it.
            #[allow(clippy::new_without_default, reason = "nothing but a test has a use for it")]
            pub fn new() -> Self {
                #[allow(unused_mut, reason = "most have no field with only one value")]
                let mut new: Self = $crate::runtime::data::Decode::blank();
                $($(new.$field = $only;)?)*
                new
            }
        }

        #[cfg(feature = "mock")]
        $crate::runtime::data::setters! { $type { $($field $(as $setter)?: $presence($($arg)+) $(or $null)?,)* } }

        $crate::runtime::data::record! {
            @table $type { $($field $presence $wire,)* } $(..$rest $rest_type)? $(=> $extra $keeps)?
        }
    };
}

pub(crate) use {received, record};
