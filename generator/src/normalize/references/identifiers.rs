//! Names that a document gives itself and the schemas in it: `$self` (`OpenAPI 3.2.0, 4.1.2.1`) and `$id` (JSON Schema
//! 2020-12, 8.2.1). A reference to one leads to what has it, wherever that is said to be.

use std::collections::BTreeMap;

use super::uri::Uri;
use crate::origin::push_escaped;
use crate::source::Node;

/// Where in the root each of them leads.
#[derive(Debug, Default)]
pub(super) struct Identifiers(BTreeMap<String, String>);

impl Identifiers {
    pub(super) fn of(root: &Node) -> Self {
        let mut found = BTreeMap::new();
        collect(root, &mut String::new(), &mut found);
        if let Some(own) = root.get("$self").and_then(Node::as_str) {
            found.insert(own.to_owned(), String::new());
        }
        Self(found)
    }

    /// The place in the file `root` that a reference names.
    pub(super) fn find(&self, reference: &str, root: &str) -> Option<Uri> {
        if self.0.is_empty() {
            return None;
        }
        let (name, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let pointer = self.0.get(name)?;
        // An anchor is the only one of its name anyway.
        let is_anchor = !fragment.is_empty() && !fragment.starts_with('/');
        let inside = if is_anchor { "" } else { pointer };
        Some(Uri {
            file: root.to_owned(),
            fragment: format!("{inside}{fragment}"),
        })
    }
}

/// Collects the schemas with a name below a node. What is named first has the name.
fn collect(node: &Node, pointer: &mut String, found: &mut BTreeMap<String, String>) {
    let length = pointer.len();
    let mut enter = |step: &str, child: &Node| {
        pointer.push('/');
        push_escaped(pointer, step);
        let id = child.get("$id").and_then(Node::as_str);
        if let Some(name) = id
            .map(|id| id.trim_end_matches('#'))
            .filter(|it| !it.is_empty())
        {
            let known = found.entry(name.to_owned());
            known.or_insert_with(|| pointer.clone());
        }
        collect(child, pointer, found);
        pointer.truncate(length);
    };
    match node {
        Node::Mapping(mapping) => {
            for (key, child) in mapping.entries() {
                enter(key, child);
            }
        }
        Node::Sequence(items) => {
            for (index, child) in items.iter().enumerate() {
                enter(&index.to_string(), child);
            }
        }
        _ => {}
    }
}
