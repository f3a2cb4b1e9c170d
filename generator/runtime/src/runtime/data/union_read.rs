//! Reading an object that is one branch of a union.

use serde::de::{Error, MapAccess, Visitor};
use serde_json::Number;

use super::decode::{Fill, fill};
use super::error::Trail;
use super::object_read::read_object_after;
use super::{Json, Kind, Slot, UnionSlot};

/// How `serde_json` disguises a number as an object under its feature `arbitrary_precision`, when it is asked for
/// any value at all.
const NUMBER: &str = "$serde_json::private::Number";

/// Finds the branch with the first property that decides, and reads the object into it. Nothing is buffered but the
/// properties up to that one.
pub(super) fn read_union<'de, A: MapAccess<'de>>(
    union: &mut dyn UnionSlot,
    mut entries: A,
    trail: &Trail,
) -> Result<(), A::Error> {
    let choices = union.choices();
    let mut early = Vec::new();
    let mut chosen = choices.by_kind(Kind::Object);
    while chosen.is_none() {
        let Some(key) = entries.next_key::<String>()? else {
            chosen = choices.by_default();
            break;
        };
        if key == NUMBER && early.is_empty() {
            return read_number(union, &entries.next_value::<String>()?, trail);
        }
        let value: Json = entries.next_value()?;
        chosen = choices.by_property(&key, &value);
        early.push((key, value));
    }
    match chosen.map(|index| union.select(index)) {
        Some(Slot::Object(object)) => read_object_after(early, object, entries, trail),
        Some(slot) if early.is_empty() => Fill { slot, trail }.visit_map(entries),
        Some(slot) => fill(slot, trail, collect(early, entries)?).map_err(A::Error::custom),
        None => {
            *union.unknown() = collect(early, entries)?;
            Ok(())
        }
    }
}

/// Reads the number that `digits` spell.
fn read_number<E: Error>(union: &mut dyn UnionSlot, digits: &str, trail: &Trail) -> Result<(), E> {
    let number: Number = digits.parse().map_err(E::custom)?;
    let fill = Fill {
        slot: Slot::Union(union),
        trail,
    };
    match (number.as_u64(), number.as_i64(), number.as_f64()) {
        (Some(value), _, _) => fill.visit_u64(value),
        (None, Some(value), _) => fill.visit_i64(value),
        (None, None, value) => fill.visit_f64(value.unwrap_or(f64::NAN)),
    }
}

/// The whole object as JSON.
fn collect<'de, A: MapAccess<'de>>(
    early: Vec<(String, Json)>,
    mut entries: A,
) -> Result<Json, A::Error> {
    let mut object: serde_json::Map<String, Json> = early.into_iter().collect();
    while let Some((key, value)) = entries.next_entry()? {
        object.insert(key, value);
    }
    Ok(Json::Object(object))
}
