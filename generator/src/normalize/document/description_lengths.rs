//! The length of descriptions, which are copied to the documentation of everything that refers to what they describe.

use crate::diag::Diagnostics;
use crate::normalize::object_tree::{Kind, Then, Visit, walk};
use crate::origin::At;
use crate::source::Node;

/// How many bytes of a description are kept.
const MAX_LENGTH: usize = 64 << 10;

/// Cuts descriptions that are longer than that, except those of the API and of its tags, which are not copied.
pub(super) fn cut(root: &mut Node, at: &At<'_>, diagnostics: &mut Diagnostics) {
    walk(Kind::Description, root, at, &mut Cut { diagnostics });
}

struct Cut<'a> {
    diagnostics: &'a mut Diagnostics,
}

impl Visit for Cut<'_> {
    fn visit(&mut self, _: Kind, node: &mut Node, at: &At<'_>) -> Then {
        let words = node.as_mapping_mut();
        let words = words.and_then(|it| it.get_mut("description"));
        if let Some(Node::String(words)) = words
            && words.len() > MAX_LENGTH
        {
            let end = (0..=MAX_LENGTH)
                .rev()
                .find(|end| words.is_char_boundary(*end));
            words.truncate(end.unwrap_or_default());
            words.push('…');
            let message =
                format!("the client carries the first {MAX_LENGTH} bytes of this description");
            let at = at.key("description").origin();
            self.diagnostics.warning("long-description", &at, message);
        }
        Then::Enter
    }
}
