//! Reading an object that is one branch of a union.

use serde::de::{Error, MapAccess};

use crate::runtime::data::read::entries::ObjectEntries;
use crate::runtime::data::read::fill::{Fill, fill};
use crate::runtime::data::read::location::Trail;
use crate::runtime::data::read::object_read::read_object_after;
use crate::runtime::data::table::discriminator::Shown;
use crate::runtime::data::{Json, JsonType, Slot, UnionSlot};

/// Finds the branch by the first property that is a discriminator, and reads the object into it. Only the properties
/// before that one are buffered.
pub(crate) fn read_union<'de, A: MapAccess<'de>>(
    union: &mut dyn UnionSlot,
    mut entries: ObjectEntries<A>,
    trail: &Trail,
) -> Result<(), A::Error> {
    let choices = union.table();
    let mut early = Vec::new();
    let mut chosen = choices.by_type(JsonType::Object);
    while chosen.is_none() {
        let Some(key) = entries.next_key::<String>()? else {
            chosen = choices.by_all(&early);
            break;
        };
        let value: Json = entries.next_value()?;
        chosen = choices.by_property(&key, Shown::Json(&value));
        early.push((key, value));
    }
    let tags = chosen.and_then(|index| choices.branches.get(index));
    match chosen.map(|index| union.select(index)) {
        Some(Slot::Object(object)) => {
            // The variant says what the tag said. Kept beside the fields, it would tell a value that was read from one that was made.
            let is_named = |key: &str| object.table().fields.iter().any(|it| it.wire == key);
            if object.table().rest.is_none() {
                early.retain(|(key, value)| {
                    is_named(key) || !tags.is_some_and(|it| it.is_tag(key, value))
                });
            }
            read_object_after(early, object, entries, trail)
        }
        Some(slot) if early.is_empty() => Fill { slot, trail }.read_entries(entries),
        Some(slot) => fill(slot, trail, collect(early, entries)?).map_err(A::Error::custom),
        None => {
            *union.unknown() = collect(early, entries)?;
            Ok(())
        }
    }
}

/// The whole object as JSON.
fn collect<'de, A: MapAccess<'de>>(
    early: Vec<(String, Json)>,
    mut entries: ObjectEntries<A>,
) -> Result<Json, A::Error> {
    let mut object: serde_json::Map<String, Json> = early.into_iter().collect();
    while let Some((key, value)) = entries.next_entry()? {
        object.insert(key, value);
    }
    Ok(Json::Object(object))
}
