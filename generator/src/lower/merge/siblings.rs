//! What alternatives say beside what holds for all of them.

use std::collections::BTreeSet;

use openapiv3::AdditionalProperties;

use crate::lower::merge::conjuncts::{Kinds, Part, is_bare, kinds};
use crate::lower::union::alternative::Candidate;

/// What the schemas beside alternatives say.
pub(in crate::lower) struct Common<'a> {
    kinds: Kinds,
    /// Whether they say anything about the type.
    tells: bool,
    /// Whether they say more than which JSON type it is.
    says_more: bool,
    /// The properties that they describe.
    properties: BTreeSet<&'a String>,
}

impl<'a> Common<'a> {
    pub(in crate::lower) fn of(parts: &[Part<'a>]) -> Self {
        let says_more = |part: &Part<'a>| part.tells() && !is_bare(&part.facets);
        let properties = parts.iter().filter_map(|part| part.facets.properties);
        Self {
            kinds: kinds(parts),
            tells: parts.iter().any(Part::tells),
            says_more: parts.iter().any(says_more),
            properties: properties.flat_map(|it| it.keys()).collect(),
        }
    }

    /// What is left of alternatives beside what is said anyway; `None` where nothing is that a type would show.
    pub(in crate::lower) fn narrow(
        &self,
        candidates: Vec<Candidate<'a>>,
    ) -> Option<Vec<Candidate<'a>>> {
        let fits = |it: &Candidate<'a>| self.kinds.and(kinds(&it.parts)) != Kinds::None;
        // Parts that disagree are reported when they are merged: without a union, or with one branch of it.
        if self.kinds == Kinds::None {
            return None;
        }
        let first = candidates.first().cloned();
        let mut fitting: Vec<Candidate<'a>> = candidates.into_iter().filter(fits).collect();
        if fitting.is_empty() {
            fitting.extend(first);
        }
        let is_bare = |it: &Candidate<'a>| it.parts.iter().all(|it| is_bare(&it.facets));
        let is_met = |it: &Candidate<'a>| it.parts.iter().all(|it| self.is_constraint(it));
        let says_nothing = self.says_more && fitting.iter().any(is_bare);
        let only_checks = self.tells && fitting.iter().all(is_met);
        (!says_nothing && !only_checks && !fitting.is_empty()).then_some(fitting)
    }

    /// Whether a part says only which of the properties described elsewhere are there, and which values they have.
    fn is_constraint(&self, part: &Part<'_>) -> bool {
        let facets = &part.facets;
        matches!(facets.typ, None | Some("object"))
            && facets.format.is_none()
            && facets.values.is_empty()
            && facets.items.is_none()
            && !matches!(facets.additional, Some(AdditionalProperties::Schema(_)))
            && facets.one_of.is_empty()
            && facets.any_of.is_empty()
            && facets
                .properties
                .into_iter()
                .flatten()
                .all(|(name, _)| self.properties.contains(name))
    }
}
