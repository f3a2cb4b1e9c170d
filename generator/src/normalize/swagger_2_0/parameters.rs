//! Parameters and headers, except those that describe a body (`OpenAPI 2.0, 4.4.9`).

use crate::diag::Diagnostics;
use crate::normalize::remarks::append;
use crate::normalize::schema::keep_place;
use crate::normalize::styles::STYLE;
use crate::origin::At;
use crate::source::{Mapping, Node};

/// The keywords of a parameter that `OpenAPI` 3.0 has in its `schema`.
const OF_THE_SCHEMA: [&str; 29] = [
    "type",
    "format",
    "items",
    "default",
    "enum",
    "maximum",
    "exclusiveMaximum",
    "minimum",
    "exclusiveMinimum",
    "maxLength",
    "minLength",
    "pattern",
    "maxItems",
    "minItems",
    "uniqueItems",
    "multipleOf",
    "properties",
    "additionalProperties",
    "allOf",
    "x-nullable",
    "x-enum-varnames",
    "x-enumNames",
    "x-enum-names",
    "x-enum-elements",
    "x-enum-descriptions",
    "x-enumDescriptions",
    "x-ms-enum",
    "nullable",
    "const",
];

/// The location that stands for a header of a response.
const ANSWER: &str = "response";

/// Rewrites the parameters of a path item or an operation.
pub(super) fn all(outer: &mut Mapping, at: &At<'_>, diagnostics: &mut Diagnostics) {
    let at = at.key("parameters");
    let Some(Node::Sequence(list)) = outer.get_mut("parameters") else {
        return;
    };
    for (index, node) in list.iter_mut().enumerate() {
        if let Node::Mapping(parameter) = node {
            let stamp = parameter.stamp().cloned();
            let at = stamp.as_deref().map_or(at.index(index), At::new);
            self::parameter(parameter, &at, diagnostics);
        }
    }
}

/// Moves the keywords of a parameter about its value to a schema, and rewrites `collectionFormat` to `style` and `explode`.
pub(super) fn parameter(parameter: &mut Mapping, at: &At<'_>, diagnostics: &mut Diagnostics) {
    if parameter.contains("$ref") {
        return;
    }
    let place = parameter.text("in").unwrap_or_default().to_owned();
    style(parameter, &place, at, diagnostics);
    // Whatever is nested is reported later, but then nothing knows of this.
    let items = parameter.get("items");
    if items.is_some_and(|it| it.get("collectionFormat").is_some()) {
        lists_in_lists(parameter, at, diagnostics);
    }
    to_schema(parameter, at);
}

/// A header of a response is a parameter without a name.
pub(super) fn header(header: &mut Mapping, at: &At<'_>, diagnostics: &mut Diagnostics) {
    if !header.contains("$ref") {
        separated(header);
        style(header, ANSWER, at, diagnostics);
        to_schema(header, at);
    }
}

/// Documents the separator of a list in a header, unless it is a comma: the client hands headers over as text.
fn separated(header: &mut Mapping) {
    let what = match header.text("collectionFormat") {
        Some("pipes") => "bars",
        Some("ssv") => "spaces",
        Some("tsv") => "tabs",
        _ => return,
    };
    if header.text("type") == Some("array") {
        append(header, &format!("There are {what} between the items."));
    }
    header.remove("collectionFormat");
}

/// Moves the keywords about a value to a `schema`.
pub(super) fn to_schema(outer: &mut Mapping, at: &At<'_>) {
    if outer.contains("schema") || outer.contains("content") {
        return;
    }
    let schema = schema_of(outer, at);
    if !schema.is_empty() {
        outer.insert("schema", Node::Mapping(schema));
    }
}

/// Takes out the keywords about a value, as a schema.
pub(super) fn schema_of(outer: &mut Mapping, at: &At<'_>) -> Mapping {
    let mut schema = Mapping::made(at, []);
    for key in OF_THE_SCHEMA {
        if let Some(mut value) = outer.remove(key) {
            keep_place(&mut value, &at.key(key));
            without_collection_formats(&mut value);
            schema.insert(key, value);
        }
    }
    schema
}

/// Reports a list in a list: no style of later versions can write one, so that it is written as JSON.
pub(super) fn lists_in_lists(outer: &Mapping, at: &At<'_>, diagnostics: &mut Diagnostics) {
    let is_list = |it: &&Node| it.get("type").and_then(Node::as_str) == Some("array");
    let Some(inner) = outer.get("items").filter(is_list) else {
        return;
    };
    let at = at.key("items");
    let is_said = inner.get("collectionFormat").is_some();
    let at = if is_said {
        at.key("collectionFormat").origin()
    } else {
        at.origin()
    };
    let message = "lists inside of a list are not joined, but written as JSON";
    diagnostics.warning("not-carried", &at, message);
}

/// Removes `collectionFormat` from nested lists.
fn without_collection_formats(items: &mut Node) {
    if let Node::Mapping(items) = items {
        items.remove("collectionFormat");
        if let Some(inner) = items.get_mut("items") {
            without_collection_formats(inner);
        }
    }
}

fn style(outer: &mut Mapping, place: &str, at: &At<'_>, diagnostics: &mut Diagnostics) {
    let format = outer.remove("collectionFormat");
    if outer.text("type") != Some("array") {
        return;
    }
    let format = format.as_ref().and_then(Node::as_str).unwrap_or("csv");
    let (style, explode) = match (place, format) {
        ("query", "multi") => ("form", true),
        ("query", "ssv") => ("spaceDelimited", false),
        ("query", "pipes") => ("pipeDelimited", false),
        (_, "csv") => (joined_style(place), false),
        (_, format) => {
            match other_style(format).filter(|_| place != ANSWER) {
                Some(style) => outer.insert(STYLE, Node::text(style)),
                None => only_commas(format, at, diagnostics),
            }
            (joined_style(place), false)
        }
    };
    outer.insert("style", Node::text(style));
    outer.insert("explode", Node::Bool(explode));
}

fn joined_style(place: &str) -> &'static str {
    if place == "query" { "form" } else { "simple" }
}

/// The style for a format of lists that `OpenAPI` 3.0 has none for.
fn other_style(format: &str) -> Option<&'static str> {
    Some(match format {
        "ssv" => "spaceDelimited",
        "tsv" => "tabDelimited",
        "pipes" => "pipeDelimited",
        _ => return None,
    })
}

/// Reports a format that has no style.
pub(super) fn only_commas(format: &str, at: &At<'_>, diagnostics: &mut Diagnostics) {
    let message = format!("lists joined as `{format}` are joined by commas here");
    diagnostics.warning("not-carried", &at.key("collectionFormat").origin(), message);
}
