//! What lowering is inside of, which bounds its recursion.

use crate::origin::Origin;

/// How often a union may be distributed inside of one of its own branches.
const MAX_DISTRIBUTED: usize = 2;

/// How many schemas may be inside each other before those that are referred to are lowered first, and how many before a
/// reference becomes a promise.
const MAX_DEPTH: usize = 64;
const MAX_DEPTH_IN_ORDER: usize = 128;

/// What the schema at hand is inside of.
#[derive(Debug, Default)]
pub(super) struct Nesting {
    /// How many schemas are open.
    depth: usize,
    /// Whether the components that the one at hand refers to have been lowered before it.
    pub(super) in_order: bool,
    /// The unions whose branches are being merged with what stands beside them.
    distributed: Vec<Origin>,
}

impl Nesting {
    /// Enters a schema. [`Nesting::leave`] leaves it.
    pub(super) fn enter(&mut self) {
        self.depth += 1;
    }

    pub(super) fn leave(&mut self) {
        self.depth -= 1;
    }

    /// Whether components that are referred to are to be lowered first, so that a chain of references is no deep recursion.
    pub(super) fn is_deep(&self) -> bool {
        self.depth > MAX_DEPTH
    }

    /// Whether what is asked for here is to be promised.
    pub(super) fn is_too_deep(&self) -> bool {
        self.depth > MAX_DEPTH_IN_ORDER
    }

    /// Whether a union may be distributed.
    pub(super) fn allows_distributing(&self, union: &Origin) -> bool {
        let is_inside = self.distributed.iter().filter(|at| *at == union);
        is_inside.count() < MAX_DISTRIBUTED
    }

    /// Enters unions that are distributed. [`Nesting::leave_distributed`] leaves as many.
    pub(super) fn enter_distributed(&mut self, unions: impl IntoIterator<Item = Origin>) {
        self.distributed.extend(unions);
    }

    pub(super) fn leave_distributed(&mut self, unions: usize) {
        let left = self.distributed.len().saturating_sub(unions);
        self.distributed.truncate(left);
    }
}
