//! Values as seen by a writer: [`Encode`] and the shapes a [`View`] can have.

use std::collections::BTreeMap;
use std::fmt;

use super::json_scalars::{each, write_bools, write_float, write_integer, write_text};
use crate::runtime::data::{Discriminator, Json, Key, Object, Text, ToJson};

/// A value that can be written: to JSON, to a parameter, to a debug listing. Callers have `Serialize`.
#[doc(hidden)]
pub trait Encode {
    /// The value as a writer sees it.
    #[doc(hidden)]
    fn view(&self) -> View<'_>;

    /// Writes the values as the items of a JSON array, each with a comma behind it; `false` where each has to be looked at as a view.
    ///
    /// # Errors
    ///
    /// A value cannot be written.
    #[doc(hidden)]
    #[inline]
    fn write_items(_: &[Self], _: &mut Vec<u8>) -> serde_json::Result<bool>
    where
        Self: Sized,
    {
        Ok(false)
    }
}

/// One value, borrowed, in the shape a writer needs.
#[doc(hidden)]
#[derive(Clone, Copy)]
#[non_exhaustive]
pub enum View<'a> {
    /// Nothing: an optional field that is not set. It is left out of an object and is `null` elsewhere.
    None,
    /// An explicit `null`.
    Null,
    /// A value behind `Option`.
    Some(&'a dyn Encode),
    /// A boolean.
    Bool(bool),
    /// A signed integer.
    I64(i64),
    /// An unsigned integer.
    U64(u64),
    /// A 128-bit integer.
    I128(i128),
    /// A single-precision number.
    F32(f32),
    /// A double-precision number.
    F64(f64),
    /// A string.
    Str(&'a str),
    /// A type of its own that is a string on the wire: an enum, a date.
    Text(&'a dyn Text),
    /// An array.
    Seq(&'a dyn SeqView),
    /// An object with free keys.
    Map(&'a dyn MapView),
    /// An object with named fields.
    Object(&'a dyn Object),
    /// A value behind a variant of any other enum: a branch of a union, or [`Patch::Value`](crate::runtime::data::Patch::Value).
    Branch(&'static Variant, &'a dyn Encode),
    /// Any JSON value.
    Any(&'a Json),
    /// A type of its own that becomes JSON as a whole.
    Whole(&'a dyn ToJson),
}

/// A variant of an enum.
#[doc(hidden)]
#[derive(Debug)]
pub struct Variant {
    /// Its name.
    pub name: &'static str,
    /// The discriminators of its objects, if it is a branch of a union. The first of them is written if it is a
    /// property with a string, unless the object has a string there itself.
    pub discriminators: &'static [Discriminator],
}

impl fmt::Debug for View<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        crate::runtime::data::show(self, f)
    }
}

impl Encode for View<'_> {
    fn view(&self) -> View<'_> {
        *self
    }
}

/// An array of values.
#[doc(hidden)]
pub trait SeqView {
    /// How many items there are.
    fn count(&self) -> usize;
    /// The item at `index`; [`View::None`] past the end.
    fn item(&self, index: usize) -> View<'_>;
    /// The items from `start` on, as many as `views` holds: one dynamic call instead of one for each item.
    fn items<'a>(&'a self, start: usize, views: &mut [View<'a>]) {
        for (view, index) in views.iter_mut().zip(start..) {
            *view = self.item(index);
        }
    }
    /// Writes all items as those of a JSON array, each with a comma behind it; `false` where each has to be looked at as a view.
    ///
    /// # Errors
    ///
    /// An item cannot be written.
    fn write_items(&self, _: &mut Vec<u8>) -> serde_json::Result<bool> {
        Ok(false)
    }
}

/// An object with free keys.
#[doc(hidden)]
pub trait MapView {
    /// The entries, in the order they are written.
    fn entries(&self) -> Box<dyn Iterator<Item = (&str, View<'_>)> + '_>;
    /// Hands each entry to `see`, in the order they are written.
    fn each(&self, see: &mut dyn FnMut(&str, View<'_>)) {
        self.entries().for_each(|(key, value)| see(key, value));
    }
}

macro_rules! encode_scalars {
    ($($type:ty => |$value:ident| $view:expr $(, |$items:ident, $out:ident| $write:expr)?;)*) => {$(
        impl Encode for $type {
            #[inline]
            fn view(&self) -> View<'_> {
                let $value = self;
                $view
            }

            $(
                fn write_items($items: &[Self], $out: &mut Vec<u8>) -> serde_json::Result<bool> {
                    $write
                }
            )?
        }
    )*};
}

encode_scalars! {
    bool => |value| View::Bool(*value), |items, out| {
        write_bools(items, out);
        Ok(true)
    };
    i32 => |value| View::I64(i64::from(*value));
    i64 => |value| View::I64(*value), |items, out| each(items, out, |it, out| write_integer(*it, out));
    u32 => |value| View::U64(u64::from(*value));
    u64 => |value| View::U64(*value);
    i128 => |value| View::I128(*value);
    f32 => |value| View::F32(*value);
    f64 => |value| View::F64(*value), |items, out| each(items, out, |it, out| write_float(*it, out));
    str => |value| View::Str(value);
    String => |value| View::Str(value), |items, out| each(items, out, |it, out| write_text(it, out));
    Json => |value| View::Any(value);
}

impl<T: Encode + ?Sized> Encode for &T {
    #[inline]
    fn view(&self) -> View<'_> {
        (**self).view()
    }
}

impl<T: Encode + ?Sized> Encode for Box<T> {
    #[inline]
    fn view(&self) -> View<'_> {
        (**self).view()
    }
}

impl<T: Encode> Encode for Option<T> {
    #[inline]
    fn view(&self) -> View<'_> {
        match self {
            Some(value) => View::Some(value),
            None => View::None,
        }
    }
}

impl<T: Encode> Encode for Vec<T> {
    #[inline]
    fn view(&self) -> View<'_> {
        View::Seq(self)
    }
}

impl<T: Encode> SeqView for Vec<T> {
    fn count(&self) -> usize {
        self.len()
    }

    fn item(&self, index: usize) -> View<'_> {
        self.get(index).map_or(View::None, Encode::view)
    }

    fn write_items(&self, out: &mut Vec<u8>) -> serde_json::Result<bool> {
        T::write_items(self, out)
    }
}

impl<K: Key, T: Encode> Encode for BTreeMap<K, T> {
    #[inline]
    fn view(&self) -> View<'_> {
        View::Map(self)
    }
}

impl<K: Key, T: Encode> MapView for BTreeMap<K, T> {
    fn entries(&self) -> Box<dyn Iterator<Item = (&str, View<'_>)> + '_> {
        Box::new(
            self.iter()
                .map(|(key, value)| (key.as_text(), value.view())),
        )
    }

    fn each(&self, see: &mut dyn FnMut(&str, View<'_>)) {
        for (key, value) in self {
            see(key.as_text(), value.view());
        }
    }
}
