//! `OpenAPI` 3.1 and 3.2 as 3.0: everything but the schemas, which are in [`super::schema`].

use super::Version;
use super::object_tree::{Kind, Then, Visit};
use super::remarks;
use super::schema::check_dialect;
use super::styles::{RESERVED, STYLE, WHOLE_QUERY};
use crate::diag::Diagnostics;
use crate::origin::At;
use crate::source::{Mapping, Node};

/// The rewrites, applied to every object of a walk.
pub(super) struct Newer<'a> {
    pub(super) version: Version,
    pub(super) diagnostics: &'a mut Diagnostics,
}

impl Visit for Newer<'_> {
    fn visit(&mut self, kind: Kind, node: &mut Node, at: &At<'_>) -> Then {
        let Node::Mapping(object) = node else {
            return Then::Enter;
        };
        match kind {
            Kind::Description => self.description(object, at),
            Kind::Parameter => self.parameter(object),
            Kind::MediaType => self.media_type(object, at),
            Kind::Response => response(object),
            Kind::SecurityScheme => security_scheme(object),
            Kind::Schema => return Then::Pass,
            _ => {}
        }
        Then::Enter
    }
}

impl Newer<'_> {
    fn not_carried(&mut self, at: &At<'_>, what: &str) {
        let message = format!("the client does not carry {what}");
        self.diagnostics
            .warning("not-carried", &at.origin(), message)
            .about_key();
    }

    /// Removes the fields about the document itself, and reports an unknown dialect of schemas.
    fn description(&mut self, root: &mut Mapping, at: &At<'_>) {
        if let Some(dialect) = root.remove("jsonSchemaDialect") {
            check_dialect(&dialect, &at.key("jsonSchemaDialect"), self.diagnostics);
        }
        root.remove("$self");
        root.remove("$schema");
    }

    /// Keeps as extensions what `OpenAPI` 3.0 has no field for: a parameter that is the whole query, the style `cookie`, and
    /// reserved characters outside of a query (`OpenAPI 3.2.0, 4.12`).
    fn parameter(&self, parameter: &mut Mapping) {
        let place = parameter.text("in").unwrap_or_default().to_owned();
        if place == "querystring" {
            parameter.insert("in", Node::text("query"));
            parameter.insert(WHOLE_QUERY, Node::Bool(true));
        }
        if place == "cookie" && parameter.text("style") == Some("cookie") {
            parameter.remove("style");
            parameter.insert(STYLE, Node::text("cookie"));
        }
        let is_allowed = parameter.get("allowReserved") == Some(&Node::Bool(true));
        if place == "path" && is_allowed && self.version == Version::V3_2 {
            parameter.insert(RESERVED, Node::Bool(true));
        }
    }

    /// Makes the schema of the items of a stream the schema of the media type, and marks that by an extension
    /// (`OpenAPI 3.2.0, 4.14.3`).
    fn media_type(&mut self, media_type: &mut Mapping, at: &At<'_>) {
        for key in ["prefixEncoding", "itemEncoding"] {
            if media_type.remove(key).is_some() {
                self.not_carried(&at.key(key), &format!("`{key}` of a media type"));
            }
        }
        let Some(mut item) = media_type.remove("itemSchema") else {
            return;
        };
        super::schema::keep_place(&mut item, &at.key("itemSchema"));
        data_of_event(&mut item);
        for key in ["oneOf", "anyOf"] {
            let branches = item.as_mapping_mut().and_then(|it| it.get_mut(key));
            if let Some(Node::Sequence(branches)) = branches {
                branches.iter_mut().for_each(data_of_event);
            }
        }
        if !media_type.contains("schema") {
            media_type.insert("schema", item);
            media_type.insert("x-item-schema", Node::Bool(true));
        } else if media_type.get("schema") != Some(&item) {
            self.not_carried(&at.key("itemSchema"), "`itemSchema` beside `schema`");
        }
    }
}

/// Replaces the schema of an event's data, a string, by the schema of its content, where there is one
/// (`OpenAPI 3.2.0, 4.14.4.3`).
fn data_of_event(event: &mut Node) {
    let properties = event
        .as_mapping_mut()
        .and_then(|it| it.get_mut("properties"));
    let data = properties
        .and_then(Node::as_mapping_mut)
        .and_then(|it| it.get_mut("data"));
    let Some(Node::Mapping(data)) = data else {
        return;
    };
    let media_type = data.text("contentMediaType").unwrap_or_default();
    if media_type.starts_with("application/json")
        && let Some(schema) = data.remove("contentSchema")
    {
        data.entries_mut().clear();
        if let Node::Mapping(schema) = schema {
            *data = schema;
        }
    }
}

/// Puts the summary of a response, which `OpenAPI` 3.2 has, before its description.
fn response(response: &mut Mapping) {
    if let Some(Node::String(summary)) = response.remove("summary") {
        remarks::prepend(response, &summary);
    }
}

/// Makes `mutualTLS` a scheme of type `http`, the type of 3.0 that accepts any name. The connection is up to the transport.
fn security_scheme(scheme: &mut Mapping) {
    if scheme.text("type") == Some("mutualTLS") {
        scheme.insert("type", Node::text("http"));
        scheme.insert("scheme", Node::text("mutual"));
    }
}
