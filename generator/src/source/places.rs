//! How long the places of values are. Whatever is made of a value knows its place, and the keys around it with that: under
//! long keys, a few values would take more memory than there is.

use super::Node;
use crate::diag::Diagnostics;
use crate::origin::At;

/// How many letters the places of all values may have: some, and some more for each byte of the text. Other texts come to a
/// tenth of it at most.
const MAX_LETTERS: usize = 64 << 20;
const MAX_LETTERS_FOR_EACH: usize = 32;

/// Whether the places of all values are of a length that can be handled. Otherwise that is said of the first that is not.
pub(super) fn are_short(
    root: &Node,
    text: &str,
    at: &At<'_>,
    diagnostics: &mut Diagnostics,
) -> bool {
    let mut left = MAX_LETTERS + MAX_LETTERS_FOR_EACH * text.len();
    take(root, 0, at, &mut left, diagnostics).is_some()
}

fn take(
    node: &Node,
    length: usize,
    at: &At<'_>,
    left: &mut usize,
    diagnostics: &mut Diagnostics,
) -> Option<()> {
    let Some(rest) = left.checked_sub(length) else {
        let message =
            "the keys around this value and others are so long that nobody could tell their places";
        diagnostics.error("too-large", &at.origin(), message);
        return None;
    };
    *left = rest;
    match node {
        Node::Mapping(mapping) => mapping.entries().iter().try_for_each(|(key, value)| {
            take(
                value,
                length + 1 + key.len(),
                &at.key(key),
                left,
                diagnostics,
            )
        }),
        Node::Sequence(items) => items.iter().enumerate().try_for_each(|(index, item)| {
            // About as many letters as an index has.
            take(item, length + 4, &at.index(index), left, diagnostics)
        }),
        _ => Some(()),
    }
}
