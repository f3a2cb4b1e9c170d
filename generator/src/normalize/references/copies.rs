//! References to what is no component, such as path items: the target is copied to the place of the reference.

use std::sync::Arc;

use super::pointers::step_into;
use super::{Bundle, uri};
use crate::normalize::object_tree::{Kind, Then, walk};
use crate::origin::{At, Origin};
use crate::source::{Mapping, Node};

/// How many copies may be nested. Each takes stack, and a chain of path items is copied link by link.
const MAX_INSIDE: usize = 64;

/// How deep a copy may be nested in lists and mappings of the copies around it.
const MAX_DEPTH_INSIDE: usize = 256;

/// How many callbacks of callbacks may be copied. Their number grows exponentially where each has several.
const MAX_CALLED_BACK: usize = 10_000;

/// A place that is being copied.
pub(super) struct Inside {
    place: (Arc<str>, String),
    kind: Kind,
    /// How many lists and mappings are around the copy.
    depth: usize,
}

impl Bundle<'_, '_> {
    /// Replaces a reference by a copy of its target. The fields beside the reference take precedence over those of the copy.
    pub(super) fn copy(
        &mut self,
        kind: Kind,
        mapping: &mut Mapping,
        file: &Arc<str>,
        steps: &[String],
        at: &At<'_>,
    ) -> Then {
        let place = (Arc::clone(file), uri::pointer(steps));
        let tree = self.library.get(file);
        let found = tree.and_then(|root| step_into(root, steps));
        let is_there = found.is_some();
        let other = found.filter(|it| !matches!(it, Node::Mapping(_)));
        let other = other.map(Node::kind);
        let is_again = self.inside.iter().any(|it| it.place == place);
        let depth = self.inside.last().map_or(0, |it| it.depth) + at.depth();
        let is_too_deep = self.inside.len() >= MAX_INSIDE || depth > MAX_DEPTH_INSIDE;
        if self.is_called_back(kind, at) {
            self.called_back += 1;
            if is_again || is_too_deep || self.called_back > MAX_CALLED_BACK {
                self.not_called_back(at);
                return Then::Remove;
            }
        }
        if is_too_deep {
            let message = if depth > MAX_DEPTH_INSIDE {
                "references that lead on from each other have this nested too deep".to_owned()
            } else {
                format!("more than {MAX_INSIDE} references lead on from each other here")
            };
            self.diagnostics
                .error("too-deep", &at.key("$ref").origin(), message);
            return Then::Remove;
        }
        if let (false, Some(other)) = (is_again, other) {
            let message = format!("this reference leads to {other}, and not to a mapping");
            self.diagnostics
                .error("unresolved-reference", &at.key("$ref").origin(), message);
            return Then::Remove;
        }
        if is_again || !is_there {
            let message = "this reference leads back to itself and nowhere else";
            self.diagnostics
                .error("cyclic-reference", &at.key("$ref").origin(), message);
            return Then::Remove;
        }
        let Some(mut node) = self.copy_of(file, steps, &at.key("$ref").origin()) else {
            return Then::Remove;
        };
        let origin = Origin {
            file: place.0.clone(),
            pointer: place.1.clone(),
        };
        if let Node::Mapping(copy) = &mut node {
            copy.set_stamp(&At::new(&origin));
        }
        self.inside.push(Inside { place, kind, depth });
        let kept = walk(kind, &mut node, &At::new(&origin), self);
        self.inside.pop();
        mapping.remove("$ref");
        let mut siblings = std::mem::take(mapping.entries_mut());
        if kind == Kind::Callback {
            // These are of the reference: a callback has requests by their URLs alone.
            siblings.retain(|(key, _)| !matches!(key.as_str(), "summary" | "description"));
        }
        if let (true, Node::Mapping(mut copy)) = (kept, node) {
            for (key, mut value) in siblings {
                if let Node::Mapping(sibling) = &mut value {
                    sibling.set_stamp(&at.key(&key));
                }
                copy.insert(key, value);
            }
            *mapping = copy;
            return Then::Pass;
        }
        Then::Remove
    }

    /// Whether this is a callback of a callback.
    fn is_called_back(&self, kind: Kind, at: &At<'_>) -> bool {
        let in_callback = |it: &Inside| it.kind == Kind::Callback;
        self.inside.iter().any(in_callback)
            || (kind == Kind::PathItem
                && !self.inside.is_empty()
                && at.origin().pointer.contains("/callbacks/"))
    }

    /// Reports a callback of a callback that is not copied, as it is recursive or one of too many.
    fn not_called_back(&mut self, at: &At<'_>) {
        // Once there are too many, one diagnostic is enough.
        if self.called_back <= MAX_CALLED_BACK + 1 {
            let message = "a request that the server sends because of one like it is not carried";
            self.diagnostics
                .warning("not-carried", &at.key("$ref").origin(), message);
        }
    }

    /// A copy of what is at `place`; `None` where the budget for copies is used up.
    pub(super) fn copy_of(
        &mut self,
        file: &Arc<str>,
        steps: &[String],
        at: &Origin,
    ) -> Option<Node> {
        let node = step_into(self.library.get(file)?, steps)?;
        let may = self.library.may_copy(node, at, self.diagnostics);
        may.then(|| node.clone())
    }
}
