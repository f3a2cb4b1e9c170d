//! Methods that a path item of `OpenAPI` 3.0 has no key for (`OpenAPI 3.2.0, 4.9.1`).
//!
//! Each operation of such a method is moved to a path item of its own. The key of that path item is the path with the method as
//! a fragment, which cannot collide, since no path has a fragment. There it is under `post`, with an extension for the method.

use std::collections::BTreeSet;

use super::object_tree::METHODS;
use crate::diag::Diagnostics;
use crate::origin::At;
use crate::source::{Mapping, Node};
use crate::wire::is_token;

/// The extension that names the method of an operation.
pub(crate) const METHOD: &str = "x-codegen-method";

/// Moves operations with such methods to path items of their own.
pub(super) fn methods(root: &mut Mapping, at: &At<'_>, diagnostics: &mut Diagnostics) {
    let Some(Node::Mapping(paths)) = root.get_mut("paths") else {
        return;
    };
    let at = &at.key("paths");
    let mut all = Vec::new();
    for (path, mut node) in std::mem::take(paths.entries_mut()) {
        let mut others = Vec::new();
        if let Node::Mapping(item) = &mut node {
            let stamp = item.stamp().cloned();
            let at = stamp.as_deref().map_or_else(|| at.key(&path), At::new);
            for (method, operation) in taken(item, &at, diagnostics) {
                others.push((format!("{path}#{method}"), item_of(item, operation, &at)));
            }
        }
        all.push((path, node));
        all.extend(others);
    }
    *paths.entries_mut() = all;
}

/// Takes out the operations with such methods.
fn taken(item: &mut Mapping, at: &At<'_>, diagnostics: &mut Diagnostics) -> Vec<(String, Mapping)> {
    let mut found = Vec::new();
    if let Some(Node::Mapping(operation)) = item.remove("query") {
        found.push((
            "QUERY".to_owned(),
            marked(operation, "QUERY", &at.key("query")),
        ));
    }
    let Some(Node::Mapping(mut others)) = item.remove("additionalOperations") else {
        return found;
    };
    let at = at.key("additionalOperations");
    let mut seen: BTreeSet<String> = found.iter().map(|(method, _)| method.clone()).collect();
    for (method, operation) in std::mem::take(others.entries_mut()) {
        let at = at.key(&method);
        let Node::Mapping(operation) = operation else {
            let message = format!("expected an operation, found {}", operation.kind());
            diagnostics.warning("invalid-type", &at.origin(), message);
            continue;
        };
        let key = method.to_ascii_lowercase();
        let is_known = METHODS.contains(&key.as_str()) && method == key.to_ascii_uppercase();
        if !is_token(&method) || !seen.insert(method.clone()) {
            let message = format!("`{method}` is not another method of HTTP");
            diagnostics.warning("invalid-method", &at.origin(), message);
        } else if is_known && item.contains(&key) {
            let message = format!("there is another operation of the method {method}");
            diagnostics.warning("not-carried", &at.origin(), message);
        } else if is_known {
            let operation = stamped(operation, &at);
            item.insert(&key, Node::Mapping(operation));
        } else {
            let operation = marked(operation, &method, &at);
            found.push((method, operation));
        }
    }
    found
}

fn stamped(mut operation: Mapping, at: &At<'_>) -> Mapping {
    if operation.stamp().is_none() {
        operation.set_stamp(at);
    }
    operation
}

fn marked(operation: Mapping, method: &str, at: &At<'_>) -> Mapping {
    let mut operation = stamped(operation, at);
    operation.insert(METHOD, Node::text(method));
    operation
}

/// A path item with this operation, and with what `item` says about all its operations.
fn item_of(item: &Mapping, operation: Mapping, at: &At<'_>) -> Node {
    let mut own = Mapping::made(at, []);
    for (key, value) in item.entries() {
        if matches!(
            key.as_str(),
            "parameters" | "servers" | "summary" | "description"
        ) {
            own.insert(key, value.clone());
        }
    }
    own.insert("post", Node::Mapping(operation));
    Node::Mapping(own)
}
