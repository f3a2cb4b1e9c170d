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
}

impl Names {
    /// The place of a property in the table.
    pub(crate) fn find(&self, table: &'static ObjectTable, key: &str) -> Option<usize> {
        let fields = table.fields;
        if fields.len() <= FEW {
            return fields.iter().position(|field| field.wire == key);
        }
        let mut all = self.0.borrow_mut();
        let known = all.iter().position(|it| std::ptr::eq(it.fields, fields));
        if let Some(index) = known.and_then(|it| all.get(it)) {
            return index.find(key);
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
        let mut places = vec![usize::MAX; size];
        for (place, field) in fields.iter().enumerate() {
            let mut at = fingerprint(field.wire) & (size - 1);
            while let Some(taken) = places.get_mut(at) {
                if *taken == usize::MAX {
                    *taken = place;
                    break;
                }
                at = (at + 1) & (size - 1);
            }
        }
        Self { fields, places }
    }

    fn find(&self, key: &str) -> Option<usize> {
        let mut at = fingerprint(key);
        loop {
            at &= self.places.len() - 1;
            let place = *self.places.get(at)?;
            if self.fields.get(place)?.wire == key {
                return Some(place);
            }
            at += 1;
        }
    }
}

/// A number that few names have in common, made of the length, the first and the last letters.
fn fingerprint(name: &str) -> usize {
    let bytes = name.as_bytes();
    let word = |some: Option<&[u8; 8]>| some.map(|it| u64::from_le_bytes(*it));
    let last = word(bytes.last_chunk()).unwrap_or_else(|| few(bytes));
    let first = word(bytes.first_chunk()).unwrap_or_default();
    let mixed = (last ^ first.rotate_left(7) ^ bytes.len() as u64).wrapping_mul(MIX);
    usize::try_from(mixed >> 32).unwrap_or_default()
}

/// 2^64 divided by the golden ratio, which spreads numbers that are alike.
const MIX: u64 = 0x9e37_79b9_7f4a_7c15;
