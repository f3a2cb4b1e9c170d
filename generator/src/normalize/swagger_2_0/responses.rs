//! Responses (`OpenAPI 2.0, 4.4.15`).

use super::{Shared, each, parameters};
use crate::diag::Diagnostics;
use crate::origin::At;
use crate::source::{Mapping, Node};

/// Copies the schema of a response to each media type that is produced.
pub(super) fn response(
    response: &mut Mapping,
    produces: Option<&Node>,
    shared: &Shared,
    at: &At<'_>,
    diagnostics: &mut Diagnostics,
) {
    if response.contains("$ref") {
        return;
    }
    response.remove("examples");
    each(response, "headers", at, |header, at| {
        parameters::header(header, at, diagnostics);
    });
    let Some(mut schema) = response.remove("schema") else {
        return;
    };
    if response.contains("content") {
        return;
    }
    let is_file = schema.get("type").and_then(Node::as_str) == Some("file");
    if let Node::Mapping(schema) = &mut schema {
        schema.set_stamp(&at.key("schema"));
    }
    let produces = produces.or(shared.produces.as_ref());
    let listed = produces.and_then(Node::as_list).unwrap_or_default();
    let mut names: Vec<&str> = listed.iter().filter_map(Node::as_str).collect();
    if names.is_empty() {
        names.push(if is_file {
            "application/octet-stream"
        } else {
            "application/json"
        });
    }
    // Whatever an operation produces, an error that has properties is none of it.
    let is_error = at
        .last_key()
        .is_some_and(|status| status.starts_with(['4', '5']) || status == "default");
    let is_structured = |name: &&str| {
        ["json", "xml", "yaml"]
            .iter()
            .any(|it| name.to_ascii_lowercase().contains(it))
    };
    if is_error && shared.is_object(&schema) && !names.iter().any(|it| is_structured(it)) {
        names = vec!["application/json"];
    }
    if !shared.copies.may(&schema, names.len(), at) {
        names.truncate(1);
    }
    let mut content = Mapping::made(&at.key("schema"), []);
    for name in names {
        let media_type = Mapping::made(&at.key("schema"), [("schema", schema.clone())]);
        content.insert(name, Node::Mapping(media_type));
    }
    response.insert("content", Node::Mapping(content));
}
