//! The extensions by which rewrites tell later phases what 3.0 has no field for. An author's own must not be taken for one of them.

use super::object_tree::{Kind, Then, Visit, walk};
use crate::origin::At;
use crate::source::{Mapping, Node};

/// What the names of all of them begin with.
const PREFIX: &str = "x-codegen-";

/// Takes out all extensions that a rewrite could have made, before any is.
pub(super) fn take_out(root: &mut Node, at: &At<'_>) {
    walk(Kind::Description, root, at, &mut Marks);
}

struct Marks;

impl Visit for Marks {
    fn visit(&mut self, _: Kind, node: &mut Node, _: &At<'_>) -> Then {
        if let Node::Mapping(object) = node {
            unmark(object);
            if let Some(Node::Mapping(discriminator)) = object.get_mut("discriminator") {
                unmark(discriminator);
            }
        }
        Then::Enter
    }
}

fn unmark(object: &mut Mapping) {
    object
        .entries_mut()
        .retain(|(key, _)| !key.starts_with(PREFIX));
}
