//! Scalars against the table: strings, words of a list, booleans and counts.

use super::walk::Walk;
use crate::normalize::schema::as_text;
use crate::origin::At;
use crate::source::Node;
use crate::suggestions::{list, nearest};

impl Walk<'_> {
    /// A string. What YAML reads as a number or a boolean, as in `version: 1.0`, becomes its text; an object with a `name`,
    /// such as a tag in place of its name, becomes that name.
    pub(super) fn text(&mut self, node: &mut Node, at: &At<'_>) -> bool {
        let text = match node {
            Node::String(_) => return true,
            Node::Null => String::new(),
            Node::Mapping(mapping) => match mapping.text("name") {
                Some(name) => name.to_owned(),
                None => return self.wrong("a string", node, at),
            },
            _ => match as_text(node) {
                Some(text) => text,
                None => return self.wrong("a string", node, at),
            },
        };
        *node = Node::String(text);
        true
    }

    pub(super) fn word(
        &mut self,
        words: &'static [&'static str],
        node: &mut Node,
        at: &At<'_>,
    ) -> bool {
        let Some(word) = node.as_str() else {
            return self.wrong("a string", node, at);
        };
        if words.contains(&word) {
            return true;
        }
        if let Some(known) = words.iter().find(|known| known.eq_ignore_ascii_case(word)) {
            *node = Node::text(*known);
            return true;
        }
        let mut expected: Vec<&str> = words.to_vec();
        expected.sort_unstable();
        let hint = match nearest(word, expected.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("known are {}", list(&expected)),
        };
        self.diagnostics
            .warning(
                "invalid-value",
                &at.origin(),
                format!("`{word}` is not known here"),
            )
            .hint(hint);
        false
    }

    pub(super) fn flag(&mut self, node: &mut Node, at: &At<'_>) -> bool {
        match node {
            Node::Bool(_) => true,
            Node::String(word) if word.eq_ignore_ascii_case("true") => {
                *node = Node::Bool(true);
                true
            }
            Node::String(word) if word.eq_ignore_ascii_case("false") => {
                *node = Node::Bool(false);
                true
            }
            _ => self.wrong("`true` or `false`", node, at),
        }
    }

    pub(super) fn count(&mut self, node: &mut Node, at: &At<'_>) -> bool {
        let number = match node {
            Node::Int(number) => u32::try_from(*number).ok(),
            Node::Float(number) if number.fract() == 0.0 => format!("{number:.0}").parse().ok(),
            Node::Float(_) => None,
            Node::String(text) => text.trim().parse().ok(),
            _ => return self.wrong("a number", node, at),
        };
        if let Some(number) = number {
            *node = Node::Int(number.into());
        } else {
            let message = "expected a whole number that is not negative";
            self.diagnostics
                .warning("invalid-bound", &at.origin(), message)
                .hint("the client does without this bound");
        }
        number.is_some()
    }
}
