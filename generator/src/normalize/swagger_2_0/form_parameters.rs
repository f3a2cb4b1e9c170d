//! Parameters that are fields of a form (`in: formData`) in a description of 3.0 or later: flask-smorest writes them for files.

use super::bodies::{self, FORM, MULTIPART, MediaTypes, Parts, essence};
use super::copy_budget::Copies;
use super::{Shared, each};
use crate::diag::Diagnostics;
use crate::normalize::object_tree::METHODS;
use crate::normalize::schema::keep_place;
use crate::origin::At;
use crate::source::{Mapping, Node};

/// Makes such parameters fields of the body of their operation.
pub(in crate::normalize) fn form_parameters(
    root: &mut Mapping,
    at: &At<'_>,
    diagnostics: &mut Diagnostics,
) {
    let mut shared = Shared {
        consumes: None,
        produces: None,
        bodies: std::collections::BTreeMap::new(),
        objects: std::collections::BTreeSet::new(),
        root: at.origin(),
        copies: Copies::of(root),
        server: None,
    };
    let mut request_bodies = None;
    if let Some(Node::Mapping(components)) = root.get_mut("components") {
        let stamp = components.stamp().cloned();
        let at = &stamp.as_deref().map_or(at.key("components"), At::new);
        shared.bodies = bodies::take_shared(components, at);
        request_bodies = components.get("requestBodies").cloned();
    }
    each(root, "paths", at, |item, at| {
        let of_item = bodies::take(item, &shared, at);
        for method in METHODS {
            let at = at.key(method);
            if let Some(Node::Mapping(operation)) = item.get_mut(method) {
                let stamp = operation.stamp().cloned();
                let at = stamp.as_deref().map_or(at, At::new);
                let parts = bodies::take(operation, &shared, &at).or(&of_item);
                add(
                    operation,
                    parts,
                    &shared,
                    request_bodies.as_ref(),
                    &at,
                    diagnostics,
                );
            }
        }
    });
    shared.copies.report(diagnostics);
}

/// Adds the fields to the body of an operation, or makes them one.
fn add(
    operation: &mut Mapping,
    parts: Parts,
    shared: &Shared,
    request_bodies: Option<&Node>,
    at: &At<'_>,
    diagnostics: &mut Diagnostics,
) {
    let consumes = MediaTypes::new(None, at.origin());
    let Some(made) = parts.into_body(&consumes, shared, diagnostics) else {
        return;
    };
    let referred = |node: &Node| {
        let name = node.get("$ref")?.as_str()?;
        let name = name.strip_prefix("#/components/requestBodies/")?;
        request_bodies?.get(name).cloned()
    };
    let known = operation.remove("requestBody");
    let known = known.map(|known| referred(&known).unwrap_or(known));
    let body = match known {
        Some(Node::Mapping(known)) => joined(known, made, at, diagnostics),
        _ => made,
    };
    operation.insert("requestBody", Node::Mapping(body));
}

/// A body with the fields of another. With a file among them, it is one of parts.
fn joined(
    mut known: Mapping,
    mut made: Mapping,
    at: &At<'_>,
    diagnostics: &mut Diagnostics,
) -> Mapping {
    let Some(Node::Mapping(mut fields)) = made.remove("content") else {
        return known;
    };
    let Some((name, fields)) = fields.entries_mut().pop() else {
        return known;
    };
    let fields = fields.get("schema").cloned();
    let Some(Node::Mapping(content)) = known.get_mut("content") else {
        return known;
    };
    let is_form = |name: &str| [FORM, MULTIPART].contains(&essence(name).as_str());
    if !content.keys().any(is_form) {
        let message = "an operation has a body or a form, and not both";
        diagnostics.warning("not-carried", &at.key("parameters").origin(), message);
        return known;
    }
    let mut form = None;
    content.entries_mut().retain(|(name, media_type)| {
        let is_other = !is_form(name);
        if !is_other {
            form = Some((name.clone(), media_type.clone()));
        }
        is_other
    });
    let Some((of_form, Node::Mapping(mut media_type))) = form else {
        return known;
    };
    let at = at.key("requestBody");
    let at = at.key("content");
    let at = at.key(&of_form);
    let at = &at.key("schema");
    let mut own = media_type.remove("schema");
    if let Some(own) = &mut own {
        keep_place(own, at);
    }
    let both = [own, fields].into_iter().flatten();
    let both = Mapping::made(at, [("allOf", Node::Sequence(both.collect()))]);
    media_type.insert("schema", Node::Mapping(merged(both, at)));
    let name = if name == MULTIPART { name } else { of_form };
    content.insert(name, Node::Mapping(media_type));
    if made.get("required") == Some(&Node::Bool(true)) {
        known.insert("required", Node::Bool(true));
    }
    known
}

/// Two objects as one, where both are plain and written in place, so that its fields are given one by one.
fn merged(both: Mapping, at: &At<'_>) -> Mapping {
    let schemas = both
        .get("allOf")
        .and_then(Node::as_list)
        .unwrap_or_default();
    let is_plain = |it: &Mapping| {
        let mut keys = it.keys();
        keys.all(|key| ["type", "properties", "required", "title"].contains(&key))
    };
    let schemas: Vec<&Mapping> = schemas.iter().filter_map(Node::as_mapping).collect();
    if schemas.len() < 2 || !schemas.iter().all(|it| is_plain(it)) {
        return both;
    }
    let mut object = Mapping::made(at, [("type", Node::text("object"))]);
    let mut properties = Mapping::made(at, []);
    let mut required = Vec::new();
    for schema in schemas {
        for (name, property) in schema
            .get("properties")
            .and_then(Node::as_mapping)
            .into_iter()
            .flat_map(Mapping::entries)
        {
            properties.insert(name.clone(), property.clone());
        }
        let names = schema.get("required").and_then(Node::as_list);
        required.extend(names.into_iter().flatten().cloned());
    }
    object.insert("properties", Node::Mapping(properties));
    if !required.is_empty() {
        object.insert("required", Node::Sequence(required));
    }
    object
}
