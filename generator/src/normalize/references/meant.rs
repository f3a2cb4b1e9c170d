//! References to an object of another kind, where they have only one possible meaning.

use std::sync::Arc;

use super::find::ReferenceTarget;
use super::pointers::{canonical, step_into};
use super::uri;
use super::{Bundle, section};
use crate::normalize::Version;
use crate::normalize::object_tree::Kind;
use crate::origin::At;
use crate::source::{Mapping, Node};
use crate::suggestions::nearest_within;

impl Bundle<'_, '_> {
    /// The component that a reference is only the name of, as Elysia writes `t.Ref('Order')`. It would be a file beside the description.
    pub(super) fn component_called(
        &mut self,
        kind: Kind,
        reference: &str,
        at: &At<'_>,
    ) -> Option<ReferenceTarget> {
        let section = section(kind)?;
        let is_name = !reference.contains(['#', '/', '.', ':'])
            && at.file() == Some(self.root)
            && self.names.has(section, reference)
            && !self.files.contains_key(reference)
            && self.identifiers.find(reference, self.root).is_none();
        if !is_name {
            return None;
        }
        let component = uri::to_component(section, reference);
        self.read_as(reference, &format!("`{component}`"), at);
        Some(ReferenceTarget::Component(section, reference.to_owned()))
    }

    /// Where a schema is expected, a reference to another object is read as one to the only schema in that object. Without one,
    /// it is any value.
    pub(super) fn schema_of(&mut self, reference: &str, at: &At<'_>) -> Option<ReferenceTarget> {
        let found = self.only_schema(reference, at);
        let what = match found {
            Some(_) => "the schema in it",
            None => "any value",
        };
        self.read_as(reference, what, at);
        found
    }

    fn only_schema(&self, reference: &str, at: &At<'_>) -> Option<ReferenceTarget> {
        let mut steps = uri::steps(&self.uri(reference, at)?.fragment)?;
        let root = self.library.get(self.root)?;
        let object = step_into(root, &steps)?;
        if let Some(Node::Mapping(content)) = object.get("content") {
            let [(media_type, _)] = content.entries() else {
                return None;
            };
            steps.extend(["content".to_owned(), media_type.clone()]);
        }
        steps.push("schema".to_owned());
        step_into(root, &steps)?;
        Some(ReferenceTarget::Copy(Arc::clone(self.root), steps))
    }

    /// Where a response is expected, a reference to a schema is read as a response with such a body.
    pub(super) fn response_of(
        &mut self,
        mapping: &mut Mapping,
        reference: &str,
        at: &At<'_>,
    ) -> bool {
        let steps = reference.strip_prefix('#').and_then(uri::steps);
        let section = steps.as_ref().and_then(|it| canonical(it, self.version));
        if !matches!(section, Some(("schemas", name)) if self.names.has("schemas", name))
            || at.file() != Some(self.root)
        {
            return false;
        }
        let place = at.key("$ref");
        self.read_as(reference, "a response with such a body", &place);
        let made = |key, value| Node::Mapping(Mapping::made(&place, [(key, value)]));
        let schema = made("$ref", Node::text(reference));
        mapping.remove("$ref");
        if self.version == Version::V2_0 {
            mapping.insert("schema", schema);
        } else {
            let content = made("application/json", made("schema", schema));
            mapping.insert("content", content);
        }
        if !mapping.contains("description") {
            mapping.insert("description", Node::text(""));
        }
        true
    }

    /// The target of a text of a discriminator. One that leads to nothing is reported and removed.
    pub(super) fn target(&mut self, text: &str, at: &At<'_>) -> Option<String> {
        if self.names.has("schemas", text) {
            return Some(text.to_owned());
        }
        if !text.contains(['#', '/', '.']) {
            return self.no_schema(text, "", text, at);
        }
        let uri = self.uri(text, at);
        let is_there =
            uri.is_some_and(|it| it.file == **self.root || self.library.peek(&it.file).is_some());
        if !is_there || self.place(Kind::Schema, text, at).is_err() {
            let (before, name) = text.rsplit_once('/').unwrap_or(("", text));
            let is_section = before.ends_with("/schemas") || before.ends_with("/definitions");
            let before = if is_section {
                format!("{before}/")
            } else {
                String::new()
            };
            return self.no_schema(text, &before, name, at);
        }
        match self.find(Kind::Schema, text, at)? {
            ReferenceTarget::Component(section, name) => Some(uri::to_component(section, &name)),
            ReferenceTarget::Copy(..) => None,
        }
    }

    /// Reports a text that leads to no schema, and suggests one that is called nearly the same.
    fn no_schema<T>(&mut self, text: &str, before: &str, name: &str, at: &At<'_>) -> Option<T> {
        let near = nearest_within(name, self.names.all("schemas"), &mut self.left_to_compare);
        let near = near.map(|it| format!("{before}{it}"));
        let message = format!("`{text}` leads to no schema, so that no value stands for it");
        self.diagnostics
            .warning("invalid-reference", &at.origin(), message)
            .did_you_mean(near.as_deref());
        None
    }

    fn read_as(&mut self, reference: &str, what: &str, at: &At<'_>) {
        let message = format!("`{reference}` cannot stand here; the client reads it as {what}");
        self.diagnostics
            .warning("invalid-reference", &at.origin(), message);
    }
}
