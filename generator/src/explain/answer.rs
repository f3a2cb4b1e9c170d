//! What is said about a query.

use std::collections::BTreeMap;

use super::catalogue::CatalogueItem;
use crate::diag::{Sources, locate};
use crate::origin::Origin;

/// What there is to say about a query.
#[derive(Clone, Debug)]
pub enum Explanation {
    /// It is about these items.
    Items(Vec<ExplainedItem>),
    /// It may be about any of these.
    Candidates(Vec<Candidate>),
    /// It is about nothing; these names come near.
    Nowhere(Vec<String>),
}

/// An item of a client, with what there is to say about it.
#[derive(Clone, Debug, Default)]
pub struct ExplainedItem {
    /// What it is: `struct`, `field`, `method`.
    pub kind: &'static str,
    /// Its path in Rust; a JSON pointer for what is no item.
    pub path: String,
    /// Its type, or what a method takes and returns, as people write it.
    pub written: Option<String>,
    /// The places of the description that it is made of, the first of which it is named after.
    pub places: Vec<FactPlace>,
    /// What else there is to say, in the order in which a reader asks.
    pub facts: Vec<Fact>,
}

/// One thing about an item.
#[derive(Clone, Debug)]
pub struct Fact {
    /// What it is about: `name`, `type`, `presence`, `module`, `use`.
    pub about: &'static str,
    /// The fact, as a sentence without an end.
    pub text: String,
    /// Where that is said, if it is said anywhere.
    pub place: Option<FactPlace>,
}

impl Fact {
    /// A fact that is said nowhere in particular.
    pub(super) fn new(about: &'static str, text: impl Into<String>) -> Self {
        Self {
            about,
            text: text.into(),
            place: None,
        }
    }

    /// The same, said there.
    pub(super) fn at(mut self, place: Option<Origin>) -> Self {
        self.place = place.map(FactPlace::of);
        self
    }
}

/// A place in a description or a configuration.
#[derive(Clone, Debug)]
pub struct FactPlace {
    /// The file and the JSON pointer.
    pub origin: Origin,
    /// Line and column, counted from 1, where they are known.
    pub position: Option<(usize, usize)>,
}

impl FactPlace {
    pub(super) fn of(origin: Origin) -> Self {
        let position = None;
        Self { origin, position }
    }
}

/// An item that a query may be about.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// What it is.
    pub kind: &'static str,
    /// Its path in Rust.
    pub path: String,
    /// The first of its places.
    pub place: Option<FactPlace>,
}

impl From<&CatalogueItem> for Candidate {
    fn from(item: &CatalogueItem) -> Self {
        Self {
            kind: item.kind,
            path: item.path.clone(),
            place: item.places.first().cloned().map(FactPlace::of),
        }
    }
}

impl Explanation {
    /// The same with the lines of its places.
    pub(super) fn located(mut self, sources: &Sources) -> Self {
        let mut places = self.places();
        let origins: Vec<Origin> = places.iter().map(|it| it.origin.clone()).collect();
        let found: BTreeMap<Origin, (usize, usize)> = locate(origins, sources);
        for place in &mut places {
            place.position = found.get(&place.origin).copied();
        }
        self
    }

    fn places(&mut self) -> Vec<&mut FactPlace> {
        let mut places: Vec<&mut FactPlace> = Vec::new();
        match self {
            Self::Items(items) => {
                for item in items {
                    places.extend(&mut item.places);
                    places.extend(item.facts.iter_mut().filter_map(|it| it.place.as_mut()));
                }
            }
            Self::Candidates(candidates) => {
                places.extend(candidates.iter_mut().filter_map(|it| it.place.as_mut()));
            }
            Self::Nowhere(_) => {}
        }
        places
    }
}
