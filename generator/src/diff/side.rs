//! One of the two clients that are compared: its model, and where in Rust each thing of the model is.

use std::collections::{BTreeMap, BTreeSet};

use super::renames::Renames;
use super::surface::{ItemOwner, MANIFEST, Part, Surface};
use crate::Model;
use crate::ir::{Operation, OperationId, Payload, ResourceId, StreamItem, Success, Type, TypeId};
use crate::names::{DefiningFile, Member};

/// A client.
pub(super) struct DiffSide<'a> {
    /// Its model and names.
    pub(super) model: &'a Model,
    /// Its public items.
    pub(super) surface: &'a Surface,
    /// The operations that each type is a part of.
    pub(super) uses: BTreeMap<TypeId, BTreeSet<OperationId>>,
    /// What is called otherwise by now.
    renames: Renames,
}

/// An item by what it belongs to.
pub(super) type Key = (ItemOwner, Part);

impl<'a> DiffSide<'a> {
    /// The side of a client with these public items.
    pub(super) fn new(model: &'a Model, surface: &'a Surface, renames: Renames) -> Self {
        Self {
            model,
            surface,
            uses: model.api.uses(),
            renames,
        }
    }

    /// The module of the operations of a resource.
    pub(super) fn module(&self, resource: Option<ResourceId>) -> String {
        if resource.is_none() {
            return "crate::operations".to_owned();
        }
        let modules = self.modules(resource);
        self.renames.path(&format!("crate::{}", modules.join("::")))
    }

    fn modules(&self, resource: Option<ResourceId>) -> Vec<String> {
        let parent = |id: &ResourceId| self.model.api.resources.get(id.0)?.parent;
        let path = std::iter::successors(resource, parent);
        let names = path.filter_map(|id| self.model.names.resource(id));
        let mut path: Vec<String> = names.map(|it| it.module.to_string()).collect();
        path.reverse();
        path
    }

    /// The path of a type.
    pub(super) fn path(&self, id: TypeId) -> ItemOwner {
        let path = match self.model.names.ty(id) {
            Some(names) => match &names.home {
                DefiningFile::Shared(_) => format!("crate::types::{}", names.name),
                DefiningFile::Resource(resource) => {
                    format!("{}::{}", self.module(*resource), names.name)
                }
            },
            None => "crate::Json".to_owned(),
        };
        self.renames.path(&path)
    }

    /// The method of an operation.
    pub(super) fn method(&self, id: OperationId) -> Key {
        let operation = self.model.api.operation(id);
        let resource = operation.and_then(|it| it.resource);
        let owner = self.handle(resource);
        let name = self.model.names.operation(id);
        let name = name.map(|it| it.method.to_string());
        (owner, Part::Function(name.unwrap_or_default()))
    }

    /// The items that an operation is, which the other client does not have: its types, and the way to it.
    pub(super) fn only_for(&self, id: OperationId, other: &Self) -> Vec<Key> {
        let types = self.uses.iter().filter(|(_, uses)| uses.contains(&id));
        let types = types.map(|(ty, _)| (self.path(*ty), Part::Itself));
        let types = types.filter(|it| !other.surface.items.contains_key(it));
        self.way_to(id, other).into_iter().chain(types).collect()
    }

    /// The items by which an operation is called, which the other client does not have: its method, what that takes, and the
    /// resources that lead to it.
    pub(super) fn way_to(&self, id: OperationId, other: &Self) -> Vec<Key> {
        let resource = self.model.api.operation(id).and_then(|it| it.resource);
        let params = self.params(id).0;
        let mut keys = vec![self.method(id)];
        keys.push((format!("{params}Required"), Part::Itself));
        keys.push((params, Part::Itself));
        let parent = |id: &ResourceId| self.model.api.resources.get(id.0)?.parent;
        for id in std::iter::successors(resource, parent) {
            keys.push((self.handle(Some(id)), Part::Itself));
            let accessor = self.modules(Some(id)).pop().unwrap_or_default();
            keys.push((self.handle(parent(&id)), Part::Function(accessor)));
            let feature = self.model.names.features.of.get(&id);
            let feature = feature.map(|it| (MANIFEST.to_owned(), Part::Constant(it.clone())));
            keys.extend(feature);
        }
        keys.retain(|it| !other.surface.items.contains_key(it));
        keys
    }

    /// The type that the operations of a resource are methods of.
    fn handle(&self, resource: Option<ResourceId>) -> ItemOwner {
        match self.model.names.resource_handle(resource) {
            Some(handle) => {
                let handle = format!("{}::{handle}", self.module(resource));
                self.renames.path(&handle)
            }
            None => "crate::Client".to_owned(),
        }
    }

    /// How an operation is called.
    pub(super) fn call(&self, id: OperationId) -> String {
        let resource = self.model.api.operation(id).and_then(|it| it.resource);
        let mut way = String::new();
        for module in self.modules(resource) {
            way.extend([".", &module, "()"]);
        }
        let names = self.model.names.operation(id);
        let method = names.map_or("", |it| it.method.as_str());
        format!("client{way}.{method}(..)")
    }

    /// The struct that an operation takes, and the names of its fields.
    pub(super) fn params(&self, id: OperationId) -> (ItemOwner, &[Member]) {
        let resource = self.model.api.operation(id).and_then(|it| it.resource);
        match self.model.names.operation(id) {
            Some(names) => {
                let owner = format!("{}::{}", self.module(resource), names.params);
                (self.renames.path(&owner), &names.fields)
            }
            None => (String::new(), &[]),
        }
    }

    /// A type as people write it.
    pub(super) fn written(&self, ty: &Type) -> String {
        let simple = match ty {
            Type::Bool => "bool",
            Type::I32 => "i32",
            Type::I64 => "i64",
            Type::U32 => "u32",
            Type::U64 => "u64",
            Type::I128 => "i128",
            Type::F32 => "f32",
            Type::F64 => "f64",
            Type::String => "String",
            Type::DateTime => "DateTime",
            Type::Date => "Date",
            Type::Base64 => "Base64",
            Type::Secret => "Secret<String>",
            Type::File => "File",
            Type::Parts => "Parts",
            Type::Json => "Json",
            Type::List(item) => return format!("Vec<{}>", self.written(item)),
            Type::Map(map) => {
                let (key, value) = (self.written(&map.key), self.written(&map.value));
                return format!("BTreeMap<{key}, {value}>");
            }
            Type::Nullable(inner) => return format!("Option<{}>", self.written(inner)),
            Type::Tuple(places) => {
                let places: Vec<String> = places.iter().map(|it| self.written(it)).collect();
                return format!("({})", places.join(", "));
            }
            Type::Named(id) => return super::surface::short(&self.path(*id)).to_owned(),
            Type::Foreign(id) => {
                let names = self.model.names.foreign(*id);
                return names.map_or_else(|| "Json".to_owned(), |it| it.ty.text());
            }
        };
        simple.to_owned()
    }

    /// What an operation answers, as people write it.
    pub(super) fn answer(&self, success: &Success) -> String {
        match success {
            Success::Empty => "()".to_owned(),
            Success::One(payload) => self.payload(payload),
            Success::Several(ty) => self.written(ty),
            Success::Stream(stream) => match &stream.item {
                StreamItem::Json(ty) => format!("EventStream<{}>", self.written(ty)),
                StreamItem::Text => "EventStream<String>".to_owned(),
                StreamItem::Event => "EventStream<Event>".to_owned(),
            },
        }
    }

    /// What a body is read as, as people write it.
    pub(super) fn payload(&self, payload: &Payload) -> String {
        match payload {
            Payload::Json(ty) | Payload::Any(ty) | Payload::Xml(ty, _) => self.written(ty),
            Payload::Text => "String".to_owned(),
            Payload::Bytes => "Bytes".to_owned(),
        }
    }
}

/// Method and path, as people name an operation.
pub(super) fn line_of(operation: &Operation) -> String {
    format!("{} {}", operation.method.as_str(), operation.path)
}
