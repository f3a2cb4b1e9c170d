//! The statics of shapes of XML. Nothing but generated code names them, so that they are not in the lock.

use std::collections::BTreeSet;

use super::ident::{Ident, IdentCase, ident};
use crate::ir::{XmlId, XmlObjectId, XmlShapes};

/// The names of the shapes, in the order of the model.
#[derive(Debug, Default)]
pub struct XmlNames {
    roots: Vec<Ident>,
    objects: Vec<Ident>,
}

impl XmlNames {
    pub(super) fn new(shapes: &XmlShapes) -> Self {
        let mut taken = BTreeSet::new();
        let mut name = |words: &str| {
            let mut name = ident(words, IdentCase::Snake).to_constant();
            let mut number = 2;
            while !taken.insert(name.clone()) {
                name = ident(&format!("{words} {number}"), IdentCase::Snake).to_constant();
                number += 1;
            }
            name
        };
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
