//! What rewrites have done to schemas, where someone asks.

use std::collections::BTreeSet;

use crate::origin::{At, Origin};

/// The places that someone asks about, and what was done there, in order.
#[derive(Debug, Default)]
pub(crate) struct Rewrites {
    asked: BTreeSet<Origin>,
    done: Vec<(Origin, &'static str)>,
}

impl Rewrites {
    /// Nothing yet about these places.
    pub(crate) fn about(asked: BTreeSet<Origin>) -> Self {
        let done = Vec::new();
        Self { asked, done }
    }

    /// Whether someone asks about a place.
    pub(crate) fn asks(&self, at: &At<'_>) -> bool {
        !self.asked.is_empty() && self.asked.contains(&at.origin())
    }

    /// Notes what a rule has done there.
    pub(crate) fn add(&mut self, at: &At<'_>, rule: &'static str) {
        self.done.push((at.origin(), rule));
    }

    /// What was done, in order.
    pub(crate) fn into_done(self) -> Vec<(Origin, &'static str)> {
        self.done
    }
}
