//! A limit to the length of pointers. Each diagnostic and each item of the model has the pointer to its value, and with it all
//! keys around: under long keys, a few values would exceed the memory.

use super::Node;
use crate::diag::Diagnostics;
use crate::origin::At;

/// How many letters the pointers of all values may have: a fixed number, and some for each byte of the text. Published
/// descriptions need a tenth of that.
const MAX_LETTERS: usize = 64 << 20;
const MAX_LETTERS_FOR_EACH: usize = 32;

/// Whether the pointers of all values are short enough. The first that is not is reported.
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
            // 4 for the index.
            take(item, length + 4, &at.index(index), left, diagnostics)
        }),
        _ => Some(()),
    }
}
