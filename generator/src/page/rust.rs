//! Types and paths of Rust as HTML, each a link to where the page tells of it.

use super::context::PageContext;
use super::html::{Html, html, text};
use crate::ir::{Field, Presence, ResourceId, Type, TypeId};
use crate::names::DefiningFile;

impl PageContext<'_> {
    /// The names of the modules down to a resource, which are also the methods that lead to it.
    pub(super) fn modules(&self, resource: Option<ResourceId>) -> Vec<&str> {
        let parent = |id: &ResourceId| self.model.api.resources.get(id.0)?.parent;
        let path = std::iter::successors(resource, parent);
        let names = path.filter_map(|id| self.model.names.resource(id));
        let mut path: Vec<&str> = names.map(|it| it.module.as_str()).collect();
        path.reverse();
        path
    }

    /// The anchor of a type: its path in the crate, with dots. Anchors of other things begin with a small letter behind the last dot, or have a dash.
    pub(super) fn type_anchor(&self, id: TypeId) -> Option<String> {
        let names = self.model.names.ty(id)?;
        let mut path = match &names.home {
            DefiningFile::Shared(_) => vec!["types"],
            DefiningFile::Resource(None) => vec!["operations"],
            DefiningFile::Resource(resource) => self.modules(*resource),
        };
        path.push(names.name.as_str());
        Some(path.join("."))
    }

    /// A type of the client by its name, as a link.
    pub(super) fn type_link(&self, id: TypeId) -> Html {
        let names = self.model.names.ty(id);
        match names.zip(self.type_anchor(id)) {
            Some((names, anchor)) => html![
                "<a href=\"#",
                text(&anchor),
                "\">",
                text(names.name.as_str()),
                "</a>"
            ],
            None => html!["Json"],
        }
    }

    /// A type as it is written.
    pub(super) fn ty(&self, ty: &Type) -> Html {
        match ty {
            Type::Bool => html!["bool"],
            Type::I32 => html!["i32"],
            Type::I64 => html!["i64"],
            Type::U32 => html!["u32"],
            Type::U64 => html!["u64"],
            Type::I128 => html!["i128"],
            Type::F32 => html!["f32"],
            Type::F64 => html!["f64"],
            Type::String => html!["String"],
            Type::DateTime => html!["DateTime"],
            Type::Date => html!["Date"],
            Type::Base64 => html!["Base64"],
            Type::Secret => html!["Secret&lt;String&gt;"],
            Type::File => html!["File"],
            Type::Parts => html!["Parts"],
            Type::Json => html!["Json"],
            Type::List(item) => html!["Vec&lt;", self.ty(item), "&gt;"],
            Type::Map(map) => {
                let (key, value) = (self.ty(&map.key), self.ty(&map.value));
                html!["BTreeMap&lt;", key, ", ", value, "&gt;"]
            }
            Type::Nullable(inner) => html!["Option&lt;", self.ty(inner), "&gt;"],
            Type::Tuple(places) => {
                let places = places.iter().map(|it| self.ty(it));
                html!["(", super::html::joined(places, ", "), ")"]
            }
            Type::Named(id) => self.type_link(*id),
            Type::Foreign(id) => match self.model.names.foreign(*id) {
                Some(names) => text(&names.ty.text()),
                None => html!["Json"],
            },
        }
    }

    /// The type of a field, which is in a `Box` where recursion or its size needs one.
    pub(super) fn field_type(&self, field: &Field, is_boxed: bool) -> Html {
        let value = self.ty(&field.ty);
        let value = if is_boxed {
            html!["Box&lt;", value, "&gt;"]
        } else {
            value
        };
        match field.presence {
            Presence::Required => value,
            Presence::Nullable | Presence::Optional | Presence::Nullish => {
                html!["Option&lt;", value, "&gt;"]
            }
            Presence::Patch => html!["Patch&lt;", value, "&gt;"],
        }
    }
}
