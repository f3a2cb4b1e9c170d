//! Where the keys of a large mapping stand, so that asking for each of them costs no more than asking for a few.

use std::cell::{Cell, OnceCell};
use std::hash::{BuildHasher, RandomState};
use std::sync::LazyLock;

use super::Node;

/// How many entries are gone through one by one, always. Nearly all mappings of a description are as small.
const SMALL: usize = 32;

/// How often a larger mapping is gone through before a table is made: what is asked once or twice, and then changed, needs
/// none.
const SCANS: u8 = 4;

/// Texts are chosen by the author of a description, so that their hashes must not be foreseeable.
static HASHER: LazyLock<RandomState> = LazyLock::new(RandomState::new);

/// What is known about the places of the keys of a mapping: nothing, until a large one is asked.
#[derive(Debug, Default)]
pub(super) struct Lookup {
    scans: Cell<u8>,
    table: OnceCell<Box<Table>>,
}

/// The place of the first entry called `key`. Where there are many entries, `lookup` is asked for.
pub(super) fn position<'l>(
    entries: &[(String, Node)],
    key: &str,
    lookup: impl FnOnce() -> &'l Lookup,
) -> Option<usize> {
    let scan = || entries.iter().position(|(name, _)| name == key);
    if entries.len() <= SMALL {
        return scan();
    }
    let Lookup { scans, table } = lookup();
    if table.get().is_none() && scans.get() < SCANS {
        scans.set(scans.get() + 1);
        return scan();
    }
    let table = table.get_or_init(|| Box::new(Table::new(entries)));
    table.position(entries, key)
}

impl Lookup {
    /// Adds the last of the entries, whose key no other has.
    pub(super) fn pushed(&mut self, entries: &[(String, Node)]) {
        if let Some(table) = self.table.get_mut() {
            table.push(entries);
        }
    }
}

/// A hash table of places. At least half of its slots are empty; an entry is in the first free one from where its hash leads.
#[derive(Debug)]
struct Table {
    /// One more than a place in the entries, or zero.
    slots: Vec<u32>,
    count: usize,
}

impl Table {
    fn new(entries: &[(String, Node)]) -> Self {
        let size = (entries.len() * 2).next_power_of_two();
        let mut table = Self {
            slots: vec![0; size],
            count: 0,
        };
        for (place, (key, _)) in entries.iter().enumerate() {
            table.add(entries, key, place);
        }
        table
    }

    fn push(&mut self, entries: &[(String, Node)]) {
        if (self.count + 1) * 2 > self.slots.len() {
            *self = Self::new(entries);
        } else if let Some((key, _)) = entries.last() {
            self.add(entries, key, entries.len() - 1);
        }
    }

    /// Notes where a key is, unless it is there already.
    fn add(&mut self, entries: &[(String, Node)], key: &str, place: usize) {
        let slot = self.slot(entries, key);
        // No text is long enough to have more entries.
        let noted = u32::try_from(place + 1).unwrap_or_default();
        if let Some(free @ 0) = slot.and_then(|slot| self.slots.get_mut(slot)) {
            *free = noted;
            self.count += 1;
        }
    }

    fn position(&self, entries: &[(String, Node)], key: &str) -> Option<usize> {
        let noted = *self.slots.get(self.slot(entries, key)?)?;
        usize::try_from(noted).ok()?.checked_sub(1)
    }

    /// The slot that the key is in, or else the free one that it would be in.
    fn slot(&self, entries: &[(String, Node)], key: &str) -> Option<usize> {
        let mask = self.slots.len() - 1;
        let start = usize::try_from(HASHER.hash_one(key) & 0xffff_ffff).ok()?;
        let mut slots = (0..self.slots.len()).map(|step| (start + step) & mask);
        slots.find(|slot| match self.slots.get(*slot) {
            None | Some(0) => true,
            Some(noted) => {
                let place = usize::try_from(*noted).unwrap_or_default();
                entries
                    .get(place.wrapping_sub(1))
                    .is_some_and(|(name, _)| name == key)
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::Mapping;
    use super::*;

    fn number(index: usize) -> Node {
        Node::Int(i128::try_from(index).unwrap_or_default())
    }

    #[test]
    fn a_large_mapping_finds_what_a_small_one_does() {
        let mut mapping = Mapping::default();
        for index in 0..1000 {
            mapping.insert(format!("k{index}"), number(index));
            assert_eq!(mapping.get(&format!("k{index}")), Some(&number(index)));
            assert_eq!(mapping.get("none"), None);
        }
        mapping.insert("k500", number(1));
        assert_eq!(mapping.len(), 1000);
        assert_eq!(mapping.get("k500"), Some(&number(1)));
        assert_eq!(mapping.remove("k2"), Some(number(2)));
        mapping.entries_mut().retain(|(key, _)| key != "k3");
        for _ in 0..10 {
            assert_eq!(mapping.get("k2"), None);
            assert_eq!(mapping.get("k3"), None);
            assert_eq!(mapping.get("k4"), Some(&number(4)));
            assert_eq!(mapping.get("k999"), Some(&number(999)));
        }
    }

    #[test]
    fn of_a_key_that_occurs_twice_the_first_is_found() {
        let keys = (0..100).chain(0..100);
        let entries = keys.enumerate();
        let entries = entries.map(|(index, key)| (format!("k{key}"), number(index)));
        let mapping = Mapping::new(entries.collect());
        for index in 0..100 {
            assert_eq!(mapping.get(&format!("k{index}")), Some(&number(index)));
        }
    }
}
