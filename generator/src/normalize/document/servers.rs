//! The variables of servers (`OpenAPI 3.0.4, 4.8.5`).

use super::template_names;
use crate::diag::Diagnostics;
use crate::normalize::tree::METHODS;
use crate::origin::At;
use crate::source::{Mapping, Node};

/// The model has no field for the name of a server, which is new in `OpenAPI` 3.2.
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

/// Each variable in the URL of a server is described, since there is no URL without its default.
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
