//! What a deserializer is given for strings, keys of maps and items of arrays.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, Unexpected, Visitor};

use crate::runtime::data::SeqSlot;
use crate::runtime::data::read::fill::fill;
use crate::runtime::data::read::location::Trail;

/// A string, the most frequent value, without the match on the type of its slot.
pub(crate) struct StrPlace<'s>(pub(crate) &'s mut String);

impl Visitor<'_> for StrPlace<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<(), E> {
        // A new string allocates once, and just what this text needs.
        *self.0 = String::from(value);
        Ok(())
    }

    fn visit_string<E: Error>(self, value: String) -> Result<(), E> {
        *self.0 = value;
        Ok(())
    }
}

/// A string that no error quotes, and nothing that stands in its place.
pub(crate) struct SecretPlace<'s>(pub(crate) &'s mut String);

impl SecretPlace<'_> {
    fn refuse<E: Error>(found: &str) -> Result<(), E> {
        Err(E::invalid_type(Unexpected::Other(found), &"a string"))
    }
}

impl Visitor<'_> for SecretPlace<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<(), E> {
        StrPlace(self.0).visit_str(value)
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        Self::refuse("boolean")
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        Self::refuse("integer")
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
        Self::refuse("integer")
    }

    fn visit_i128<E: Error>(self, _: i128) -> Result<(), E> {
        Self::refuse("integer")
    }

    fn visit_u128<E: Error>(self, _: u128) -> Result<(), E> {
        Self::refuse("integer")
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        Self::refuse("number")
    }
}

/// A key of a map, which reuses the memory of the one before it.
pub(crate) struct MapKeySeed<'s>(pub(crate) &'s mut String);

impl<'de> DeserializeSeed<'de> for MapKeySeed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for MapKeySeed<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<(), E> {
        key.clone_into(self.0);
        Ok(())
    }
}

/// The next item of an array, whose place is made only when there is one.
pub(crate) struct ItemSeed<'s, 't> {
    pub(crate) seq: &'s mut dyn SeqSlot,
    pub(crate) trail: &'t Trail,
}

impl<'de> DeserializeSeed<'de> for ItemSeed<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        fill(self.seq.push(), self.trail, deserializer)
    }
}
