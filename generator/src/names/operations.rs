//! The names of resources, of operations and of what operations take.

use std::collections::BTreeMap;

use super::ident::{Case, Ident, ident};
use super::lock::{NamesLock, Wanted, assign};
use super::{Member, OperationNames, ResourceNames, operation_key, scope};
use crate::ir::{Api, BodyShape, Operation, OperationId, ResourceId};

/// Modules that the crate has anyway.
const CRATE_MODULES: [&str; 5] = ["client", "operations", "runtime", "types", "test"];

/// Methods that a handle has anyway; the client, which is the handle of everything without a resource, has the most.
const HANDLE_METHODS: [&str; 6] = ["new", "clone", "builder", "from_env", "base_url", "request"];

/// Setters with these names would shadow what every struct has; they are called `with_…`.
const TAKEN_SETTERS: [&str; 28] = [
    "add",
    "blank",
    "clone",
    "cmp",
    "default",
    "deserialize",
    "div",
    "drop",
    "eq",
    "fmt",
    "from",
    "from_str",
    "hash",
    "index",
    "into",
    "mul",
    "ne",
    "neg",
    "new",
    "next",
    "not",
    "rem",
    "rest",
    "serialize",
    "slot",
    "sub",
    "view",
    "with_property",
];

/// The modules and handles of all resources.
pub(super) fn resources(api: &Api, lock: &mut NamesLock) -> BTreeMap<ResourceId, ResourceNames> {
    let mut named = BTreeMap::new();
    let parents = std::iter::once(None).chain(api.resources().map(|(id, _)| Some(id)));
    for parent in parents {
        let children: Vec<ResourceId> = api
            .resources()
            .filter(|(_, resource)| resource.parent == parent)
            .map(|(id, _)| id)
            .collect();
        let wanted: Vec<Wanted> = children
            .iter()
            .filter_map(|id| wanted_resource(api, *id))
            .collect();
        // A resource is a module, and a method of the handle it is reached from.
        let mut reserved = HANDLE_METHODS.to_vec();
        if parent.is_none() {
            reserved.extend(CRATE_MODULES);
        }
        let modules = assign(&scope("resources", api, parent), &wanted, &reserved, lock);
        for (id, module) in children.into_iter().zip(modules) {
            let handle = ident(module.as_str(), Case::Camel);
            let handle = match handle.as_str() {
                "Client" | "ClientBuilder" | "Request" => {
                    ident(&format!("{handle} Resource"), Case::Camel)
                }
                _ => handle,
            };
            named.insert(id, ResourceNames { module, handle });
        }
    }
    named
}

fn wanted_resource(api: &Api, id: ResourceId) -> Option<Wanted> {
    let name = api.resources.get(id.0)?.path.last()?;
    Some(Wanted {
        key: name.clone(),
        candidates: vec![ident(name, Case::Snake)],
        chosen: false,
    })
}

/// The methods of all operations, and the names of what they take.
pub(super) fn operations(api: &Api, lock: &mut NamesLock) -> BTreeMap<OperationId, OperationNames> {
    let mut named = BTreeMap::new();
    let groups = std::iter::once(None).chain(api.resources().map(|(id, _)| Some(id)));
    for group in groups {
        let members: Vec<(OperationId, &Operation)> = api
            .operations()
            .filter(|(_, operation)| operation.resource == group)
            .collect();
        let wanted: Vec<Wanted> = members.iter().map(|(_, it)| wanted_method(it)).collect();
        // A handle has a method for each resource inside it, too.
        let inner: Vec<String> = api
            .resources()
            .filter(|(_, resource)| resource.parent == group)
            .filter_map(|(_, resource)| Some(ident(resource.path.last()?, Case::Snake).to_string()))
            .collect();
        let mut reserved: Vec<&str> = HANDLE_METHODS.to_vec();
        reserved.extend(inner.iter().map(String::as_str));
        let methods = assign(&scope("operations", api, group), &wanted, &reserved, lock);
        for ((id, operation), method) in members.into_iter().zip(methods) {
            named.insert(id, operation_names(operation, method, lock));
        }
    }
    named
}

fn wanted_method(operation: &Operation) -> Wanted {
    Wanted {
        key: operation_key(operation),
        candidates: vec![ident(&operation.name, Case::Snake)],
        chosen: operation.name_is_chosen,
    }
}

fn operation_names(operation: &Operation, method: Ident, lock: &mut NamesLock) -> OperationNames {
    let key = operation_key(operation);
    let positional: Vec<Wanted> = operation
        .positional()
        .map(|parameter| wanted_field(&parameter.field.wire, None))
        .collect();
    let arguments = assign(
        &format!("arguments of {key}"),
        &positional,
        &["self", "params"],
        lock,
    );

    let mut fields: Vec<Wanted> = operation
        .named()
        .map(|parameter| wanted_field(&parameter.field.wire, None))
        .collect();
    let body: Vec<&str> = match operation.body.as_ref().map(|body| &body.shape) {
        Some(BodyShape::Fields(fields)) => fields.iter().map(|field| field.wire.as_str()).collect(),
        Some(BodyShape::Whole(_)) => vec!["body"],
        None => Vec::new(),
    };
    for wire in body {
        let taken = fields.iter().any(|field| field.key == wire);
        fields.push(wanted_field(wire, taken.then_some("body")));
    }
    let fields = assign(&format!("params of {key}"), &fields, &[], lock);
    OperationNames {
        params: ident(&format!("{method} params"), Case::Camel),
        method,
        arguments,
        fields: fields.into_iter().map(member).collect(),
    }
}

/// A field; `part` says where it belongs if a field of another part has the same name on the wire.
fn wanted_field(wire: &str, part: Option<&str>) -> Wanted {
    let qualified = part.map_or_else(|| wire.to_owned(), |part| format!("{part} {wire}"));
    Wanted {
        candidates: vec![ident(&qualified, Case::Snake)],
        key: qualified,
        chosen: false,
    }
}

/// A field with its setter.
pub(super) fn member(name: Ident) -> Member {
    let setter = if TAKEN_SETTERS.contains(&name.as_str()) {
        ident(&format!("with {name}"), Case::Snake)
    } else {
        name.clone()
    };
    Member { name, setter }
}
