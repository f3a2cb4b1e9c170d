//! Reading an object with named fields.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};

use super::decode::{Fill, fill};
use super::error::{Segment, Trail};
use super::{Json, Object, Table};

/// Fills `object` from the properties in `early`, which somebody has read already, and from the rest of `entries`.
pub(super) fn read_object<'de, A: MapAccess<'de>>(
    object: &mut dyn Object,
    early: Vec<(String, Json)>,
    mut entries: A,
    trail: &Trail,
) -> Result<(), A::Error> {
    let table = object.table();
    let mut seen = Seen::new(table);
    for (key, value) in early {
        let read = match table.find(&key, 0) {
            Some(index) => seen
                .mark(index)
                .and_then(|()| fill(object.slot_at(index), trail, value)),
            None => object
                .rest_slot()
                .map_or(Ok(()), |rest| fill(rest.entry(&key), trail, value)),
        };
        read.map_err(|error| {
            trail.came_from(Segment::Key(key));
            A::Error::custom(error)
        })?;
    }
    let collects = table.rest.is_some();
    let mut next = 0;
    while let Some(key) = entries.next_key_seed(KeySeed {
        table,
        next,
        collects,
    })? {
        match key {
            Key::Field(index) => {
                next = index + 1;
                seen.mark(index)?;
                entries
                    .next_value_seed(Fill {
                        slot: object.slot_at(index),
                        trail,
                    })
                    .inspect_err(|_| trail.came_from(Segment::Key(table.wire(index).to_owned())))?;
            }
            Key::Other(key) => match object.rest_slot() {
                Some(rest) => entries
                    .next_value_seed(Fill {
                        slot: rest.entry(&key),
                        trail,
                    })
                    .inspect_err(|_| trail.came_from(Segment::Key(key)))?,
                None => entries.next_value::<IgnoredAny>().map(drop)?,
            },
        }
    }
    seen.missing()
        .map_or(Ok(()), |field| Err(A::Error::missing_field(field)))
}

impl Table {
    /// The place of the property in the table. Servers send properties in the order of the description more often than
    /// not, so the search starts at `next`.
    fn find(&self, key: &str, next: usize) -> Option<usize> {
        let matches = |(_, field): &(usize, &super::Field)| field.wire == key;
        let numbered = || self.fields.iter().enumerate();
        numbered()
            .skip(next)
            .find(matches)
            .or_else(|| numbered().take(next).find(matches))
            .map(|(index, _)| index)
    }

    fn wire(&self, index: usize) -> &'static str {
        self.fields.get(index).map_or("", |field| field.wire)
    }
}

/// A property's name, found in the table or not.
enum Key {
    Field(usize),
    Other(String),
}

struct KeySeed {
    table: &'static Table,
    next: usize,
    collects: bool,
}

impl<'de> DeserializeSeed<'de> for KeySeed {
    type Value = Key;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for KeySeed {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a property")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<Key, E> {
        Ok(match self.table.find(key, self.next) {
            Some(index) => Key::Field(index),
            None if self.collects => Key::Other(key.to_owned()),
            None => Key::Other(String::new()),
        })
    }
}

/// Which fields have been read: one bit each, on the stack for the first 64.
struct Seen {
    table: &'static Table,
    first: u64,
    more: Vec<u64>,
}

impl Seen {
    fn new(table: &'static Table) -> Self {
        let words = table.fields.len().div_ceil(64).saturating_sub(1);
        Self {
            table,
            first: 0,
            more: vec![0; words],
        }
    }

    fn mark<E: Error>(&mut self, index: usize) -> Result<(), E> {
        let bit = 1 << (index % 64);
        let word = match index / 64 {
            0 => Some(&mut self.first),
            word => self.more.get_mut(word - 1),
        };
        match word {
            Some(word) if *word & bit == 0 => {
                *word |= bit;
                Ok(())
            }
            _ => Err(E::duplicate_field(self.table.wire(index))),
        }
    }

    /// The wire name of a required field that has not been read.
    fn missing(&self) -> Option<&'static str> {
        let words = std::iter::once(&self.first).chain(&self.more);
        words
            .zip(self.table.fields.chunks(64))
            .find_map(|(word, fields)| {
                fields
                    .iter()
                    .enumerate()
                    .find(|(bit, field)| field.required && word & (1 << bit) == 0)
                    .map(|(_, field)| field.wire)
            })
    }
}
