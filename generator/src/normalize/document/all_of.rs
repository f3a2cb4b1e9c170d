//! Schemas that contain themselves.

use std::collections::BTreeMap;

use crate::diag::Diagnostics;
use crate::origin::{At, Origin};
use crate::source::{Mapping, Node};

/// A schema that is all of itself has no value that anyone could write down: its `allOf` leads back to it.
pub(super) fn circles(root: &Mapping, at: &At<'_>, diagnostics: &mut Diagnostics) {
    let components = root.get("components").and_then(|it| it.get("schemas"));
    let Some(Node::Mapping(schemas)) = components else {
        return;
    };
    let parts: BTreeMap<&str, Vec<String>> = schemas
        .entries()
        .iter()
        .map(|(name, schema)| (name.as_str(), parts(schema)))
        .filter(|(_, parts)| !parts.is_empty())
        .collect();
    for name in on_circles(&parts) {
        let place = at.key("components");
        let place = place.key("schemas");
        let stamp = schemas
            .get(name)
            .and_then(Node::as_mapping)
            .and_then(Mapping::stamp);
        let origin: Origin =
            stamp.map_or_else(|| place.key(name).origin(), |stamp| (**stamp).clone());
        let message = format!("`{name}` is made of itself, so that there can be no value of it");
        diagnostics.error("cyclic-all-of", &origin.key("allOf"), message);
    }
}

/// The components that a schema consists of.
fn parts(schema: &Node) -> Vec<String> {
    let list = schema
        .get("allOf")
        .and_then(Node::as_list)
        .unwrap_or_default();
    let mut found = Vec::new();
    for part in list {
        match part.get("$ref").and_then(Node::as_str) {
            Some(reference) => {
                let name = reference.rsplit('/').next().unwrap_or_default();
                found.push(name.replace("~1", "/").replace("~0", "~"));
            }
            None => found.extend(parts(part)),
        }
    }
    found
}

/// Names from which parts lead back to the name itself: one for each circle. Depth first, without recursion.
fn on_circles<'a>(parts: &'a BTreeMap<&'a str, Vec<String>>) -> Vec<&'a str> {
    // `false` while a name is on the way that is being looked at, `true` once all behind it are done.
    let mut done: BTreeMap<&str, bool> = BTreeMap::new();
    let mut circles = Vec::new();
    for start in parts.keys() {
        let mut way: Vec<(&str, usize)> = vec![(start, 0)];
        while let Some((name, next)) = way.pop() {
            if next == 0 && done.contains_key(name) {
                continue;
            }
            done.insert(name, false);
            let Some(part) = parts.get(name).and_then(|parts| parts.get(next)) else {
                done.insert(name, true);
                continue;
            };
            way.push((name, next + 1));
            match done.get(part.as_str()) {
                Some(false) => circles.push(name),
                Some(true) => {}
                None => way.push((part, 0)),
            }
        }
    }
    circles
}
