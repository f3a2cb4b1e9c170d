//! The approximate memory of values, by which repetitions in a description are limited.

use std::cell::Cell;

use super::Node;

/// The weight of a value in bytes, without its letters.
pub(super) const VALUE: usize = 64;

/// The limit to the weight of repeated values: about a million of them.
pub(crate) const MAX_REPEATED: usize = 64 << 20;

/// The greatest weight of the values written in a text: each takes two bytes of text.
pub(super) fn most_written(text: &str) -> usize {
    text.len()
        .saturating_mul(1 + VALUE / 2)
        .saturating_add(VALUE)
}

/// The weight of a value with all that is in it.
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

/// A budget of weight.
#[derive(Debug)]
pub(crate) struct Budget(Cell<usize>);

/// The message where a budget is exceeded.
pub(super) const SPENT: &str = "too much is repeated";

impl Budget {
    pub(crate) fn new(weight: usize) -> Self {
        Self(Cell::new(weight))
    }

    pub(super) fn endless() -> Self {
        Self::new(usize::MAX)
    }

    /// Adds to the budget.
    pub(super) fn add(&self, weight: usize) {
        self.0.set(self.0.get().saturating_add(weight));
    }

    /// Takes a weight from the budget; fails where less is left, and from then on.
    pub(crate) fn take(&self, weight: usize) -> Result<(), &'static str> {
        let left = self.0.get().checked_sub(weight);
        self.0.set(left.unwrap_or(0));
        left.map(drop).ok_or(SPENT)
    }
}
