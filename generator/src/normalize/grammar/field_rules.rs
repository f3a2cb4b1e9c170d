//! Rules about several fields of one object, which the table of objects cannot express.

use crate::diag::Diagnostics;
use crate::origin::At;
use crate::source::{Mapping, Node};
use crate::suggestions::list;

/// A rule beyond the table. It is called once the table has been applied to the object; `false` takes the object out.
pub(super) type Also = fn(&mut Mapping, &At<'_>, &mut Diagnostics) -> bool;

/// The styles for each place of a parameter (`OpenAPI 3.0.4, 4.8.12.2`).
const STYLES: [(&str, &[&str]); 4] = [
    ("path", &["matrix", "label", "simple"]),
    (
        "query",
        &["form", "spaceDelimited", "pipeDelimited", "deepObject"],
    ),
    ("header", &["simple"]),
    ("cookie", &["form"]),
];

/// A parameter has a style that its place allows, and either a schema or one media type. One in the path is required.
pub(super) fn parameter(
    parameter: &mut Mapping,
    at: &At<'_>,
    diagnostics: &mut Diagnostics,
) -> bool {
    if let (Some(place), Some(style)) = (parameter.text("in"), parameter.text("style")) {
        let allowed = STYLES
            .iter()
            .find(|(name, _)| *name == place)
            .map_or(&[][..], |(_, styles)| styles);
        if !allowed.contains(&style) {
            let message = format!("a parameter in the {place} cannot have the style `{style}`");
            diagnostics
                .warning("invalid-style", &at.key("style").origin(), message)
                .hint(format!(
                    "allowed are {}; the client uses the default",
                    list(allowed)
                ));
            parameter.remove("style");
        }
    }
    if parameter.text("in") == Some("path") {
        if parameter.get("required") == Some(&Node::Bool(false)) {
            let message = "a parameter in the path is always required";
            let place = at.key("required").origin();
            diagnostics.warning("invalid-value", &place, message);
        }
        parameter.insert("required", Node::Bool(true));
    }
    schema_or_content("a parameter", parameter, at, diagnostics);
    true
}

/// A header has either a schema or one media type.
pub(super) fn header(header: &mut Mapping, at: &At<'_>, diagnostics: &mut Diagnostics) -> bool {
    schema_or_content("a header", header, at, diagnostics);
    true
}

/// Where one of `style`, `explode` and `allowReserved` is there, the others have their defaults, and `contentType` has no effect
/// (`OpenAPI 3.0.4, 4.8.15.1.2`).
pub(super) fn encoding(encoding: &mut Mapping, at: &At<'_>, diagnostics: &mut Diagnostics) -> bool {
    let mut styled = ["style", "explode", "allowReserved"].into_iter();
    if styled.any(|it| encoding.contains(it)) {
        if encoding.remove("contentType").is_some() {
            let message = "`contentType` beside a style has no effect";
            let place = at.key("contentType").origin();
            diagnostics
                .warning("ignored-sibling", &place, message)
                .about_key();
        }
        if !encoding.contains("style") {
            encoding.insert("style", Node::text("form"));
        }
    }
    if !encoding.contains("explode") {
        let explode = matches!(encoding.text("style"), None | Some("form" | "deepObject"));
        encoding.insert("explode", Node::Bool(explode));
    }
    true
}

/// An object has either `schema` or `content`. Without both, its value is a string, as every parameter and header is text.
fn schema_or_content(what: &str, object: &mut Mapping, at: &At<'_>, diagnostics: &mut Diagnostics) {
    let media_types = match object.get("content") {
        Some(Node::Mapping(content)) => content.len(),
        _ => 0,
    };
    if media_types == 0 {
        object.remove("content");
    }
    match (object.contains("schema"), media_types) {
        (false, 0) => {
            let text = Mapping::made(at, [("type", Node::text("string"))]);
            object.insert("schema", Node::Mapping(text));
            diagnostics
                .warning(
                    "missing-field",
                    &at.origin(),
                    format!("{what} needs `schema` or `content`, so that this one is any text"),
                )
                .hint("add a `schema`");
        }
        (true, 1..) => {
            let message = format!("{what} with a `schema` cannot have `content`");
            diagnostics.warning("not-carried", &at.key("content").origin(), message);
            object.remove("content");
        }
        _ => {}
    }
}
