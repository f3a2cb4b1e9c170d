//! The keys of responses (`OpenAPI 3.0.4, 4.8.16`).

use std::collections::BTreeSet;

use crate::diag::Diagnostics;
use crate::origin::At;
use crate::source::{Mapping, Node};

/// Brings the keys of responses to one form: a status, a range such as `4XX`, or `default`. A number that is no status is left
/// out; any other key is an error.
pub(super) fn statuses(operation: &mut Mapping, at: &At<'_>, diagnostics: &mut Diagnostics) {
    let at = at.key("responses");
    let Some(Node::Mapping(responses)) = operation.get_mut("responses") else {
        return;
    };
    let mut taken: BTreeSet<String> = responses.keys().map(str::to_owned).collect();
    responses.entries_mut().retain_mut(|(key, response)| {
        if key.starts_with("x-") {
            return false;
        }
        let at = at.key(key);
        let Some(right) = status(key) else {
            let message = format!("`{key}` is not a status");
            let origin = at.origin();
            let diagnostic = if key.starts_with(|c: char| c.is_ascii_digit()) {
                diagnostics.warning("invalid-status", &origin, message)
            } else {
                diagnostics.error("invalid-status", &origin, message)
            };
            diagnostic.hint("statuses are `200`, `4XX` or `default`");
            return false;
        };
        if right == *key {
            return true;
        }
        if let Node::Mapping(response) = response {
            response.set_stamp(&at);
        }
        let is_free = taken.insert(right.clone());
        if !is_free {
            let message =
                format!("this is the status `{right}`, which is described elsewhere, too");
            diagnostics.warning("not-carried", &at.origin(), message);
        }
        *key = right;
        is_free
    });
}

/// The normal form of a key.
fn status(key: &str) -> Option<String> {
    let upper = key.trim().to_ascii_uppercase();
    match upper.as_bytes() {
        b"DEFAULT" => Some("default".to_owned()),
        [b'1'..=b'5', b'X', b'X'] => Some(upper),
        [b'1'..=b'9', tens, ones] if tens.is_ascii_digit() && ones.is_ascii_digit() => Some(upper),
        // What follows a status is its reason phrase.
        [b'1'..=b'9', tens, ones, b' ', ..] if tens.is_ascii_digit() && ones.is_ascii_digit() => {
            upper.get(..3).map(str::to_owned)
        }
        _ => None,
    }
}
