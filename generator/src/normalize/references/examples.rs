//! References to examples, which are replaced by copies of the examples.

use std::sync::Arc;

use super::parts::MAX_CHAIN;
use super::pointers::step_into;
use super::{Bundle, EXAMPLES, uri};
use crate::origin::{At, Origin};
use crate::source::{Mapping, Node};

/// The fields by which an object is recognised as an example object.
const FIELDS: [&str; 5] = [
    "$ref",
    "value",
    "externalValue",
    "dataValue",
    "serializedValue",
];

impl Bundle<'_, '_> {
    /// Replaces the references among the examples of an object. One that leads to nothing is reported and removed.
    pub(super) fn examples(&mut self, holder: &mut Mapping, at: &At<'_>) {
        let at = at.key("examples");
        let Some(Node::Mapping(examples)) = holder.get_mut("examples") else {
            return;
        };
        examples.entries_mut().retain_mut(|(name, example)| {
            if example.get("$ref").is_none() {
                return true;
            }
            let origin = at.key(name).origin();
            let found = self.example(example, &origin);
            if found.is_none() && !self.library.has_refused() {
                let message = "this reference leads to no example, so that none is shown";
                self.diagnostics
                    .warning("invalid-reference", &origin.key("$ref"), message);
            }
            found.map(|found| *example = found).is_some()
        });
    }

    /// The target at the end of a chain of references; `None` where there is none.
    fn example(&mut self, example: &Node, at: &Origin) -> Option<Node> {
        let mut base = Arc::clone(&at.file);
        let mut found = example.clone();
        for _ in 0..MAX_CHAIN {
            let Some(reference) = found.get("$ref").and_then(Node::as_str) else {
                return Some(found);
            };
            let uri = uri::resolve(reference, &base, self.root, self.files)?;
            let steps = uri::steps(&uri.fragment)?;
            base = Arc::from(uri.file.as_str());
            if let [components, examples, name] = steps.as_slice()
                && base == *self.root
                && components == "components"
                && examples == EXAMPLES
            {
                let reference = Node::String(uri::to_component(EXAMPLES, name));
                let made = Mapping::made(&At::new(at), [("$ref", reference)]);
                let is_there = self.names.has(EXAMPLES, name);
                return is_there.then_some(Node::Mapping(made));
            }
            let target = step_into(self.library.peek(&base)?, &steps)?;
            let is_object = FIELDS.iter().any(|key| target.get(key).is_some());
            let copy = self.copy_of(&base, &steps, &at.key("$ref"))?;
            found = if is_object {
                copy
            } else {
                // The target is a plain value instead of an example object.
                Node::Mapping(Mapping::made(&At::new(at), [("value", copy)]))
            };
        }
        None
    }
}
