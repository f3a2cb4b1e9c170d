//! The media types that a body has (`OpenAPI 3.0.4, 4.8.14`).

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

/// Takes out the media types that are no value of the header `Content-Type`.
pub(super) fn names(object: &mut Mapping, at: &At<'_>, diagnostics: &mut Diagnostics) {
    let Some(Node::Mapping(content)) = object.get_mut("content") else {
        return;
    };
    let at = at.key("content");
    content.entries_mut().retain(|(name, media_type)| {
        let is_one = is_media_type(name) || name.starts_with("x-");
        if !is_one {
            let stamp = media_type.as_mapping().and_then(Mapping::stamp);
            let at = stamp.map_or(at.key(name), |stamp| At::new(stamp));
            refuse(name, &at, diagnostics);
        }
        is_one
    });
}

/// Takes out the media type of a part, where it is no value of the header `Content-Type`.
pub(super) fn of_part(encoding: &mut Mapping, at: &At<'_>, diagnostics: &mut Diagnostics) {
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
