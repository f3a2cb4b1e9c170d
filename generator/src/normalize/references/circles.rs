//! Components that are references to each other in a circle.

use std::collections::{BTreeMap, BTreeSet};

use super::pointers::{SECTIONS, component};
use crate::diag::Diagnostics;
use crate::normalize::Version;
use crate::origin::{At, Origin};
use crate::source::Node;

/// Reports components that are references to each other in a circle.
pub(super) fn refuse(root: &Node, version: Version, at: &At<'_>, diagnostics: &mut Diagnostics) {
    for section in SECTIONS {
        let before = match section {
            _ if version != Version::V2_0 => None,
            "schemas" => Some("definitions"),
            "parameters" | "responses" => Some(section),
            _ => None,
        };
        let places = [vec!["components", section]].into_iter();
        let mut next: BTreeMap<String, (String, Origin)> = BTreeMap::new();
        for steps in places.chain(before.map(|it| vec![it])) {
            let Some(Node::Mapping(entries)) = root.at_pointer(steps.iter().copied()) else {
                continue;
            };
            let place = steps
                .iter()
                .fold(at.origin(), |place, step| place.key(step));
            for (name, node) in entries.entries() {
                let target = node.get("$ref").and_then(Node::as_str).and_then(component);
                if let (Some((_, target)), Node::Mapping(mapping)) = (target, node) {
                    let here = place.key(name);
                    let here = mapping.stamp().map_or(here, |stamp| (**stamp).clone());
                    next.insert(name.clone(), (target, here));
                }
            }
        }
        // Whether a name leads to a circle, for the names that were examined.
        let mut circular: BTreeMap<&str, bool> = BTreeMap::new();
        for (name, (_, place)) in &next {
            let (mut way, mut seen, mut current) = (Vec::new(), BTreeSet::new(), name);
            let found = loop {
                match (circular.get(current.as_str()), next.get(current)) {
                    (Some(known), _) => break *known,
                    (None, None) => break false,
                    (None, Some(_)) if !seen.insert(current) => break true,
                    (None, Some((target, _))) => {
                        way.push(current.as_str());
                        current = target;
                    }
                }
            };
            circular.extend(way.into_iter().map(|name| (name, found)));
            if found {
                let message = "this reference leads back to itself and nowhere else";
                diagnostics.error("cyclic-reference", &place.key("$ref"), message);
            }
        }
    }
}
