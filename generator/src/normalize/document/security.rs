//! Security requirements (`OpenAPI 3.0.4, 4.8.30`).

use std::collections::BTreeSet;

use super::operations;
use crate::diag::Diagnostics;
use crate::normalize::object_tree::retain_items;
use crate::origin::At;
use crate::source::{Mapping, Node};
use crate::suggestions::nearest;

/// How many security schemes the requirements of a call may name. Each operation has those of the whole description.
const MAX_SCHEMES: usize = 256;

/// Takes out the requirements of an object that has too many.
pub(super) fn sizes(outer: &mut Mapping, at: &At<'_>, diagnostics: &mut Diagnostics) {
    let Some(Node::Sequence(alternatives)) = outer.get_mut("security") else {
        return;
    };
    let named = alternatives.iter().filter_map(Node::as_mapping);
    if named.map(Mapping::len).sum::<usize>() > MAX_SCHEMES {
        let message = format!("a call needs no more than {MAX_SCHEMES} security schemes");
        diagnostics
            .error("too-many-schemes", &at.key("security").origin(), message)
            .about_key();
        alternatives.clear();
    }
}

/// How many security schemes an API may have. The client has a method for each.
const MAX_DESCRIBED: usize = 4096;

/// Reports more security schemes than that.
pub(super) fn schemes(components: &Mapping, at: &At<'_>, diagnostics: &mut Diagnostics) {
    let schemes = components.get("securitySchemes").and_then(Node::as_mapping);
    if schemes.is_some_and(|it| it.len() > MAX_DESCRIBED) {
        let message = format!("an API has no more than {MAX_DESCRIBED} security schemes");
        diagnostics
            .error(
                "too-many-schemes",
                &at.key("securitySchemes").origin(),
                message,
            )
            .about_key();
    }
}

/// Makes the scopes of each requirement of an object a list. The name of a scheme alone requires that scheme.
pub(super) fn requirements(outer: &mut Mapping, at: &At<'_>, diagnostics: &mut Diagnostics) {
    let at = &at.key("security");
    match outer.get_mut("security") {
        Some(Node::Sequence(list)) => {
            for (index, one) in list.iter_mut().enumerate() {
                requirement(one, &at.index(index), diagnostics);
            }
        }
        Some(one @ (Node::Mapping(_) | Node::String(_))) => requirement(one, at, diagnostics),
        _ => {}
    }
}

fn requirement(node: &mut Node, at: &At<'_>, diagnostics: &mut Diagnostics) {
    let stamp = node.as_mapping().and_then(|it| it.stamp().cloned());
    let at = stamp.as_deref().map_or(*at, At::new);
    if let Node::String(name) = node {
        let named = (std::mem::take(name), Node::Sequence(Vec::new()));
        *node = Node::Mapping(Mapping::new(vec![named]));
    }
    let Node::Mapping(requirement) = node else {
        return;
    };
    for (name, scopes) in requirement.entries_mut() {
        let list = match &*scopes {
            Node::Sequence(_) => continue,
            scope @ Node::String(_) => vec![scope.clone()],
            Node::Null => Vec::new(),
            Node::Mapping(none) if none.is_empty() => Vec::new(),
            other => {
                let message = format!("expected a list, found {}", other.kind());
                diagnostics
                    .warning("invalid-type", &at.key(name).origin(), message)
                    .hint("the scheme is required without scopes");
                Vec::new()
            }
        };
        *scopes = Node::Sequence(list);
    }
}

/// Takes out requirements that name a scheme which the description does not have. Their alternatives remain.
pub(super) fn known(root: &mut Mapping, at: &At<'_>, diagnostics: &mut Diagnostics) {
    let schemes = root
        .get("components")
        .and_then(|it| it.get("securitySchemes"));
    let schemes: BTreeSet<String> = schemes
        .and_then(Node::as_mapping)
        .into_iter()
        .flat_map(Mapping::keys)
        .map(str::to_owned)
        .collect();
    check(root, &schemes, at, diagnostics);
    operations(root, at, |_, _, operation, at| {
        check(operation, &schemes, at, diagnostics);
    });
}

fn check(
    outer: &mut Mapping,
    schemes: &BTreeSet<String>,
    at: &At<'_>,
    diagnostics: &mut Diagnostics,
) {
    let Some(Node::Sequence(alternatives)) = outer.get_mut("security") else {
        return;
    };
    retain_items(alternatives, &at.key("security"), |requirement, at| {
        let stamp = requirement.as_mapping().and_then(|it| it.stamp().cloned());
        let at = stamp.as_deref().map_or(*at, At::new);
        if let Node::Mapping(requirement) = requirement {
            meant(requirement, schemes, &at, diagnostics);
        }
        let names = requirement.as_mapping().into_iter().flat_map(Mapping::keys);
        let mut is_known = true;
        for name in names.filter(|name| !schemes.contains(*name)) {
            is_known = false;
            let message = format!("no security scheme is called `{name}`");
            let near = nearest(name, schemes.iter().map(String::as_str));
            let meant = near.map(|it| format!(": did you mean `{it}`?"));
            let hint = "the client cannot meet this requirement, and goes without it";
            diagnostics
                .warning("unknown-security-scheme", &at.key(name).origin(), message)
                .hint(format!("{hint}{}", meant.unwrap_or_default()));
        }
        is_known
    });
}

/// Takes a name for that of the only scheme from which it differs in capitals alone.
fn meant(
    requirement: &mut Mapping,
    schemes: &BTreeSet<String>,
    at: &At<'_>,
    diagnostics: &mut Diagnostics,
) {
    for (name, _) in requirement.entries_mut() {
        let mut alike = schemes.iter().filter(|it| it.eq_ignore_ascii_case(name));
        if !schemes.contains(name)
            && let (Some(meant), None) = (alike.next(), alike.next())
        {
            let message = format!("no security scheme is called `{name}`");
            diagnostics
                .warning("unknown-security-scheme", &at.key(name).origin(), message)
                .hint(format!("the client takes `{meant}` for it"));
            meant.clone_into(name);
        }
    }
}
