//! The anchors of a file: names for schemas that do not say where those stand (JSON Schema 2020-12, 8.2.2).

use std::collections::BTreeMap;

use crate::source::Node;

/// The steps to each schema that has an anchor.
#[derive(Debug, Default)]
pub(super) struct Anchors(BTreeMap<String, Vec<String>>);

impl Anchors {
    /// The anchors of the tree below `root`.
    pub(super) fn of(root: &Node) -> Self {
        let mut anchors = Self::default();
        anchors.find(root, &mut Vec::new());
        anchors
    }

    /// The steps to the schema that has the anchor `name`.
    pub(super) fn get(&self, name: &str) -> Option<Vec<String>> {
        self.0.get(name).cloned()
    }

    /// Adds what stands at `steps` and below. Of several schemas with the same anchor, the first has it.
    fn find(&mut self, node: &Node, steps: &mut Vec<String>) {
        match node {
            Node::Mapping(mapping) => {
                for key in ["$anchor", "$dynamicAnchor"] {
                    if let Some(name) = mapping.text(key) {
                        let known = self.0.entry(name.to_owned());
                        known.or_insert_with(|| steps.clone());
                    }
                }
                for (key, child) in mapping.entries() {
                    self.enter(key.clone(), child, steps);
                }
            }
            Node::Sequence(items) => {
                for (index, child) in items.iter().enumerate() {
                    self.enter(index.to_string(), child, steps);
                }
            }
            _ => {}
        }
    }

    fn enter(&mut self, step: String, child: &Node, steps: &mut Vec<String>) {
        steps.push(step);
        self.find(child, steps);
        steps.pop();
    }
}
