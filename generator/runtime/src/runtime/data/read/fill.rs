//! The driver of all reading: fills a [`Slot`] from any self-describing serde format.

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny};

use crate::runtime::data::read::location::Trail;
use crate::runtime::data::read::seeds::{SecretPlace, StrPlace};
use crate::runtime::data::read::visitor::take;
use crate::runtime::data::{Decode, Json, JsonType, Slot, UnionSlot};

/// Reads a value of any generated type; the `Deserialize` of every one of them is a call of this.
///
/// # Errors
///
/// What the format reports, with the path to the value in front of the message.
#[doc(hidden)]
pub fn decode<'de, T: Decode, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut value = T::blank();
    fill_with_path(value.slot(), deserializer)?;
    Ok(value)
}

fn fill_with_path<'de, D: Deserializer<'de>>(
    slot: Slot<'_>,
    deserializer: D,
) -> Result<(), D::Error> {
    let trail = Trail::default();
    fill(slot, &trail, deserializer).map_err(|error| {
        let path = trail.into_path();
        if path.is_root() {
            error
        } else {
            D::Error::custom(format_args!("{path}: {error}"))
        }
    })
}

/// Fills `slot` with the next value. On an error, `trail` has the path to it.
pub(crate) fn fill<'de, D: Deserializer<'de>>(
    slot: Slot<'_>,
    trail: &Trail,
    deserializer: D,
) -> Result<(), D::Error> {
    Fill { slot, trail }.deserialize(deserializer)
}

/// A slot to be filled by a deserializer.
pub(crate) struct Fill<'s, 't> {
    pub(crate) slot: Slot<'s>,
    pub(crate) trail: &'t Trail,
}

impl<'de> DeserializeSeed<'de> for Fill<'_, '_> {
    type Value = ();

    /// Asks the format for the type of the slot; but not for numbers, dates, lists and maps, which servers write in more
    /// than one way.
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        match self.slot {
            Slot::Bool(_) => deserializer.deserialize_bool(self),
            Slot::Str(place) => deserializer.deserialize_str(StrPlace(place)),
            // A format that is asked for a string tells itself what it has instead.
            Slot::Secret(place) => deserializer.deserialize_any(SecretPlace(place)),
            Slot::Text(ref place) if !place.takes_scalars() => deserializer.deserialize_str(self),
            // Asked for any number, `serde_json` has none of more than 64 bits.
            Slot::I128(_) => deserializer.deserialize_i128(self),
            Slot::Option(_) => deserializer.deserialize_option(self),
            Slot::Tuple(_) => deserializer.deserialize_seq(self),
            Slot::Object(_) => deserializer.deserialize_map(self),
            Slot::Seq(_)
            | Slot::Map(_)
            | Slot::I32(_)
            | Slot::I64(_)
            | Slot::U32(_)
            | Slot::U64(_)
            | Slot::F32(_)
            | Slot::F64(_)
            | Slot::Text(_)
            | Slot::Scalar(_)
            | Slot::Union(_) => deserializer.deserialize_any(self),
            Slot::Any(place) => take(place, Json::deserialize(deserializer)?),
            Slot::Skip => IgnoredAny::deserialize(deserializer).map(|_| ()),
        }
    }
}

impl<'s, 't> Fill<'s, 't> {
    /// The branch of `union` for a value of this JSON type, or the place that keeps any value.
    pub(crate) fn branch(
        union: &'s mut dyn UnionSlot,
        json_type: JsonType,
        trail: &'t Trail,
    ) -> Self {
        let slot = match union.table().by_type(json_type) {
            Some(index) => union.select(index),
            None => Slot::Any(union.unknown()),
        };
        Fill { slot, trail }
    }
}
