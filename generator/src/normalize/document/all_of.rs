//! `allOf`s that lead back to themselves, and chains of `allOf`s that are too long.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::Diagnostics;
use crate::origin::{At, Origin};
use crate::source::{Mapping, Node};

/// Reports schemas whose `allOf` leads back to them: no value could be written down for them.
pub(super) fn circles(root: &Mapping, at: &At<'_>, diagnostics: &mut Diagnostics) {
    let components = root.get("components").and_then(|it| it.get("schemas"));
    let Some(Node::Mapping(schemas)) = components else {
        return;
    };
    let parts = all_parts(schemas);
    for (name, part) in on_circles(&parts) {
        let origin = origin(schemas, name, at);
        let origin = origin.key("allOf").index(part.index);
        let message = format!("`{}` is a part of itself", part.name);
        diagnostics.error("cyclic-all-of", &origin, message);
    }
}

/// How long a chain of `allOf`s may be. Each schema of a chain has the properties of all before it, so that their number grows
/// with the square of its length.
const MAX_DEPTH: usize = 100;

/// Reports chains of `allOf`s that are too long; `false` where there is one.
pub(super) fn depth(root: &Mapping, at: &At<'_>, diagnostics: &mut Diagnostics) -> bool {
    let components = root.get("components").and_then(|it| it.get("schemas"));
    let Some(Node::Mapping(schemas)) = components else {
        return true;
    };
    let parts = all_parts(schemas);
    let mut depths: BTreeMap<&str, usize> = BTreeMap::new();
    for name in behind_their_parts(&parts) {
        let inner = parts.get(name).into_iter().flatten();
        let inner = inner.filter_map(|part| depths.get(part.name.as_str()));
        let depth = inner.max().map_or(0, |depth| depth + 1);
        if depth > MAX_DEPTH {
            let message = format!("`{name}` has more than {MAX_DEPTH} parts inside each other");
            let origin = origin(schemas, name, at).key("allOf");
            diagnostics.error("too-deep", &origin, message).hint(
                "each has all properties of those inside it; put some of them into one schema",
            );
            return false;
        }
        depths.insert(name, depth);
    }
    true
}

/// The names of all schemas with an `allOf`, members before the schemas that have them.
fn behind_their_parts<'a>(parts: &'a BTreeMap<&'a str, Vec<AllOfComponent>>) -> Vec<&'a str> {
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut found = Vec::new();
    for start in parts.keys() {
        let mut way: Vec<(&str, usize)> = Vec::new();
        if seen.insert(start) {
            way.push((start, 0));
        }
        while let Some((name, next)) = way.pop() {
            let Some(part) = parts.get(name).and_then(|parts| parts.get(next)) else {
                found.push(name);
                continue;
            };
            way.push((name, next + 1));
            if seen.insert(&part.name) {
                way.push((&part.name, 0));
            }
        }
    }
    found
}

fn all_parts(schemas: &Mapping) -> BTreeMap<&str, Vec<AllOfComponent>> {
    let parts = schemas.entries().iter();
    parts
        .map(|(name, schema)| (name.as_str(), parts_of(schema)))
        .filter(|(_, parts)| !parts.is_empty())
        .collect()
}

/// Where the author wrote a schema.
fn origin(schemas: &Mapping, name: &str, at: &At<'_>) -> Origin {
    let place = at.key("components");
    let place = place.key("schemas");
    let schema = schemas.get(name).and_then(Node::as_mapping);
    let stamp = schema.and_then(Mapping::stamp);
    stamp.map_or_else(|| place.key(name).origin(), |stamp| (**stamp).clone())
}

/// A component that is a member of an `allOf`, and its index in the outermost `allOf`.
struct AllOfComponent {
    index: usize,
    name: String,
}

/// The components that are members of a schema's `allOf`.
fn parts_of(schema: &Node) -> Vec<AllOfComponent> {
    let list = schema.get("allOf").and_then(Node::as_list);
    let mut found = Vec::new();
    for (index, part) in list.unwrap_or_default().iter().enumerate() {
        if let Some(reference) = part.get("$ref").and_then(Node::as_str) {
            let name = reference.rsplit('/').next().unwrap_or_default();
            let name = name.replace("~1", "/").replace("~0", "~");
            found.push(AllOfComponent { index, name });
        } else {
            let inner = parts_of(part).into_iter();
            found.extend(inner.map(|part| AllOfComponent { index, ..part }));
        }
    }
    found
}

/// Members that lead back to the schema they are a member of, with its name: one for each circle. Depth first, without
/// recursion.
fn on_circles<'a>(
    parts: &'a BTreeMap<&'a str, Vec<AllOfComponent>>,
) -> Vec<(&'a str, &'a AllOfComponent)> {
    // `false` while a name is on the current path, `true` once all that it leads to is done.
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
