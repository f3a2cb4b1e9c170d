//! An index of the keys of a large mapping, so that looking up each of its keys does not take quadratic time.

use std::cell::{Cell, OnceCell};
use std::collections::HashMap;

use super::Node;

/// Up to how many entries a mapping has no index. Nearly all mappings are as small.
const SMALL: usize = 32;

/// How often a larger mapping is scanned before an index is made. One that is looked up once or twice, and then changed, needs
/// none.
const SCANS: u8 = 4;

/// The index of a mapping, empty until it is needed.
#[derive(Debug, Default)]
pub(super) struct Lookup {
    scans: Cell<u8>,
    table: OnceCell<HashMap<Box<str>, usize>>,
}

/// The index of the first entry with this key, by `lookup` where there are many entries.
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
    table.get_or_init(|| places(entries)).get(key).copied()
}

fn places(entries: &[(String, Node)]) -> HashMap<Box<str>, usize> {
    let mut places = HashMap::with_capacity(entries.len());
    for (place, (key, _)) in entries.iter().enumerate() {
        places.entry(Box::from(key.as_str())).or_insert(place);
    }
    places
}

impl Lookup {
    /// Adds the last entry, whose key is new.
    pub(super) fn pushed(&mut self, entries: &[(String, Node)]) {
        if let (Some(table), Some((key, _))) = (self.table.get_mut(), entries.last()) {
            table.insert(Box::from(key.as_str()), entries.len() - 1);
        }
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
