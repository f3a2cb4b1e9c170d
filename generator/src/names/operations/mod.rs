//! The names of operations, their params and arguments.

mod params;

use std::collections::{BTreeMap, BTreeSet};

use super::assign::{Scope, Wanted, assign};
use super::chosen::Ledger;
use super::constructors::{constructor, place_of};
use super::ident::{Ident, IdentCase, ident};
use super::methods::Methods;
use super::resources::HANDLE_METHODS;
use super::{FormerMethod, OperationNames, ResourceNames, former, operation_key, scope};
use crate::analyze::Members;
use crate::ir::{
    Api, BodyShape, Location, NameSource, Operation, OperationId, Presence, ResourceId,
};
pub(super) use params::{TAKEN_SETTERS, members};
use params::{wanted_field, wanted_fields};

/// The methods of all operations, and the names of their params and arguments.
pub(super) fn operations(
    api: &Api,
    members: &Members,
    resources: &BTreeMap<ResourceId, ResourceNames>,
    lock: &mut Ledger<'_>,
) -> BTreeMap<OperationId, OperationNames> {
    let mut named = BTreeMap::new();
    let methods = Methods::new(api);
    let groups = std::iter::once(None).chain(api.resources().map(|(id, _)| Some(id)));
    for group in groups {
        let own = members.operations(group).iter();
        let own: Vec<_> = own
            .filter_map(|id| Some((*id, api.operation(*id)?)))
            .collect();
        // A handle also has a method for each resource inside it.
        let inner = members.resources(group).iter();
        let inner = inner.filter_map(|id| resources.get(id));
        let inner = inner.flat_map(|names| {
            let former = names.former.iter().map(|it| &it.module);
            [&names.module].into_iter().chain(former)
        });
        let inner: Vec<String> = inner.map(Ident::to_string).collect();
        let taken = inner.iter().map(String::as_str).chain(HANDLE_METHODS);
        let taken: Vec<&str> = taken.collect();
        let mut candidates = methods.candidates(group, &own, &taken);
        let wanted = own.iter().map(|(id, operation)| {
            let names = candidates.remove(id).unwrap_or_default();
            wanted_method(operation, names, lock)
        });
        let wanted: Vec<Wanted> = wanted.collect();
        let scope_name = scope("operations", api, group);
        let scope = Scope {
            name: &scope_name,
            case: IdentCase::Snake,
            reserved: &HANDLE_METHODS,
            others: &inner,
        };
        let known = lock.lock.scope(&scope_name);
        let methods = assign(scope, &wanted, lock);
        let handle = group.and_then(|id| resources.get(&id));
        let mut params: BTreeSet<Ident> = handle.map(|it| it.handle.clone()).into_iter().collect();
        for (&(id, operation), method) in own.iter().zip(methods) {
            let shared = shared(operation, &named, &method);
            let mut names = shared.unwrap_or_else(|| {
                let params = free_params(&method, &mut params);
                let was_there = known.contains_key(&operation_key(operation));
                operation_names(operation, method, params, was_there, lock)
            });
            let former = lock.former(&scope_name, &operation_key(operation));
            let former = former.into_iter().map(|method| FormerMethod {
                method,
                params: None,
            });
            names.former = former.collect();
            named.insert(id, names);
        }
    }
    named
}

/// The names of a variant that shares the params of its operation.
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

/// The method of an operation, with candidates for its name. An invalid name in the configuration is reported.
fn wanted_method(operation: &Operation, names: Vec<Ident>, lock: &mut Ledger<'_>) -> Wanted {
    let wanted = Wanted::any_of(operation_key(operation), names);
    let NameSource::Chosen(name) = &operation.name else {
        return wanted;
    };
    let chosen_at = operation.variant.is_none().then(|| {
        let (method, path) = (operation.method.as_str(), &operation.path);
        let configured = lock.config.operation(Some(&operation.id), method, path);
        let key = configured.map_or("", |(key, _)| key);
        lock.config.at(&["operations", key, "method"])
    });
    if let (Some(at), Some(made)) = (&chosen_at, wanted.candidates.first())
        && made.as_str() != name
    {
        let name = name.escape_debug();
        lock.refuse(at, format!("`{name}` cannot be a name here; `{made}` can"));
    }
    Wanted {
        chosen: true,
        chosen_at,
        ..wanted
    }
}

/// The type of the params of a method. Two methods such as `list2` and `list_2` would have the same.
fn free_params(method: &Ident, taken: &mut BTreeSet<Ident>) -> Ident {
    let first = params_of(method);
    let numbered =
        (2..taken.len() + 3).map(|number| ident(&format!("{first}{number}"), IdentCase::Camel));
    let mut names = std::iter::once(first.clone()).chain(numbered);
    names
        .find(|name| taken.insert(name.clone()))
        .unwrap_or(first)
}

pub(super) fn params_of(method: &Ident) -> Ident {
    ident(&format!("{method} params"), IdentCase::Camel)
}

fn operation_names(
    operation: &Operation,
    method: Ident,
    params: Ident,
    was_there: bool,
    lock: &mut Ledger<'_>,
) -> OperationNames {
    let key = operation_key(operation);
    let positional: Vec<Wanted> = operation
        .positional()
        .map(|parameter| wanted_field(&parameter.field.wire, None))
        .collect();
    let scope = format!("arguments of {key}");
    let arguments = assign(
        Scope::new(&scope, IdentCase::Snake, &["self", "params"]),
        &positional,
        lock,
    );

    let patches = patches(operation);
    let named = operation.named().map(|it| place_of(&it.field));
    let mut places: Vec<Option<(&str, usize)>> = named.collect();
    let mut wires: Vec<(&str, &str)> = operation
        .named()
        .map(|it| (part(it.location), it.field.wire.as_str()))
        .collect();
    let body: Vec<&str> = match operation.body.as_ref().map(|it| (&it.shape, it.required)) {
        Some((BodyShape::Fields(fields), _)) => {
            places.extend(fields.iter().map(|it| place_of(&it.field)));
            fields.iter().map(|it| it.field.wire.as_str()).collect()
        }
        Some((BodyShape::Whole(_), required)) => {
            places.push(required.then_some(("body", 0)));
            vec!["body"]
        }
        None => Vec::new(),
    };
    wires.extend(body.into_iter().map(|wire| ("body", wire)));
    let scope = format!("params of {key}");
    let fields = wanted_fields(&wires, &lock.lock.scope(&scope), was_there);
    let names = assign(Scope::new(&scope, IdentCase::Snake, &[]), &fields, lock);
    let mut members = members(&names, &patches);
    former::give(&mut members, &scope, &fields, lock);
    OperationNames {
        params,
        method,
        former: Vec::new(),
        arguments,
        fields: members,
        constructor: constructor(&format!("{key} params"), places.into_iter(), lock),
    }
}

/// The positions of the fields of the params that can be made `null`.
fn patches(operation: &Operation) -> BTreeSet<usize> {
    let named = operation.named().map(|it| it.field.presence);
    let body = operation.body.as_ref().map(|it| &it.shape);
    let body = match body {
        Some(BodyShape::Fields(fields)) => fields.as_slice(),
        Some(BodyShape::Whole(_)) | None => &[],
    };
    patched(named.chain(body.iter().map(|it| it.field.presence)))
}

/// The positions of what can be made `null`.
pub(super) fn patched(presences: impl Iterator<Item = Presence>) -> BTreeSet<usize> {
    let all = presences.enumerate();
    let patched = all.filter(|(_, it)| *it == Presence::Patch);
    patched.map(|(at, _)| at).collect()
}

/// Where a parameter belongs, in words.
fn part(location: Location) -> &'static str {
    match location {
        Location::Path => "path",
        Location::Query | Location::WholeQuery => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
    }
}
