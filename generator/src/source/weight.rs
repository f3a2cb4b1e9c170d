//! How much memory values take, about: what bounds how often a description may repeat itself.

use std::cell::Cell;

use super::Node;

/// What a value weighs, in bytes, besides the letters in it.
pub(super) const VALUE: usize = 64;

/// What values may weigh that are there only because a text has something repeated: a million of them, or as many letters.
pub(crate) const MAX_REPEATED: usize = 64 << 20;

/// The most that the values weigh which a text itself has: it takes two bytes to write one.
pub(super) fn most_written(text: &str) -> usize {
    text.len()
        .saturating_mul(1 + VALUE / 2)
        .saturating_add(VALUE)
}

/// What a value weighs with all that is in it.
pub(crate) fn weight(node: &Node) -> usize {
    VALUE
        + match node {
            Node::String(text) => text.len(),
            Node::Sequence(items) => items.iter().map(weight).sum(),
            Node::Mapping(mapping) => {
                let entries = mapping.entries().iter();
                entries.map(|(key, value)| key.len() + weight(value)).sum()
            }
            Node::Null | Node::Bool(_) | Node::Int(_) | Node::Float(_) => 0,
        }
}

/// What is left for values to weigh.
#[derive(Debug)]
pub(crate) struct Budget(Cell<usize>);

/// What is said where nothing is left.
pub(super) const SPENT: &str = "too much is repeated";

impl Budget {
    pub(crate) fn new(weight: usize) -> Self {
        Self(Cell::new(weight))
    }

    pub(super) fn endless() -> Self {
        Self::new(usize::MAX)
    }

    /// Lets values weigh more.
    pub(super) fn add(&self, weight: usize) {
        self.0.set(self.0.get().saturating_add(weight));
    }

    /// Takes what something weighs; fails where there is less left, from then on.
    pub(crate) fn take(&self, weight: usize) -> Result<(), &'static str> {
        let left = self.0.get().checked_sub(weight);
        self.0.set(left.unwrap_or(0));
        left.map(drop).ok_or(SPENT)
    }
}
