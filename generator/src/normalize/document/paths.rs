//! Paths as keys: they start with a slash, and their templates name parameters (`OpenAPI 3.0.4, 4.8.8`).

use std::collections::BTreeSet;

use super::templates::{self, Template};
use super::{operations, template_names};
use crate::diag::Diagnostics;
use crate::origin::At;
use crate::source::{Mapping, Node};

/// How long a path may be: longer than servers accept. The pointer to everything below a path starts with it.
const MAX_LENGTH: usize = 8192;
const MAX_PARAMETERS: usize = 256;

/// Takes out the paths that are too long, before anything below them is read.
pub(super) fn sizes(root: &mut Node, at: &At<'_>, diagnostics: &mut Diagnostics) {
    let at = at.key("paths");
    let paths = root.as_mapping_mut().and_then(|it| it.get_mut("paths"));
    let Some(Node::Mapping(paths)) = paths else {
        return;
    };
    let is_long =
        |path: &str| path.len() > MAX_LENGTH || template_names(path).nth(MAX_PARAMETERS).is_some();
    if !paths.keys().any(is_long) {
        return;
    }
    paths.entries_mut().retain(|(path, _)| {
        if is_long(path) {
            let message = format!(
                "a path has no more than {MAX_LENGTH} bytes and {MAX_PARAMETERS} parameters"
            );
            diagnostics
                .error("path-too-long", &at.key(path).origin(), message)
                .about_key();
        }
        !is_long(path)
    });
}

/// How many operations a client may have. The largest descriptions there are have half as many.
const MAX_OPERATIONS: usize = 40_000;

/// Whether there are more operations than a client may have, which is said.
pub(super) fn are_too_many(root: &mut Mapping, at: &At<'_>, diagnostics: &mut Diagnostics) -> bool {
    let mut count = 0;
    operations(root, at, |_, _, _, at| {
        count += 1;
        if count == MAX_OPERATIONS + 1 {
            let message = format!("the client would have more than {MAX_OPERATIONS} operations");
            diagnostics.error("too-large", &at.origin(), message).hint(
                "`include` in codegen.toml takes the operations that are needed, and leaves out the others",
            );
        }
    });
    count > MAX_OPERATIONS
}

/// Adds the slash that a path begins with, and reads its template, whatever the framework that wrote it. Two adjacent expressions are
/// an error unless one of them is an enum, since no server could tell where the first ends.
pub(super) fn paths(root: &mut Mapping, at: &At<'_>, diagnostics: &mut Diagnostics) {
    let at = at.key("paths");
    let Some(Node::Mapping(paths)) = root.get_mut("paths") else {
        return;
    };
    let mut taken: BTreeSet<String> = paths.keys().map(str::to_owned).collect();
    paths.entries_mut().retain_mut(|(path, item)| {
        if path.starts_with("x-") {
            return false;
        }
        let at = at.key(path);
        let names = parameters(item).map(|(name, _)| name).collect();
        let Template {
            path: mut right,
            rest,
        } = templates::read(path, &names);
        if let (false, Node::Mapping(item)) = (rest.is_empty(), &mut *item) {
            let rest = rest.into_iter().map(Node::String).collect();
            item.insert(templates::REST, Node::Sequence(rest));
        }
        if !right.starts_with('/') {
            let message = format!("the path `{path}` does not start with a slash; the client adds one");
            diagnostics.warning("invalid-path", &at.origin(), message);
            right.insert(0, '/');
        }
        if has_no_end(&right, item) {
            let message = "two parameters of the path stand next to each other, so that nothing tells where one ends";
            diagnostics.error("ambiguous-path", &at.origin(), message);
        }
        if right == *path {
            return true;
        }
        if let Node::Mapping(item) = item {
            item.set_stamp(&at);
        }
        let is_free = taken.insert(right.clone());
        if !is_free {
            let message = format!("this is the path `{right}`, which is described elsewhere, too");
            diagnostics.warning("not-carried", &at.origin(), message);
        }
        *path = right;
        is_free
    });
}

/// The path parameters of a path item and of its operations, with their names.
fn parameters(item: &Node) -> impl Iterator<Item = (&str, &Mapping)> {
    let entries = item.as_mapping().into_iter().flat_map(Mapping::entries);
    let lists = entries.map(|(_, operation)| operation.get("parameters"));
    let all = lists.chain([item.get("parameters")]).flatten();
    let all = all.filter_map(Node::as_list).flatten();
    all.filter_map(Node::as_mapping)
        .filter(|it| it.text("in") == Some("path"))
        .filter_map(|it| Some((it.text("name")?, it)))
}

/// Whether two adjacent expressions have parameters that are no enums.
fn has_no_end(path: &str, item: &Node) -> bool {
    if !path.contains("}{") {
        return false;
    }
    let has_values = |it: &Mapping| {
        it.contains("enum") || it.get("schema").is_some_and(|it| it.get("enum").is_some())
    };
    let known = parameters(item).filter(|(_, it)| has_values(it));
    let known: BTreeSet<&str> = known.map(|(name, _)| name).collect();
    path.match_indices("}{").any(|(at, _)| {
        let before = path.get(..at).and_then(|it| it.rsplit('{').next());
        let after = path.get(at + 2..).and_then(|it| it.split('}').next());
        !before.into_iter().chain(after).any(|it| known.contains(it))
    })
}
