//! Rules about several objects at once, which the grammar of a single object cannot express.
//!
//! In comes the rewritten document; out goes one whose objects fit each other. Each file has the rules about one thing:
//! [`mod@paths`] with their [`templates`] and [`parameters`], [`operation_ids`], [`statuses`], [`content`], [`servers`], [`security`], [`names`]
//! of components, and the length of texts ([`description_lengths`]). [`inheritance`] and [`all_of`] are about schemas that
//! refer to each other.

mod all_of;
mod content;
mod description_lengths;
mod inheritance;
pub(super) mod media_types;
mod names;
mod operation_ids;
mod parameters;
mod paths;
mod security;
mod servers;
mod statuses;
mod templates;

pub(crate) use inheritance::FALLBACK;
pub(crate) use templates::REST;

use super::Version;
use super::object_tree::{Kind, Then, Visit, walk};
use crate::diag::Diagnostics;
use crate::origin::At;
use crate::source::{Mapping, Node};

/// Takes out what exceeds a limit, before other rewrites multiply it.
pub(super) fn sizes(root: &mut Node, at: &At<'_>, diagnostics: &mut Diagnostics) {
    paths::sizes(root, at, diagnostics);
    if let Node::Mapping(root) = root {
        security::sizes(root, at, diagnostics);
    }
}

/// Applies the rules that come before the grammar.
pub(super) fn before(
    root: &mut Node,
    version: Version,
    at: &At<'_>,
    diagnostics: &mut Diagnostics,
) {
    if let Node::Mapping(root) = root {
        operation_ids::unique(root, at, diagnostics);
        paths::paths(root, at, diagnostics);
        parameters::of_templates(root, at, diagnostics);
        servers::sizes(root, at, diagnostics);
        servers::variables(root, at, diagnostics);
        servers::names(root);
        if version != Version::V2_0 {
            names::components(root, at, diagnostics);
        }
        security::requirements(root, at, diagnostics);
    }
    inheritance::unions(root, at);
    walk(Kind::Description, root, at, &mut Objects { diagnostics });
}

/// Applies the rules that come after the grammar; `false` where the document cannot be read further.
pub(super) fn after(root: &mut Node, at: &At<'_>, diagnostics: &mut Diagnostics) -> bool {
    description_lengths::cut(root, at, diagnostics);
    let Node::Mapping(root) = root else {
        return true;
    };
    if paths::are_too_many(root, at, diagnostics) {
        return false;
    }
    security::known(root, at, diagnostics);
    all_of::circles(root, at, diagnostics);
    all_of::depth(root, at, diagnostics)
}

/// The extension of a body of which nothing says whether it is required: `false` is said as well, and means another thing.
pub(crate) const UNSAID: &str = "x-codegen-required-unsaid";

struct Objects<'a> {
    diagnostics: &'a mut Diagnostics,
}

impl Visit for Objects<'_> {
    fn visit(&mut self, kind: Kind, node: &mut Node, at: &At<'_>) -> Then {
        let Node::Mapping(object) = node else {
            return Then::Enter;
        };
        match kind {
            Kind::Operation => {
                parameters::sizes(object, at, self.diagnostics);
                servers::sizes(object, at, self.diagnostics);
                security::sizes(object, at, self.diagnostics);
                security::requirements(object, at, self.diagnostics);
                statuses::statuses(object, at, self.diagnostics);
            }
            Kind::PathItem => {
                parameters::sizes(object, at, self.diagnostics);
                servers::sizes(object, at, self.diagnostics);
            }
            Kind::Components => security::schemes(object, at, self.diagnostics),
            Kind::Parameter => {
                content::sizes(object, at, self.diagnostics);
                content::names(object, at, self.diagnostics);
                parameters::default(object, at, self.diagnostics);
            }
            Kind::RequestBody | Kind::Response | Kind::Header => {
                if kind == Kind::RequestBody && !object.contains("required") {
                    object.insert(UNSAID, Node::Bool(true));
                }
                content::sizes(object, at, self.diagnostics);
                content::names(object, at, self.diagnostics);
            }
            Kind::Encoding => content::of_part(object, at, self.diagnostics),
            Kind::Schema => return Then::Pass,
            _ => {}
        }
        Then::Enter
    }
}

/// Calls `change` with each operation of the paths, its path and the key of its method, and the parameters of its path item.
fn operations(
    root: &mut Mapping,
    at: &At<'_>,
    mut change: impl FnMut((&str, &str), &[Node], &mut Mapping, &At<'_>),
) {
    let at = at.key("paths");
    let Some(Node::Mapping(paths)) = root.get_mut("paths") else {
        return;
    };
    for (path, item) in paths.entries_mut() {
        let Node::Mapping(item) = item else {
            continue;
        };
        let stamp = item.stamp().cloned();
        let at = stamp.as_deref().map_or(at.key(path), At::new);
        let shared: Vec<Node> = match item.get("parameters") {
            Some(Node::Sequence(shared)) => shared.clone(),
            _ => Vec::new(),
        };
        for method in super::object_tree::METHODS {
            if let Some(Node::Mapping(operation)) = item.get_mut(method) {
                let stamp = operation.stamp().cloned();
                let at = stamp.as_deref().map_or(at.key(method), At::new);
                change((path, method), &shared, operation, &at);
            }
        }
    }
}

/// The names between braces in a template, in order.
fn template_names(template: &str) -> impl Iterator<Item = &str> {
    template
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
}
