//! How much is compared and put together before it is enough: in some descriptions, each merge leads to others without an end.

use crate::ir::Place;
use crate::lower::Lowering;
use crate::lower::merge::conjuncts::{Conjunct, Subschema};
use crate::lower::merge::subsumption::implied;

/// How many parts are compared with each other. More than a few are never said to be the same.
const MAX_COMPARED: usize = 16;

/// How many schemas are put together in all: some, and some more for each component and path. A schema counts as often as it
/// is in a merge. In what asks for more, each merge leads to others without an end in sight; no real description comes near.
const MAX_MERGED: usize = 20_000;
const MAX_MERGED_FOR_EACH: usize = 20;

/// How many times schemas may be met as parts of others: some times, and some more for each component. Where all are parts of
/// all, each meets as many as their square.
const MAX_LISTED: usize = 200_000;
const MAX_LISTED_FOR_EACH: usize = 100;

/// How many steps inside of a component or a body something may be merged.
const MAX_MERGED_INSIDE: usize = 48;

/// How many comparisons of schemas count as one that is put together.
const COMPARED_FOR_ONE: usize = 16;

/// What is untyped then.
pub(in crate::lower) const TOO_MUCH_MERGED: &str =
    "what comes of more merges than a description has a use for";

impl<'a> Lowering<'a> {
    /// The one part that says all that the others say, too.
    pub(in crate::lower) fn only<'e>(
        &mut self,
        telling: &'e [(Subschema<'a>, Vec<Conjunct<'a>>)],
    ) -> Option<&'e Subschema<'a>> {
        if let [(only, _)] = telling {
            return Some(only);
        }
        if telling.len() > MAX_COMPARED || self.left_to_merge() == 0 {
            return None;
        }
        let mut compared = 0;
        let mut is_implied = |whole: &[Conjunct<'a>], parts: &[Conjunct<'a>]| {
            let mut parts = parts.iter();
            parts.all(|part| implied(self.spec, whole, part, &mut compared))
        };
        let says_all = |(index, (_, whole)): &(usize, &(Subschema<'a>, Vec<Conjunct<'a>>))| {
            let mut others = telling.iter().enumerate();
            others.all(|(other, (_, parts))| other == *index || is_implied(whole, parts))
        };
        let chosen = telling.iter().enumerate().find(says_all);
        self.merged += compared / COMPARED_FOR_ONE;
        chosen.map(|(_, (chosen, _))| chosen)
    }

    /// Whether so much has been merged that this merge of so many schemas is not made, or it is inside of too many others.
    pub(in crate::lower) fn has_merged_enough(&mut self, schemas: usize, place: &Place) -> bool {
        self.merged += schemas;
        self.left_to_merge() == 0 || place.steps.len() > MAX_MERGED_INSIDE
    }

    /// Whether so many parts of parts have been looked through that no others are.
    pub(in crate::lower) fn has_listed_enough(&self) -> bool {
        self.listed > MAX_LISTED + MAX_LISTED_FOR_EACH * self.schemas()
    }

    /// How many schemas may still be put together.
    fn left_to_merge(&self) -> usize {
        let all = MAX_MERGED_FOR_EACH * self.schemas_and_paths();
        (MAX_MERGED + all).saturating_sub(self.merged)
    }

    /// How much there is in the description that others may multiply.
    pub(in crate::lower) fn schemas_and_paths(&self) -> usize {
        self.schemas() + self.spec.openapi.paths.paths.len()
    }

    /// How many schemas there are among the components.
    fn schemas(&self) -> usize {
        let components = self.spec.openapi.components.as_ref();
        components.map_or(0, |it| it.schemas.len())
    }
}
