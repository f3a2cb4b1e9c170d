//! Enums of several types: a line a branch.

/// Makes an enum of several types readable, writable, comparable and printable.
///
/// A line names a variant, its type, the JSON type of its values, and the discriminators of its objects: a property, a
/// property with a string, a boolean or an integer, several properties together, or a property further inside with a string. A property
/// with a string that other variants have as well stands before an `if` with what makes it this one; with nothing, they come first.
/// If the first is a property with a string, it is also written, before all other properties, with the string that the value
/// has there if that is a discriminator as well. A type that several variants have is `shared`; what else a variant is made from
/// stands behind `or`. The last line names the
/// variant that keeps values of no branch.
///
/// ```ignore
/// union! { Shape {
///     Circle(Circle): Object("kind" = "circle"),
///     Cat(Box<Cat>) or(Cat): Object("meow"),
///     Point(Point): Object("dimensions" is 0),
///     Frame(Frame): Object(("x", "y")),
///     Opened(Opened): Object(("event", "type") = "opened"),
///     Ring(Ring): Object("kind" = "disc" if("hole")),
///     Disc(Disc): Object("kind" = "disc" if()),
///     Name(String) or(&str): String(),
///     ..Unknown
/// } }
/// ```
#[allow(unused_macros, reason = "a description need not have a union")]
macro_rules! union {
    ($type:ident {
        $($variant:ident($inner:ty) $($word:ident $(($($other:ty),+))?)?: $json_type:ident($($property:tt $(= $value:literal)? $(is $scalar:literal)? $(if($($more:tt)*))?),*),)*
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
            fn table(&self) -> &'static $crate::runtime::data::UnionTable {
                &$crate::runtime::data::UnionTable {
                    branches: &[$($crate::runtime::data::Branch {
                        json_type: $crate::runtime::data::JsonType::$json_type,
                        discriminators: &[$($crate::runtime::data::union!(@discriminator $property $(= $value)? $(is $scalar)? $(if($($more)*))?)),*],
                    }),*],
                }
            }

            #[inline]
            fn select(&mut self, index: usize) -> $crate::runtime::data::Slot<'_> {
                $(
                    if index == 0 {
                        *self = Self::$variant($crate::runtime::data::Decode::blank());
                        if let Self::$variant(value) = self {
                            return $crate::runtime::data::Decode::slot(value);
                        }
                    }
                    let index = index.wrapping_sub(1);
                )*
                let _ = index;
                $crate::runtime::data::Slot::Any($crate::runtime::data::UnionSlot::unknown(self))
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
            $crate::runtime::data::union! { @from $type $variant($inner) $($word $(($($other),+))?)? }
        )*

        impl $crate::runtime::data::Encode for $type {
            #[inline]
            fn view(&self) -> $crate::runtime::data::View<'_> {
                match self {
                    $(Self::$variant(inner) => $crate::runtime::data::View::Branch(
                        &$crate::runtime::data::Variant {
                            name: stringify!($variant),
                            discriminators: &[$($crate::runtime::data::union!(@discriminator $property $(= $value)? $(is $scalar)? $(if($($more)*))?)),*],
                        },
                        inner,
                    ),)*
                    Self::$unknown(json) => $crate::runtime::data::View::Branch(
                        &$crate::runtime::data::Variant { name: stringify!($unknown), discriminators: &[] },
                        json,
                    ),
                }
            }
        }

        $crate::runtime::data::traits! { $type }
    };

    (@from $type:ident $variant:ident($inner:ty)) => {
        impl From<$inner> for $type {
            #[inline]
            fn from(value: $inner) -> Self {
                Self::$variant(value)
            }
        }
    };
    (@from $type:ident $variant:ident($inner:ty) shared) => {};
    (@from $type:ident $variant:ident($inner:ty) or($($other:ty),+)) => {
        $crate::runtime::data::union! { @from $type $variant($inner) }
        $(
            impl From<$other> for $type {
                #[inline]
                fn from(value: $other) -> Self {
                    Self::$variant(value.into())
                }
            }
        )+
    };

    (@discriminator $key:literal) => { $crate::runtime::data::Discriminator::Property($key) };
    (@discriminator $key:literal = $value:literal) => { $crate::runtime::data::Discriminator::String($key, $value) };
    (@discriminator $key:literal = $value:literal if($($property:tt $(= $more:literal)? $(is $scalar:literal)?),*)) => {
        $crate::runtime::data::Discriminator::Tagged(
            $key,
            $value,
            &[$($crate::runtime::data::union!(@discriminator $property $(= $more)? $(is $scalar)?)),*],
        )
    };
    (@discriminator $key:literal is $scalar:literal) => {
        $crate::runtime::data::Discriminator::Scalar($key, stringify!($scalar))
    };
    (@discriminator ($($key:literal),+) = $value:literal) => {
        $crate::runtime::data::Discriminator::Inner(&[$($key),+], $value)
    };
    (@discriminator ($($key:literal),+)) => { $crate::runtime::data::Discriminator::Properties(&[$($key),+]) };
}

pub(crate) use union;
