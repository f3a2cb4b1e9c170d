//! The words of a resource, which its methods need not repeat.

use std::collections::BTreeMap;

use super::name_words::{Words, alike};
use super::vocabulary::is_class;
use crate::ir::{Api, Resource, ResourceId};

/// How many resources have to begin with the same words so that these say nothing.
const MANY: usize = 3;

/// What a resource is called, in several ways, the longest first.
pub(super) struct ResourceWords(Vec<Words>);

impl ResourceWords {
    /// The words of a resource; none for the client itself.
    pub(super) fn new(api: &Api, prefixes: &Prefixes, resource: Option<ResourceId>) -> Self {
        let mut all = Vec::new();
        if let Some(resource) = resource.and_then(|id| api.resources.get(id.0)) {
            all.push(Words::of(&resource.path.join(" ")));
            if let Some(last) = resource.path.last() {
                all.push(Words::of(last));
                all.extend(last.rsplit(['.', '/', ':']).next().map(Words::of));
            }
            all.extend(prefixes.short_words(resource));
        }
        let plain: Vec<Words> = all.iter().filter_map(without_class).collect();
        all.extend(plain);
        all.retain(|it| !it.is_empty());
        all.sort_by_key(|it| std::cmp::Reverse(it.len()));
        all.dedup();
        Self(all)
    }

    /// Whether these words are one of them.
    pub(super) fn is(&self, words: &Words) -> bool {
        let mut all = self.iter();
        all.any(|it| alike(it.as_slice(), words.as_slice()))
    }

    /// What follows these words in others: `reversals` of `payroll_reversals`, of `payroll`.
    pub(super) fn behind(&self, words: &Words) -> Option<Words> {
        self.iter().find_map(|it| {
            let (start, rest) = words.as_slice().split_at_checked(it.len())?;
            let is_name = rest.iter().any(|it| it.contains(char::is_alphabetic));
            (is_name && alike(start, it.as_slice())).then(|| Words::from_slice(rest))
        })
    }

    /// Each way, the longest first.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Words> {
        self.0.iter()
    }
}

/// What all resources inside one begin with.
pub(in crate::names) struct Prefixes(BTreeMap<Option<ResourceId>, Words>);

impl Prefixes {
    pub(in crate::names) fn new(api: &Api) -> Self {
        let mut all: BTreeMap<Option<ResourceId>, Vec<Words>> = BTreeMap::new();
        for (_, resource) in api.resources() {
            let siblings = all.entry(resource.parent).or_default();
            siblings.extend(resource.path.last().map(|it| Words::of(it)));
        }
        let shared = |siblings: Vec<Words>| {
            let first = siblings.first().filter(|_| siblings.len() >= MANY)?;
            let shared = siblings
                .iter()
                .fold(first.clone(), |shared, it| shared.in_common(it));
            let has_more = |it: &Words| it.len() > shared.len();
            siblings.iter().all(has_more).then_some(shared)
        };
        let shared = all
            .into_iter()
            .filter_map(|(parent, siblings)| Some((parent, shared(siblings)?)));
        Self(shared.collect())
    }

    /// A shorter name for a resource, without what all beside it begin with, and without what a framework adds to the class
    /// that its operations are methods of.
    pub(in crate::names) fn short(&self, resource: &Resource) -> Option<String> {
        self.short_words(resource).map(|it| it.text())
    }

    fn short_words(&self, resource: &Resource) -> Option<Words> {
        let words = Words::of(resource.path.last()?);
        let shared = self.0.get(&resource.parent).map_or(0, Words::len);
        let own = Words::from_slice(words.as_slice().get(shared..)?);
        let own = without_class(&own).unwrap_or(own);
        (own != words).then_some(own)
    }
}

/// `user` of `user-controller`, if there is more than the class.
pub(super) fn without_class(words: &Words) -> Option<Words> {
    let (last, others) = words.as_slice().split_last()?;
    (is_class(last) && !others.is_empty()).then(|| Words::from_slice(others))
}
