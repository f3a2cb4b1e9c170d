//! What alternatives say beside what holds for all of them.

use std::collections::BTreeSet;

use openapiv3::AdditionalProperties;

use crate::lower::merge::conjuncts::{Conjunct, JsonTypes, is_bare, kinds};
use crate::lower::union::alternative::Alternative;

/// What the schemas beside alternatives say.
pub(in crate::lower) struct Siblings<'a> {
    kinds: JsonTypes,
    /// Whether they say anything about the type.
    tells: bool,
    /// Whether they say more than which JSON type it is.
    says_more: bool,
    /// The properties that they describe.
    properties: BTreeSet<&'a String>,
}

impl<'a> Siblings<'a> {
    pub(in crate::lower) fn of(parts: &[Conjunct<'a>]) -> Self {
        let says_more = |part: &Conjunct<'a>| part.tells() && !is_bare(&part.keywords);
        let properties = parts.iter().filter_map(|part| part.keywords.properties);
        Self {
            kinds: kinds(parts),
            tells: parts.iter().any(Conjunct::tells),
            says_more: parts.iter().any(says_more),
            properties: properties.flat_map(|it| it.keys()).collect(),
        }
    }

    /// What is left of alternatives beside what is said anyway; `None` where nothing is that a type would show.
    pub(in crate::lower) fn narrow(
        &self,
        candidates: Vec<Alternative<'a>>,
    ) -> Option<Vec<Alternative<'a>>> {
        let fits = |it: &Alternative<'a>| self.kinds.and(kinds(&it.parts)) != JsonTypes::None;
        // Parts that disagree are reported when they are merged: without a union, or with one branch of it.
        if self.kinds == JsonTypes::None {
            return None;
        }
        let first = candidates.first().cloned();
        let mut fitting: Vec<Alternative<'a>> = candidates.into_iter().filter(fits).collect();
        if fitting.is_empty() {
            fitting.extend(first);
        }
        let is_bare = |it: &Alternative<'a>| it.parts.iter().all(|it| is_bare(&it.keywords));
        let is_met = |it: &Alternative<'a>| it.parts.iter().all(|it| self.is_constraint(it));
        let says_nothing = self.says_more && fitting.iter().any(is_bare);
        let only_checks = self.tells && fitting.iter().all(is_met);
        (!says_nothing && !only_checks && !fitting.is_empty()).then_some(fitting)
    }

    /// Whether a part says only which of the properties described elsewhere are there, and which values they have.
    fn is_constraint(&self, part: &Conjunct<'_>) -> bool {
        let keywords = &part.keywords;
        matches!(keywords.typ, None | Some("object"))
            && keywords.format.is_none()
            && keywords.values.is_empty()
            && keywords.items.is_none()
            && !matches!(keywords.additional, Some(AdditionalProperties::Schema(_)))
            && keywords.one_of.is_empty()
            && keywords.any_of.is_empty()
            && keywords
                .properties
                .into_iter()
                .flatten()
                .all(|(name, _)| self.properties.contains(name))
    }
}
