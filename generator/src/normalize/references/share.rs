//! Schemas that have become components: their former places refer to the component, so that there is one of each.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{ReferencedNode, Waiting, uri};
use crate::normalize::object_tree::{Kind, Then, Visit, walk};
use crate::origin::{At, Origin};
use crate::source::{Mapping, Node};

/// Replaces schemas that have become components by references to them.
pub(super) fn share(
    made: &BTreeMap<ReferencedNode, String>,
    root: &mut Node,
    components: &mut [(Waiting, Node)],
    origin: &Origin,
) {
    let schemas: BTreeMap<Origin, &String> = made
        .iter()
        .filter(|((_, _, section), _)| *section == "schemas")
        .map(|((file, pointer, _), name)| {
            let (file, pointer) = (Arc::clone(file), pointer.clone());
            (Origin { file, pointer }, name)
        })
        .collect();
    if schemas.is_empty() {
        return;
    }
    let mut share = Share {
        schemas,
        skip: false,
    };
    walk(Kind::Description, root, &At::new(origin), &mut share);
    for (waiting, node) in components {
        // The component itself is what the references lead to.
        share.skip = waiting.kind == Kind::Schema;
        walk(waiting.kind, node, &At::new(origin), &mut share);
    }
}

struct Share<'a> {
    schemas: BTreeMap<Origin, &'a String>,
    skip: bool,
}

impl Visit for Share<'_> {
    fn visit(&mut self, kind: Kind, node: &mut Node, at: &At<'_>) -> Then {
        if std::mem::take(&mut self.skip) || kind != Kind::Schema {
            return Then::Enter;
        }
        let Node::Mapping(mapping) = node else {
            return Then::Enter;
        };
        match self.schemas.get(&at.origin()) {
            Some(name) => {
                let target = Node::String(uri::to_component("schemas", name));
                *mapping = Mapping::made(at, [("$ref", target)]);
                Then::Pass
            }
            None => Then::Enter,
        }
    }
}
