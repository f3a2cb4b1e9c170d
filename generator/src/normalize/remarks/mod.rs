//! Remarks: fields for readers that the client has no place for, such as a license, a link to a manual, or the scopes of a
//! token.
//!
//! In comes the document; out go longer descriptions of the API, its tags, operations and security schemes, which the client
//! carries. [`mod@about`] moves what is said about the API and its tags, [`security`] what is said about credentials, and
//! [`paragraphs`] adds a text to a description.

mod about;
mod paragraphs;
mod security;

use std::collections::BTreeSet;

use super::object_tree::METHODS;
use super::schema::as_text;
use crate::markdown::code;
use crate::source::{Mapping, Node};
use about::{about, chapters, tags};
use paragraphs::document;
pub(super) use paragraphs::{append, holds, linked, prepend};
use security::{credentials, scopes, security_scheme};

/// Moves remarks to descriptions. `is_whole`: no operation has been left out before.
pub(super) fn remarks(root: &mut Mapping, is_whole: bool) {
    tags(root);
    let general = root.get("security").map(scopes).unwrap_or_default();
    let mut first = BTreeSet::new();
    if let Some(Node::Mapping(paths)) = root.get_mut("paths") {
        for (_, item) in paths.entries_mut() {
            if let Node::Mapping(item) = item {
                path_item(item, &general, &mut first);
            }
        }
    }
    if let Some(schemes) = mapping(root, "components").and_then(|it| mapping(it, "securitySchemes"))
    {
        for (name, scheme) in schemes.entries_mut() {
            if let Node::Mapping(scheme) = scheme {
                security_scheme(name, scheme);
            }
        }
    }
    let manual = root.remove("externalDocs");
    let manual = manual.as_ref().and_then(document);
    let chapters = if is_whole {
        chapters(root, &first)
    } else {
        Vec::new()
    };
    if let Some(info) = mapping(root, "info") {
        about(info, manual);
        for text in &chapters {
            append(info, text);
        }
    }
}

fn path_item(item: &mut Mapping, general: &[String], first: &mut BTreeSet<String>) {
    let words: Vec<String> = ["summary", "description"]
        .iter()
        .filter_map(|key| Some(item.text(key)?.trim().to_owned()))
        .collect();
    for method in METHODS {
        let Some(operation) = mapping(item, method) else {
            continue;
        };
        for text in &words {
            if operation.text("summary").map(str::trim) != Some(text) {
                append(operation, text);
            }
        }
        let tags = operation.get("tags").and_then(Node::as_list);
        let mut tags = tags.unwrap_or_default().iter().filter_map(tag_name);
        first.extend(tags.next());
        let others: Vec<String> = tags.map(|it| code(&it)).collect();
        if !others.is_empty() {
            append(operation, &format!("Also tagged {}.", others.join(", ")));
        }
        linked(operation);
        let own = operation.get("security").map(scopes);
        for text in own.as_deref().unwrap_or(general) {
            append(operation, text);
        }
    }
}

/// The documentation of a webhook or callback: from the operation, the path item, and the body.
pub(super) fn of_hook(operation: &Mapping, item: &Mapping, body: Option<&Node>) -> String {
    let mut words = Mapping::new(Vec::new());
    for object in [operation, item] {
        for key in ["summary", "description"] {
            append(&mut words, object.text(key).unwrap_or_default());
        }
    }
    let body = body.and_then(|it| it.get("description")?.as_str());
    append(&mut words, body.unwrap_or_default());
    if operation.get("deprecated") == Some(&Node::Bool(true)) {
        append(&mut words, "Deprecated.");
    }
    let tags = operation.get("tags").and_then(Node::as_list);
    let tags = tags.unwrap_or_default().iter().filter_map(tag_name);
    let tags: Vec<String> = tags.map(|it| code(&it)).collect();
    if !tags.is_empty() {
        append(&mut words, &format!("Tagged {}.", tags.join(", ")));
    }
    if let Some(security) = operation.get("security") {
        append(&mut words, &credentials(security));
        for text in scopes(security) {
            append(&mut words, &text);
        }
    }
    let manual = operation.get("externalDocs").and_then(document);
    append(&mut words, &manual.unwrap_or_default());
    words.text("description").unwrap_or_default().to_owned()
}

/// The name of a tag. YAML may read it as a number or a boolean; an object is read as its `name`.
pub(super) fn tag_name(tag: &Node) -> Option<String> {
    match tag {
        Node::Mapping(tag) => tag.get("name").and_then(tag_name),
        Node::String(name) => Some(name.clone()),
        tag => as_text(tag),
    }
}

fn mapping<'m>(outer: &'m mut Mapping, key: &str) -> Option<&'m mut Mapping> {
    outer.get_mut(key)?.as_mapping_mut()
}
