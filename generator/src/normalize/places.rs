//! The list of moved mappings, from which diagnostics find the author's place.

use crate::diag::Places;
use crate::origin::{At, Origin};
use crate::source::Node;

/// The current pointer of each mapping that carries a stamp.
pub(super) fn places(root: &Node, origin: &Origin) -> Places {
    let mut places = Places::default();
    collect(root, &At::new(origin), &mut places);
    places
}

fn collect(node: &Node, now: &At<'_>, places: &mut Places) {
    match node {
        Node::Mapping(mapping) => {
            if let Some(stamp) = mapping.stamp() {
                places.insert(now.origin().pointer, stamp);
            }
            for (key, value) in mapping.entries() {
                collect(value, &now.key(key), places);
            }
        }
        Node::Sequence(items) => {
            for (index, item) in items.iter().enumerate() {
                collect(item, &now.index(index), places);
            }
        }
        _ => {}
    }
}
