//! What is copied because a version has it once for all: a schema for each media type, a body for each operation.

use std::cell::OnceCell;

use crate::diag::Diagnostics;
use crate::origin::{At, Origin};
use crate::source::{Budget, MAX_REPEATED, Mapping, Node, weight};

/// How often all of a description may be copied, besides what may be copied anyway.
const COPIES: usize = 8;

/// What may still be copied, and where it was too much.
pub(super) struct Copies {
    left: Budget,
    refused: OnceCell<Origin>,
}

impl Copies {
    pub(super) fn of(root: &Mapping) -> Self {
        let values = root.entries().iter().map(|(_, value)| weight(value));
        Self {
            left: Budget::new(MAX_REPEATED + COPIES * values.sum::<usize>()),
            refused: OnceCell::new(),
        }
    }

    /// Whether there may be so many copies of a value.
    pub(super) fn may(&self, node: &Node, count: usize, at: &At<'_>) -> bool {
        let may = self.left.take(weight(node).saturating_mul(count)).is_ok();
        if !may {
            self.refused.get_or_init(|| at.origin());
        }
        may
    }

    /// Says where there was too much to copy.
    pub(super) fn report(&self, diagnostics: &mut Diagnostics) {
        if let Some(place) = self.refused.get() {
            let message = "so many operations and media types share this and others that the description is larger than any compiler can read";
            diagnostics.error("too-large", place, message);
        }
    }
}
