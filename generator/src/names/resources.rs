//! The names of resources: each is a module, a file, and a method of the parent.

use std::collections::BTreeMap;

use super::assign::{Scope, Wanted, assign};
use super::chosen::Ledger;
use super::ident::{Ident, IdentCase, ident};
use super::lock::GROUPS;
use super::methods::Prefixes;
use super::modules::{self, Reserved, module};
use super::types::{TAKEN_BY_OPERATIONS, TAKEN_TYPES};
use super::{ResourceNames, scope};
use crate::analyze::Members;
use crate::config::ResourcePath;
use crate::ir::{Api, Resource, ResourceId};
use crate::origin::Origin;

/// The methods that the client, or the handle of a resource, has by itself.
pub(super) const HANDLE_METHODS: [&str; 7] = [
    "new",
    "clone",
    "builder",
    "from_env",
    "base_url",
    "request",
    "webhook_verifier",
];

/// The modules and handles of all resources.
pub(super) fn resources(
    api: &Api,
    members: &Members,
    reserved: &Reserved,
    lock: &mut Ledger<'_>,
) -> BTreeMap<ResourceId, ResourceNames> {
    check_chosen(reserved, lock);
    let mut named = BTreeMap::new();
    let prefixes = Prefixes::new(api);
    let parents = std::iter::once(None).chain(api.resources().map(|(id, _)| Some(id)));
    for parent in parents {
        let taken = taken(reserved, parent.is_none());
        let children = members.resources(parent).iter();
        let resource = |id: &ResourceId| Some((*id, api.resources.get(id.0)?));
        let children: Vec<_> = children.filter_map(resource).collect();
        let wanted = children.iter();
        let wanted = wanted.filter_map(|(_, it)| wanted_resource(it, prefixes.short(it), &taken));
        let wanted: Vec<Wanted> = wanted.collect();
        let scope = scope("resources", api, parent);
        let modules = assign(Scope::new(&scope, IdentCase::Snake, &taken), &wanted, lock);
        for (&(id, _), module) in children.iter().zip(modules) {
            let handle = handle(&module);
            named.insert(id, ResourceNames { module, handle });
        }
    }
    if api.has_groups {
        let groups = named.iter().filter_map(|(id, names)| {
            let path = api.resources.get(id.0)?.path.as_slice();
            let [group] = path else { return None };
            Some((group.as_str(), &names.module))
        });
        lock.lock.record_found(GROUPS, groups);
    }
    named
}

/// The names that no resource can have.
fn taken(reserved: &Reserved, at_root: bool) -> Vec<&str> {
    let names = reserved.beside_resources(at_root).into_iter();
    names.chain(HANDLE_METHODS).collect()
}

fn wanted_resource(resource: &Resource, short: Option<String>, taken: &[&str]) -> Option<Wanted> {
    let name = resource.path.last()?;
    let plain = module(name);
    let made = if taken.contains(&plain.as_str()) {
        module(&format!("{name} resource"))
    } else {
        plain
    };
    // `user` of `UserController`.
    let short = short
        .map(|it| module(&it))
        .filter(|it| !taken.contains(&it.as_str()));
    Some(Wanted::any_of(
        name,
        short.into_iter().chain([made]).collect(),
    ))
}

fn handle(module: &Ident) -> Ident {
    let handle = ident(module.as_str(), IdentCase::Camel);
    let mut taken = TAKEN_TYPES.iter().chain(&TAKEN_BY_OPERATIONS);
    if taken.any(|name| *name == handle.as_str()) {
        ident(&format!("{handle} Resource"), IdentCase::Camel)
    } else {
        handle
    }
}

/// Reports invalid paths of resources in the configuration.
fn check_chosen(reserved: &Reserved, lock: &mut Ledger<'_>) {
    let config = lock.config;
    let of_tags = config.resources.iter();
    let of_tags = of_tags.map(|(tag, path)| (config.at(&["resources", tag]), path));
    let operations = config.operations.iter();
    let of_operations = operations.filter_map(|(key, it)| {
        let at = config.at(&["operations", key, "resource"]);
        Some((at, it.resource.as_ref()?))
    });
    let all: Vec<(Origin, &ResourcePath)> = of_tags.chain(of_operations).collect();
    for (at, path) in all {
        for (index, name) in path.segments().iter().enumerate() {
            if modules::fitting(name).is_none() {
                let made = module(name);
                let name = name.escape_debug();
                lock.refuse(&at, format!("`{name}` cannot be a name here; `{made}` can"));
            } else if taken(reserved, index == 0).contains(&name.as_str()) {
                lock.refuse(&at, format!("the name `{name}` is taken here"));
            }
        }
    }
}
