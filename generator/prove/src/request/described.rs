//! An operation as the description has it: its parameters, and where the schema of its body is.

use serde_json::Value;

use crate::document::{Library, Place};

/// A style of parameters (`OpenAPI 3.0.4, 4.8.12.6`), or what stands for one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(
    missing_docs,
    reason = "they are called as the specification calls them"
)]
pub enum Style {
    Simple,
    Label,
    Matrix,
    Form,
    SpaceDelimited,
    PipeDelimited,
    DeepObject,
    /// JSON, as its media type says.
    Json,
    /// Not read here.
    Other,
}

/// A parameter.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// `path`, `query`, `header` or `cookie`.
    pub location: String,
    /// How it is written.
    pub style: Style,
    /// Whether each item and property stands for itself.
    pub explode: bool,
    /// Whether reserved characters may stand as they are.
    pub allow_reserved: bool,
    /// Whether it is always there.
    pub required: bool,
    /// Where its schema stands.
    pub schema: Place,
}

/// An operation.
#[derive(Clone, Debug)]
pub struct Described {
    /// Its parameters.
    pub parameters: Vec<Parameter>,
    /// Where the schema of its body stands.
    pub body: Option<Place>,
    /// Where the encodings of its properties stand.
    pub encoding: Option<Place>,
}

/// Reads the operation at a place; `media_type` is that of its body.
pub(super) fn read(
    library: &Library,
    place: &Place,
    media_type: Option<&str>,
) -> Option<Described> {
    let (place, operation) = library.follow(place)?;
    let (item, _) = place.pointer.rsplit_once('/')?;
    let item = Place {
        file: place.file.clone(),
        pointer: item.to_owned(),
    };
    let mut parameters: Vec<Parameter> = Vec::new();
    let mut body = None;
    for list in [item.key("parameters"), place.key("parameters")] {
        let count = library
            .get(&list)
            .and_then(Value::as_array)
            .map_or(0, Vec::len);
        for index in 0..count {
            let (at, value) = library.follow(&list.key(&index.to_string()))?;
            if value.get("in").and_then(Value::as_str) == Some("body") {
                body = Some(at.key("schema"));
            }
            let Some(parameter) = parameter(&at, value) else {
                continue;
            };
            let is_same =
                |it: &Parameter| (&it.name, &it.location) == (&parameter.name, &parameter.location);
            parameters.retain(|it| !is_same(it));
            parameters.push(parameter);
        }
    }
    let mut encoding = None;
    if let (Some(_), Some(media_type)) = (operation.get("requestBody"), media_type) {
        let (at, _) = library.follow(&place.key("requestBody"))?;
        let content = at.key("content").key(media_type);
        let (content, value) = library.follow(&content)?;
        body = value.get("schema").map(|_| content.key("schema"));
        encoding = Some(content.key("encoding"));
    }
    Some(Described {
        parameters,
        body,
        encoding,
    })
}

fn parameter(at: &Place, value: &Value) -> Option<Parameter> {
    let text = |key: &str| value.get(key).and_then(Value::as_str);
    let location = text("in").filter(|it| ["path", "query", "header", "cookie"].contains(it))?;
    let is_true = |key: &str| value.get(key).and_then(Value::as_bool);
    let (style, explode, schema) = if let Some(content) = value
        .get("content")
        .and_then(Value::as_object)
        .filter(|_| value.get("schema").is_none())
    {
        let (media_type, _) = content.iter().next()?;
        let style = if media_type.contains("json") {
            Style::Json
        } else {
            Style::Other
        };
        (
            style,
            false,
            at.key("content").key(media_type).key("schema"),
        )
    } else if value.get("schema").is_some() {
        let style = style(text("style"), location);
        (
            style,
            is_true("explode").unwrap_or(style == Style::Form),
            at.key("schema"),
        )
    } else {
        // Swagger 2.0: the parameter is its own schema.
        let (style, explode) = collection_format(text("collectionFormat"), location);
        (style, explode, at.clone())
    };
    Some(Parameter {
        name: text("name")?.to_owned(),
        location: location.to_owned(),
        style,
        explode,
        allow_reserved: ["allowReserved", "x-multi-segment"]
            .into_iter()
            .any(|it| is_true(it) == Some(true)),
        required: is_true("required").unwrap_or(false),
        schema,
    })
}

fn style(name: Option<&str>, location: &str) -> Style {
    match (name, location) {
        (Some("simple"), _) | (None, "path" | "header") => Style::Simple,
        (Some("label"), _) => Style::Label,
        (Some("matrix"), _) => Style::Matrix,
        (Some("form") | None, _) => Style::Form,
        (Some("spaceDelimited"), _) => Style::SpaceDelimited,
        (Some("pipeDelimited"), _) => Style::PipeDelimited,
        (Some("deepObject"), _) => Style::DeepObject,
        (Some(_), _) => Style::Other,
    }
}

/// The formats of Swagger 2.0.
fn collection_format(name: Option<&str>, location: &str) -> (Style, bool) {
    match (name, location) {
        (Some("multi"), _) => (Style::Form, true),
        (Some("ssv"), _) => (Style::SpaceDelimited, false),
        (Some("pipes"), _) => (Style::PipeDelimited, false),
        (Some("tsv"), _) => (Style::Other, false),
        (_, "path" | "header") => (Style::Simple, false),
        _ => (Style::Form, false),
    }
}
