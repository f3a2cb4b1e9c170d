//! Carries an action out, and keeps track of the places of what it adds.
//!
//! What an overlay adds carries no stamp, since references in it are relative to the description that it becomes part of.
//! Instead, [`Overlaid`] has the places of everything that was added, or that has moved up in a list.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::evaluate::{PathElement, select};
use super::path::{Query, Selector};
use super::{Action, Change};
use crate::diag::{Diagnostics, Places};
use crate::origin::Origin;
use crate::source::{Budget, MAX_DEPTH, MAX_REPEATED, Node, weight};
use crate::suggestions::nearest;

/// The weight of a place in the budget.
const PLACE: usize = 256;

/// The places where the changed parts of the description were written.
pub(super) struct Overlaid {
    file: Arc<str>,
    places: BTreeMap<String, Origin>,
    /// What may still be added to the description.
    left: Budget,
    is_full: bool,
}

impl Overlaid {
    pub(super) fn new(file: &Arc<str>) -> Self {
        Self {
            file: Arc::clone(file),
            places: BTreeMap::new(),
            left: Budget::new(MAX_REPEATED),
            is_full: false,
        }
    }

    /// Whether so much may be added. The first time that it may not is reported.
    fn may_add(&mut self, weight: usize, at: &Origin, diagnostics: &mut Diagnostics) -> bool {
        let may = self.left.take(weight).is_ok();
        if !may && !std::mem::replace(&mut self.is_full, true) {
            let message =
                "overlays add so much that the description is larger than any compiler can read";
            diagnostics.error("too-large", at, message);
        }
        may
    }

    pub(super) fn into_places(self) -> Places {
        let mut places = Places::default();
        for (pointer, origin) in self.places {
            places.insert(pointer, &Arc::new(origin));
        }
        places
    }

    fn root(&self) -> Origin {
        Origin::root(Arc::clone(&self.file))
    }

    /// Notes that what is at `place` was written at `origin`.
    fn set(&mut self, place: &Origin, origin: Origin) {
        self.take_below(&place.pointer);
        self.places.insert(place.pointer.clone(), origin);
    }

    /// Removes and returns the entries of a place and of all below it.
    fn take_below(&mut self, pointer: &str) -> Vec<(String, Origin)> {
        let inner = format!("{pointer}/");
        let is_there = |it: &str| it == pointer || it.starts_with(&inner);
        // `0` is the character after the slash, so that this is behind all pointers below.
        let end = format!("{pointer}0");
        self.places
            .extract_if(pointer.to_owned()..end, |it, _| is_there(it))
            .collect()
    }

    /// Notes that an item of a list was removed, so that those behind it have moved up.
    fn removed(&mut self, list: &Origin, index: usize, length: usize) {
        self.take_below(&list.index(index).pointer);
        for next in index + 1..length {
            let (from, to) = (list.index(next), list.index(next - 1));
            let moved = self.take_below(&from.pointer);
            let was_known = moved.iter().any(|(pointer, _)| *pointer == from.pointer);
            if !was_known {
                let origin = self.written(&from);
                self.places.insert(to.pointer.clone(), origin);
            }
            for (pointer, origin) in moved {
                let rest = pointer.get(from.pointer.len()..).unwrap_or_default();
                self.places.insert(format!("{}{rest}", to.pointer), origin);
            }
        }
    }

    /// Where something was written: by its own entry, or by that of the nearest place around it.
    fn written(&self, now: &Origin) -> Origin {
        let outer = std::iter::successors(Some(now.pointer.as_str()), |pointer| {
            pointer.rfind('/').and_then(|end| pointer.get(..end))
        });
        for outer in outer {
            if let Some(origin) = self.places.get(outer) {
                let rest = now.pointer.get(outer.len()..).unwrap_or_default();
                return Origin {
                    file: Arc::clone(&origin.file),
                    pointer: format!("{}{rest}", origin.pointer),
                };
            }
        }
        now.clone()
    }
}

impl Action<'_> {
    /// Makes the change to all targets.
    pub(super) fn carry_out(
        &self,
        root: &mut Node,
        overlaid: &mut Overlaid,
        diagnostics: &mut Diagnostics,
    ) {
        if overlaid.is_full {
            return;
        }
        // Each target once, and sorted: outer before inner ones, and lists in their order.
        let targets: BTreeSet<Vec<PathElement>> = select(&self.target, root).into_iter().collect();
        if targets.is_empty() {
            let message = "nothing in the description is meant by this action";
            diagnostics
                .error("unused-overlay-action", &self.at.key("target"), message)
                .did_you_mean(meant(&self.target, root));
        }
        match &self.kind {
            Change::Remove => {
                for target in targets.iter().rev() {
                    if remove(root, target, overlaid).is_none() {
                        let message = "the whole description cannot be removed";
                        diagnostics.error("invalid-overlay", &self.at.key("target"), message);
                    }
                }
            }
            Change::Update(update) => {
                let at = self.at.key("update");
                update_all(root, &targets, update, &at, overlaid, diagnostics);
            }
            Change::Copy(query) => {
                let at = self.at.key("copy");
                let sources = select(query, root);
                let [source] = sources.as_slice() else {
                    let message = format!(
                        "`copy` leads to one value, but this leads to {}",
                        sources.len()
                    );
                    diagnostics.error("invalid-overlay", &at, message);
                    return;
                };
                let from = overlaid.written(&place(&overlaid.root(), source));
                if let Some(copy) = find(root, source).cloned() {
                    update_all(root, &targets, &copy, &from, overlaid, diagnostics);
                }
            }
        }
    }
}

fn update_all(
    root: &mut Node,
    targets: &BTreeSet<Vec<PathElement>>,
    update: &Node,
    at: &Origin,
    overlaid: &mut Overlaid,
    diagnostics: &mut Diagnostics,
) {
    // Each item of a list needs an entry of its own.
    let items = update.as_list().map_or(0, <[Node]>::len);
    let (weight, depth) = (weight(update) + PLACE * items, update.depth());
    for target in targets {
        if target.len() + depth > MAX_DEPTH {
            let message = format!(
                "lists and mappings are nested more than {MAX_DEPTH} levels deep with this"
            );
            diagnostics.error("nesting-too-deep", at, message);
            return;
        }
        if !overlaid.may_add(weight, at, diagnostics) {
            return;
        }
        let place = place(&overlaid.root(), target);
        let Some(node) = find(root, target) else {
            continue;
        };
        if target.is_empty() && !matches!(update, Node::Mapping(_)) {
            let message = "the description is a mapping, and takes nothing else";
            diagnostics.error("invalid-overlay", at, message);
        } else if let (Node::Sequence(items), false) =
            (&mut *node, matches!(update, Node::Sequence(_)))
        {
            // What is no list is appended to a list as one item (`Overlay 1.0.0, 4.4.3`).
            overlaid.set(&place.index(items.len()), at.clone());
            items.push(update.clone());
        } else {
            merge(node, update, &place, at, overlaid);
        }
    }
}

/// Merges mappings entry by entry, appends to lists, and replaces anything else.
fn merge(node: &mut Node, update: &Node, place: &Origin, at: &Origin, overlaid: &mut Overlaid) {
    match (node, update) {
        (Node::Mapping(mapping), Node::Mapping(update)) => {
            for (key, value) in update.entries() {
                let (place, at) = (place.key(key), at.key(key));
                if let Some(there) = mapping.get_mut(key) {
                    merge(there, value, &place, &at, overlaid);
                } else {
                    overlaid.set(&place, at);
                    mapping.insert(key.clone(), value.clone());
                }
            }
        }
        (Node::Sequence(items), Node::Sequence(update)) => {
            for (index, value) in update.iter().enumerate() {
                overlaid.set(&place.index(items.len()), at.index(index));
                items.push(value.clone());
            }
        }
        (node, update) => {
            overlaid.set(place, at.clone());
            *node = update.clone();
        }
    }
}

/// Removes a target. `None` where it is the whole document.
fn remove(root: &mut Node, target: &[PathElement], overlaid: &mut Overlaid) -> Option<()> {
    let (last, outer) = target.split_last()?;
    let place = place(&overlaid.root(), outer);
    match (find(root, outer), last) {
        (Some(Node::Mapping(mapping)), PathElement::Key(key)) => {
            overlaid.take_below(&place.key(key).pointer);
            mapping.remove(key);
        }
        (Some(Node::Sequence(items)), PathElement::Index(index)) if *index < items.len() => {
            overlaid.removed(&place, *index, items.len());
            items.remove(*index);
        }
        _ => {}
    }
    Some(())
}

fn find<'n>(root: &'n mut Node, steps: &[PathElement]) -> Option<&'n mut Node> {
    steps
        .iter()
        .try_fold(root, |node, step| match (node, step) {
            (Node::Mapping(mapping), PathElement::Key(key)) => mapping.get_mut(key),
            (Node::Sequence(items), PathElement::Index(index)) => items.get_mut(*index),
            _ => None,
        })
}

fn place(root: &Origin, steps: &[PathElement]) -> Origin {
    steps.iter().fold(root.clone(), |at, step| match step {
        PathElement::Key(key) => at.key(key),
        PathElement::Index(index) => at.index(*index),
    })
}

/// The key that comes nearest to the first name of a target that leads nowhere, where what is before it leads to one value.
fn meant<'n>(target: &Query, root: &'n Node) -> Option<&'n str> {
    let mut node = root;
    for segment in &target.segments {
        match segment.selectors.as_slice() {
            [Selector::Name(name)] if !segment.descends => match node.get(name) {
                Some(inner) => node = inner,
                None => return nearest(name, node.as_mapping()?.keys()),
            },
            _ => return None,
        }
    }
    None
}
