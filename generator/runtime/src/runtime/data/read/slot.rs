//! Places to be filled by a reader: [`Decode`] and the shapes a [`Slot`] can have.

use std::collections::BTreeMap;
use std::fmt;

use crate::runtime::data::read::quick::Quick;
use crate::runtime::data::{
    FromJson, FromScalar, FromText, Json, Key, Object, TupleSlot, UnionSlot,
};

/// A value that can be read.
pub trait Decode: Sized {
    /// A value to read into, which no caller sees before it has been filled.
    #[doc(hidden)]
    fn blank() -> Self;

    /// The place a reader fills.
    #[doc(hidden)]
    fn slot(&mut self) -> Slot<'_>;

    /// Reads the rest of an array; `Some(false)` where each item is read into its slot.
    #[doc(hidden)]
    #[inline]
    fn read_items(_: &mut Vec<Self>, _: &mut Quick<'_>) -> Option<bool> {
        Some(false)
    }
}

/// A place for one value, borrowed, in the shape a reader needs.
#[doc(hidden)]
#[non_exhaustive]
pub enum Slot<'a> {
    /// A boolean.
    Bool(&'a mut bool),
    /// A 32-bit integer.
    I32(&'a mut i32),
    /// A 64-bit integer.
    I64(&'a mut i64),
    /// An unsigned 32-bit integer.
    U32(&'a mut u32),
    /// An unsigned 64-bit integer.
    U64(&'a mut u64),
    /// A 128-bit integer.
    I128(&'a mut i128),
    /// A single-precision number.
    F32(&'a mut f32),
    /// A double-precision number.
    F64(&'a mut f64),
    /// A string.
    Str(&'a mut String),
    /// A string that nothing shows.
    Secret(&'a mut String),
    /// A type of its own that is a string on the wire.
    Text(&'a mut dyn FromText),
    /// A type of its own that is a number, or any scalar, on the wire.
    Scalar(&'a mut dyn FromScalar),
    /// A value that may be `null`.
    Option(&'a mut dyn OptionSlot),
    /// An array.
    Seq(&'a mut dyn SeqSlot),
    /// An array with a type for each place.
    Tuple(&'a mut dyn TupleSlot),
    /// An object with free keys.
    Map(&'a mut dyn MapSlot),
    /// An object with named fields.
    Object(&'a mut dyn Object),
    /// One of several types.
    Union(&'a mut dyn UnionSlot),
    /// Any JSON value, or a type of its own that is made from one.
    Any(&'a mut dyn FromJson),
    /// Nowhere: the value is read and dropped.
    Skip,
}

impl fmt::Debug for Slot<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Slot")
    }
}

/// A value that may be `null`.
#[doc(hidden)]
pub trait OptionSlot {
    /// Stores that the wire said `null`, and returns whether it can be told from no value at all afterwards.
    fn null(&mut self) -> bool;
    /// Stores that there is a value, and returns the place for it.
    fn some(&mut self) -> Slot<'_>;
}

/// An array.
#[doc(hidden)]
pub trait SeqSlot {
    /// Appends an item and returns the place for it.
    fn push(&mut self) -> Slot<'_>;
    /// Reads the rest of a JSON array; `Some(false)` where each item is read into its slot, and `None` where it is unusual.
    fn read_items(&mut self, reader: &mut Quick<'_>) -> Option<bool>;
}

/// An object with free keys.
#[doc(hidden)]
pub trait MapSlot {
    /// Adds an entry, or replaces the one of the same key, and returns the place for its value.
    ///
    /// # Errors
    ///
    /// What was expected instead of `key`, as it follows the word "expected" in a message.
    fn entry(&mut self, key: &str) -> Result<Slot<'_>, &'static str>;
}

macro_rules! decode_scalars {
    ($($type:ty => $slot:ident $($read:ident)?),* $(,)?) => {$(
        impl Decode for $type {
            #[inline]
            fn blank() -> Self {
                Self::default()
            }

            #[inline]
            fn slot(&mut self) -> Slot<'_> {
                Slot::$slot(self)
            }

            $(
                fn read_items(items: &mut Vec<Self>, reader: &mut Quick<'_>) -> Option<bool> {
                    reader.$read(items)
                }
            )?
        }
    )*};
}

decode_scalars! {
    bool => Bool booleans, i32 => I32, i64 => I64 integers, u32 => U32, u64 => U64, i128 => I128, f32 => F32, f64 => F64 floats,
    String => Str texts, Json => Any,
}

impl<T: Decode> Decode for Box<T> {
    #[inline]
    fn blank() -> Self {
        Self::new(T::blank())
    }

    #[inline]
    fn slot(&mut self) -> Slot<'_> {
        (**self).slot()
    }
}

impl<T: Decode> Decode for Option<T> {
    #[inline]
    fn blank() -> Self {
        None
    }

    #[inline]
    fn slot(&mut self) -> Slot<'_> {
        Slot::Option(self)
    }
}

impl<T: Decode> OptionSlot for Option<T> {
    fn null(&mut self) -> bool {
        *self = None;
        false
    }

    fn some(&mut self) -> Slot<'_> {
        self.insert(T::blank()).slot()
    }
}

impl<T: Decode> Decode for Vec<T> {
    #[inline]
    fn blank() -> Self {
        Self::new()
    }

    #[inline]
    fn slot(&mut self) -> Slot<'_> {
        Slot::Seq(self)
    }
}

impl<T: Decode> SeqSlot for Vec<T> {
    fn push(&mut self) -> Slot<'_> {
        self.push(T::blank());
        self.last_mut().map_or(Slot::Skip, Decode::slot)
    }

    fn read_items(&mut self, reader: &mut Quick<'_>) -> Option<bool> {
        T::read_items(self, reader)
    }
}

impl<K: Key, T: Decode> Decode for BTreeMap<K, T> {
    #[inline]
    fn blank() -> Self {
        Self::new()
    }

    #[inline]
    fn slot(&mut self) -> Slot<'_> {
        Slot::Map(self)
    }
}

impl<K: Key, T: Decode> MapSlot for BTreeMap<K, T> {
    fn entry(&mut self, key: &str) -> Result<Slot<'_>, &'static str> {
        let entry = BTreeMap::entry(self, K::of(key)?);
        let anew = |value: &mut T| *value = T::blank();
        Ok(entry.and_modify(anew).or_insert_with(T::blank).slot())
    }
}
