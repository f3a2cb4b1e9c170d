//! The walk: checks every node of the document against the table.
//!
//! A mistake costs no more than its own place. A value with only one possible meaning is rewritten to it; one that cannot be
//! read is left out with a warning.

use std::sync::Arc;

use super::shape::{Fill, ObjectRule, Requirement, Shape};
use super::table::{DESCRIPTION, SCHEMA};
use crate::diag::Diagnostics;
use crate::normalize::object_tree::retain_items;
use crate::origin::{At, Origin};
use crate::source::{Mapping, Node};
use crate::suggestions::nearest;

/// Checks the whole document, and takes out what does not belong there. Its schemas may be annotated by keywords of anybody's own,
/// as JSON Schema allows (`2020-12, 6.5`).
pub(in crate::normalize) fn walk(
    root: &mut Node,
    at: &At<'_>,
    is_annotated: bool,
    diagnostics: &mut Diagnostics,
) {
    Walk::new(diagnostics, is_annotated).object(&DESCRIPTION, root, at);
}

pub(super) struct Walk<'d> {
    pub(super) diagnostics: &'d mut Diagnostics,
    is_annotated: bool,
}

/// Fields that are allowed beside a reference.
const FOR_READERS: [&str; 2] = ["description", "summary"];

impl<'d> Walk<'d> {
    pub(super) fn new(diagnostics: &'d mut Diagnostics, is_annotated: bool) -> Self {
        Self {
            diagnostics,
            is_annotated,
        }
    }
}

impl Walk<'_> {
    /// Checks a value. `false` takes it out; a diagnostic has been made, unless it is an empty value.
    pub(super) fn value(&mut self, shape: Shape, node: &mut Node, at: &At<'_>) -> bool {
        match shape {
            Shape::Data => return true,
            Shape::Text => return self.text(node, at),
            // An empty value in YAML is an absent one.
            _ if *node == Node::Null => return false,
            Shape::Object(_)
            | Shape::RefOr(_)
            | Shape::SchemaOrFlag
            | Shape::Map(_)
            | Shape::Examples => make_empty_object(node, at),
            _ => {}
        }
        match shape {
            Shape::Data | Shape::Text => true,
            Shape::Word(words) => self.word(words, node, at),
            Shape::Flag => self.flag(node, at),
            Shape::Number => match node {
                Node::Int(_) | Node::Float(_) => true,
                _ => self.wrong("a number", node, at),
            },
            Shape::Count => self.count(node, at),
            Shape::Object(rule) => self.object(rule, node, at),
            Shape::RefOr(rule) => self.reference_or(rule, node, at),
            Shape::SchemaOrFlag => {
                matches!(node, Node::Bool(_)) || self.reference_or(&SCHEMA, node, at)
            }
            Shape::Examples => self.examples(node, at),
            Shape::List(item) => self.list(*item, node, at),
            Shape::Map(value) => self.map(*value, node, at),
        }
    }

    /// Examples, which are for readers: of one that is there, what cannot be read is taken out without a diagnostic.
    fn examples(&mut self, node: &mut Node, at: &At<'_>) -> bool {
        let Node::Mapping(examples) = node else {
            return self.wrong("a mapping", node, at);
        };
        examples.entries_mut().retain_mut(|(name, example)| {
            let at = at.key(name);
            make_empty_object(example, &at);
            let Node::Mapping(example) = example else {
                return *example != Node::Null && self.wrong("an example", example, &at);
            };
            example
                .entries_mut()
                .retain(|(key, value)| match key.as_str() {
                    "summary" | "description" | "externalValue" | "$ref" => {
                        value.as_str().is_some()
                    }
                    key => key == "value" || key.starts_with("x-"),
                });
            true
        });
        true
    }

    pub(super) fn wrong(&mut self, expected: &str, node: &Node, at: &At<'_>) -> bool {
        let message = format!("expected {expected}, found {}", node.kind());
        self.diagnostics
            .warning("invalid-type", &at.origin(), message)
            .hint("it is left out");
        false
    }

    /// A list. A single value means a list of it.
    fn list(&mut self, item: Shape, node: &mut Node, at: &At<'_>) -> bool {
        if let Node::Sequence(items) = node {
            retain_items(items, at, |node, at| {
                let stamp = stamp_of(node);
                self.value(item, node, &stamp.as_deref().map_or(*at, At::new))
            });
            return true;
        }
        let fits = match item {
            Shape::Text => matches!(node, Node::String(_)),
            Shape::Map(_) | Shape::Object(_) => matches!(node, Node::Mapping(_)),
            _ => false,
        };
        if !fits {
            return self.wrong("a list", node, at);
        }
        let kept = self.value(item, node, at);
        *node = Node::Sequence(vec![std::mem::replace(node, Node::Null)]);
        kept
    }

    fn map(&mut self, value: Shape, node: &mut Node, at: &At<'_>) -> bool {
        let stamp = stamp_of(node);
        let at = stamp.as_deref().map_or(*at, At::new);
        let Node::Mapping(mapping) = node else {
            return self.wrong("a mapping", node, &at);
        };
        let of_schemas =
            matches!(value, Shape::RefOr(rule) if std::ptr::eq(rule, &raw const SCHEMA));
        mapping.entries_mut().retain_mut(|(key, node)| {
            if of_schemas {
                make_empty_object(node, &at.key(key));
            }
            if of_schemas && !matches!(node, Node::Mapping(_)) {
                self.any(node, &at.key(key));
            }
            let stamp = stamp_of(node);
            let at = stamp.as_deref().map_or_else(|| at.key(key), At::new);
            self.value(value, node, &at)
        });
        true
    }

    /// Replaces what is no schema by the schema of any value. The property or component itself remains.
    fn any(&mut self, node: &mut Node, at: &At<'_>) {
        if *node != Node::Null {
            let message = format!("expected a schema, found {}", node.kind());
            self.diagnostics
                .warning("invalid-type", &at.origin(), message)
                .hint("it may be any value");
        }
        *node = Node::Mapping(Mapping::made(at, []));
    }

    fn reference_or(&mut self, rule: &'static ObjectRule, node: &mut Node, at: &At<'_>) -> bool {
        let Node::Mapping(mapping) = node else {
            return self.wrong(rule.name, node, at);
        };
        if !matches!(mapping.get("$ref"), Some(Node::String(_))) {
            return self.object(rule, node, at);
        }
        mapping.entries_mut().retain(|(key, _)| {
            let is_said =
                key != "$ref" && !key.starts_with("x-") && !FOR_READERS.contains(&key.as_str());
            if is_said {
                let message = format!("`{key}` beside `$ref` has no effect");
                self.diagnostics
                    .warning("ignored-sibling", &at.key(key).origin(), message)
                    .about_key();
            }
            key == "$ref"
        });
        true
    }

    fn object(&mut self, rule: &'static ObjectRule, node: &mut Node, at: &At<'_>) -> bool {
        let stamp = stamp_of(node);
        let at = &stamp.as_deref().map_or(*at, At::new);
        let Node::Mapping(mapping) = node else {
            return self.wrong(rule.name, node, at);
        };
        let is_whole = self.expect(rule, mapping, at);
        mapping.entries_mut().retain_mut(|(key, node)| {
            let stamp = stamp_of(node);
            let at = stamp.as_deref().map_or_else(|| at.key(key), At::new);
            self.field(rule, key, node, &at)
        });
        for field in rule.fields {
            let fill = match field.presence {
                _ if mapping.contains(field.name) => continue,
                Requirement::Filled(fill) | Requirement::Expected(fill) => fill,
                Requirement::Required => {
                    if is_whole {
                        let message = format!(
                            "without a `{}` that can be read, {} is left out",
                            field.name, rule.name
                        );
                        self.diagnostics
                            .warning("missing-field", &at.origin(), message);
                    }
                    return false;
                }
                Requirement::Optional | Requirement::NotCarried | Requirement::ForOthers => {
                    continue;
                }
            };
            let mut value = match fill {
                Fill::Text(text) => Node::text(text),
                Fill::Mapping => Node::Mapping(Mapping::made(at, [])),
            };
            self.value(field.shape, &mut value, at);
            mapping.insert(field.name, value);
        }
        rule.also
            .is_none_or(|also| also(mapping, at, self.diagnostics))
    }

    /// Reports the missing fields; `false` where a required one is among them. A field that is there and cannot be read is
    /// reported elsewhere.
    fn expect(&mut self, rule: &ObjectRule, mapping: &Mapping, at: &At<'_>) -> bool {
        let mut is_whole = true;
        for field in rule.fields {
            let message = match field.presence {
                _ if mapping.contains(field.name) => continue,
                Requirement::Expected(_) => format!("{} needs `{}`", rule.name, field.name),
                Requirement::Required => format!(
                    "{} needs `{}`, so that this one is left out",
                    rule.name, field.name
                ),
                _ => continue,
            };
            is_whole &= !matches!(field.presence, Requirement::Required);
            self.diagnostics
                .warning("missing-field", &at.origin(), message);
        }
        is_whole
    }

    fn field(&mut self, rule: &ObjectRule, key: &str, node: &mut Node, at: &At<'_>) -> bool {
        if key.starts_with("x-") {
            return true;
        }
        let Some(field) = rule.fields.iter().find(|field| field.name == key) else {
            if *node == Node::Null {
                return false;
            }
            let near = nearest(key, rule.fields.iter().map(|field| field.name));
            // An annotation changes nothing for a caller; a keyword that is misspelled may.
            if near.is_none() && self.is_annotated && rule.name == SCHEMA.name {
                return false;
            }
            let diagnostic = self.diagnostics.warning(
                "unknown-field",
                &at.origin(),
                format!("{} has no field `{key}`", rule.name),
            );
            diagnostic.about_key();
            if let Some(near) = near {
                diagnostic.hint(format!("did you mean `{near}`?"));
            }
            return false;
        };
        match field.presence {
            Requirement::ForOthers => false,
            Requirement::NotCarried => {
                let is_empty = match node {
                    Node::Null => true,
                    Node::Mapping(mapping) => mapping.is_empty(),
                    _ => false,
                };
                if !is_empty {
                    let message = format!("the client does not carry `{key}` of {}", rule.name);
                    self.diagnostics
                        .warning("not-carried", &at.origin(), message)
                        .about_key();
                }
                false
            }
            _ => self.value(field.shape, node, at),
        }
    }
}

pub(super) fn stamp_of(node: &Node) -> Option<Arc<Origin>> {
    node.as_mapping()?.stamp().cloned()
}

/// Makes an object of an empty list: PHP and Lua know no difference, and write `[]` for both.
fn make_empty_object(node: &mut Node, at: &At<'_>) {
    if matches!(node, Node::Sequence(items) if items.is_empty()) {
        *node = Node::Mapping(Mapping::made(at, []));
    }
}
