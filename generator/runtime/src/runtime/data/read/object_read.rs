//! Reading an object with named fields.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};

use crate::runtime::data::read::entries::ObjectEntries;
use crate::runtime::data::read::fill::{Fill, fill};
use crate::runtime::data::read::location::Trail;
use crate::runtime::data::{Json, Keeps, MapSlot, Object, ObjectTable, Slot};

/// Fills `object` from `entries`.
pub(crate) fn read_object<'de, A: MapAccess<'de>>(
    object: &mut dyn Object,
    entries: ObjectEntries<A>,
    trail: &Trail,
) -> Result<(), A::Error> {
    let seen = Seen::new(object.table());
    read_rest(object, seen, entries, trail)
}

/// Fills `object` from the properties in `early`, which have been read already, and from the rest of `entries`.
pub(crate) fn read_object_after<'de, A: MapAccess<'de>>(
    early: Vec<(String, Json)>,
    object: &mut dyn Object,
    entries: ObjectEntries<A>,
    trail: &Trail,
) -> Result<(), A::Error> {
    let table = object.table();
    let mut seen = Seen::new(table);
    for (key, value) in early {
        let read = match trail.find(table, &key, 0) {
            Some(index) => seen
                .mark(index)
                .and_then(|()| fill(object.slot_at(index), trail, value))
                .map(|()| note_null(object, index, trail)),
            None => other_slot(object, &key).map_or(Ok(()), |slot| fill(slot, trail, value)),
        };
        read.map_err(|error| {
            trail.came_out_of(&key);
            A::Error::custom(error)
        })?;
    }
    read_rest(object, seen, entries, trail)
}

fn read_rest<'de, A: MapAccess<'de>>(
    object: &mut dyn Object,
    mut seen: Seen,
    mut entries: ObjectEntries<A>,
    trail: &Trail,
) -> Result<(), A::Error> {
    let table = seen.table;
    let keeps_others = table.rest.is_some() || table.keeps == Keeps::Unknown;
    let mut other = keeps_others.then(String::new);
    let mut next = 0;
    while let Some(found) = entries.next_key_seed(KeySeed {
        trail,
        table,
        next,
        other: other.as_mut(),
    })? {
        if let Some(index) = found {
            next = index + 1;
            seen.mark(index)?;
            let slot = object.slot_at(index);
            entries
                .next_value_seed(Fill { slot, trail })
                .inspect_err(|_| trail.came_out_of(table.wire(index)))?;
            note_null(object, index, trail);
        } else if let Some(key) = &other
            && let Some(slot) = other_slot(object, key)
        {
            entries
                .next_value_seed(Fill { slot, trail })
                .inspect_err(|_| trail.came_out_of(key))?;
        } else {
            entries.next_value::<IgnoredAny>()?;
        }
    }
    seen.missing()
        .map_or(Ok(()), |field| Err(A::Error::missing_field(field)))
}

/// The place for a property that is no field.
pub(super) fn other_slot<'o>(object: &'o mut dyn Object, key: &str) -> Option<Slot<'o>> {
    let table = object.table();
    let others: &mut dyn MapSlot = match (table.rest, table.keeps) {
        (Some(_), _) => object.rest_slot()?,
        (None, Keeps::Unknown) => object.extra_mut()?,
        (None, Keeps::Nulls | Keeps::Nothing) => return None,
    };
    // Beside fields, a key is any text.
    others.entry(key).ok()
}

/// Notes that the field at `index`, which has just been read, was `null`, where its place cannot tell.
#[inline]
pub(super) fn note_null(object: &mut dyn Object, index: usize, trail: &Trail) {
    if trail.take_null()
        && let Some(extra) = object.extra_mut()
    {
        extra.note_null(index);
    }
}

impl ObjectTable {
    fn wire(&self, index: usize) -> &'static str {
        self.fields.get(index).map_or("", |field| field.wire)
    }
}

/// Looks up a property's name: its place in the table, or else `None`, with the name in `other` where that is wanted.
struct KeySeed<'o> {
    trail: &'o Trail,
    table: &'static ObjectTable,
    next: usize,
    other: Option<&'o mut String>,
}

impl<'de> DeserializeSeed<'de> for KeySeed<'_> {
    type Value = Option<usize>;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for KeySeed<'_> {
    type Value = Option<usize>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a property")
    }

    #[inline]
    fn visit_str<E: Error>(self, key: &str) -> Result<Self::Value, E> {
        let found = self.trail.find(self.table, key, self.next);
        if let (None, Some(other)) = (found, self.other) {
            key.clone_into(other);
        }
        Ok(found)
    }
}

/// Which fields have been read: one bit each, on the stack for the first 64.
pub(super) struct Seen {
    table: &'static ObjectTable,
    first: u64,
    more: Vec<u64>,
}

impl Seen {
    pub(super) fn new(table: &'static ObjectTable) -> Self {
        Self {
            table,
            first: 0,
            more: Vec::new(),
        }
    }

    #[inline]
    pub(super) fn mark<E: Error>(&mut self, index: usize) -> Result<(), E> {
        let word = match index / 64 {
            0 => &mut self.first,
            word => self.later(word - 1),
        };
        let bit = 1 << (index % 64);
        if *word & bit != 0 {
            return Err(E::duplicate_field(self.table.wire(index)));
        }
        *word |= bit;
        Ok(())
    }

    /// The word at `index` after the first.
    #[cold]
    fn later(&mut self, index: usize) -> &mut u64 {
        let missing = (index + 1).saturating_sub(self.more.len());
        self.more.extend(std::iter::repeat_n(0, missing));
        // It is there now.
        self.more.get_mut(index).unwrap_or(&mut self.first)
    }

    fn has(&self, index: usize) -> bool {
        let word = match index / 64 {
            0 => self.first,
            word => self.more.get(word - 1).copied().unwrap_or(0),
        };
        word & (1 << (index % 64)) != 0
    }

    /// The wire name of a required field that has not been read.
    pub(super) fn missing(&self) -> Option<&'static str> {
        let mut fields = self.table.fields.iter().enumerate();
        let missing = fields.find(|(index, field)| field.required && !self.has(*index));
        missing.map(|(_, field)| field.wire)
    }
}
