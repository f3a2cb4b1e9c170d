//! The variables of servers (`OpenAPI 3.0.4, 4.8.5`).

use super::template_names;
use crate::diag::Diagnostics;
use crate::normalize::object_tree::{METHODS, retain_items};
use crate::origin::At;
use crate::source::{Mapping, Node};

/// How many variables a server may have. The code of a client grows with their square.
const MAX_VARIABLES: usize = 256;

/// Takes out the servers of an object that have too many variables.
pub(super) fn sizes(object: &mut Mapping, at: &At<'_>, diagnostics: &mut Diagnostics) {
    let at = at.key("servers");
    let Some(Node::Sequence(servers)) = object.get_mut("servers") else {
        return;
    };
    retain_items(servers, &at, |server, at| {
        let url = server.get("url").and_then(Node::as_str).unwrap_or_default();
        let described = server.get("variables").and_then(Node::as_mapping);
        let described = described.map_or(0, Mapping::len);
        let fits = described.max(template_names(url).count()) <= MAX_VARIABLES;
        if !fits {
            let message = format!("a server has no more than {MAX_VARIABLES} variables");
            diagnostics.error("too-many-variables", &at.origin(), message);
        }
        fits
    });
}

/// Keeps the names of servers, which `OpenAPI` 3.2 has, as an extension: 3.0 has no field for them.
pub(super) fn names(root: &mut Mapping) {
    of_object(root);
    let Some(Node::Mapping(paths)) = root.get_mut("paths") else {
        return;
    };
    let items = paths.entries_mut().iter_mut();
    for item in items.filter_map(|(_, item)| item.as_mapping_mut()) {
        of_object(item);
        for method in METHODS {
            if let Some(Node::Mapping(operation)) = item.get_mut(method) {
                of_object(operation);
            }
        }
    }
}

/// Keeps the names of the servers of an object.
fn of_object(object: &mut Mapping) {
    let Some(Node::Sequence(servers)) = object.get_mut("servers") else {
        return;
    };
    for server in servers.iter_mut().filter_map(Node::as_mapping_mut) {
        if let Some(name) = server.remove("name") {
            server.insert("x-name", name);
        }
    }
}

/// Reports variables in the URL of a server that are not described: without their defaults, there is no URL.
pub(super) fn variables(root: &Mapping, at: &At<'_>, diagnostics: &mut Diagnostics) {
    let at = at.key("servers");
    let servers = root
        .get("servers")
        .and_then(Node::as_list)
        .unwrap_or_default();
    for (index, server) in servers.iter().enumerate() {
        let Some(url) = server.get("url").and_then(Node::as_str) else {
            continue;
        };
        let described = server.get("variables");
        for name in template_names(url) {
            if described.and_then(|it| it.get(name)).is_none() {
                let at = at.index(index);
                let message = format!("no variable of this server is called `{name}`");
                diagnostics
                    .error("unknown-server-variable", &at.key("url").origin(), message)
                    .hint("add it to `variables`, with a default");
            }
        }
    }
}
