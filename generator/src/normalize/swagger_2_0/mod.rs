//! Swagger 2.0 as `OpenAPI` 3.0.
//!
//! In comes a document of 2.0 whose references lead to `#/components/…` already; out goes one of 3.0. Its sections move to the
//! components here. [`parameters`] rewrites parameters and headers, [`mod@bodies`] those that describe a body, [`responses`],
//! [`security`] and [`mod@servers`] the objects of these names. [`copy_budget`] limits what becomes larger that way.
//! [`mod@form_parameters`] is for later versions, where frameworks still write parameters that are fields of a form.

mod bodies;
mod copy_budget;
mod form_parameters;
mod parameters;
mod responses;
mod security;
mod servers;

pub(super) use form_parameters::form_parameters;

use std::collections::{BTreeMap, BTreeSet};

use self::copy_budget::Copies;
use super::object_tree::METHODS;
use super::schema::keep_place;
use crate::diag::Diagnostics;
use crate::origin::{At, Origin};
use crate::source::{Mapping, Node};

/// What operations inherit from the description.
struct Shared {
    consumes: Option<Node>,
    produces: Option<Node>,
    /// The parameters that describe a body, which are no components in `OpenAPI` 3.0, by their names.
    bodies: BTreeMap<String, Node>,
    /// The schemas that are objects, by what refers to them.
    objects: BTreeSet<String>,
    root: Origin,
    copies: Copies,
    /// The URL of the server, if there is one.
    server: Option<String>,
}

impl Shared {
    /// Whether a schema is an object with properties.
    fn is_object(&self, schema: &Node) -> bool {
        let reference = schema.get("$ref").and_then(Node::as_str);
        has_properties(schema) || reference.is_some_and(|it| self.objects.contains(it))
    }
}

fn has_properties(schema: &Node) -> bool {
    schema.get("properties").is_some() || schema.get("allOf").is_some()
}

/// The references to schemas that are objects.
fn objects(root: &Mapping) -> BTreeSet<String> {
    let all = root.get("definitions").and_then(Node::as_mapping);
    let all = all.into_iter().flat_map(Mapping::entries);
    let objects = all.filter(|(_, schema)| has_properties(schema));
    let reference = |name: &str| name.replace('~', "~0").replace('/', "~1");
    objects
        .map(|(name, _)| format!("#/components/schemas/{}", reference(name)))
        .collect()
}

/// Rewrites a whole description.
pub(super) fn lower(root: &mut Mapping, at: &At<'_>, diagnostics: &mut Diagnostics) {
    root.remove("swagger");
    servers::servers(root, at, diagnostics);
    let server = root.get("servers").and_then(|it| it.as_list()?.first());
    let server = server.and_then(|it| it.get("url")?.as_str());
    let server = server.map(str::to_owned);
    let mut shared = Shared {
        consumes: root.remove("consumes"),
        produces: root.remove("produces"),
        bodies: BTreeMap::new(),
        objects: objects(root),
        root: at.origin(),
        copies: Copies::of(root),
        server,
    };
    for (old, new) in [
        ("definitions", "schemas"),
        ("parameters", "parameters"),
        ("responses", "responses"),
        ("securityDefinitions", "securitySchemes"),
    ] {
        components(root, old, new, at);
    }
    if let Some(Node::Mapping(components)) = root.get_mut("components") {
        let stamp = components.stamp().cloned();
        let at = &stamp.as_deref().map_or(*at, At::new);
        each(components, "securitySchemes", at, |scheme, at| {
            security::scheme(scheme, at);
        });
        shared.bodies = bodies::take_shared(components, at);
        each(components, "parameters", at, |parameter, at| {
            parameters::parameter(parameter, at, diagnostics);
        });
        each(components, "responses", at, |response, at| {
            responses::response(response, None, &shared, at, diagnostics);
        });
    }
    each(root, "paths", at, |item, at| {
        path_item(item, &shared, at, diagnostics);
    });
    shared.copies.report(diagnostics);
}

/// Moves a section of the description to `components`, behind the entries that are there.
fn components(root: &mut Mapping, old: &str, new: &str, at: &At<'_>) {
    let Some(Node::Mapping(mut section)) = root.remove(old) else {
        return;
    };
    section.set_stamp(&at.key(old));
    let Some(components) = root.mapping_at("components", at) else {
        return;
    };
    match components.get_mut(new) {
        Some(Node::Mapping(there)) => {
            let stamp = section.stamp().cloned();
            let from = stamp.as_deref().map_or(*at, At::new);
            for (name, mut node) in std::mem::take(section.entries_mut()) {
                keep_place(&mut node, &from.key(&name));
                there.insert(name, node);
            }
        }
        _ => components.insert(new, Node::Mapping(section)),
    }
}

/// Calls a function with each mapping in the mapping under `key`.
fn each(
    outer: &mut Mapping,
    key: &str,
    at: &At<'_>,
    mut change: impl FnMut(&mut Mapping, &At<'_>),
) {
    let at = at.key(key);
    let Some(Node::Mapping(entries)) = outer.get_mut(key) else {
        return;
    };
    let stamp = entries.stamp().cloned();
    let at = stamp.as_deref().map_or(at, At::new);
    for (name, node) in entries.entries_mut() {
        if let Node::Mapping(mapping) = node {
            let stamp = mapping.stamp().cloned();
            change(mapping, &stamp.as_deref().map_or(at.key(name), At::new));
        }
    }
}

fn path_item(item: &mut Mapping, shared: &Shared, at: &At<'_>, diagnostics: &mut Diagnostics) {
    let body = bodies::take(item, shared, at);
    parameters::all(item, at, diagnostics);
    for method in METHODS {
        let at = at.key(method);
        if let Some(Node::Mapping(operation)) = item.get_mut(method) {
            let stamp = operation.stamp().cloned();
            let at = stamp.as_deref().map_or(at, At::new);
            self::operation(operation, &body, shared, &at, diagnostics);
        }
    }
}

fn operation(
    operation: &mut Mapping,
    from_item: &bodies::Parts,
    shared: &Shared,
    at: &At<'_>,
    diagnostics: &mut Diagnostics,
) {
    let consumes = operation.remove("consumes");
    let produces = operation.remove("produces");
    servers::own(operation, shared.server.as_deref(), at, diagnostics);
    let consumes = if consumes.is_some() {
        bodies::MediaTypes::new(consumes.as_ref(), at.key("consumes").origin())
    } else {
        bodies::MediaTypes::new(shared.consumes.as_ref(), shared.root.key("consumes"))
    };
    let parts = bodies::take(operation, shared, at).or(from_item);
    if let Some(body) = parts.into_body(&consumes, shared, diagnostics) {
        operation.insert("requestBody", Node::Mapping(body));
    }
    parameters::all(operation, at, diagnostics);
    each(operation, "responses", at, |response, at| {
        responses::response(response, produces.as_ref(), shared, at, diagnostics);
    });
}
