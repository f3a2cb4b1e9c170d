//! What is read before the table of 3.0 is applied: by the rewrites, for readers, and of the requests that the server sends.
//!
//! A rewrite passes over a value that it cannot read. So the fields that rewrites take are checked before all of them, in descriptions
//! of any version; all other fields, and what has to be there, are left to the table.

mod fields;

use self::fields::Expected::{
    Bound, Each, Is, List, Named, Object, Of, Reference, Requirements, Schema, Texts,
};
use self::fields::{COPIED, Expected, Fields, OF_BODY, TEXTS, object};
use super::shape::Shape;
use super::shape::Shape::Text;
use super::walk::{Walk, stamp_of};
use crate::diag::Diagnostics;
use crate::normalize::object_tree::{self, Kind, Then, Visit, retain_items};
use crate::normalize::references::component;
use crate::origin::At;
use crate::source::{Mapping, Node};

/// Checks what rewrites read, and takes out what does not belong there. Schemas are left for later where they may yet be left out.
pub(in crate::normalize) fn before(
    root: &mut Node,
    with_schemas: bool,
    at: &At<'_>,
    diagnostics: &mut Diagnostics,
) {
    let mut before = Before {
        walk: Walk::new(diagnostics, true),
        with_schemas,
    };
    object_tree::walk(Kind::Description, root, at, &mut before);
}

struct Before<'d> {
    walk: Walk<'d>,
    with_schemas: bool,
}

impl Visit for Before<'_> {
    fn visit(&mut self, kind: Kind, node: &mut Node, at: &At<'_>) -> Then {
        if kind == Kind::Schema && !self.with_schemas {
            return Then::Pass;
        }
        let (name, fields) = object(kind);
        match (node, name) {
            (Node::Mapping(mapping), _) => {
                self.fields(fields, mapping, at);
                if kind == Kind::Parameter && is_of_body(mapping) {
                    self.fields(OF_BODY, mapping, at);
                }
                if kind == Kind::Components {
                    for section in COPIED {
                        mapping.remove(section);
                    }
                }
            }
            (Node::Null, _) => {}
            // An empty list is an empty object in the words of some.
            (Node::Sequence(items), _) if items.is_empty() => {}
            (node, Some(name)) => {
                self.walk.wrong(name, node, at);
                return Then::Remove;
            }
            (_, None) => {}
        }
        Then::Enter
    }
}

/// Whether a parameter becomes a body, or a part of one. The name of any other is left to the table.
fn is_of_body(parameter: &Mapping) -> bool {
    matches!(parameter.text("in"), Some("body" | "formData"))
}

impl Before<'_> {
    fn fields(&mut self, fields: Fields, mapping: &mut Mapping, at: &At<'_>) {
        for (name, expected) in fields {
            let at = at.key(name);
            let Some(value) = mapping.get_mut(name).filter(|it| **it != Node::Null) else {
                continue;
            };
            if !self.expect(*expected, value, &at) {
                mapping.remove(name);
            }
        }
    }

    /// Checks a value. `false` takes it out.
    fn expect(&mut self, expected: Expected, value: &mut Node, at: &At<'_>) -> bool {
        let stamp = stamp_of(value);
        let at = &stamp.as_deref().map_or(*at, At::new);
        match (expected, value) {
            (Is(shape), value) => {
                // An empty item is none.
                if let (Shape::List(_), Node::Sequence(items)) = (shape, &mut *value) {
                    items.retain(|it| *it != Node::Null);
                }
                self.walk.value(shape, value, at)
            }
            (Named | Object(_) | Texts | Schema, Node::Sequence(items)) if items.is_empty() => true,
            (Texts, Node::Mapping(texts)) => {
                texts.entries_mut().retain_mut(|(name, text)| {
                    let is_extension = name.starts_with("x-") && matches!(text, Node::Mapping(_));
                    !is_extension && self.walk.value(Text, text, &at.key(name))
                });
                true
            }
            (Texts, value @ Node::Sequence(_)) => self.expect(Is(TEXTS), value, at),
            (Object(fields) | Of(fields), Node::Mapping(object)) => {
                self.fields(fields, object, at);
                true
            }
            (Of(fields), Node::Sequence(items)) => {
                for (index, item) in items.iter_mut().enumerate() {
                    if let Node::Mapping(object) = item {
                        self.fields(fields, object, &at.index(index));
                    }
                }
                true
            }
            (Each(fields), Node::Mapping(objects)) => {
                for (name, object) in objects.entries_mut() {
                    if let (false, Node::Mapping(object)) = (name.starts_with("x-"), object) {
                        self.fields(fields, object, &at.key(name));
                    }
                }
                true
            }
            (Requirements, Node::Sequence(items)) => {
                retain_items(items, at, |item, at| match item {
                    Node::Mapping(requirement) => {
                        name_schemes(requirement);
                        true
                    }
                    Node::String(_) | Node::Null => true,
                    other => self.walk.wrong("a mapping", other, at),
                });
                true
            }
            (Requirements, Node::Mapping(requirement)) => {
                name_schemes(requirement);
                true
            }
            (Of(_) | Each(_), _)
            | (Bound, Node::Int(_) | Node::Float(_) | Node::String(_))
            | (Reference | Requirements, Node::String(_))
            | (List, Node::Sequence(_) | Node::Mapping(_))
            | (Named, Node::Mapping(_))
            | (Schema, Node::Mapping(_) | Node::Bool(_)) => true,
            (Bound, value) => self.walk.wrong("a number", value, at),
            (List | Requirements, value) => self.walk.wrong("a list", value, at),
            (Named | Object(_) | Texts, value) => self.walk.wrong("a mapping", value, at),
            (Schema, value) => self.walk.wrong("a schema", value, at),
            (Reference, value) => self.walk.wrong("a reference", value, at),
        }
    }
}

/// Makes each reference to a security scheme its name (`OpenAPI 3.2.0, 4.30`).
fn name_schemes(requirement: &mut Mapping) {
    for (name, _) in requirement.entries_mut() {
        if let Some((section, referred)) = component(name)
            && section == "securitySchemes"
        {
            *name = referred;
        }
    }
}
