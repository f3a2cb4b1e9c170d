//! Parameters that describe a body: `in: body` and `in: formData` (`OpenAPI 2.0, 4.4.9`).

use std::collections::{BTreeMap, BTreeSet};

use super::{Shared, parameters};
use crate::diag::Diagnostics;
use crate::normalize::document::media_types::meant;
use crate::normalize::object_tree::retain_items;
use crate::normalize::styles::STYLE;
use crate::origin::{At, Origin};
use crate::source::{Mapping, Node};

pub(super) const FORM: &str = "application/x-www-form-urlencoded";
pub(super) const MULTIPART: &str = "multipart/form-data";

/// The parameters of one operation that describe its body, with their places.
#[derive(Clone, Debug, Default)]
pub(super) struct Parts {
    body: Option<Mapping>,
    fields: Vec<Mapping>,
}

/// The media types of a body, and where they are listed.
pub(super) struct MediaTypes {
    names: Vec<String>,
    place: Origin,
}

impl MediaTypes {
    pub(super) fn new(list: Option<&Node>, place: Origin) -> Self {
        let listed = list.and_then(Node::as_list).unwrap_or_default();
        Self {
            names: listed
                .iter()
                .filter_map(Node::as_str)
                .map(str::to_owned)
                .collect(),
            place,
        }
    }

    /// The names, each with the place where it is listed; `or` where there is none, at `at`.
    fn or(&self, or: &str, at: &At<'_>) -> Vec<(String, Origin)> {
        if self.names.is_empty() {
            return vec![(or.to_owned(), at.origin())];
        }
        let places = (0..).map(|index| self.place.index(index));
        self.names.iter().cloned().zip(places).collect()
    }
}

/// Takes the parameters that describe a body out of the components. They become bodies of operations, whose media types differ.
pub(super) fn take_shared(components: &mut Mapping, at: &At<'_>) -> BTreeMap<String, Node> {
    let mut bodies = BTreeMap::new();
    let at = at.key("parameters");
    if let Some(Node::Mapping(all)) = components.get_mut("parameters") {
        let stamp = all.stamp().cloned();
        let at = stamp.as_deref().map_or(at, At::new);
        all.entries_mut().retain_mut(|(name, node)| {
            let is_body = is_body(node);
            if is_body && let Node::Mapping(mapping) = node {
                mapping.set_stamp(&at.key(name));
                bodies.insert(name.clone(), node.clone());
            }
            !is_body
        });
    }
    bodies
}

fn is_body(node: &Node) -> bool {
    matches!(
        node.get("in").and_then(Node::as_str),
        Some("body" | "formData")
    )
}

/// Takes the parameters that describe a body out of a path item or an operation.
pub(super) fn take(outer: &mut Mapping, shared: &Shared, at: &At<'_>) -> Parts {
    let mut parts = Parts::default();
    let at = at.key("parameters");
    if let Some(Node::Sequence(list)) = outer.get_mut("parameters") {
        retain_items(list, &at, |node, at| {
            let name = node.get("$ref").and_then(Node::as_str);
            let name = name.and_then(|it| it.strip_prefix("#/components/parameters/"));
            let referred = name.and_then(|name| {
                shared
                    .bodies
                    .get(&name.replace("~1", "/").replace("~0", "~"))
            });
            let part = referred.or_else(|| is_body(node).then_some(node));
            let Some(part) = part else {
                return true;
            };
            if !shared.copies.may(part, 1, at) {
                return false;
            }
            let Node::Mapping(mut part) = part.clone() else {
                return true;
            };
            part.set_stamp(at);
            if part.text("in") == Some("body") {
                parts.body.get_or_insert(part);
            } else {
                parts.fields.push(part);
            }
            false
        });
        if list.is_empty() {
            outer.remove("parameters");
        }
    }
    parts
}

impl Parts {
    /// These, or else those of the path item.
    pub(super) fn or(self, item: &Self) -> Self {
        let name = |field: &Mapping| field.text("name").map(str::to_owned);
        let mut fields = self.fields;
        let mut names: BTreeSet<Option<String>> = fields.iter().map(name).collect();
        for field in &item.fields {
            if names.insert(name(field)) {
                fields.push(field.clone());
            }
        }
        Self {
            body: self.body.or_else(|| item.body.clone()),
            fields,
        }
    }

    /// The request body that they describe.
    pub(super) fn into_body(
        self,
        consumes: &MediaTypes,
        shared: &Shared,
        diagnostics: &mut Diagnostics,
    ) -> Option<Mapping> {
        let place = |part: &Mapping| part.stamp().map(|stamp| (**stamp).clone());
        match (self.body, self.fields.is_empty()) {
            (Some(body), no_fields) => {
                let origin = place(&body)?;
                if !no_fields {
                    let message = "an operation has a body or a form, and not both";
                    for at in self.fields.iter().filter_map(place) {
                        diagnostics.warning("not-carried", &at, message);
                    }
                }
                Some(whole(body, consumes, shared, &At::new(&origin)))
            }
            (None, false) => {
                let origin = place(self.fields.first()?)?;
                Some(form(self.fields, consumes, &At::new(&origin), diagnostics))
            }
            (None, true) => None,
        }
    }
}

fn whole(mut body: Mapping, consumes: &MediaTypes, shared: &Shared, at: &At<'_>) -> Mapping {
    let schema = body.remove("schema").map_or_else(
        || parameters::schema_of(&mut body, at),
        |schema| match schema {
            Node::Mapping(mut schema) => {
                schema.set_stamp(&at.key("schema"));
                schema
            }
            _ => Mapping::made(at, []),
        },
    );
    let schema = Node::Mapping(schema);
    let mut media_types = consumes.or("application/json", at);
    if !shared.copies.may(&schema, media_types.len(), at) {
        media_types.truncate(1);
    }
    let mut request = Mapping::made(at, []);
    for key in ["description", "required"] {
        if let Some(value) = body.remove(key) {
            request.insert(key, value);
        }
    }
    request.insert("content", content(&media_types, &schema, None, at));
    request
}

fn content(
    media_types: &[(String, Origin)],
    schema: &Node,
    encoding: Option<&Mapping>,
    at: &At<'_>,
) -> Node {
    let mut content = Mapping::made(at, []);
    for (name, place) in media_types {
        let mut media_type = Mapping::made(&At::new(place), [("schema", schema.clone())]);
        let is_form = [FORM, MULTIPART].contains(&essence(name).as_str());
        if let Some(encoding) = encoding.filter(|_| is_form) {
            media_type.insert("encoding", Node::Mapping(encoding.clone()));
        }
        content.insert(name, Node::Mapping(media_type));
    }
    Node::Mapping(content)
}

/// The schema of a form: an object with a property for each field. Separators of lists become an `encoding`.
fn form(
    fields: Vec<Mapping>,
    consumes: &MediaTypes,
    at: &At<'_>,
    diagnostics: &mut Diagnostics,
) -> Mapping {
    let mut properties = Mapping::made(at, []);
    let mut encoding = Mapping::made(at, []);
    let mut required = Vec::new();
    let mut has_file = false;
    for mut field in fields {
        let stamp = field.stamp().cloned();
        let at = stamp.as_deref().map_or(*at, At::new);
        let Some(Node::String(name)) = field.remove("name") else {
            continue;
        };
        has_file |= field.text("type") == Some("file") || is_file(field.get("schema"));
        if field.remove("required") == Some(Node::Bool(true)) {
            required.push(Node::String(name.clone()));
        }
        parameters::lists_in_lists(&field, &at, diagnostics);
        let format = field.remove("collectionFormat");
        if field.text("type") == Some("array") {
            let format = format.as_ref().and_then(Node::as_str).unwrap_or("csv");
            encoding.insert(name.clone(), joined(format, &at, diagnostics));
        }
        let mut schema = match field.remove("schema") {
            Some(Node::Mapping(mut schema)) => {
                schema.set_stamp(&at.key("schema"));
                schema
            }
            _ => parameters::schema_of(&mut field, &at),
        };
        if let Some(description) = field.remove("description")
            && !schema.contains("$ref")
        {
            schema.insert("description", description);
        }
        properties.insert(name, Node::Mapping(schema));
    }
    let mut schema = Mapping::made(at, [("type", Node::text("object"))]);
    let is_required = !required.is_empty();
    schema.insert("properties", Node::Mapping(properties));
    if is_required {
        schema.insert("required", Node::Sequence(required));
    }
    let media_types = form_types(consumes, has_file, at);
    let encoding = Some(&encoding).filter(|it| !it.is_empty());
    let content = content(&media_types, &Node::Mapping(schema), encoding, at);
    let mut request = Mapping::made(at, [("content", content)]);
    if is_required {
        request.insert("required", Node::Bool(true));
    }
    request
}

/// Whether a schema of a field is one of a file, or of several.
fn is_file(schema: Option<&Node>) -> bool {
    let Some(schema) = schema else {
        return false;
    };
    let is_text = |key| schema.get(key).and_then(Node::as_str);
    is_text("format") == Some("binary")
        || is_text("contentMediaType").is_some()
        || is_text("type") == Some("array") && is_file(schema.get("items"))
}

/// What a media type is without its parameters. A wrong name is put right later, and reported.
pub(super) fn essence(name: &str) -> String {
    let meant = meant(name);
    let name = meant.as_deref().unwrap_or(name);
    name.split(';').next().unwrap_or_default().trim().to_owned()
}

/// The media types of a form among those that are consumed. Only multipart can carry a file.
fn form_types(consumes: &MediaTypes, has_file: bool, at: &At<'_>) -> Vec<(String, Origin)> {
    let default = if has_file { MULTIPART } else { FORM };
    let mut types = consumes.or(default, at);
    types.retain(|(name, _)| {
        let essence = essence(name);
        essence == MULTIPART || (essence == FORM && !has_file)
    });
    if types.is_empty() {
        types.push((default.to_owned(), at.origin()));
    }
    types
}

fn joined(format: &str, at: &At<'_>, diagnostics: &mut Diagnostics) -> Node {
    let (style, explode) = match format {
        "multi" => ("form", true),
        "ssv" => ("spaceDelimited", false),
        "pipes" => ("pipeDelimited", false),
        _ => ("form", false),
    };
    let entries = [
        ("style", Node::text(style)),
        ("explode", Node::Bool(explode)),
    ];
    let mut encoding = Mapping::made(at, entries);
    match format {
        "tsv" => encoding.insert(STYLE, Node::text("tabDelimited")),
        "csv" | "multi" | "ssv" | "pipes" => {}
        other => parameters::only_commas(other, at, diagnostics),
    }
    Node::Mapping(encoding)
}
