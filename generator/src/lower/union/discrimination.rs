//! Discrimination: what tells the alternatives of a union apart, where the description has no discriminator.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::signature::{Constant, Signature};
use crate::ir::{JsonKind, Sign};

/// Of how many alternatives the sets of properties are compared.
const MAX_COMPARED: usize = 256;

/// The signs of each alternative that is an object among others: a constant that no other has, best of the property that tells most
/// of them, else a required property that no other has, else several values that no other has, else a constant further inside, of
/// which `inner` knows all, else required properties that no other has together. An alternative without signs is what remains where
/// none is seen.
pub(super) fn discriminate(
    signatures: &[Signature],
    inner: impl Fn(usize) -> InnerConstants,
    exclusive: bool,
) -> Vec<Vec<Sign>> {
    let is_object = |it: &(usize, &Signature)| it.1.json_type == Some(JsonKind::Object);
    let objects: Vec<(usize, &Signature)> =
        signatures.iter().enumerate().filter(is_object).collect();
    if objects.len() < 2 {
        return vec![Vec::new(); signatures.len()];
    }
    let index = PropertyIndex::new(&objects);
    let best = index.best_tag(&objects);
    let mut signs: BTreeMap<usize, Vec<Sign>> = BTreeMap::new();
    let mut left = Vec::new();
    for (position, signature) in objects {
        match by_one_property(&index, signature, best.as_deref()) {
            Some(found) => {
                signs.insert(position, found);
            }
            None => left.push((position, signature)),
        }
    }
    if left.len() > 1
        && let Some(found) = by_inner_constants(&left, inner)
    {
        signs.extend(found);
        left.clear();
    }
    if left.len() > 1 || !signs.is_empty() {
        by_several_properties(&mut left, &mut signs);
    }
    if left.len() > 1
        && let Some(found) = by_optional_properties(&index, &left, exclusive)
    {
        signs.extend(found);
    }
    let all = (0..signatures.len()).map(|position| signs.remove(&position));
    all.map(Option::unwrap_or_default).collect()
}

/// How many alternatives have a property, how many of these only certain values of it, and how many each of the values.
#[derive(Default)]
struct PropertyUse<'s> {
    alternatives: usize,
    constant: usize,
    values: BTreeMap<&'s Constant, usize>,
}

/// The properties of all alternatives that are objects.
struct PropertyIndex<'s>(BTreeMap<&'s str, PropertyUse<'s>>);

impl<'s> PropertyIndex<'s> {
    fn new(objects: &[(usize, &'s Signature)]) -> Self {
        let mut known: BTreeMap<&str, PropertyUse<'_>> = BTreeMap::new();
        for (_, signature) in objects {
            for (key, values) in &signature.properties {
                let known = known.entry(key).or_default();
                known.alternatives += 1;
                known.constant += usize::from(values.is_some());
                for value in values.iter().flatten() {
                    *known.values.entry(value).or_default() += 1;
                }
            }
        }
        Self(known)
    }

    fn is_unique(&self, key: &str) -> bool {
        self.0.get(key).is_some_and(|known| known.alternatives == 1)
    }

    /// The values of a property, where no other alternative has any of them.
    fn tags(&self, key: &str, signature: &Signature) -> Option<Vec<Sign>> {
        let values = signature.constants(key)?;
        let known = self.0.get(key)?;
        let is_unique = |value: &Constant| known.values.get(value) == Some(&1);
        let is_tag = known.constant == known.alternatives && !values.is_empty();
        let signs = || values.iter().map(|value| value.sign(key)).collect();
        (is_tag && values.iter().all(is_unique)).then(signs)
    }

    /// The value of a property, where it is the only one, and no other alternative has it.
    fn tag(&self, key: &str, signature: &Signature) -> Option<Vec<Sign>> {
        self.tags(key, signature).filter(|tags| tags.len() == 1)
    }

    /// The required property that tells most alternatives by one value each.
    fn best_tag(&self, objects: &[(usize, &Signature)]) -> Option<String> {
        let mut told: BTreeMap<&str, usize> = BTreeMap::new();
        for (_, signature) in objects {
            for key in &signature.required {
                if self.tag(key, signature).is_some() {
                    *told.entry(key).or_default() += 1;
                }
            }
        }
        // Of several, the first in the alphabet.
        let best = told.into_iter().rev().max_by_key(|(_, count)| *count);
        best.map(|(key, _)| key.to_owned())
    }
}

fn by_one_property(
    index: &PropertyIndex<'_>,
    signature: &Signature,
    best: Option<&str>,
) -> Option<Vec<Sign>> {
    let required = || signature.required.iter().map(String::as_str);
    // What tells others does so here, too, even by several values.
    let best = best.filter(|key| signature.required.contains(*key));
    best.and_then(|key| index.tags(key, signature))
        .or_else(|| required().find_map(|key| index.tag(key, signature)))
        .or_else(|| {
            let key = required().find(|key| index.is_unique(key))?;
            Some(vec![Sign::Key(key.to_owned())])
        })
        .or_else(|| required().find_map(|key| index.tags(key, signature)))
}

/// The strings that properties of objects in properties only have, by the way to them.
pub(super) type InnerConstants = BTreeMap<Vec<String>, BTreeSet<String>>;

/// Tells all alternatives that are left apart by one property of the objects inside of them.
fn by_inner_constants(
    left: &[(usize, &Signature)],
    inner: impl Fn(usize) -> InnerConstants,
) -> Option<Vec<(usize, Vec<Sign>)>> {
    if left.len() > MAX_COMPARED {
        return None;
    }
    let all = left
        .iter()
        .map(|(position, _)| (*position, inner(*position)));
    let all: Vec<(usize, InnerConstants)> = all.collect();
    let (_, first) = all.first()?;
    let is_tag = |path: &&Vec<String>| {
        let mut seen = BTreeSet::new();
        let mut lists = all.iter().map(|(_, it)| it.get(*path));
        lists.all(|texts| {
            texts.is_some_and(|texts| !texts.is_empty() && texts.iter().all(|it| seen.insert(it)))
        })
    };
    let path = first.keys().find(is_tag)?;
    let signs = all.iter().map(|(position, it)| {
        let texts = it.get(path).into_iter().flatten();
        let signs = texts.map(|value| Sign::Inner {
            path: path.clone(),
            value: value.clone(),
        });
        (*position, signs.collect())
    });
    Some(signs.collect())
}

/// Tells alternatives apart by all properties that they require. Those with more of them are asked for first, and an object
/// of an alternative that is asked for later must not have the properties of an earlier one.
fn by_several_properties(
    left: &mut Vec<(usize, &Signature)>,
    signs: &mut BTreeMap<usize, Vec<Sign>>,
) {
    if left.len() > MAX_COMPARED {
        return;
    }
    left.sort_by_key(|(_, signature)| Reverse(signature.required.len()));
    let has = |(_, this): &(usize, &Signature)| -> Vec<bool> {
        let all = left.iter();
        all.map(|(_, it)| it.has_all(&this.required)).collect()
    };
    // Whether the second has the properties that the first requires.
    let has: Vec<Vec<bool>> = left.iter().map(has).collect();
    let mut told: Vec<bool> = left.iter().map(|(_, it)| !it.required.is_empty()).collect();
    loop {
        let wrong = has.iter().enumerate().find(|(index, has)| {
            told.get(*index) == Some(&true)
                && has.iter().enumerate().any(|(other, has)| {
                    let is_later = other > *index || told.get(other) == Some(&false);
                    other != *index && is_later && *has
                })
        });
        let Some((index, _)) = wrong else {
            break;
        };
        if let Some(told) = told.get_mut(index) {
            *told = false;
        }
    }
    let mut told = told.into_iter();
    left.retain(|(position, signature)| {
        let is_told = told.next() == Some(true);
        if is_told {
            let keys = signature.required.iter().cloned().collect();
            signs.insert(*position, vec![Sign::Keys(keys)]);
        }
        !is_told
    });
}

/// What tells all alternatives that are left apart, though it need not be there: a constant, or properties that no other has.
fn by_optional_properties(
    index: &PropertyIndex<'_>,
    left: &[(usize, &Signature)],
    exclusive: bool,
) -> Option<Vec<(usize, Vec<Sign>)>> {
    let (_, first) = left.first()?;
    let by_tags = first.properties.keys().filter_map(|key| {
        let tags = |(position, it): &(usize, &Signature)| Some((*position, index.tags(key, it)?));
        left.iter().map(tags).collect::<Option<Vec<_>>>()
    });
    // The fewer values, the surer.
    let by_tag = by_tags.min_by_key(|signs| signs.iter().map(|(_, it)| it.len()).sum::<usize>());
    let own = |(position, it): &(usize, &Signature)| {
        let is_own = it.properties.keys().all(|key| index.is_unique(key));
        let signs = it.properties.keys().cloned().map(Sign::Key).collect();
        (is_own && !it.properties.is_empty()).then_some((*position, signs))
    };
    by_tag.or_else(|| {
        let by_key = left.iter().map(own).collect::<Option<Vec<_>>>();
        by_key.filter(|_| exclusive)
    })
}

/// Sorts what several properties tell apart into the order in which it is asked for: more properties first, and what remains of a tag
/// last.
pub(super) fn sort_by_specificity<T>(items: &mut [T], signs: impl Fn(&T) -> &[Sign]) {
    let count = |sign: Option<&Sign>| match sign {
        Some(Sign::Keys(keys)) => keys.len(),
        _ => 0,
    };
    items.sort_by_key(|item| match signs(item) {
        [Sign::Tagged { more, .. }, ..] => (more.is_empty(), Reverse(count(more.first()))),
        signs => (false, Reverse(count(signs.first()))),
    });
}
