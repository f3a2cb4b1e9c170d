//! Webhooks and callbacks: requests that the server sends (`OpenAPI 3.1.1, 4.8.1.1 and 4.8.18`).
//!
//! A client does not send them, but the receiver has to read them. The schema of each body becomes a component. An extension of
//! the description lists the requests for the documentation.

use std::collections::{BTreeMap, BTreeSet};

use super::any_webhook::{self, ANY_WEBHOOK};
use super::methods::METHOD;
use super::object_tree::METHODS;
use super::references::component;
use super::remarks;
use super::schema::keep_place;
use crate::diag::Diagnostics;
use crate::origin::{At, Origin};
use crate::source::{Mapping, Node};

/// The extension that lists them: each with its name, the component of its body, and its documentation.
pub(crate) const HOOKS: &str = "x-codegen-hooks";

/// Takes webhooks and callbacks out of a description, and makes components of their bodies.
pub(super) fn hooks(root: &mut Mapping, at: &At<'_>, diagnostics: &mut Diagnostics) {
    // The components are read while the rest of the description changes; they are put back at the end.
    let components = root.get_mut("components");
    let components = components.map_or(Node::Null, |it| std::mem::replace(it, Node::Null));
    let mut hooks = Hooks {
        components: &components,
        schemas: Vec::new(),
        made: BTreeMap::new(),
        taken: BTreeMap::new(),
        list: Vec::new(),
        listed: BTreeSet::new(),
        diagnostics,
    };
    if let Some(Node::Mapping(webhooks)) = root.remove("webhooks") {
        let at = at.key("webhooks");
        let stamp = webhooks.stamp().cloned();
        let at = stamp.as_deref().map_or(at, At::new);
        for (name, item) in webhooks.entries() {
            hooks.item(name, item, &at.key(name));
        }
        if let Some(union) = any_webhook::union(&hooks.list, &at) {
            let name = hooks.free_name("webhook");
            hooks.schemas.push((name.clone(), union));
            root.insert(ANY_WEBHOOK, Node::String(name));
        }
    }
    if let Some(Node::Mapping(paths)) = root.get_mut("paths") {
        let at = at.key("paths");
        let stamp = paths.stamp().cloned();
        let at = &stamp.as_deref().map_or(at, At::new);
        for (path, item) in paths.entries_mut() {
            let stamp = item.as_mapping().and_then(|it| it.stamp().cloned());
            let at = stamp.as_deref().map_or_else(|| at.key(path), At::new);
            for method in METHODS {
                let operation = item.as_mapping_mut().and_then(|it| it.get_mut(method));
                if let Some(Node::Mapping(operation)) = operation {
                    let callbacks = operation.remove("callbacks");
                    let name = name_of(path, method, operation);
                    let stamp = operation.stamp().cloned();
                    let at = stamp.as_deref().map_or_else(|| at.key(method), At::new);
                    hooks.callbacks(&name, callbacks.as_ref(), &at);
                }
            }
        }
    }
    let Hooks { schemas, list, .. } = hooks;
    if let Some(there) = root.get_mut("components") {
        *there = components;
    }
    if !list.is_empty() {
        root.insert(HOOKS, Node::Sequence(list));
    }
    let components = (!schemas.is_empty())
        .then(|| root.mapping_at("components", at))
        .flatten();
    if let Some(known) = components.and_then(|it| it.mapping_at("schemas", at)) {
        for (name, schema) in schemas {
            known.insert(name, schema);
        }
    }
}

/// The name of an operation in the documentation.
fn name_of(path: &str, method: &str, operation: &Mapping) -> String {
    let (path, method) = match (operation.text(METHOD), path.rsplit_once('#')) {
        (Some(other), Some((path, _))) => (path, other),
        _ => (path, method),
    };
    let id = operation.text("operationId").map(str::to_owned);
    id.unwrap_or_else(|| format!("{method} {path}"))
}

struct Hooks<'a> {
    components: &'a Node,
    /// Schemas that become components.
    schemas: Vec<(String, Node)>,
    /// Their names, by place: a body that several operations refer to becomes one component.
    made: BTreeMap<Origin, String>,
    /// The names that have been given, each with the number that is tried next.
    taken: BTreeMap<String, u32>,
    list: Vec<Node>,
    /// The entries of the list, by name and place.
    listed: BTreeSet<(String, Origin)>,
    diagnostics: &'a mut Diagnostics,
}

impl Hooks<'_> {
    /// The callbacks of the operation that has this name.
    fn callbacks(&mut self, operation: &str, callbacks: Option<&Node>, at: &At<'_>) {
        let at = at.key("callbacks");
        let callbacks = callbacks.and_then(Node::as_mapping);
        for (name, callback) in callbacks.into_iter().flat_map(Mapping::entries) {
            let Node::Mapping(callback) = callback else {
                continue;
            };
            let at = at.key(name);
            let at = callback.stamp().map_or(at, |stamp| At::new(stamp));
            let items = callback.entries().iter();
            for (expression, item) in items.filter(|(key, _)| !key.starts_with("x-")) {
                self.item(&format!("{operation} {name}"), item, &at.key(expression));
            }
        }
    }

    fn item(&mut self, name: &str, item: &Node, at: &At<'_>) {
        let Node::Mapping(item) = item else {
            return;
        };
        let at = &item.stamp().map_or(*at, |stamp| At::new(stamp));
        self.beside(item, at);
        let methods = METHODS.into_iter().chain(["query"]);
        for method in methods {
            if let Some(Node::Mapping(operation)) = item.get(method) {
                self.operation(
                    name,
                    &method.to_uppercase(),
                    operation,
                    item,
                    &at.key(method),
                );
            }
        }
        let others = item.get("additionalOperations").and_then(Node::as_mapping);
        let at = at.key("additionalOperations");
        for (method, operation) in others.into_iter().flat_map(Mapping::entries) {
            if let Node::Mapping(operation) = operation {
                self.operation(name, method, operation, item, &at.key(method));
            }
        }
    }

    fn operation(
        &mut self,
        name: &str,
        method: &str,
        operation: &Mapping,
        item: &Mapping,
        at: &At<'_>,
    ) {
        let at = &operation.stamp().map_or(*at, |stamp| At::new(stamp));
        // Operations may share a callback, which may have callbacks of its own.
        if !self.listed.insert((name.to_owned(), at.origin())) {
            return;
        }
        self.beside(operation, at);
        self.responses(operation, &at.key("responses"));
        let id = operation.text("operationId");
        let body = operation.get("requestBody");
        let body = body.map(|body| self.component("requestBodies", body).clone());
        let schema = body.as_ref().and_then(|body| {
            let at = at.key("requestBody");
            self.payload(id.unwrap_or(name), body, &at)
        });
        let mut hook = Mapping::made(at, [("name", Node::text(name))]);
        if method != "POST" {
            hook.insert("method", Node::text(method));
        }
        if let Some(id) = id.filter(|id| *id != name) {
            hook.insert("operationId", Node::text(id));
        }
        if let Some((schema, is_own)) = schema {
            hook.insert("schema", Node::String(schema));
            hook.insert("own", Node::Bool(is_own));
        }
        let words = remarks::of_hook(operation, item, body.as_ref());
        if !words.is_empty() {
            hook.insert("description", Node::String(words));
        }
        self.list.push(Node::Mapping(hook));
        self.callbacks(id.unwrap_or(name), operation.get("callbacks"), at);
    }

    /// Reports parameters and other things of a request beside its body, which the client does not carry.
    fn beside(&mut self, outer: &Mapping, at: &At<'_>) {
        for key in ["parameters", "servers"] {
            let list = outer.get(key).and_then(Node::as_list);
            if list.is_some_and(|it| !it.is_empty()) {
                let message = format!(
                    "the client does not carry the {key} of a request that the server sends"
                );
                self.diagnostics
                    .warning("not-carried", &at.key(key).origin(), message)
                    .about_key();
            }
        }
    }

    /// Reports responses with content, which the receiver would have to write.
    fn responses(&mut self, operation: &Mapping, at: &At<'_>) {
        let responses = operation.get("responses").and_then(Node::as_mapping);
        for (status, response) in responses.into_iter().flat_map(Mapping::entries) {
            let response = self.component("responses", response);
            let is_said = |key| response.get(key).and_then(Node::as_mapping);
            let is_said = |key| is_said(key).is_some_and(|it| !it.is_empty());
            if is_said("content") || is_said("headers") {
                let message = "the client does not carry what a request that the server sends is answered with";
                self.diagnostics
                    .warning("not-carried", &at.key(status).origin(), message)
                    .about_key();
            }
        }
    }

    /// The name of the component of a body, and whether it was made for this body.
    fn payload(&mut self, name: &str, body: &Node, at: &At<'_>) -> Option<(String, bool)> {
        let stamp = body.as_mapping().and_then(|it| it.stamp().cloned());
        let at = &stamp.as_deref().map_or(*at, At::new);
        let content = body.get("content").and_then(Node::as_mapping)?;
        let is_json = |(media_type, _): &&(String, Node)| {
            media_type.contains("json") || media_type.contains("*/*")
        };
        let Some((media_type, json)) = content.entries().iter().find(is_json) else {
            if !content.is_empty() {
                let message =
                    "the client does not carry what this request has, since it is not JSON";
                self.diagnostics
                    .warning("not-carried", &at.origin(), message);
            }
            return None;
        };
        let contents = at.key("content");
        // The same schema in another media type is no loss.
        let others = content.entries().iter();
        let others = others.filter(|(_, it)| it.get("schema") != json.get("schema"));
        for (other, _) in others {
            let message = format!("the client reads this request as `{media_type}` only");
            self.diagnostics
                .warning("not-carried", &contents.key(other).origin(), message)
                .about_key();
        }
        let mut schema = json.get("schema")?.clone();
        let reference = schema.get("$ref").and_then(Node::as_str);
        if let Some((_, known)) = reference.and_then(component) {
            return Some((known, false));
        }
        let stamp = json.as_mapping().and_then(|it| it.stamp().cloned());
        let at = stamp
            .as_deref()
            .map_or_else(|| contents.key(media_type), At::new);
        keep_place(&mut schema, &at.key("schema"));
        let place = at.key("schema").origin();
        if let Some(name) = self.made.get(&place) {
            return Some((name.clone(), true));
        }
        let name = self.free_name(name);
        self.made.insert(place, name.clone());
        self.schemas.push((name.clone(), schema));
        Some((name, true))
    }

    /// A name that no schema among the components has.
    fn free_name(&mut self, name: &str) -> String {
        let allowed = |c: char| match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '.' | '_' => c,
            _ => '-',
        };
        let base: String = format!("{name} payload").chars().map(allowed).collect();
        let known = self.components.get("schemas").and_then(Node::as_mapping);
        let mut number = self.taken.get(&base).copied().unwrap_or(1);
        let mut free = base.clone();
        loop {
            if number > 1 {
                free = format!("{base}-{number}");
            }
            number += 1;
            let is_known = known.is_some_and(|it| it.contains(&free));
            if !is_known && !self.taken.contains_key(&free) {
                break;
            }
        }
        self.taken.insert(base, number);
        self.taken.entry(free.clone()).or_insert(2);
        free
    }

    /// What stands there, or what a reference to a component leads to.
    fn component<'n>(&'n self, kind: &str, node: &'n Node) -> &'n Node {
        let reference = node.get("$ref").and_then(Node::as_str);
        let name = reference.and_then(component).map(|(_, name)| name);
        let found = name.and_then(|name| self.components.get(kind)?.get(&name));
        found.unwrap_or(node)
    }
}
