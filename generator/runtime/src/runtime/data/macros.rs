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
#[allow(unused_macros, reason = "a description need not have an object")]
macro_rules! record {
    ($type:ident {
        $($field:ident $(as $setter:ident)?: $presence:ident($($arg:tt)+) = $wire:tt,)*
        $(..$rest:ident($rest_type:ty))?
    }) => {
        $crate::runtime::data::setters! { $type { $($field $(as $setter)?: $presence($($arg)+),)* } }
        $($crate::runtime::data::record! { @rest $type $rest $rest_type })?

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

        $crate::runtime::data::traits! { $type, |value| $crate::runtime::data::View::Object(value) }
    };

    (@required required) => { true };
    (@required nullable) => { true };
    (@required $presence:ident) => { false };

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

/// Gives a struct a setter for each field: the entries are those of `record!`, without the names on the wire.
#[allow(unused_macros, reason = "a description need not have an object")]
macro_rules! setters {
    ($type:ident { $($field:ident $(as $setter:ident)?: $presence:ident($($arg:tt)+),)* }) => {
        impl $type {
            $($crate::runtime::data::setters! { @setter $field ($($setter)? $field) $presence ($($arg)+) })*
        }
    };

    (@setter $field:ident ($setter:ident $($_:ident)?) $presence:ident ($($arg:tt)+)) => {
        $crate::runtime::data::setters! { @typed $field $setter $presence ($($arg)+) }
    };
    (@typed $field:ident $setter:ident $presence:ident (bool)) => {
        $crate::runtime::data::setters! { @fn $field $setter $presence bool, value => value }
    };
    (@typed $field:ident $setter:ident $presence:ident (i32)) => {
        $crate::runtime::data::setters! { @fn $field $setter $presence i32, value => value }
    };
    (@typed $field:ident $setter:ident $presence:ident (i64)) => {
        $crate::runtime::data::setters! { @fn $field $setter $presence i64, value => value }
    };
    (@typed $field:ident $setter:ident $presence:ident (u32)) => {
        $crate::runtime::data::setters! { @fn $field $setter $presence u32, value => value }
    };
    (@typed $field:ident $setter:ident $presence:ident (u64)) => {
        $crate::runtime::data::setters! { @fn $field $setter $presence u64, value => value }
    };
    (@typed $field:ident $setter:ident $presence:ident (f32)) => {
        $crate::runtime::data::setters! { @fn $field $setter $presence f32, value => value }
    };
    (@typed $field:ident $setter:ident $presence:ident (f64)) => {
        $crate::runtime::data::setters! { @fn $field $setter $presence f64, value => value }
    };
    (@typed $field:ident $setter:ident $presence:ident (Vec<$item:ty>)) => {
        $crate::runtime::data::setters! {
            @fn $field $setter $presence impl IntoIterator<Item = impl Into<$item>>,
            value => value.into_iter().map(Into::into).collect()
        }
    };
    (@typed $field:ident $setter:ident $presence:ident (BTreeMap<String, $item:ty>)) => {
        $crate::runtime::data::setters! {
            @fn $field $setter $presence impl IntoIterator<Item = (impl Into<String>, impl Into<$item>)>,
            value => value.into_iter().map(|(key, value)| (key.into(), value.into())).collect()
        }
    };
    (@typed $field:ident $setter:ident $presence:ident ($type:ty)) => {
        $crate::runtime::data::setters! { @fn $field $setter $presence impl Into<$type>, value => value.into() }
    };

    (@fn $field:ident $setter:ident $presence:ident $arg:ty, $value:ident => $into:expr) => {
        #[doc = concat!("Sets [`", stringify!($field), "`](Self#structfield.", stringify!($field), ").")]
        #[inline]
        #[must_use]
        pub fn $setter(mut self, $value: $arg) -> Self {
            self.$field = $crate::runtime::data::setters!(@wrap $presence $into);
            self
        }
    };
    (@wrap required $value:expr) => { $value };
    (@wrap patch $value:expr) => { $crate::runtime::data::Patch::Value($value) };
    (@wrap $presence:ident $value:expr) => { Some($value) };
}

/// Implements what every data type has in one line each: the way to its [`View`](super::View), serde's two traits, and
/// `Debug` and `PartialEq` through it.
#[allow(unused_macros, reason = "used by the other tables")]
macro_rules! traits {
    ($type:ident, $view:expr) => {
        impl $crate::runtime::data::Encode for $type {
            #[inline]
            fn view(&self) -> $crate::runtime::data::View<'_> {
                let view: fn(&Self) -> $crate::runtime::data::View<'_> = $view;
                view(self)
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
                stringify!($variant),
                $crate::runtime::data::union!(@tag $($key $(= $value)?),*),
                inner
            ),)*
            Self::$unknown(json) => $crate::runtime::data::View::Branch(stringify!($unknown), None, json),
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
pub(crate) use {record, setters, text_enum, traits, union};
