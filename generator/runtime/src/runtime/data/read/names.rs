//! Where the names of properties are in tables, other than in their order.

use std::cell::RefCell;

use crate::runtime::data::write::json_scalars::few;
use crate::runtime::data::{Field, ObjectTable};

/// Tables with no more fields are searched.
const FEW: usize = 8;

/// The places of names in larger tables, by a fingerprint of the name. An index is made where a name of its table is not where it was
/// expected, and is kept while a text is read.
#[derive(Debug, Default)]
pub(crate) struct Names(RefCell<Vec<Index>>);

#[derive(Debug)]
struct Index {
    fields: &'static [Field],
    /// The place of a field, at its fingerprint or behind it; past the end where there is none.
    places: Vec<usize>,
    /// By how many bits a fingerprint is longer than a place.
    shift: u32,
}

impl Names {
    /// The place of a property in the table.
    pub(crate) fn find(&self, table: &'static ObjectTable, key: &str) -> Option<usize> {
        let fields = table.fields;
        if fields.len() <= FEW {
            return fields.iter().position(|field| field.wire == key);
        }
        let mut all = self.0.borrow_mut();
        for index in all.iter() {
            if index.fields.as_ptr() == fields.as_ptr() {
                return index.find(key);
            }
        }
        let index = Index::new(fields);
        let found = index.find(key);
        all.push(index);
        found
    }
}

impl Index {
    fn new(fields: &'static [Field]) -> Self {
        // At least a third stays empty, so that every search ends.
        let size = (fields.len() * 3 / 2).next_power_of_two();
        let mut index = Self {
            fields,
            places: vec![usize::MAX; size],
            shift: 64 - size.trailing_zeros(),
        };
        for (place, field) in fields.iter().enumerate() {
            let mut at = index.start(field.wire);
            while let Some(taken) = index.places.get_mut(at & (size - 1)) {
                if *taken == usize::MAX {
                    *taken = place;
                    break;
                }
                at += 1;
            }
        }
        index
    }

    fn find(&self, key: &str) -> Option<usize> {
        let mut at = self.start(key);
        loop {
            let place = *self.places.get(at & (self.places.len() - 1))?;
            if self.fields.get(place)?.wire == key {
                return Some(place);
            }
            at += 1;
        }
    }

    /// Where a name would be: the highest bits of its fingerprint, as all letters have a part in these.
    fn start(&self, name: &str) -> usize {
        let start = fingerprint(name).checked_shr(self.shift);
        usize::try_from(start.unwrap_or_default()).unwrap_or_default()
    }
}

/// A number that few names have in common, made of the length, the first and the last letters.
fn fingerprint(name: &str) -> u64 {
    let bytes = name.as_bytes();
    let word = |some: Option<&[u8; 8]>| some.map(|it| u64::from_le_bytes(*it));
    let last = word(bytes.last_chunk()).unwrap_or_else(|| few(bytes));
    let first = word(bytes.first_chunk()).unwrap_or_default();
    (last ^ first.rotate_left(7) ^ bytes.len() as u64).wrapping_mul(MIX)
}

/// 2^64 divided by the golden ratio, which spreads numbers that are alike.
const MIX: u64 = 0x9e37_79b9_7f4a_7c15;
