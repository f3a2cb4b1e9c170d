//! Webhooks and callbacks: requests that the server sends (`OpenAPI 3.1.1, 4.8.1.1 and 4.8.18`).
//!
//! A client does not send them, but whoever receives them has to read them. What they carry becomes a schema among the
//! components, and a list of them, for the documentation, an extension of the description.

use super::schema::keep_place;
use super::tree::METHODS;
use crate::diag::Diagnostics;
use crate::origin::At;
use crate::source::{Mapping, Node};

/// The extension that lists them: each with its name, the component it carries, and what is said about it.
pub(crate) const HOOKS: &str = "x-codegen-hooks";

const SCHEMAS: &str = "#/components/schemas/";

/// Takes webhooks and callbacks out of a description, and leaves what they carry.
pub(super) fn hooks(root: &mut Mapping, at: &At<'_>, diagnostics: &mut Diagnostics) {
    let components = match root.get("components") {
        Some(Node::Mapping(components)) => components.clone(),
        _ => Mapping::new(Vec::new()),
    };
    let mut hooks = Hooks {
        components: &components,
        schemas: Vec::new(),
        list: Vec::new(),
        diagnostics,
    };
    if let Some(Node::Mapping(webhooks)) = root.remove("webhooks") {
        let at = at.key("webhooks");
        for (name, item) in webhooks.entries() {
            hooks.item(name, item, &at.key(name));
        }
    }
    if let Some(Node::Mapping(paths)) = root.get_mut("paths") {
        let at = &at.key("paths");
        for (path, item) in paths.entries_mut() {
            let stamp = item.as_mapping().and_then(|it| it.stamp().cloned());
            let at = stamp.as_deref().map_or_else(|| at.key(path), At::new);
            for method in METHODS {
                let operation = item.as_mapping_mut().and_then(|it| it.get_mut(method));
                if let Some(Node::Mapping(operation)) = operation {
                    hooks.of_operation(path, method, operation, &at.key(method));
                }
            }
        }
    }
    let Hooks { schemas, list, .. } = hooks;
    if let Some(Node::Mapping(components)) = root.get_mut("components") {
        components.remove("callbacks");
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

struct Hooks<'a> {
    components: &'a Mapping,
    /// Schemas that become components.
    schemas: Vec<(String, Node)>,
    list: Vec<Node>,
    diagnostics: &'a mut Diagnostics,
}

impl Hooks<'_> {
    fn of_operation(&mut self, path: &str, method: &str, operation: &mut Mapping, at: &At<'_>) {
        let Some(Node::Mapping(callbacks)) = operation.remove("callbacks") else {
            return;
        };
        let id = operation.text("operationId").map(str::to_owned);
        let id = id.unwrap_or_else(|| format!("{method} {path}"));
        for (name, callback) in callbacks.entries() {
            let callback = self.component("callbacks", callback).clone();
            let Node::Mapping(callback) = callback else {
                continue;
            };
            let at = at.key("callbacks");
            let at = at.key(name);
            let items = callback.entries().iter();
            let items = items.filter(|(key, _)| key != "$ref" && !key.starts_with("x-"));
            for (expression, item) in items {
                self.item(&format!("{id} {name}"), item, &at.key(expression));
            }
        }
    }

    fn item(&mut self, name: &str, item: &Node, at: &At<'_>) {
        self.parameters(item, at);
        let operations = METHODS.iter();
        let operations = operations.filter_map(|method| Some((*method, item.get(method)?)));
        for (method, operation) in operations {
            let at = at.key(method);
            self.parameters(operation, &at);
            let words = ["description", "summary"];
            let words = [operation, item].into_iter().find_map(|it| {
                let mut words = words.iter().filter_map(|key| it.get(key)?.as_str());
                words.next()
            });
            let schema = operation
                .get("requestBody")
                .and_then(|body| self.payload(name, body, &at.key("requestBody")));
            let mut hook = Mapping::made(&at, [("name", Node::text(name))]);
            if let Some(schema) = schema {
                hook.insert("schema", Node::String(schema));
            }
            if let Some(words) = words {
                hook.insert("description", Node::text(words));
            }
            self.list.push(Node::Mapping(hook));
        }
    }

    /// Reports that a request has more than a body.
    fn parameters(&mut self, outer: &Node, at: &At<'_>) {
        let list = outer.get("parameters").and_then(Node::as_list);
        if list.is_some_and(|it| !it.is_empty()) {
            let message =
                "the client does not carry the parameters of a request that the server sends";
            self.diagnostics
                .warning("not-carried", &at.key("parameters").origin(), message)
                .about_key();
        }
    }

    /// The name of the component that a body carries.
    fn payload(&mut self, name: &str, body: &Node, at: &At<'_>) -> Option<String> {
        let content = self.component("requestBodies", body).get("content");
        let content = content.and_then(Node::as_mapping)?.clone();
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
        let mut schema = json.get("schema")?.clone();
        let reference = schema.get("$ref").and_then(Node::as_str);
        if let Some(known) = reference.and_then(|it| it.strip_prefix(SCHEMAS)) {
            return Some(known.to_owned());
        }
        let stamp = json.as_mapping().and_then(|it| it.stamp().cloned());
        let at = at.key("content");
        let at = stamp.as_deref().map_or_else(|| at.key(media_type), At::new);
        keep_place(&mut schema, &at.key("schema"));
        let name = self.free_name(name);
        self.schemas.push((name.clone(), schema));
        Some(name)
    }

    /// A name that no schema among the components has.
    fn free_name(&self, name: &str) -> String {
        let allowed = |c: char| match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '.' | '_' => c,
            _ => '-',
        };
        let base: String = format!("{name} payload").chars().map(allowed).collect();
        let known = self.components.get("schemas").and_then(Node::as_mapping);
        let is_free = |name: &String| {
            known.is_none_or(|it| !it.contains(name))
                && self.schemas.iter().all(|(other, _)| other != name)
        };
        let numbered = (2..).map(|number| format!("{base}-{number}"));
        let mut names = std::iter::once(base.clone()).chain(numbered);
        names.find(is_free).unwrap_or_default()
    }

    /// What stands there, or what a reference to a component leads to.
    fn component<'n>(&'n self, kind: &str, node: &'n Node) -> &'n Node {
        let reference = node.get("$ref").and_then(Node::as_str);
        let name = reference.and_then(|it| it.strip_prefix(&format!("#/components/{kind}/")));
        let found = name.and_then(|name| self.components.get(kind)?.get(name));
        found.unwrap_or(node)
    }
}
