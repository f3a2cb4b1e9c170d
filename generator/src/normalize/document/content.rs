//! The media types that a body has (`OpenAPI 3.0.4, 4.8.14`).

use crate::diag::Diagnostics;
use crate::origin::At;
use crate::source::{Mapping, Node};

/// How many media types a body may have. The client has a method for each of them, and compares each with all others.
const MAX_MEDIA_TYPES: usize = 2048;

/// Takes out the media types of an object that has more of them than any server knows.
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
