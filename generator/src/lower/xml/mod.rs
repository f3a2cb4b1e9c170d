//! Bodies of XML: how the values of their schemas are written (`OpenAPI 3.0.4, 4.8.26`; `3.2.0, 4.26`).
//!
//! In comes the schema of a body; out goes its shape: what each property is called, and whether it is an element, an attribute or a
//! text. The type of the value is lowered as that of JSON is, and knows nothing of this. [`said`] reads the `xml` objects,
//! [`shape`] makes the shapes, [`names`] tells the names in an object apart.

mod names;
mod said;
mod shape;

use std::collections::{BTreeMap, VecDeque};

use openapiv3::MediaType;

use super::context::LoweringContext;
use super::merge::subschema::{Subschema, Without};
use super::message::representation::Representation;
use crate::ir::{XmlId, XmlName, XmlObject, XmlObjectId, XmlRoot, XmlShapes};
use crate::origin::Origin;
use crate::spec::Spec;
use said::{XmlSaid, is_name};

/// The shapes made so far.
#[derive(Debug, Default)]
pub(in crate::lower) struct XmlArena<'a> {
    shapes: XmlShapes,
    known: BTreeMap<(Origin, Without), XmlObjectId>,
    /// The objects that have been promised, to be made one after the other, however long a chain of them is.
    promised: VecDeque<(XmlObjectId, Subschema<'a>)>,
}

impl<'a> XmlArena<'a> {
    pub(in crate::lower) fn into_shapes(self) -> XmlShapes {
        self.shapes
    }

    /// The id of the object of a schema. One that is new is to be made.
    fn promise(&mut self, subschema: &Subschema<'a>, words: &str) -> XmlObjectId {
        let next = XmlObjectId(self.shapes.objects.len());
        let id = *self.known.entry(subschema.key()).or_insert(next);
        if id == next {
            self.shapes.objects.push(XmlObject {
                words: words.to_owned(),
                fields: Vec::new(),
                rest: None,
            });
            self.promised.push_back((id, subschema.clone()));
        }
        id
    }

    fn root(&mut self, root: XmlRoot) -> XmlId {
        let known = self.shapes.roots.iter().position(|it| *it == root);
        XmlId(known.unwrap_or_else(|| {
            self.shapes.roots.push(root);
            self.shapes.roots.len() - 1
        }))
    }
}

/// Whether the values of a message have a structure that XML can have, so that they are more than a text.
pub(in crate::lower) fn is_structured(spec: &Spec, media_type: &MediaType, at: &Origin) -> bool {
    let schema = media_type.schema.as_ref();
    let resolved = schema.and_then(|it| spec.schema(it, &at.key("schema")));
    resolved.is_some_and(|it| shape::is_structured(spec, &Subschema::of(it)))
}

/// The shape of a message. `None` where nothing says what its element is called, which has to be known of what `is_sent`.
pub(in crate::lower) fn lower<'a>(
    cx: &mut LoweringContext<'a>,
    representation: &Representation<'a>,
    is_sent: bool,
) -> Option<XmlId> {
    let at = representation.at.key("schema");
    let node = representation.media_type.schema.as_ref()?;
    let subschema = Subschema::of(cx.spec.schema(node, &at)?);
    let said = XmlSaid::of(cx.spec, &subschema);
    let component = subschema.component.clone().filter(|it| is_name(it));
    let name = said.name(component.as_deref().unwrap_or(UNNAMED), cx.diagnostics);
    let is_named = said.is_named() && name.is_some();
    if is_sent && !is_named && component.is_none() {
        return None;
    }
    let unnamed = || XmlName {
        local: UNNAMED.to_owned(),
        space: None,
    };
    let name = name.unwrap_or_else(unnamed);
    let of_name = if is_named { &name.local } else { CONTENT };
    let words = component.unwrap_or_else(|| of_name.to_owned());
    // The items of a list are in the element at the top, as there has to be one.
    let shape = shape::lower(cx, &subschema, &words, None, 0);
    shape::keep_promises(cx);
    let root = XmlRoot {
        name,
        is_named,
        shape,
    };
    Some(cx.xml.root(root))
}

/// What an element is called that nothing names; none is written.
const UNNAMED: &str = "document";

/// What is in it is named after.
const CONTENT: &str = "content";
