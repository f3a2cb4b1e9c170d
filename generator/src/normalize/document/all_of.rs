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
    let parts: BTreeMap<&str, Vec<Part>> = schemas
        .entries()
        .iter()
        .map(|(name, schema)| (name.as_str(), parts(schema)))
        .filter(|(_, parts)| !parts.is_empty())
        .collect();
    for (name, part) in on_circles(&parts) {
        let place = at.key("components");
        let place = place.key("schemas");
        let schema = schemas.get(name).and_then(Node::as_mapping);
        let stamp = schema.and_then(Mapping::stamp);
        let origin: Origin =
            stamp.map_or_else(|| place.key(name).origin(), |stamp| (**stamp).clone());
        let origin = origin.key("allOf").index(part.index);
        let message = format!("`{}` is a part of itself", part.name);
        diagnostics.error("cyclic-all-of", &origin, message);
    }
}

/// A component that a schema consists of, and the index in the outermost `allOf` that it is in.
struct Part {
    index: usize,
    name: String,
}

/// The components that a schema consists of.
fn parts(schema: &Node) -> Vec<Part> {
    let list = schema.get("allOf").and_then(Node::as_list);
    let mut found = Vec::new();
    for (index, part) in list.unwrap_or_default().iter().enumerate() {
        if let Some(reference) = part.get("$ref").and_then(Node::as_str) {
            let name = reference.rsplit('/').next().unwrap_or_default();
            let name = name.replace("~1", "/").replace("~0", "~");
            found.push(Part { index, name });
        } else {
            let inner = parts(part).into_iter();
            found.extend(inner.map(|part| Part { index, ..part }));
        }
    }
    found
}

/// Parts that lead back to what they are a part of, with the name of the schema that has them: one for each circle. Depth
/// first, without recursion.
fn on_circles<'a>(parts: &'a BTreeMap<&'a str, Vec<Part>>) -> Vec<(&'a str, &'a Part)> {
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
            match done.get(part.name.as_str()) {
                Some(false) => circles.push((name, part)),
                Some(true) => {}
                None => way.push((&part.name, 0)),
            }
        }
    }
    circles
}
