//! The limit to copies: 2.0 has one schema for all media types, and one body for all operations that share it; 3.0 has copies.

use std::cell::OnceCell;

use crate::diag::Diagnostics;
use crate::origin::{At, Origin};
use crate::source::{Budget, MAX_REPEATED, Mapping, Node, weight};

/// How many times the size of a description may be copied, in addition to a fixed amount.
const COPIES: usize = 8;

/// The budget for copies, and the places where it was exceeded.
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

    /// Reports the places where the budget was exceeded.
    pub(super) fn report(&self, diagnostics: &mut Diagnostics) {
        if let Some(place) = self.refused.get() {
            let message = "so many operations and media types share this and others that the description is larger than any compiler can read";
            diagnostics.error("too-large", place, message);
        }
    }
}
