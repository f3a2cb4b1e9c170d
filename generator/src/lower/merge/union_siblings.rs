//! The siblings of a union: the schemas that hold beside it, and what they leave of its branches.

use std::collections::BTreeSet;

use openapiv3::AdditionalProperties;

use super::conjuncts::Conjunct;
use super::json_types::{JsonTypes, json_types};
use crate::lower::union::alternative::Alternative;

/// What the schemas beside a union say.
pub(super) struct UnionSiblings<'a> {
    json_types: JsonTypes,
    /// Whether they say anything about the type.
    constrain_type: bool,
    /// Whether they say more than which JSON type it is.
    say_more: bool,
    /// The properties that they describe.
    properties: BTreeSet<&'a String>,
}

impl<'a> UnionSiblings<'a> {
    pub(super) fn of(conjuncts: &[Conjunct<'a>]) -> Self {
        let says_more = |it: &Conjunct<'a>| it.constrains_type() && !it.keywords.are_only_type();
        let properties = conjuncts.iter().filter_map(|it| it.keywords.properties);
        Self {
            json_types: json_types(conjuncts),
            constrain_type: conjuncts.iter().any(Conjunct::constrains_type),
            say_more: conjuncts.iter().any(says_more),
            properties: properties.flat_map(|it| it.keys()).collect(),
        }
    }

    /// The alternatives that do not contradict the siblings; `None` where the union does not change the type.
    pub(super) fn narrow(
        &self,
        alternatives: Vec<Alternative<'a>>,
    ) -> Option<Vec<Alternative<'a>>> {
        let fits = |it: &Alternative<'a>| {
            self.json_types.and(json_types(&it.conjuncts)) != JsonTypes::None
        };
        // UnionSiblings that contradict each other are reported when they are merged, without the union.
        if self.json_types == JsonTypes::None {
            return None;
        }
        let first = alternatives.first().cloned();
        let mut fitting: Vec<Alternative<'a>> = alternatives.into_iter().filter(fits).collect();
        // A contradiction is reported when the siblings are merged with one of the branches.
        if fitting.is_empty() {
            fitting.extend(first);
        }
        let is_only_type = |it: &Alternative<'a>| {
            let mut conjuncts = it.conjuncts.iter();
            conjuncts.all(|it| it.keywords.are_only_type())
        };
        let is_constraint =
            |it: &Alternative<'a>| it.conjuncts.iter().all(|it| self.is_constraint(it));
        let allows_anything = self.say_more && fitting.iter().any(is_only_type);
        let only_constrains = self.constrain_type && fitting.iter().all(is_constraint);
        (!allows_anything && !only_constrains && !fitting.is_empty()).then_some(fitting)
    }

    /// Whether a conjunct only says which of the properties that the siblings describe are there, and which values they have.
    fn is_constraint(&self, conjunct: &Conjunct<'_>) -> bool {
        let keywords = &conjunct.keywords;
        let mut properties = keywords.properties.into_iter().flatten();
        matches!(keywords.typ, None | Some("object"))
            && keywords.format.is_none()
            && keywords.values.is_empty()
            && keywords.items.is_none()
            && !matches!(keywords.additional, Some(AdditionalProperties::Schema(_)))
            && !keywords.has_union()
            && properties.all(|(name, _)| self.properties.contains(name))
    }
}
