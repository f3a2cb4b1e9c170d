//! A table of the objects in a description of any version, and a walk over all of them.
//!
//! Rewrites use it to find each object, even in a document with mistakes. It lists only the objects that can hold others; what
//! it does not list is data, which no rewrite looks into. [`super::grammar`] is the stricter table of 3.0 alone.

use crate::origin::At;
use crate::source::Node;

/// An object of the specification that can hold others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Description,
    Components,
    PathItem,
    Operation,
    Callback,
    Parameter,
    Header,
    RequestBody,
    MediaType,
    Encoding,
    Response,
    Schema,
    SecurityScheme,
    /// Of the description as a whole. One of an operation belongs to what the operation is, and is data here.
    Server,
}

/// What is under a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    Data,
    One(Kind),
    /// A list, or a single object in place of it.
    List(Kind),
    /// A mapping with free keys.
    Map(Kind),
    /// A mapping of paths or statuses, among which are extensions.
    Extended(Kind),
}

/// The methods of HTTP that a path item has a key for (`OpenAPI 3.0.4, 4.8.9.1`).
pub(super) const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

/// What is under `key` of an object.
pub(super) fn under(kind: Kind, key: &str) -> Holds {
    use Holds::{Data, Extended, List, Map, One};
    match (kind, key) {
        (Kind::Description, "paths") => Extended(Kind::PathItem),
        (Kind::Description, "webhooks") | (Kind::Components, "pathItems") => Map(Kind::PathItem),
        (Kind::Description, "servers") => List(Kind::Server),
        (Kind::Description, "components") => One(Kind::Components),
        (Kind::Description, "definitions") | (Kind::Components, "schemas") => Map(Kind::Schema),
        (Kind::Description | Kind::Components, "parameters") => Map(Kind::Parameter),
        (Kind::Description | Kind::Components, "responses") => Map(Kind::Response),
        (Kind::Operation, "responses") => Extended(Kind::Response),
        (Kind::Description, "securityDefinitions") | (Kind::Components, "securitySchemes") => {
            Map(Kind::SecurityScheme)
        }
        (Kind::Components, "requestBodies") => Map(Kind::RequestBody),
        (Kind::Components | Kind::Response | Kind::Encoding, "headers") => Map(Kind::Header),
        (Kind::Components, "mediaTypes")
        | (Kind::Parameter | Kind::Header | Kind::RequestBody | Kind::Response, "content") => {
            Map(Kind::MediaType)
        }
        (Kind::PathItem | Kind::Operation, "parameters") => List(Kind::Parameter),
        (Kind::PathItem, "additionalOperations") => Map(Kind::Operation),
        (Kind::PathItem, "query") => One(Kind::Operation),
        (Kind::PathItem, method) if METHODS.contains(&method) => One(Kind::Operation),
        (Kind::Operation | Kind::Components, "callbacks") => Map(Kind::Callback),
        (Kind::Callback, key) if key != "$ref" && !key.starts_with("x-") => One(Kind::PathItem),
        (Kind::Operation, "requestBody") => One(Kind::RequestBody),
        (Kind::Parameter | Kind::Header | Kind::MediaType | Kind::Response, "schema")
        | (Kind::Parameter | Kind::Header, "items")
        | (Kind::MediaType, "itemSchema") => One(Kind::Schema),
        (Kind::MediaType, "encoding") => Map(Kind::Encoding),
        (Kind::Schema, key) => under_schema(key),
        _ => Data,
    }
}

fn under_schema(key: &str) -> Holds {
    match key {
        "properties" | "patternProperties" => Holds::Map(Kind::Schema),
        "allOf" | "oneOf" | "anyOf" | "prefixItems" | "items" => Holds::List(Kind::Schema),
        "additionalProperties" | "unevaluatedProperties" | "propertyNames" | "not" => {
            Holds::One(Kind::Schema)
        }
        _ => Holds::Data,
    }
}

/// What a walk does with a node once it was visited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Then {
    /// It walks over what is inside.
    Enter,
    /// It skips what is inside.
    Pass,
    /// It takes the node out.
    Remove,
}

/// What is done at each object of a walk, outer objects first. `at` is the place in the author's file.
pub(crate) trait Visit {
    fn visit(&mut self, kind: Kind, node: &mut Node, at: &At<'_>) -> Then;
}

/// Walks over an object and all that it holds; `false` where the object itself is to be taken out.
pub(crate) fn walk(kind: Kind, node: &mut Node, at: &At<'_>, visitor: &mut dyn Visit) -> bool {
    let stamp = stamp_of(node);
    let at = &stamp.as_deref().map_or(*at, At::new);
    match visitor.visit(kind, node, at) {
        Then::Remove => return false,
        Then::Pass => return true,
        Then::Enter => {}
    }
    // The visit may have replaced the object by one from another place.
    let stamp = stamp_of(node);
    let at = &stamp.as_deref().map_or(*at, At::new);
    if let Node::Mapping(mapping) = node {
        mapping
            .entries_mut()
            .retain_mut(|(key, value)| value_at(under(kind, key), value, &at.key(key), visitor));
    }
    true
}

fn stamp_of(node: &Node) -> Option<std::sync::Arc<crate::origin::Origin>> {
    node.as_mapping()?.stamp().cloned()
}

fn value_at(holds: Holds, value: &mut Node, at: &At<'_>, visitor: &mut dyn Visit) -> bool {
    match (holds, value) {
        (Holds::List(kind), Node::Sequence(items)) => {
            retain_items(items, at, |node, at| walk(kind, node, at, visitor));
            true
        }
        (Holds::One(kind) | Holds::List(kind), node) => walk(kind, node, at, visitor),
        (Holds::Map(kind) | Holds::Extended(kind), Node::Mapping(mapping)) => {
            let stamp = mapping.stamp().cloned();
            let at = &stamp.as_deref().map_or(*at, At::new);
            let extended = matches!(holds, Holds::Extended(_));
            mapping.entries_mut().retain_mut(|(key, node)| {
                (extended && key.starts_with("x-")) || walk(kind, node, &at.key(key), visitor)
            });
            true
        }
        (Holds::Data | Holds::Map(_) | Holds::Extended(_), _) => true,
    }
}

/// Keeps the items for which `keep` is true. It is called with the places that they had before.
pub(super) fn retain_items(
    items: &mut Vec<Node>,
    at: &At<'_>,
    mut keep: impl FnMut(&mut Node, &At<'_>) -> bool,
) {
    let (mut index, mut moved) = (0, false);
    items.retain_mut(|node| {
        let at = at.index(index);
        index += 1;
        if moved && let Node::Mapping(mapping) = node {
            mapping.set_stamp(&at);
        }
        let kept = keep(node, &at);
        moved |= !kept;
        kept
    });
}
