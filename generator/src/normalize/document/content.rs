//! The media types that a body has (`OpenAPI 3.0.4, 4.8.14`).

use std::collections::BTreeSet;

use super::media_types;
use crate::diag::Diagnostics;
use crate::origin::At;
use crate::source::{Mapping, Node};
use crate::wire::is_media_type;

/// How many media types a body may have. The client has a method for each of them, and compares each with all others.
const MAX_MEDIA_TYPES: usize = 2048;

/// Takes out the media types of an object that has too many.
pub(super) fn sizes(object: &mut Mapping, at: &At<'_>, diagnostics: &mut Diagnostics) {
    let content = object.get("content").and_then(Node::as_mapping);
    if content.is_some_and(|it| it.len() > MAX_MEDIA_TYPES) {
        let message = format!("a body has no more than {MAX_MEDIA_TYPES} media types");
        diagnostics
            .error("too-many-media-types", &at.key("content").origin(), message)
            .about_key();
        object.remove("content");
    }
}

/// Gives the media types their names that are meant by others, and takes out those that no header can name.
pub(super) fn names(object: &mut Mapping, at: &At<'_>, diagnostics: &mut Diagnostics) {
    let Some(Node::Mapping(content)) = object.get_mut("content") else {
        return;
    };
    let at = at.key("content");
    let written = std::mem::take(content.entries_mut());
    let names: BTreeSet<String> = written.iter().map(|(name, _)| name.clone()).collect();
    for (name, mut media_type) in written {
        let stamp = media_type.as_mapping().and_then(Mapping::stamp).cloned();
        let at = stamp.as_deref().map_or(at.key(&name), At::new);
        let meant = meant(&name);
        if meant.is_empty() {
            if is_media_type(&name) || name.starts_with("x-") {
                content.entries_mut().push((name, media_type));
            } else {
                refuse(&name, &at, diagnostics);
            }
            continue;
        }
        report_meant(&name, &meant, &at, diagnostics);
        if let Node::Mapping(media_type) = &mut media_type {
            media_type.set_stamp(&at);
        }
        for name in meant {
            if names.contains(&name) || content.contains(&name) {
                let message = format!("the client does not carry a second description of `{name}`");
                diagnostics
                    .warning("not-carried", &at.origin(), message)
                    .about_key();
            } else {
                content.insert(name, media_type.clone());
            }
        }
    }
}

/// The media types that a name means, where that is not the one that it is.
fn meant(name: &str) -> Vec<String> {
    // Litestar, of a file whose type the server guesses.
    if name.trim().is_empty() {
        return vec!["*/*".to_owned()];
    }
    if let Some(names) = media_types::several(name) {
        let names = names.into_iter();
        return names
            .map(|it| media_types::meant(it).unwrap_or_else(|| it.to_owned()))
            .collect();
    }
    Vec::from_iter(media_types::meant(name))
}

fn report_meant(name: &str, meant: &[String], at: &At<'_>, diagnostics: &mut Diagnostics) {
    let names: Vec<String> = meant.iter().map(|it| format!("`{it}`")).collect();
    let names = names.join(" and ");
    let name = name.escape_debug();
    let message = format!("`{name}` is no media type, and is taken for {names}");
    diagnostics
        .warning("misspelled-media-type", &at.origin(), message)
        .about_key();
}

/// Gives a part the media type that is meant by another, and takes out one that no header can name.
pub(super) fn of_part(encoding: &mut Mapping, at: &At<'_>, diagnostics: &mut Diagnostics) {
    let written = encoding.text("contentType").map(str::to_owned);
    if let Some(name) = written
        && let Some(meant) = media_types::meant(&name)
    {
        let at = at.key("contentType");
        report_meant(&name, std::slice::from_ref(&meant), &at, diagnostics);
        encoding.insert("contentType", Node::text(&meant));
    }
    if let Some(Node::String(name)) = encoding.get("contentType")
        && !is_media_type(name)
    {
        refuse(name, &at.key("contentType"), diagnostics);
        encoding.remove("contentType");
    }
}

fn refuse(name: &str, at: &At<'_>, diagnostics: &mut Diagnostics) {
    let message = format!("`{}` cannot be a media type", name.escape_debug());
    diagnostics
        .warning("invalid-media-type", &at.origin(), message)
        .hint("the client does without it");
}
