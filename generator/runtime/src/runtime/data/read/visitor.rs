//! Which values a slot takes: those of its type, and those that servers are known to send in their place.

use std::fmt;

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Unexpected, Visitor};

use crate::runtime::data::read::entries::ObjectEntries;
use crate::runtime::data::read::fill::{Fill, fill};
use crate::runtime::data::read::location::Segment;
use crate::runtime::data::read::number_read::{number, quoted_number};
use crate::runtime::data::read::object_read::read_object;
use crate::runtime::data::read::seeds::{ItemSeed, MapKeySeed};
use crate::runtime::data::read::tuple::read_tuple;
use crate::runtime::data::read::union_read::read_union;
use crate::runtime::data::table::scalar::MAX_EXACT;
use crate::runtime::data::{FromJson, FromText, Json, JsonType, Scalar, Slot, Wanted};

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "checked or wanted: the slot's own precision"
)]
impl<'de> Visitor<'de> for Fill<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.slot {
            Slot::Bool(_) => f.write_str("a boolean"),
            Slot::I32(_) => f.write_str("a 32-bit integer"),
            Slot::I64(_) => f.write_str("a 64-bit integer"),
            Slot::U32(_) => f.write_str("an unsigned 32-bit integer"),
            Slot::U64(_) => f.write_str("an unsigned 64-bit integer"),
            Slot::I128(_) => f.write_str("a 128-bit integer"),
            Slot::F32(_) | Slot::F64(_) => f.write_str("a number"),
            Slot::Str(_) | Slot::Secret(_) | Slot::Text(_) => f.write_str("a string"),
            Slot::Scalar(place) => f.write_str(place.wanted().expected()),
            Slot::Option(_) | Slot::Union(_) | Slot::Any(_) | Slot::Skip => f.write_str("a value"),
            Slot::Seq(_) => f.write_str("an array"),
            Slot::Tuple(tuple) => write!(f, "an array of {}", tuple.places()),
            Slot::Map(_) => f.write_str("an object"),
            Slot::Object(object) => write!(f, "an object ({})", object.table().name),
        }
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        match self.slot {
            Slot::Bool(place) => *place = value,
            Slot::Scalar(place) => place
                .set_scalar(Scalar::Bool(value))
                .map_err(|expected| E::invalid_value(Unexpected::Bool(value), &expected))?,
            Slot::Any(place) => return take(place, value.into()),
            Slot::Union(union) => {
                return Fill::branch(union, JsonType::Bool, self.trail).visit_bool(value);
            }
            Slot::Text(place) if place.takes_scalars() => return set_scalar(place, &value),
            _ => return Err(E::invalid_type(Unexpected::Bool(value), &self)),
        }
        Ok(())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<(), E> {
        if let Ok(value) = u64::try_from(value) {
            return self.visit_u64(value);
        }
        let unfit = Unexpected::Signed(value);
        match self.slot {
            Slot::I32(place) => {
                *place = i32::try_from(value)
                    .map_err(|_| E::invalid_value(unfit, &"a 32-bit integer"))?;
            }
            Slot::I64(place) => *place = value,
            Slot::I128(place) => *place = value.into(),
            Slot::F32(place) => *place = value as f32,
            Slot::F64(place) => *place = value as f64,
            Slot::Scalar(place) => place
                .set_scalar(Scalar::I64(value))
                .map_err(|expected| E::invalid_value(unfit, &expected))?,
            Slot::Any(place) => return take(place, value.into()),
            Slot::Union(union) => {
                return Fill::branch(union, JsonType::Integer, self.trail).visit_i64(value);
            }
            Slot::Text(place) if place.takes_scalars() => return set_scalar(place, &value),
            _ => return Err(E::invalid_type(unfit, &self)),
        }
        Ok(())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        let unfit = Unexpected::Unsigned(value);
        let out_of_range = |expected: &'static str| E::invalid_value(unfit, &expected);
        match self.slot {
            Slot::I32(place) => {
                *place = i32::try_from(value).map_err(|_| out_of_range("a 32-bit integer"))?;
            }
            Slot::I64(place) => {
                *place = i64::try_from(value).map_err(|_| out_of_range("a 64-bit integer"))?;
            }
            Slot::U32(place) => {
                *place =
                    u32::try_from(value).map_err(|_| out_of_range("an unsigned 32-bit integer"))?;
            }
            Slot::U64(place) => *place = value,
            Slot::I128(place) => *place = value.into(),
            Slot::F32(place) => *place = value as f32,
            Slot::F64(place) => *place = value as f64,
            Slot::Scalar(place) => place
                .set_scalar(Scalar::U64(value))
                .map_err(|expected| E::invalid_value(unfit, &expected))?,
            Slot::Any(place) => return take(place, value.into()),
            Slot::Union(union) => {
                return Fill::branch(union, JsonType::Integer, self.trail).visit_u64(value);
            }
            Slot::Text(place) if place.takes_scalars() => return set_scalar(place, &value),
            _ => return Err(E::invalid_type(unfit, &self)),
        }
        Ok(())
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<(), E> {
        match self.slot {
            Slot::I128(place) => *place = value,
            slot => {
                let fill = Fill { slot, ..self };
                return match (u64::try_from(value), i64::try_from(value)) {
                    (Ok(value), _) => fill.visit_u64(value),
                    (_, Ok(value)) => fill.visit_i64(value),
                    // As in a text, where so large a number is read as one with a fraction.
                    _ => fill.visit_f64(value as f64),
                };
            }
        }
        Ok(())
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<(), E> {
        match i128::try_from(value) {
            Ok(value) => self.visit_i128(value),
            Err(_) => self.visit_f64(value as f64),
        }
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        match self.slot {
            Slot::F32(place) => {
                let single = value as f32;
                if single.is_infinite() {
                    let unfit = Unexpected::Float(value);
                    return Err(E::invalid_value(unfit, &"a single-precision number"));
                }
                *place = single;
            }
            Slot::F64(place) => *place = value,
            Slot::I32(_) | Slot::I64(_) | Slot::U32(_) | Slot::U64(_) | Slot::I128(_)
                if value.fract() == 0.0 && value.abs() <= MAX_EXACT =>
            {
                return self.visit_i64(value as i64);
            }
            Slot::Scalar(place) => place
                .set_scalar(Scalar::F64(value))
                .map_err(|expected| E::invalid_value(Unexpected::Float(value), &expected))?,
            Slot::Any(place) => return take(place, value.into()),
            Slot::Union(union) => {
                return Fill::branch(union, JsonType::Number, self.trail).visit_f64(value);
            }
            Slot::Text(place) if place.takes_scalars() => return set_scalar(place, &value),
            _ => return Err(E::invalid_type(Unexpected::Float(value), &self)),
        }
        Ok(())
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<(), E> {
        match self.slot {
            Slot::Str(place) | Slot::Secret(place) => value.clone_into(place),
            Slot::Text(place) => place
                .set_text(value)
                .map_err(|expected| E::invalid_value(Unexpected::Str(value), &expected))?,
            Slot::Scalar(place) if place.wanted() == Wanted::Scalar => place
                .set_scalar(Scalar::Str(value))
                .map_err(|expected| E::invalid_value(Unexpected::Str(value), &expected))?,
            Slot::Any(place) => return take(place, value.into()),
            Slot::Union(union) => {
                return Fill::branch(union, JsonType::String, self.trail).visit_str(value);
            }
            Slot::I32(_)
            | Slot::I64(_)
            | Slot::U32(_)
            | Slot::U64(_)
            | Slot::I128(_)
            | Slot::F32(_)
            | Slot::F64(_)
            | Slot::Scalar(_) => {
                return quoted_number(self, value);
            }
            _ => return Err(E::invalid_type(Unexpected::Str(value), &self)),
        }
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        match self.slot {
            Slot::Option(place) => self.trail.note_null(!place.null()),
            // Some servers write a list or a map that is empty so.
            Slot::Seq(_) | Slot::Map(_) if crate::NULL_IS_EMPTY => {}
            Slot::Any(place) => return take(place, Json::Null),
            Slot::Union(union) => *union.unknown() = Json::Null,
            _ => return Err(E::invalid_type(Unexpected::Unit, &self)),
        }
        Ok(())
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        self.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        match self.slot {
            Slot::Option(place) => {
                fill(place.some(), self.trail, deserializer)?;
                self.trail.note_null(false);
                Ok(())
            }
            slot => fill(slot, self.trail, deserializer),
        }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        match self.slot {
            Slot::Seq(seq) => self.trail.deeper(|| {
                for index in 0.. {
                    let item = items.next_element_seed(ItemSeed {
                        seq,
                        trail: self.trail,
                    });
                    if item
                        .inspect_err(|_| self.trail.came_from(Segment::Index(index)))?
                        .is_none()
                    {
                        break;
                    }
                }
                Ok(())
            }),
            Slot::Tuple(tuple) => self.trail.deeper(|| read_tuple(tuple, items, self.trail)),
            Slot::Any(place) => take(place, Json::deserialize(SeqAccessDeserializer::new(items))?),
            Slot::Union(union) => self
                .trail
                .deeper(|| Fill::branch(union, JsonType::Array, self.trail).visit_seq(items)),
            _ => Err(A::Error::invalid_type(Unexpected::Seq, &self)),
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<(), A::Error> {
        let mut entries = ObjectEntries::new(entries);
        // Asked for an object, no format has a number in disguise, and what can be anything knows one itself.
        if !matches!(self.slot, Slot::Object(_) | Slot::Any(_))
            && let Some(digits) = entries.digits()?
        {
            return number(self, &digits.parse().map_err(A::Error::custom)?);
        }
        self.read_entries(entries)
    }
}

impl Fill<'_, '_> {
    /// Reads an object.
    pub(crate) fn read_entries<'de, A: MapAccess<'de>>(
        self,
        mut entries: ObjectEntries<A>,
    ) -> Result<(), A::Error> {
        match self.slot {
            Slot::Object(object) => self
                .trail
                .deeper(|| read_object(object, entries, self.trail)),
            Slot::Map(map) => self.trail.deeper(|| {
                let mut key = String::new();
                while entries.next_key_seed(MapKeySeed(&mut key))?.is_some() {
                    let slot = map
                        .entry(&key)
                        .map_err(|expected| Error::invalid_value(Unexpected::Str(&key), &expected));
                    let trail = self.trail;
                    slot.and_then(|slot| entries.next_value_seed(Fill { slot, trail }))
                        .inspect_err(|_| self.trail.came_out_of(&key))?;
                }
                Ok(())
            }),
            Slot::Union(union) => self.trail.deeper(|| read_union(union, entries, self.trail)),
            Slot::Any(place) => take(
                place,
                Json::deserialize(MapAccessDeserializer::new(entries))?,
            ),
            _ => Err(A::Error::invalid_type(Unexpected::Map, &self)),
        }
    }
}

/// Keeps a value that is read as a whole.
pub(crate) fn take<E: Error>(place: &mut dyn FromJson, json: Json) -> Result<(), E> {
    place.set_json(json).map_err(E::custom)
}

/// Keeps the text of a value that should have been a string.
fn set_scalar<E: Error>(place: &mut dyn FromText, value: &dyn ToString) -> Result<(), E> {
    place.set_text(&value.to_string()).map_err(E::custom)
}
