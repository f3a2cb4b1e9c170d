//! Identifiers: `$self` of a document (`OpenAPI 3.2.0, 4.1.2.1`), `$id` and anchors of schemas (JSON Schema 2020-12, 8.2). A
//! reference can name the identifier instead of the place.

use std::collections::BTreeMap;

use super::uri::{self, Uri};
use crate::origin::{At, Origin};
use crate::source::Node;

/// The steps to each schema that has a name.
type Named = BTreeMap<String, Vec<String>>;

/// The anchors of a file.
#[derive(Debug)]
pub(super) struct Anchors(Named);

impl Anchors {
    pub(super) fn of(root: &Node) -> Self {
        Self(named(root, &["$anchor", "$dynamicAnchor"]))
    }

    /// The steps to the schema that has the anchor `name`.
    pub(super) fn get(&self, name: &str) -> Option<Vec<String>> {
        self.0.get(name).cloned()
    }
}

/// The identifiers of the root document and of its schemas.
#[derive(Debug)]
pub(super) struct Identifiers(Named);

impl Identifiers {
    pub(super) fn of(root: &Node) -> Self {
        let mut found = named(root, &["$id"]);
        if let Some(own) = root.get("$self").and_then(Node::as_str) {
            found.insert(own.to_owned(), Vec::new());
        }
        Self(found)
    }

    /// The place in the file `root` that a reference names.
    pub(super) fn find(&self, reference: &str, root: &str) -> Option<Uri> {
        let (name, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let steps = self.0.get(name).filter(|_| !name.is_empty())?;
        // An anchor is unique, so that it is found without the identifier of its schema.
        let is_anchor = !fragment.is_empty() && !fragment.starts_with('/');
        let inside = if is_anchor { "" } else { &uri::pointer(steps) };
        Some(Uri {
            file: root.to_owned(),
            fragment: format!("{inside}{fragment}"),
        })
    }
}

/// The schemas with a text under one of `keys`, by that text. Of several with the same text, the first.
fn named(root: &Node, keys: &[&str]) -> Named {
    let mut found = Named::new();
    let start = Origin::root("");
    find(root, keys, &At::new(&start), &mut found);
    found
}

fn find(node: &Node, keys: &[&str], at: &At<'_>, found: &mut Named) {
    match node {
        Node::Mapping(mapping) => {
            for name in keys.iter().filter_map(|key| mapping.text(key)) {
                let name = name.trim_end_matches('#').to_owned();
                let steps = || at.origin().segments().collect();
                found.entry(name).or_insert_with(steps);
            }
            for (key, child) in mapping.entries() {
                find(child, keys, &at.key(key), found);
            }
        }
        Node::Sequence(items) => {
            for (index, child) in items.iter().enumerate() {
                find(child, keys, &at.index(index), found);
            }
        }
        _ => {}
    }
}
