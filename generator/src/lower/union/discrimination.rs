//! What tells the branches of a union apart: JSON types, constants, and the properties that they have.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::ir::{JsonKind, Sign};
use crate::lower::merge::conjuncts::{Conjunct, JsonTypes, kinds, nodes, parts};
use crate::lower::merge::subsumption::property;
use crate::spec::Spec;

/// What is known about the values of a branch.
#[derive(Debug, Default)]
pub(in crate::lower) struct Signature {
    /// Their JSON type; `None` where it can be several.
    pub(in crate::lower) kind: Option<JsonKind>,
    /// The properties, with the values that they only have.
    properties: BTreeMap<String, Option<BTreeSet<Constant>>>,
    required: BTreeSet<String>,
}

impl Signature {
    /// The values that a property only has.
    pub(in crate::lower) fn constants(&self, key: &str) -> Option<&BTreeSet<Constant>> {
        self.properties.get(key)?.as_ref()
    }

    fn has_all(&self, keys: &BTreeSet<String>) -> bool {
        keys.iter().all(|key| self.properties.contains_key(key))
    }
}

/// A value that gives an object away.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::lower) enum Constant {
    String(String),
    /// A boolean or an integer, as JSON.
    Scalar(String),
}

impl Constant {
    fn of(value: &Value) -> Option<Self> {
        match value {
            Value::String(text) => Some(Self::String(text.clone())),
            Value::Bool(_) => Some(Self::Scalar(value.to_string())),
            Value::Number(number) if number.is_i64() => Some(Self::Scalar(value.to_string())),
            _ => None,
        }
    }

    /// The property `key` with this value.
    pub(in crate::lower) fn sign(&self, key: &str) -> Sign {
        let key = key.to_owned();
        match self.clone() {
            Self::String(value) => Sign::Value { key, value },
            Self::Scalar(value) => Sign::Scalar { key, value },
        }
    }
}

/// How far unions inside unions are looked into. Deeper ones say nothing, which is always safe.
const MAX_NESTED: usize = 4;

/// Of how many branches sets of properties are compared.
const MAX_COMPARED: usize = 256;

/// What is known about the values of a branch that all parts describe.
pub(in crate::lower) fn signature<'a>(spec: &'a Spec, all: &[Conjunct<'a>]) -> Signature {
    let mut signature = Signature {
        kind: kind(spec, all, MAX_NESTED),
        ..Signature::default()
    };
    for part in all {
        let required = part.keywords.required;
        signature.required.extend(required.iter().cloned());
        for name in required {
            signature.properties.entry(name.clone()).or_default();
        }
        for (name, _) in part.keywords.properties.into_iter().flatten() {
            let values = constants(spec, part, name);
            let known = signature.properties.entry(name.clone()).or_default();
            *known = match (known.take(), values) {
                (Some(known), Some(values)) => Some(known.intersection(&values).cloned().collect()),
                (known, values) => known.or(values),
            };
        }
    }
    signature
}

/// The values that a property only has.
fn constants<'a>(spec: &'a Spec, part: &Conjunct<'a>, name: &str) -> Option<BTreeSet<Constant>> {
    let all = parts(spec, &[property(spec, part, name)?]);
    let mut lists = all.iter().map(|part| &part.keywords.values);
    let values = lists.find(|values| !values.is_empty())?;
    values.iter().map(Constant::of).collect()
}

fn kind<'a>(spec: &'a Spec, all: &[Conjunct<'a>], left: usize) -> Option<JsonKind> {
    match kinds(all) {
        JsonTypes::One(kind) => return Some(kind),
        JsonTypes::None => return None,
        JsonTypes::Any => {}
    }
    let left = left.checked_sub(1)?;
    let mut found = None;
    for part in all {
        let keywords = &part.keywords;
        for (keyword, list) in [("oneOf", keywords.one_of), ("anyOf", keywords.any_of)] {
            for branch in nodes(spec, list, &part.node.at.key(keyword)) {
                let kind = kind(spec, &parts(spec, &[branch]), left)?;
                if found.is_some_and(|found| found != kind) {
                    return None;
                }
                found = Some(kind);
            }
        }
    }
    found
}

/// How many branches have a property, and how many of them each of its values.
#[derive(Default)]
struct PropertyUse<'s> {
    branches: usize,
    constant: usize,
    values: BTreeMap<&'s Constant, usize>,
}

/// The properties of all branches that are objects.
struct PropertyIndex<'s>(BTreeMap<&'s str, PropertyUse<'s>>);

impl<'s> PropertyIndex<'s> {
    fn new(objects: &[(usize, &'s Signature)]) -> Self {
        let mut known: BTreeMap<&str, PropertyUse<'_>> = BTreeMap::new();
        for (_, signature) in objects {
            for (key, values) in &signature.properties {
                let known = known.entry(key).or_default();
                known.branches += 1;
                known.constant += usize::from(values.is_some());
                for value in values.iter().flatten() {
                    *known.values.entry(value).or_default() += 1;
                }
            }
        }
        Self(known)
    }

    fn is_unique(&self, key: &str) -> bool {
        self.0.get(key).is_some_and(|known| known.branches == 1)
    }

    /// The values of a property, where no other branch has any of them.
    fn tags(&self, key: &str, signature: &Signature) -> Option<Vec<Sign>> {
        let values = signature.constants(key)?;
        let known = self.0.get(key)?;
        let is_unique = |value: &Constant| known.values.get(value) == Some(&1);
        let is_tag = known.constant == known.branches && !values.is_empty();
        let signs = || values.iter().map(|value| value.sign(key)).collect();
        (is_tag && values.iter().all(is_unique)).then(signs)
    }
}

/// The signs of each branch that is an object among others: a constant no other has, else a required property no other
/// has, else properties that no other has together, where those with more of them are asked first. What has no sign is
/// what remains when none is seen.
pub(in crate::lower) fn apart(signatures: &[Signature], exclusive: bool) -> Vec<Vec<Sign>> {
    let mut signs: BTreeMap<usize, Vec<Sign>> = BTreeMap::new();
    let is_object = |it: &(usize, &Signature)| it.1.kind == Some(JsonKind::Object);
    let objects: Vec<(usize, &Signature)> =
        signatures.iter().enumerate().filter(is_object).collect();
    let index = PropertyIndex::new(&objects);
    let mut left = Vec::new();
    for (position, signature) in objects {
        match by_one(&index, signature) {
            Some(found) => {
                signs.insert(position, found);
            }
            None => left.push((position, signature)),
        }
    }
    if left.len() > 1 || !signs.is_empty() {
        by_several(&mut left, &mut signs);
    }
    if left.len() > 1
        && let Some(found) = by_optional(&index, &left, exclusive)
    {
        signs.extend(found);
    }
    let mut all = (0..signatures.len()).map(|position| signs.remove(&position));
    if signatures
        .iter()
        .filter(|it| it.kind == Some(JsonKind::Object))
        .count()
        < 2
    {
        return all.map(|_| Vec::new()).collect();
    }
    all.by_ref().map(Option::unwrap_or_default).collect()
}

fn by_one(index: &PropertyIndex<'_>, signature: &Signature) -> Option<Vec<Sign>> {
    let required = || signature.required.iter();
    required()
        .find_map(|key| index.tags(key, signature))
        .or_else(|| {
            let key = required().find(|key| index.is_unique(key))?;
            Some(vec![Sign::Key(key.clone())])
        })
}

/// Tells branches by all that they require: an object of one that is asked later must not have the properties of an
/// earlier one.
fn by_several(left: &mut Vec<(usize, &Signature)>, signs: &mut BTreeMap<usize, Vec<Sign>>) {
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

/// What tells all that are left, though it need not be there: a constant, or properties that no other has.
fn by_optional(
    index: &PropertyIndex<'_>,
    left: &[(usize, &Signature)],
    exclusive: bool,
) -> Option<Vec<(usize, Vec<Sign>)>> {
    let (_, first) = left.first()?;
    let by_tag = first.properties.keys().find_map(|key| {
        let tags = |(position, it): &(usize, &Signature)| Some((*position, index.tags(key, it)?));
        left.iter().map(tags).collect::<Option<Vec<_>>>()
    });
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

/// Brings what is told by several properties into the order in which it is asked for: more of them first.
pub(in crate::lower) fn in_order<T>(items: &mut [T], signs: impl Fn(&T) -> &[Sign]) {
    items.sort_by_key(|item| match signs(item) {
        [Sign::Keys(keys), ..] => Reverse(keys.len()),
        _ => Reverse(0),
    });
}
