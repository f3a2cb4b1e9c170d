//! What one schema says already of what another says.

use std::cell::Cell;
use std::collections::{BTreeSet, HashSet};

use openapiv3::AdditionalProperties;
use serde_json::Value;

use crate::ir::JsonKind;
use crate::lower::merge::conjuncts::{
    Conjunct, JsonTypes, Subschema, kinds, nodes, only_null, parts,
};
use crate::lower::schema::keywords::Keywords;
use crate::spec::Spec;

/// How many schemas inside each other are compared, and how many in all. More count as different, which is always safe.
const DEPTH: usize = 8;
const MOST: usize = 5000;

/// Whether a value that `whole` describes needs no other type for what `part` says as well: it says less, or narrows the
/// values down in a way that types do not show. Adds to `compared` how many schemas that has taken.
pub(in crate::lower) fn implied<'a>(
    spec: &'a Spec,
    whole: &[Conjunct<'a>],
    part: &Conjunct<'a>,
    compared: &mut usize,
) -> bool {
    let comparison = Subsumption {
        spec,
        left: Cell::new(MOST),
    };
    let is_implied = comparison.implied(whole, part, DEPTH);
    *compared += MOST - comparison.left.get();
    is_implied
}

/// The schema of a property.
pub(in crate::lower) fn property<'a>(
    spec: &'a Spec,
    part: &Conjunct<'a>,
    name: &str,
) -> Option<Subschema<'a>> {
    let node = part.keywords.properties?.get(name)?;
    let at = part.node.at.key("properties").key(name);
    Some(Subschema::of(spec.boxed_schema(node, &at)?))
}

/// The schema of the items.
pub(in crate::lower) fn items<'a>(spec: &'a Spec, part: &Conjunct<'a>) -> Option<Subschema<'a>> {
    let at = part.node.at.key("items");
    Some(Subschema::of(spec.boxed_schema(part.keywords.items?, &at)?))
}

struct Subsumption<'a> {
    spec: &'a Spec,
    /// How many schemas may still be compared.
    left: Cell<usize>,
}

impl<'a> Subsumption<'a> {
    fn implied(&self, whole: &[Conjunct<'a>], part: &Conjunct<'a>, depth: usize) -> bool {
        if only_null(&part.keywords) {
            return whole.iter().any(|part| part.nullable);
        }
        if !part.tells() {
            return true;
        }
        let (Some(depth), Some(left)) = (depth.checked_sub(1), self.left.get().checked_sub(1))
        else {
            return false;
        };
        self.left.set(left);
        let keywords = &part.keywords;
        let is_it = |other: &Conjunct<'a>| other.node.key() == part.node.key();
        whole.iter().any(is_it)
            || has_kind(whole, part)
                && has_values(whole, keywords)
                && has_format(whole, keywords)
                && has_additional(whole, keywords)
                && self.has_properties(whole, part, depth)
                && self.has_items(whole, part, depth)
                && self.has_branch(whole, part, depth)
    }

    fn all_implied(&self, whole: &[Conjunct<'a>], node: Subschema<'a>, depth: usize) -> bool {
        let inner = parts(self.spec, &[node]);
        inner.iter().all(|part| self.implied(whole, part, depth))
    }

    fn has_properties(&self, whole: &[Conjunct<'a>], part: &Conjunct<'a>, depth: usize) -> bool {
        let mut names = part.keywords.properties.into_iter().flatten();
        has_required(whole, part.keywords.required)
            && names.all(|(name, _)| {
                let theirs = whole
                    .iter()
                    .filter_map(|other| property(self.spec, other, name));
                let theirs = parts(self.spec, &theirs.collect::<Vec<_>>());
                !theirs.is_empty()
                    && property(self.spec, part, name)
                        .is_none_or(|own| self.all_implied(&theirs, own, depth))
            })
    }

    fn has_items(&self, whole: &[Conjunct<'a>], part: &Conjunct<'a>, depth: usize) -> bool {
        let Some(own) = items(self.spec, part) else {
            return true;
        };
        let mut others = whole.iter().filter(|other| other.keywords.items.is_some());
        if !others.all(|other| other.is_tuple() == part.is_tuple()) {
            return false;
        }
        let theirs = whole.iter().filter_map(|other| items(self.spec, other));
        let theirs = parts(self.spec, &theirs.collect::<Vec<_>>());
        self.all_implied(&theirs, own, depth)
    }

    /// Of alternatives, it is enough that one is met.
    fn has_branch(&self, whole: &[Conjunct<'a>], part: &Conjunct<'a>, depth: usize) -> bool {
        let keywords = &part.keywords;
        let lists = [("oneOf", keywords.one_of), ("anyOf", keywords.any_of)];
        let mut lists = lists.into_iter().filter(|(_, list)| !list.is_empty());
        lists.all(|(keyword, list)| {
            let branches = nodes(self.spec, list, &part.node.at.key(keyword));
            let mut branches = branches.into_iter();
            branches.any(|branch| self.all_implied(whole, branch, depth))
        })
    }
}

fn has_kind(whole: &[Conjunct<'_>], part: &Conjunct<'_>) -> bool {
    match (part.kind(), kinds(whole)) {
        (None, _) | (Some(JsonKind::Number), JsonTypes::One(JsonKind::Integer)) => true,
        (Some(kind), kinds) => kinds == JsonTypes::One(kind),
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

/// An enum with a name of its own keeps it where a place allows only some of its values; others are narrowed down.
fn has_values(whole: &[Conjunct<'_>], keywords: &Keywords<'_>) -> bool {
    let values: HashSet<&Value> = keywords.values.iter().collect();
    values.is_empty()
        || whole.iter().any(|other| {
            let theirs = &other.keywords.values;
            if other.node.component.is_some() {
                theirs.iter().any(|value| values.contains(&value))
            } else {
                !theirs.is_empty() && theirs.iter().all(|value| values.contains(&value))
            }
        })
}

fn has_format(whole: &[Conjunct<'_>], keywords: &Keywords<'_>) -> bool {
    keywords.format.is_none()
        || whole.iter().any(|other| {
            other.keywords.format == keywords.format || !other.keywords.values.is_empty()
        })
}

fn has_additional(whole: &[Conjunct<'_>], keywords: &Keywords<'_>) -> bool {
    let Some(AdditionalProperties::Any(true) | AdditionalProperties::Schema(_)) =
        keywords.additional
    else {
        return true;
    };
    let is_it = |other: &Conjunct<'_>| other.keywords.additional == keywords.additional;
    whole.iter().any(is_it)
}
