//! Classes of equal definitions. All whose own words are the same begin in one class, and a class is split until those in it
//! refer to types of the same classes. What refers to itself is thereby equal to what refers to itself in the same way.

use std::collections::{BTreeMap, BTreeSet};

/// A definition, by its position in the list of all: its class to begin with, and the definitions that it refers to.
pub(super) struct Comparand {
    pub(super) class: usize,
    pub(super) refers_to: Vec<usize>,
}

/// The class of each. Only what refers to one that has got another class is looked at again.
pub(super) fn classes(all: &[Comparand]) -> Vec<usize> {
    let mut class_of: Vec<usize> = all.iter().map(|it| it.class).collect();
    let mut members: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (index, class) in class_of.iter().enumerate() {
        members.entry(*class).or_default().insert(index);
    }
    let holders = holders(all);
    let mut next = members.last_key_value().map_or(0, |(last, _)| last + 1);
    // What is to be looked at, by its class.
    let mut open = members.clone();
    while let Some((class, changed)) = open.pop_first() {
        let mut here = members.remove(&class).unwrap_or_default();
        let mut moved: Vec<usize> = Vec::new();
        for part in leaving(all, &class_of, &here, &changed) {
            for index in &part {
                here.remove(index);
                if let Some(class) = class_of.get_mut(*index) {
                    *class = next;
                }
            }
            moved.extend(&part);
            members.insert(next, part.into_iter().collect());
            next += 1;
        }
        members.insert(class, here);
        for holder in moved.iter().filter_map(|it| holders.get(*it)).flatten() {
            if let Some(class) = class_of.get(*holder) {
                open.entry(*class).or_default().insert(*holder);
            }
        }
    }
    class_of
}

/// The parts of a class that are different from the rest of it, where some of its members may have changed. All others still equal
/// each other.
fn leaving(
    all: &[Comparand],
    class_of: &[usize],
    here: &BTreeSet<usize>,
    changed: &BTreeSet<usize>,
) -> Vec<Vec<usize>> {
    let signature = |index: usize| -> Vec<usize> {
        let inner = all.get(index).into_iter().flat_map(|it| &it.refers_to);
        let inner = inner.filter_map(|it| class_of.get(*it));
        inner.copied().collect()
    };
    let mut parts: BTreeMap<Vec<usize>, Vec<usize>> = BTreeMap::new();
    for index in changed {
        parts.entry(signature(*index)).or_default().push(*index);
    }
    let unchanged = here.iter().find(|it| !changed.contains(it));
    let largest = parts.iter().max_by_key(|(_, part)| part.len());
    let staying = unchanged.map(|index| signature(*index));
    let staying = staying.or_else(|| largest.map(|(signature, _)| signature.clone()));
    if let Some(staying) = staying {
        parts.remove(&staying);
    }
    parts.into_values().collect()
}

/// What refers to each.
fn holders(all: &[Comparand]) -> Vec<Vec<usize>> {
    let mut holders: Vec<Vec<usize>> = vec![Vec::new(); all.len()];
    for (index, it) in all.iter().enumerate() {
        for inner in &it.refers_to {
            if let Some(holders) = holders.get_mut(*inner) {
                holders.push(index);
            }
        }
    }
    holders
}

#[cfg(test)]
mod tests;
