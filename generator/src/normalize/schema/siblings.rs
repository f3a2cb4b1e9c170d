//! Keywords beside a `$ref`.

use super::Cx;
use crate::normalize::Version;
use crate::origin::At;
use crate::source::{Mapping, Node};

/// Annotations that are removed without a diagnostic.
const FOR_READERS: [&str; 4] = ["title", "summary", "example", "externalDocs"];

/// Keywords that count beside a reference even in `OpenAPI` 3.0, since they describe the place and not the values.
const OF_THE_PLACE: [&str; 3] = ["description", "deprecated", "nullable"];

/// Since `OpenAPI` 3.1, keywords beside a `$ref` count, so that both become members of an `allOf`
/// (JSON Schema 2020-12, 8.2.3.1). Before, they were ignored, which is reported.
pub(super) fn beside_reference(schema: &mut Mapping, at: &At<'_>, cx: &mut Cx<'_>) {
    if !matches!(schema.get("$ref"), Some(Node::String(_))) {
        // A reference is a string; anything else under this key is removed.
        if schema.remove("$ref").is_some() {
            cx.warning("invalid-type", &at.key("$ref"), "a reference is a string");
        }
        return;
    }
    let counts = matches!(cx.version, Version::V3_1 | Version::V3_2);
    schema.entries_mut().retain(|(key, _)| {
        let key = key.as_str();
        if key == "$ref" || OF_THE_PLACE.contains(&key) {
            return true;
        }
        if key.starts_with("x-") || FOR_READERS.contains(&key) {
            return false;
        }
        if !counts {
            let message = format!("`{key}` beside `$ref` has no effect");
            cx.diagnostics
                .warning("ignored-sibling", &at.key(key).origin(), message)
                .hint("in OpenAPI 3.0, a reference stands alone; wrap it in `allOf` to add to it");
        }
        counts
    });
    if schema.len() == 1 {
        return;
    }
    let Some(reference) = schema.remove("$ref") else {
        return;
    };
    let part = Node::Mapping(Mapping::made(at, [("$ref", reference)]));
    let mut parts = vec![part];
    if let Some(Node::Sequence(others)) = super::take(schema, "allOf", at) {
        parts.extend(others);
    }
    schema.insert("allOf", Node::Sequence(parts));
}
