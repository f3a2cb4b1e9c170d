//! Former names: where `[compat]` of `codegen.toml` asks for it, what was renamed keeps an alias.
//!
//! A name that `names.lock` has, and that the configuration replaces by another, is a former name from then on. It stays taken, so that
//! nothing else has it by chance.

use std::collections::{BTreeMap, BTreeSet};

use super::assign::{Scope, Wanted, unique};
use super::chosen::Ledger;
use super::ident::{Ident, IdentCase, ident};
use super::operations::{TAKEN_SETTERS, params_of};
use super::{DefiningFile, FormerMember, Member, OperationNames, ResourceNames, TypeTables};
use super::{NamesLock, modules, operation_key};
use crate::analyze::Members;
use crate::config::Config;
use crate::ir::{Api, Operation, OperationId, ResourceId};

/// The scopes whose things can have aliases: the tables of the lock that begin with these words.
const ALIASED: [&str; 7] = [
    "types",
    "resources",
    "operations",
    "params",
    "fields",
    "values",
    "branches",
];

/// Whether the things of a scope have aliases by this configuration.
pub(super) fn has_aliases(scope: &str, config: &Config) -> bool {
    let what = scope.split(' ').next().unwrap_or_default();
    config.compat.aliases && ALIASED.contains(&what)
}

/// Records the former names of the things of a scope, and finds those that can be aliases. `locked` is what the lock had.
pub(super) fn keep(
    scope: Scope<'_>,
    keys: &[String],
    given: &[Ident],
    locked: &BTreeMap<String, String>,
    ledger: &mut Ledger<'_>,
) {
    for (key, name) in keys.iter().zip(given) {
        // Without an entry, the name was that on the wire, if the thing was there.
        let unlisted = || {
            let is_own = ledger.is_short && scope.fitting(key).is_some();
            is_own.then_some(key.as_str())
        };
        let old = locked.get(key).map(String::as_str).or_else(unlisted);
        if let Some(old) = old.filter(|old| *old != name.as_str()) {
            ledger.lock.add_former(scope.name, key, old);
        }
    }
    let names: Vec<&Ident> = given.iter().collect();
    ledger.lock.forget_former(scope.name, &names);
    for key in keys {
        let former = ledger.lock.former(scope.name, key).to_vec();
        let former = former.iter();
        let is_free =
            |it: &&String| !scope.reserved.contains(&it.as_str()) && !scope.others.contains(*it);
        let former = former.filter(is_free);
        let former: Vec<Ident> = former
            .filter_map(|it| ledger.locked_former(scope, key, it))
            .collect();
        if !former.is_empty() {
            let at = (scope.name.to_owned(), key.clone());
            ledger.former.insert(at, former);
        }
    }
}

/// The values that an enum has had and that the description has no more: the entries of the lock that are of none of those it has.
pub(super) fn gone(
    scope: Scope<'_>,
    wanted: &[Wanted],
    ledger: &mut Ledger<'_>,
) -> Vec<(String, Ident)> {
    if !has_aliases(scope.name, ledger.config) {
        return Vec::new();
    }
    let keys = unique(wanted.iter().map(|it| &*it.key));
    let mut locked = ledger.lock.scope(scope.name);
    locked.retain(|key, _| !keys.contains(key));
    let gone = locked.into_iter().filter_map(|(wire, name)| {
        let name = ledger.locked(scope, &wire, &name)?;
        Some((wire, name))
    });
    gone.collect()
}

/// Finds the resources that `[resources]` calls otherwise: those that were not there, and whose operations are all of one that is there no more,
/// in the same place.
pub(super) fn follow_resources(
    api: &Api,
    members: &Members,
    config: &Config,
    lock: &mut NamesLock,
) {
    if !config.compat.aliases {
        return;
    }
    let current: BTreeSet<String> = api.resources().map(|(_, it)| it.path.join(".")).collect();
    for (id, resource) in api.resources() {
        let scope = super::scope("operations", api, Some(id));
        let operations = members.operations(Some(id)).iter();
        let keys = operations.filter_map(|id| Some(operation_key(api.operation(*id)?)));
        let keys: Vec<String> = keys.collect();
        let Some((own, around)) = resource.path.split_last() else {
            continue;
        };
        if keys.is_empty() || !lock.scope(&scope).is_empty() {
            continue;
        }
        let is_former = |path: &&str| {
            let names = lock.scope(&format!("operations of {path}"));
            let mut parts: Vec<&str> = path.split('.').collect();
            parts.pop();
            !current.contains(*path)
                && parts == around
                && keys.iter().all(|it| names.contains_key(it))
        };
        let found = lock.resources_with_operations().filter(is_former);
        let found: Vec<String> = found.map(str::to_owned).collect();
        let [path] = found.as_slice() else {
            continue;
        };
        let methods = lock.scope(&format!("operations of {path}"));
        let last = path.rsplit('.').next().unwrap_or(path).to_owned();
        let modules = super::scope("resources", api, resource.parent);
        let module = lock.name(&modules, &last).map(str::to_owned);
        let module = module.unwrap_or_else(|| modules::module(&last).to_string());
        lock.add_former(&modules, own, &module);
        for (key, method) in keys.iter().filter_map(|it| methods.get_key_value(it)) {
            lock.add_former(&scope, key, method);
        }
    }
}

/// Gives their former names to the members of a type or of params, which were `wanted` in a scope: those that no method of theirs has.
pub(super) fn give(members: &mut [Member], scope: &str, wanted: &[Wanted], ledger: &Ledger<'_>) {
    if ledger.former.is_empty() {
        return;
    }
    let methods = members
        .iter()
        .flat_map(|it| [Some(&it.setter), it.null.as_ref()]);
    let mut taken: BTreeSet<Ident> = methods.flatten().cloned().collect();
    let keys = unique(wanted.iter().map(|it| &*it.key));
    for (member, key) in members.iter_mut().zip(keys) {
        for name in ledger.former(scope, &key) {
            let is_reserved = TAKEN_SETTERS.contains(&name.as_str());
            if is_reserved || !taken.insert(name.clone()) {
                continue;
            }
            let null = ident(&format!("clear {name}"), IdentCase::Snake);
            let null = member.null.is_some().then_some(null);
            let null = null.filter(|it| taken.insert(it.clone()));
            member.former.push(FormerMember { name, null });
        }
    }
}

/// Gives the params of operations the names that follow from former names of these, where their files have nothing that is called so.
pub(super) fn name_params(
    api: &Api,
    resources: &BTreeMap<ResourceId, ResourceNames>,
    types: &TypeTables,
    operations: &mut BTreeMap<OperationId, OperationNames>,
) {
    if operations.values().all(|it| it.former.is_empty()) {
        return;
    }
    let mut taken: BTreeMap<Option<ResourceId>, BTreeSet<Ident>> = BTreeMap::new();
    let of_types = types.names.values().flat_map(|it| {
        let own = [Some(&it.name), it.constructor.named.as_ref()];
        own.into_iter().flatten().map(move |name| (&it.home, name))
    });
    let aliases = types.aliases.iter().chain(&types.former);
    let aliases = aliases.map(|it| (&it.home, &it.name));
    for (home, name) in of_types.chain(aliases) {
        if let DefiningFile::Resource(resource) = home {
            taken.entry(*resource).or_default().insert(name.clone());
        }
    }
    for (id, names) in resources {
        let own = taken.entry(Some(*id)).or_default();
        own.insert(names.handle.clone());
    }
    let resource_of = |id: &OperationId| api.operation(*id).and_then(|it| it.resource);
    for (id, names) in operations.iter() {
        let own = taken.entry(resource_of(id)).or_default();
        own.insert(names.params.clone());
        own.extend(names.constructor.named.clone());
    }
    let has_own = |operation: &Operation| {
        let shares = operation
            .variant
            .as_ref()
            .is_some_and(|it| it.shares_params);
        operation.takes_params() && !shares
    };
    for (id, names) in operations {
        if api.operation(*id).is_some_and(has_own) {
            let taken = taken.entry(resource_of(id)).or_default();
            for former in &mut names.former {
                let params = params_of(&former.method);
                former.params = taken.insert(params.clone()).then_some(params);
            }
        }
    }
}
