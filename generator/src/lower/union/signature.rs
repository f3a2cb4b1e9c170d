//! Signatures: what is known about the values of an alternative.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use serde_json::Value;

use crate::ir::{JsonKind, Sign};
use crate::lower::merge::conjuncts::{Conjunct, conjuncts, subschemas};
use crate::lower::merge::json_types::{JsonTypes, json_types};
use crate::spec::Spec;

/// How far unions inside unions are looked into. Deeper ones say nothing, which is always safe.
const MAX_NESTED: usize = 4;

/// How many properties, or branches of a level, are looked into for each alternative.
const MAX_INNER: usize = 1000;

/// What is known about the values of an alternative.
#[derive(Clone, Debug, Default)]
pub(super) struct Signature {
    /// Their JSON type; `None` where it can be several.
    pub(super) json_type: Option<JsonKind>,
    /// The properties, with the values that they only have.
    pub(super) properties: BTreeMap<String, Option<BTreeSet<Constant>>>,
    /// The properties that are always there.
    pub(super) required: BTreeSet<String>,
}

impl Signature {
    /// The values that a property only has.
    pub(super) fn constants(&self, key: &str) -> Option<&BTreeSet<Constant>> {
        self.properties.get(key)?.as_ref()
    }

    /// Whether no object is so: a property that is always there has no value left.
    pub(super) fn is_empty(&self) -> bool {
        let mut required = self.required.iter();
        required.any(|key| self.constants(key).is_some_and(BTreeSet::is_empty))
    }

    /// Whether there is a property of each of these names.
    pub(super) fn has_all(&self, keys: &BTreeSet<String>) -> bool {
        keys.iter().all(|key| self.properties.contains_key(key))
    }
}

/// A value that tells an object from others.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Constant {
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
    pub(super) fn sign(&self, key: &str) -> Sign {
        let key = key.to_owned();
        match self.clone() {
            Self::String(value) => Sign::Value { key, value },
            Self::Scalar(value) => Sign::Scalar { key, value },
        }
    }
}

/// What is known about the values that all conjuncts describe.
pub(super) fn signature<'a>(spec: &'a Spec, all: &[Conjunct<'a>]) -> Signature {
    let mut signature = Signature {
        json_type: json_type(spec, all, MAX_NESTED),
        ..Signature::default()
    };
    for conjunct in all {
        let required = conjunct.keywords.required;
        signature.required.extend(required.iter().cloned());
        for name in required {
            signature.properties.entry(name.clone()).or_default();
        }
        for (name, _) in conjunct.keywords.properties.into_iter().flatten() {
            let values = constants(spec, conjunct, name);
            let known = signature.properties.entry(name.clone()).or_default();
            *known = match (known.take(), values) {
                (Some(known), Some(values)) => Some(known.intersection(&values).cloned().collect()),
                (known, values) => known.or(values),
            };
        }
    }
    signature
}

/// The strings that required properties of objects in required properties only have, by the way to them.
pub(super) fn inner_constants<'a>(
    spec: &'a Spec,
    all: &[Conjunct<'a>],
) -> BTreeMap<Vec<String>, BTreeSet<String>> {
    let mut found = BTreeMap::new();
    let mut open = VecDeque::from([(Vec::new(), all.to_vec())]);
    let mut looked_into = 0;
    while let Some((way, conjuncts_of)) = open.pop_front() {
        for conjunct in &conjuncts_of {
            for name in conjunct.keywords.required {
                let way = [&way[..], std::slice::from_ref(name)].concat();
                let texts = constants(spec, conjunct, name).map(|values| {
                    let texts = values.into_iter().map(|value| match value {
                        Constant::String(text) => Some(text),
                        Constant::Scalar(_) => None,
                    });
                    texts.collect::<Option<BTreeSet<String>>>()
                });
                match (texts, conjunct.property(spec, name)) {
                    (Some(Some(texts)), _) if way.len() > 1 => {
                        found.insert(way, texts);
                    }
                    (None, Some(property)) if way.len() < MAX_NESTED && looked_into < MAX_INNER => {
                        looked_into += 1;
                        open.push_back((way, conjuncts(spec, &[property])));
                    }
                    _ => {}
                }
            }
        }
    }
    found
}

/// The values that a property only has in the branches of a union that all conjuncts are.
pub(super) fn constants_of_branches<'a>(
    spec: &'a Spec,
    all: &[Conjunct<'a>],
    name: &str,
) -> Option<BTreeSet<Constant>> {
    let in_branches = |all: &[Conjunct<'a>]| -> Option<Vec<Vec<Conjunct<'a>>>> {
        let unions = all.iter().flat_map(|it| {
            let at = &it.subschema.at;
            it.keywords
                .unions()
                .map(move |(keyword, list)| subschemas(spec, list, &at.key(keyword)))
        });
        let branches = unions.into_iter().next()?.into_iter();
        Some(branches.map(|it| conjuncts(spec, &[it])).collect())
    };
    let mut found = BTreeSet::new();
    let mut open = in_branches(all)?;
    for _ in 0..MAX_NESTED {
        let mut next = Vec::new();
        for branch in open {
            match branch.iter().find_map(|it| constants(spec, it, name)) {
                Some(values) => found.extend(values),
                // Unions that are branches of each other have ever more.
                None if next.len() > MAX_INNER => return None,
                None => next.extend(in_branches(&branch)?),
            }
        }
        open = next;
    }
    open.is_empty().then_some(found)
}

/// The value that a property has where nothing else is said.
pub(super) fn default_of<'a>(spec: &'a Spec, all: &[Conjunct<'a>], name: &str) -> Option<Constant> {
    all.iter().find_map(|it| {
        let property = conjuncts(spec, &[it.property(spec, name)?]);
        let mut defaults = property.iter().map(|it| &it.keywords.data.default);
        Constant::of(defaults.find_map(Option::as_ref)?)
    })
}

/// The values that a property only has, unless it is `null`.
fn constants<'a>(
    spec: &'a Spec,
    conjunct: &Conjunct<'a>,
    name: &str,
) -> Option<BTreeSet<Constant>> {
    let all = conjuncts(spec, &[conjunct.property(spec, name)?]);
    only_values(spec, &all, MAX_NESTED)
}

/// The values that all conjuncts list, or else those of all branches of one of their unions.
fn only_values<'a>(
    spec: &'a Spec,
    all: &[Conjunct<'a>],
    left: usize,
) -> Option<BTreeSet<Constant>> {
    let mut lists = all.iter().map(|it| &it.keywords.values);
    if let Some(values) = lists.find(|values| !values.is_empty()) {
        let values = values.iter().filter(|it| !it.is_null());
        return values.map(Constant::of).collect();
    }
    let left = left.checked_sub(1)?;
    all.iter().find_map(|conjunct| {
        let at = &conjunct.subschema.at;
        let (keyword, list) = conjunct.keywords.unions().next()?;
        let mut found = BTreeSet::new();
        let branches = subschemas(spec, list, &at.key(keyword));
        for branch in (branches.len() <= MAX_INNER).then_some(branches)? {
            let branch = conjuncts(spec, &[branch]);
            if !branch.iter().any(|it| it.keywords.allow_only_null()) {
                found.extend(only_values(spec, &branch, left)?);
            }
        }
        (!found.is_empty()).then_some(found)
    })
}

/// The JSON type that all conjuncts allow, or else the one that all branches of their unions have.
fn json_type<'a>(spec: &'a Spec, all: &[Conjunct<'a>], left: usize) -> Option<JsonKind> {
    match json_types(all) {
        JsonTypes::One(json_type) => return Some(json_type),
        JsonTypes::None => return None,
        JsonTypes::Any => {}
    }
    let left = left.checked_sub(1)?;
    let mut found = None;
    for conjunct in all {
        for (keyword, list) in conjunct.keywords.unions() {
            for branch in subschemas(spec, list, &conjunct.subschema.at.key(keyword)) {
                let json_type = json_type(spec, &conjuncts(spec, &[branch]), left)?;
                if found.is_some_and(|found| found != json_type) {
                    return None;
                }
                found = Some(json_type);
            }
        }
    }
    found
}
