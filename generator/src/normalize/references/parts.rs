//! References in the place of whole sections, as in `paths: {$ref: paths.yaml}`.
//!
//! The specification has no references there, but they are widely used and have only one possible meaning: the target takes the
//! place of the reference.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::find::ReferenceTarget;
use super::pointers::{canonical, lone_reference, step_into};
use super::{Bundle, ReferencedNode, uri};
use crate::diag::Diagnostics;
use crate::normalize::schema::keep_place;
use crate::origin::{At, Origin};
use crate::source::{Library, Mapping, Node};

/// How long a chain of references may be.
pub(super) const MAX_CHAIN: usize = 64;

/// A part that was copied into the root document: the steps to it, and its former place.
pub(super) struct BroughtPart {
    steps: Vec<String>,
    from: Origin,
}

/// Copies the parts that are in other places into the root document.
pub(super) fn bring(
    library: &mut Library<'_>,
    root: &Arc<str>,
    files: &BTreeMap<String, String>,
    diagnostics: &mut Diagnostics,
) -> Vec<BroughtPart> {
    let mut brought = Vec::new();
    for outer in [&[][..], &["components".to_owned()][..]] {
        let tree = library.get(root).and_then(|it| step_into(it, outer));
        let entries = tree.and_then(Node::as_mapping);
        let lone = entries.into_iter().flat_map(Mapping::entries);
        // References in extensions are not followed.
        let lone =
            lone.filter(|(name, node)| !name.starts_with("x-") && lone_reference(node).is_some());
        let names: Vec<String> = lone.map(|(name, _)| name.clone()).collect();
        for name in names {
            let steps: Vec<String> = outer.iter().cloned().chain([name]).collect();
            let found = part(library, root, files, &steps, diagnostics);
            let tree = library.get_mut(root);
            let there = tree.and_then(|it| inner(it, &steps));
            if let (Some(there), Some((node, from))) = (there, found) {
                *there = node;
                brought.push(BroughtPart { steps, from });
            }
        }
    }
    brought
}

fn inner<'n>(root: &'n mut Node, steps: &[String]) -> Option<&'n mut Node> {
    steps
        .iter()
        .try_fold(root, |node, step| node.as_mapping_mut()?.get_mut(step))
}

/// The target of the part at `steps`, and its place. One that leads to nothing is reported.
fn part(
    library: &mut Library<'_>,
    root: &Arc<str>,
    files: &BTreeMap<String, String>,
    steps: &[String],
    diagnostics: &mut Diagnostics,
) -> Option<(Node, Origin)> {
    let tree = library.get(root)?;
    let mut node = step_into(tree, steps)?.clone();
    let (last, outer) = steps.split_last()?;
    let stamp = step_into(tree, outer).and_then(|it| it.as_mapping()?.stamp());
    let mut here = match stamp {
        Some(stamp) => stamp.key(last),
        None => Origin {
            file: Arc::clone(root),
            pointer: uri::pointer(steps),
        },
    };
    for _ in 0..MAX_CHAIN {
        let Some(reference) = lone_reference(&node) else {
            keep_place(&mut node, &At::new(&here));
            return Some((node, here));
        };
        let at = here.key("$ref");
        let Some(target) = uri::resolve(reference, &here.file, root, files) else {
            let message = format!("`{reference}` is not a file beside this one");
            diagnostics.error("unresolved-reference", &at, message);
            return None;
        };
        let file: Arc<str> = Arc::from(target.file.as_str());
        library.load(&file, &at, diagnostics)?;
        let tree = library.get(&file)?;
        let steps = uri::steps(&target.fragment);
        let found = steps.and_then(|steps| Some((step_into(tree, &steps)?, steps)));
        let Some((next, steps)) = found else {
            let message = format!("`{reference}` leads to nothing");
            diagnostics.error("unresolved-reference", &at, message);
            return None;
        };
        if !library.may_copy(next, &at, diagnostics) {
            return None;
        }
        let pointer = uri::pointer(&steps);
        (node, here) = (next.clone(), Origin { file, pointer });
    }
    let message = format!("more than {MAX_CHAIN} references lead on from each other here");
    diagnostics.error("too-deep", &here, message);
    None
}

impl Bundle<'_, '_> {
    /// References to the former place of a component lead to the component.
    pub(super) fn meet_parts(&mut self, root: &Node, parts: &[BroughtPart]) {
        for BroughtPart { steps, from } in parts {
            if let Some(node) = step_into(root, steps) {
                self.meet(node, &mut steps.clone(), from);
            }
        }
    }

    fn meet(&mut self, node: &Node, steps: &mut Vec<String>, from: &Origin) {
        if let Some((section, name)) = canonical(steps, self.version) {
            let place: ReferencedNode = (Arc::clone(&from.file), from.pointer.clone(), section);
            let component = ReferenceTarget::Component(section, name.to_owned());
            self.ends.insert(place, component);
        } else if steps.len() < 3 {
            for (name, node) in node.as_mapping().into_iter().flat_map(Mapping::entries) {
                steps.push(name.clone());
                self.meet(node, steps, &from.key(name));
                steps.pop();
            }
        }
    }
}
