//! The shapes of XML.

use std::collections::BTreeSet;

use super::free;
use crate::ir::{XmlId, XmlObjectId, XmlShapes};
use crate::names::Ident;

/// The names of the shapes, in the order of the model.
#[derive(Debug, Default)]
pub struct XmlNames {
    roots: Vec<Ident>,
    objects: Vec<Ident>,
}

impl XmlNames {
    pub(in crate::names) fn new(shapes: &XmlShapes) -> Self {
        let mut taken = BTreeSet::new();
        let mut name = |words: &str| free(words, &mut taken);
        let objects = shapes.objects.iter().map(|it| name(&it.words)).collect();
        let roots = shapes.roots.iter();
        let roots = roots.map(|it| match it.name.local.as_str() {
            "document" => name("document"),
            local => name(&format!("{local} document")),
        });
        Self {
            roots: roots.collect(),
            objects,
        }
    }

    /// The static of a document: `Some` for every one of the model.
    pub fn root(&self, id: XmlId) -> Option<&Ident> {
        self.roots.get(id.0)
    }

    /// The static of an object, as [`Self::root`].
    pub fn object(&self, id: XmlObjectId) -> Option<&Ident> {
        self.objects.get(id.0)
    }
}
