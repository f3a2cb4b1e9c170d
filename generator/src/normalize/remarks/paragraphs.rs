//! Paragraphs: how a text is added to a description, and the texts of links and of lists.

use crate::markdown::{address, behind, code, join, joined, literal};
use crate::source::{Mapping, Node};
use crate::words::says;

/// Moves `externalDocs` of an object into its description.
pub(in crate::normalize) fn linked(object: &mut Mapping) {
    let found = object.remove("externalDocs");
    if let Some(text) = found.as_ref().and_then(document) {
        append(object, &text);
    }
}

/// Adds the media type of a text to its description, unless it is that of any bytes.
pub(in crate::normalize) fn holds(schema: &mut Mapping, media_type: &str) {
    let media_type = media_type.trim();
    if !media_type.is_empty() && media_type != "application/octet-stream" {
        append(schema, &format!("Its content is {}.", code(media_type)));
    }
}

/// The text of `externalDocs`: its description and its link (`OpenAPI 3.0.4, 4.8.11`).
pub(super) fn document(node: &Node) -> Option<String> {
    let url = address(node.get("url").and_then(Node::as_str)?);
    let words = node.get("description").and_then(Node::as_str);
    let words = words
        .unwrap_or_default()
        .trim()
        .trim_end_matches(['.', ':']);
    Some(match words {
        "" => format!("See {url}"),
        words if words.contains('\n') => joined(words, &format!("See {url}")),
        words => behind(&format!("{words}:"), &url),
    })
}

/// Adds a paragraph to a description, unless it says the same.
pub(in crate::normalize) fn append(object: &mut Mapping, text: &str) {
    let text = text.trim();
    if text.is_empty() {
        return;
    }
    match object.get_mut("description") {
        Some(Node::String(words)) if !words.trim().is_empty() => {
            if !says(words, text) {
                join(words, text);
            }
        }
        None | Some(Node::Null | Node::String(_)) => object.insert("description", Node::text(text)),
        Some(_) => {}
    }
}

/// Puts a paragraph before a description, unless it says the same.
pub(in crate::normalize) fn prepend(object: &mut Mapping, text: &str) {
    match object.text("description").map(str::to_owned) {
        Some(words) if !words.trim().is_empty() => {
            if !says(&words, text.trim()) {
                let words = joined(text.trim(), &words);
                object.insert("description", Node::String(words));
            }
        }
        _ => append(object, text),
    }
}

/// A line with a label and the fields that are not empty; `None` without any. The fields are no Markdown.
pub(super) fn labelled(label: &str, fields: &[(&str, &str)]) -> Option<String> {
    let fields = fields.iter().map(|(field, text)| (*field, text.trim()));
    let mut fields: Vec<_> = fields.filter(|(_, text)| !text.is_empty()).collect();
    fields.dedup_by_key(|(_, text)| *text);
    let fields = fields.into_iter().map(|(field, text)| match field {
        "url" => address(text),
        _ => literal(text),
    });
    let words: Vec<String> = fields.collect();
    (!words.is_empty()).then(|| format!("{label}: {}", words.join(", ")))
}
