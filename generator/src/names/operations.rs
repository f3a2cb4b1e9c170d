//! The names of resources, of operations and of what operations take.

use std::collections::{BTreeMap, BTreeSet};

use super::chosen::Ledger;
use super::ident::{Case, Ident, ident, module};
use super::lock::{Wanted, assign};
use super::types::{TAKEN_BY_OPERATIONS, TAKEN_TYPES};
use super::{Member, OperationNames, ResourceNames, operation_key, scope};
use crate::analyze::Members;
use crate::ir::{Api, BodyShape, Location, Operation, OperationId, Resource, ResourceId};

/// Modules that the crate has anyway.
const CRATE_MODULES: [&str; 14] = [
    "body",
    "bytes",
    "client",
    "decode",
    "event_stream",
    "http",
    "multipart",
    "operations",
    "paging",
    "response",
    "runtime",
    "std",
    "test",
    "types",
];

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
pub(super) fn resources(
    api: &Api,
    members: &Members,
    lock: &mut Ledger<'_>,
) -> BTreeMap<ResourceId, ResourceNames> {
    let mut named = BTreeMap::new();
    let parents = std::iter::once(None).chain(api.resources().map(|(id, _)| Some(id)));
    for parent in parents {
        let children = members.resources(parent).iter();
        let resource = |id: &ResourceId| Some((*id, api.resources.get(id.0)?));
        let children: Vec<_> = children.filter_map(resource).collect();
        let wanted = children.iter();
        let wanted: Vec<Wanted> = wanted.filter_map(|(_, it)| wanted_resource(it)).collect();
        // A resource is a module, and a method of the handle it is reached from.
        let reserved = [&CRATE_MODULES[..], &HANDLE_METHODS].concat();
        let modules = assign(&scope("resources", api, parent), &wanted, &reserved, lock);
        for (&(id, _), module) in children.iter().zip(modules) {
            let handle = ident(module.as_str(), Case::Camel);
            let mut taken = TAKEN_TYPES.iter().chain(&TAKEN_BY_OPERATIONS);
            let handle = if taken.any(|name| *name == handle.as_str()) {
                ident(&format!("{handle} Resource"), Case::Camel)
            } else {
                handle
            };
            named.insert(id, ResourceNames { module, handle });
        }
    }
    named
}

fn wanted_resource(resource: &Resource) -> Option<Wanted> {
    let name = resource.path.last()?;
    Some(Wanted {
        key: name.clone(),
        candidates: vec![module(name)],
        chosen: false,
    })
}

/// The methods of all operations, and the names of what they take.
pub(super) fn operations(
    api: &Api,
    members: &Members,
    lock: &mut Ledger<'_>,
) -> BTreeMap<OperationId, OperationNames> {
    let mut named = BTreeMap::new();
    let resources = std::iter::once(None).chain(api.resources().map(|(id, _)| Some(id)));
    for group in resources {
        let own = members.operations(group).iter();
        let own: Vec<_> = own
            .filter_map(|id| Some((*id, api.operation(*id)?)))
            .collect();
        let wanted: Vec<Wanted> = own.iter().map(|(_, it)| wanted_method(it)).collect();
        // A handle has a method for each resource inside it, too.
        let inner = members.resources(group).iter();
        let inner: Vec<String> = inner
            .filter_map(|id| api.resources.get(id.0)?.path.last())
            .map(|name| module(name).to_string())
            .collect();
        let mut reserved: Vec<&str> = HANDLE_METHODS.to_vec();
        reserved.extend(inner.iter().map(String::as_str));
        let methods = assign(&scope("operations", api, group), &wanted, &reserved, lock);
        let mut params = BTreeSet::new();
        for (&(id, operation), method) in own.iter().zip(methods) {
            if let Some(names) = shared(operation, &named, &method) {
                named.insert(id, names);
                continue;
            }
            let params = free_params(&method, &mut params);
            named.insert(id, operation_names(operation, method, params, lock));
        }
    }
    named
}

/// The names of a variant that takes what the operation itself takes.
fn shared(
    operation: &Operation,
    named: &BTreeMap<OperationId, OperationNames>,
    method: &Ident,
) -> Option<OperationNames> {
    let variant = operation.variant.as_ref().filter(|it| it.shares_params)?;
    let names = named.get(&variant.of)?;
    Some(OperationNames {
        method: method.clone(),
        ..names.clone()
    })
}

fn wanted_method(operation: &Operation) -> Wanted {
    Wanted {
        key: operation_key(operation),
        candidates: vec![ident(&operation.name, Case::Snake)],
        chosen: operation.name_is_chosen,
    }
}

/// The type of the params of a method. Two methods such as `list2` and `list_2` would have the same.
fn free_params(method: &Ident, taken: &mut BTreeSet<Ident>) -> Ident {
    let first = ident(&format!("{method} params"), Case::Camel);
    let numbered =
        (2..taken.len() + 3).map(|number| ident(&format!("{first}{number}"), Case::Camel));
    let mut names = std::iter::once(first.clone()).chain(numbered);
    names
        .find(|name| taken.insert(name.clone()))
        .unwrap_or(first)
}

fn operation_names(
    operation: &Operation,
    method: Ident,
    params: Ident,
    lock: &mut Ledger<'_>,
) -> OperationNames {
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

    let mut fields: Vec<Wanted> = Vec::new();
    let mut keys: BTreeSet<String> = BTreeSet::new();
    for parameter in operation.named() {
        let wire = &parameter.field.wire;
        let taken = keys.contains(wire);
        let part = match parameter.location {
            Location::Path => "path",
            Location::Query | Location::WholeQuery => "query",
            Location::Header => "header",
            Location::Cookie => "cookie",
        };
        let field = wanted_field(wire, taken.then_some(part));
        keys.insert(field.key.clone());
        fields.push(field);
    }
    let body: Vec<&str> = match operation.body.as_ref().map(|body| &body.shape) {
        Some(BodyShape::Fields(fields)) => fields.iter().map(|it| it.field.wire.as_str()).collect(),
        Some(BodyShape::Whole(_)) => vec!["body"],
        None => Vec::new(),
    };
    for wire in body {
        let field = wanted_field(wire, keys.contains(wire).then_some("body"));
        keys.insert(field.key.clone());
        fields.push(field);
    }
    let fields = assign(&format!("params of {key}"), &fields, &[], lock);
    OperationNames {
        params,
        method,
        arguments,
        fields: members(fields),
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

/// Fields with their setters.
pub(super) fn members(names: Vec<Ident>) -> Vec<Member> {
    let free = |word: &str, name: &Ident| {
        let setter = ident(&format!("{word} {name}"), Case::Snake);
        (!names.contains(&setter)).then_some(setter)
    };
    let setter = |name: &Ident| {
        if !TAKEN_SETTERS.contains(&name.as_str()) {
            return name.clone();
        }
        free("with", name)
            .or_else(|| free("set", name))
            .unwrap_or_else(|| ident(&format!("put {name}"), Case::Snake))
    };
    let setters: Vec<Ident> = names.iter().map(setter).collect();
    names
        .into_iter()
        .zip(setters)
        .map(|(name, setter)| Member { name, setter })
        .collect()
}
