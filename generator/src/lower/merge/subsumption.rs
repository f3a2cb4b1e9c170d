//! Subsumption: whether a schema says no more than others, so that it does not change the type of a value.

use std::cell::Cell;
use std::collections::{BTreeSet, HashSet};

use openapiv3::AdditionalProperties;
use serde_json::Value;

use super::conjuncts::{Conjunct, conjuncts, subschemas};
use super::json_types::{JsonTypes, json_types};
use super::subschema::Subschema;
use crate::ir::JsonKind;
use crate::lower::budget::LoweringBudget;
use crate::lower::schema::keywords::Keywords;
use crate::spec::Spec;

/// How many schemas inside each other are compared, and how many in all. More count as different, which is always safe.
const MAX_DEPTH: usize = 8;
const MAX_COMPARED: usize = 5000;

/// Among how many members one is looked for that subsumes the others.
const MAX_MEMBERS: usize = 16;

/// A schema that holds for a value, with its conjuncts.
pub(super) type AllOfMember<'a> = (Subschema<'a>, Vec<Conjunct<'a>>);

/// The one member that subsumes all others.
pub(super) fn most_specific<'m, 'a>(
    spec: &'a Spec,
    members: &'m [AllOfMember<'a>],
    budget: &mut LoweringBudget,
) -> Option<&'m Subschema<'a>> {
    if let [(only, _)] = members {
        return Some(only);
    }
    if members.len() > MAX_MEMBERS || budget.has_no_merges_left() {
        return None;
    }
    let mut compared = 0;
    let mut subsumes = |whole: &[Conjunct<'a>], others: &[Conjunct<'a>]| {
        let mut others = others.iter();
        others.all(|conjunct| {
            let comparison = Subsumption::new(spec);
            let is_subsumed = comparison.is_subsumed(whole, conjunct, MAX_DEPTH);
            compared += MAX_COMPARED - comparison.left.get();
            is_subsumed
        })
    };
    let subsumes_all = |(index, (_, whole)): &(usize, &AllOfMember<'a>)| {
        let mut others = members.iter().enumerate();
        others.all(|(other, (_, conjuncts))| other == *index || subsumes(whole, conjuncts))
    };
    let found = members.iter().enumerate().find(subsumes_all);
    budget.count_compared(compared);
    found.map(|(_, (found, _))| found)
}

struct Subsumption<'a> {
    spec: &'a Spec,
    /// How many schemas may still be compared.
    left: Cell<usize>,
}

impl<'a> Subsumption<'a> {
    fn new(spec: &'a Spec) -> Self {
        Self {
            spec,
            left: Cell::new(MAX_COMPARED),
        }
    }

    /// Whether a value that `whole` describes needs no other type for what `conjunct` says as well: it says less, or narrows
    /// the values down in a way that types do not show.
    fn is_subsumed(&self, whole: &[Conjunct<'a>], conjunct: &Conjunct<'a>, depth: usize) -> bool {
        if conjunct.keywords.allow_only_null() {
            return whole.iter().any(|it| it.nullable);
        }
        if !conjunct.constrains_type() {
            return true;
        }
        let (Some(depth), Some(left)) = (depth.checked_sub(1), self.left.get().checked_sub(1))
        else {
            return false;
        };
        self.left.set(left);
        let keywords = &conjunct.keywords;
        let is_same = |other: &Conjunct<'a>| other.subschema.key() == conjunct.subschema.key();
        whole.iter().any(is_same)
            || has_json_type(whole, conjunct)
                && has_values(whole, keywords)
                && has_format(whole, keywords)
                && has_additional(whole, keywords)
                && (keywords.keys.is_none()
                    || whole.iter().any(|it| it.keywords.keys == keywords.keys))
                && self.has_properties(whole, conjunct, depth)
                && self.has_items(whole, conjunct, depth)
                && self.has_branch(whole, conjunct, depth)
    }

    fn subsumes_schema(
        &self,
        whole: &[Conjunct<'a>],
        subschema: Subschema<'a>,
        depth: usize,
    ) -> bool {
        let conjuncts = conjuncts(self.spec, &[subschema]);
        conjuncts
            .iter()
            .all(|conjunct| self.is_subsumed(whole, conjunct, depth))
    }

    fn has_properties(
        &self,
        whole: &[Conjunct<'a>],
        conjunct: &Conjunct<'a>,
        depth: usize,
    ) -> bool {
        let mut names = conjunct.keywords.properties.into_iter().flatten();
        has_required(whole, conjunct.keywords.required)
            && names.all(|(name, _)| {
                let theirs = whole.iter().filter_map(|it| it.property(self.spec, name));
                let theirs = conjuncts(self.spec, &theirs.collect::<Vec<_>>());
                !theirs.is_empty()
                    && conjunct
                        .property(self.spec, name)
                        .is_none_or(|own| self.subsumes_schema(&theirs, own, depth))
            })
    }

    fn has_items(&self, whole: &[Conjunct<'a>], conjunct: &Conjunct<'a>, depth: usize) -> bool {
        let Some(own) = conjunct.items(self.spec) else {
            return true;
        };
        let mut others = whole.iter().filter(|it| it.keywords.items.is_some());
        if !others.all(|other| other.is_tuple() == conjunct.is_tuple()) {
            return false;
        }
        let theirs = whole.iter().filter_map(|it| it.items(self.spec));
        let theirs = conjuncts(self.spec, &theirs.collect::<Vec<_>>());
        self.subsumes_schema(&theirs, own, depth)
    }

    /// Of a union, one branch that is subsumed is enough.
    fn has_branch(&self, whole: &[Conjunct<'a>], conjunct: &Conjunct<'a>, depth: usize) -> bool {
        conjunct.keywords.unions().all(|(keyword, list)| {
            let branches = subschemas(self.spec, list, &conjunct.subschema.at.key(keyword));
            let mut branches = branches.into_iter();
            branches.any(|branch| self.subsumes_schema(whole, branch, depth))
        })
    }
}

fn has_json_type(whole: &[Conjunct<'_>], conjunct: &Conjunct<'_>) -> bool {
    match (conjunct.json_type(), json_types(whole)) {
        (None, _) | (Some(JsonKind::Number), JsonTypes::One(JsonKind::Integer)) => true,
        (Some(json_type), json_types) => json_types == JsonTypes::One(json_type),
    }
}

fn has_required(whole: &[Conjunct<'_>], names: &[String]) -> bool {
    if names.is_empty() {
        return true;
    }
    let theirs = whole.iter().flat_map(|other| other.keywords.required);
    let theirs: BTreeSet<&String> = theirs.collect();
    names.iter().all(|name| theirs.contains(name))
}

/// A component that is an enum keeps its name where a place allows only some of its values; other enums are narrowed down.
fn has_values(whole: &[Conjunct<'_>], keywords: &Keywords<'_>) -> bool {
    let values: HashSet<&Value> = keywords.values.iter().collect();
    values.is_empty()
        || whole.iter().any(|other| {
            let theirs = &other.keywords.values;
            if other.subschema.component.is_some() {
                theirs.iter().any(|value| values.contains(&value))
            } else {
                !theirs.is_empty() && theirs.iter().all(|value| values.contains(&value))
            }
        })
}

fn has_format(whole: &[Conjunct<'_>], keywords: &Keywords<'_>) -> bool {
    let is_same = |other: &Keywords<'_>| other.format == keywords.format;
    keywords.format.is_none()
        || whole
            .iter()
            .any(|other| is_same(&other.keywords) || !other.keywords.values.is_empty())
}

fn has_additional(whole: &[Conjunct<'_>], keywords: &Keywords<'_>) -> bool {
    let Some(AdditionalProperties::Any(true) | AdditionalProperties::Schema(_)) =
        keywords.additional
    else {
        return true;
    };
    let is_same = |other: &Conjunct<'_>| other.keywords.additional == keywords.additional;
    whole.iter().any(is_same)
}
