//! Fields with three states: left alone, cleared, set.

use crate::runtime::data::{Decode, Encode, OptionSlot, Slot, Variant, View};

/// A field that may be left out, set to `null`, or given a value, where the three mean different things to a server.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Patch<T> {
    /// The field is not sent.
    #[default]
    Absent,
    /// The field is sent as `null`.
    Null,
    /// The field is sent with a value.
    Value(T),
}

impl<T> Patch<T> {
    /// The value, if there is one.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }
}

impl<T> From<T> for Patch<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

impl From<&str> for Patch<String> {
    fn from(value: &str) -> Self {
        Self::Value(value.to_owned())
    }
}

impl<T> From<Option<T>> for Patch<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Self::Value)
    }
}

impl<T: Encode> Encode for Patch<T> {
    #[inline]
    fn view(&self) -> View<'_> {
        match self {
            Self::Absent => View::None,
            Self::Null => View::Null,
            Self::Value(value) => View::Branch(
                &Variant {
                    name: "Value",
                    discriminators: &[],
                },
                value,
            ),
        }
    }
}

impl<T: Decode> Decode for Patch<T> {
    #[inline]
    fn blank() -> Self {
        Self::Absent
    }

    #[inline]
    fn slot(&mut self) -> Slot<'_> {
        Slot::Option(self)
    }
}

impl<T: Decode> OptionSlot for Patch<T> {
    fn null(&mut self) -> bool {
        *self = Self::Null;
        true
    }

    fn some(&mut self) -> Slot<'_> {
        *self = Self::Value(T::blank());
        match self {
            Self::Value(value) => value.slot(),
            Self::Absent | Self::Null => Slot::Skip,
        }
    }
}
