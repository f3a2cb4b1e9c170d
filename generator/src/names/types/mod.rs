//! The names of types, of their fields, values and branches.
//!
//! In come the types with their places; out go their names, the files that define them, and the names that places had before
//! their types were defined elsewhere. [`mod@places`] lists the places, [`mod@definitions`] decides which of them a type is named after, [`mod@scopes`] which names a file has, [`words`],
//! [`component_words`], [`common`] and [`mod@owners`] say what it is called, [`mod@inside`] names what is in it, [`mod@variants`] the branches of a union, and [`mod@files`] the files of shared types. [`tables`] is what comes out.

mod common;
mod component_words;
mod definitions;
mod derivable;
pub(super) mod derives;
mod files;
mod inside;
mod owners;
mod places;
mod scopes;
mod tables;
mod variants;
mod words;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::assign::{Scope, Wanted, assign};
use super::chosen::Ledger;
use super::constructors::name_structs;
use super::ident::{Ident, IdentCase, ident};
use super::modules::Reserved;
use super::{OperationNames, ResourceNames};
use crate::analyze::{Analysis, Members};
use crate::ir::{Api, OperationId, Place, ResourceId, Role, TypeId};
use common::Naming;
use definitions::{Definition, definitions};
pub use derives::Derives;
use files::files;
use inside::inside;
use places::{TypePlace, TypeScope};
use scopes::{InScope, scopes};
pub use tables::{Alias, DefiningFile, FormerMember, Member, TypeNames, TypeTables};
pub(super) use words::SENT;
pub(super) use words::place_key;
use words::{common_names, take_over, wanted_type};

/// Names with another meaning in generated code.
pub(crate) const TAKEN_TYPES: [&str; 31] = [
    "Base64",
    "Bool",
    "Box",
    "BTreeMap",
    "Client",
    "ClientBuilder",
    "Date",
    "DateTime",
    "Debug",
    "Default",
    "Eq",
    "Err",
    "Error",
    "From",
    "Into",
    "IntoIterator",
    "Json",
    "None",
    "Ok",
    "Operation",
    "Option",
    "PartialEq",
    "Patch",
    "Request",
    "Result",
    "Secret",
    "Self",
    "Some",
    "String",
    "Unrecognized",
    "Vec",
];

/// Further names with another meaning in the files of operations.
pub(super) const TAKEN_BY_OPERATIONS: [&str; 6] = [
    "LazyLock",
    "Method",
    "OrNull",
    "StreamRequest",
    "Style",
    "StyleKind",
];

/// The names of all types, and of the structs that constructors take, also those of params.
pub(super) fn types(
    api: &Api,
    analysis: &Analysis,
    operations: &mut BTreeMap<OperationId, OperationNames>,
    resources: &BTreeMap<ResourceId, ResourceNames>,
    reserved: &Reserved,
    lock: &mut Ledger<'_>,
) -> TypeTables {
    let places = places::all(api, lock);
    let definitions = definitions(api, &places, lock.lock);
    let methods: BTreeMap<OperationId, Ident> = operations
        .iter()
        .map(|(id, names)| (*id, names.method.clone()))
        .collect();
    let naming = Naming::new(api, &methods, &definitions);
    let mut tables = TypeTables::default();
    for (scope, members) in scopes(api, &definitions, lock) {
        let mut reserved_names = TAKEN_TYPES.to_vec();
        let mut beside: Vec<String> = Vec::new();
        let mut own: &[OperationId] = &[];
        if let TypeScope::Resource(resource) = scope {
            reserved_names.extend(TAKEN_BY_OPERATIONS);
            beside = handles_and_params(&analysis.members, resource, operations, resources);
            own = analysis.members.operations(resource);
        }
        let (table, constructors) = (scope.table("types", api), scope.table("constructors", api));
        // What a constructor takes keeps its name, too, and comes after the types.
        let mut others: Vec<String> = lock.lock.scope(&constructors).into_values().collect();
        others.extend(beside.iter().cloned());
        let wanted = wanted_in(&table, &members, &naming, lock);
        let names = assign(camel(&table, &reserved_names, &others), &wanted, lock);
        let mut others: Vec<String> = lock.lock.scope(&table).into_values().collect();
        others.extend(lock.lock.all_former(&table).map(str::to_owned));
        others.extend(names.iter().map(Ident::to_string).chain(beside));
        let named: Vec<(&TypePlace<'_>, Ident)> = members.places().zip(names).collect();
        let homes = homes(scope, &named, &naming, reserved, lock);
        for ((at, _), home) in named.iter().zip(&homes) {
            let former = lock.former(&table, &at.key).into_iter();
            tables.former.extend(former.map(|name| Alias {
                name,
                of: at.of,
                home: home.clone(),
            }));
        }
        add(
            &mut tables,
            analysis,
            &naming,
            &members,
            named.into_iter().zip(homes),
            lock,
        );
        let types = members
            .definitions
            .iter()
            .map(|it| (it.id, it.at.key.as_str()));
        let types: Vec<(TypeId, &str)> = types.collect();
        name_structs(
            api,
            camel(&constructors, &reserved_names, &others),
            (&types, &mut tables.names),
            (own, operations),
            lock,
        );
    }
    for aliases in [&mut tables.aliases, &mut tables.former] {
        aliases.sort_by(|one, other| one.name.cmp(&other.name));
    }
    tables
}

/// Adds what has a name in a scope, each with its name and its file.
fn add<'p>(
    tables: &mut TypeTables,
    analysis: &Analysis,
    naming: &Naming<'_>,
    members: &InScope<'_, '_>,
    mut named: impl Iterator<Item = ((&'p TypePlace<'p>, Ident), DefiningFile)>,
    lock: &mut Ledger<'_>,
) {
    for (definition, ((at, name), home)) in members.definitions.iter().zip(&mut named) {
        if let (DefiningFile::Resource(_), Some(operation)) = (&home, operation_of(at.place)) {
            let types = tables.of_operations.entry(operation).or_default();
            types.push((definition.id, at.place.role.clone()));
        }
        let keeps = analysis.keeps.get(&definition.id).copied();
        if let Some(def) = naming.api.ty(definition.id) {
            let names = inside(naming.api, def, keeps, (name, home), &at.key, lock);
            tables.names.insert(definition.id, names);
        }
    }
    tables.aliases.extend(named.map(|((at, name), home)| Alias {
        name,
        of: at.of,
        home,
    }));
}

/// The names that what is in a scope should have: the definitions, and then the aliases.
fn wanted_in(
    table: &str,
    members: &InScope<'_, '_>,
    naming: &Naming<'_>,
    lock: &mut Ledger<'_>,
) -> Vec<Wanted> {
    let mut wanted: Vec<Wanted> = Vec::new();
    let mut common: Vec<Vec<Ident>> = Vec::new();
    let keys = members.definitions.iter().map(|it| it.at.key.as_str());
    let keys: BTreeSet<&str> = keys.collect();
    for definition in &members.definitions {
        let Some(def) = naming.api.ty(definition.id) else {
            continue;
        };
        let it = wanted_type(definition, naming, lock);
        take_over(table, def, &it, &keys, lock);
        common.push(if it.chosen {
            Vec::new()
        } else {
            common_names(definition, naming)
        });
        wanted.push(it);
    }
    prefer(&mut wanted, &common, &members.definitions);
    for (it, _) in wanted.iter().zip(&common).filter(|(_, it)| !it.is_empty()) {
        lock.reasons.add_common(table, &it.key);
    }
    wanted.extend(members.aliases.iter().map(|it| {
        let former = lock.lock.name(table, &it.key).unwrap_or_default();
        match &it.chosen {
            Some((name, at)) => Wanted {
                chosen: true,
                chosen_at: Some(at.clone()),
                ..Wanted::any_of(it.key.clone(), vec![name.clone()])
            },
            None => Wanted::new(it.key.clone(), former, IdentCase::Camel),
        }
    }));
    wanted
}

/// Names each type after what its places have in common, where they have anything, and not after one of them. A name that another type has
/// of its own is not taken. Of several types that could have one, that with the most places has it.
fn prefer(wanted: &mut [Wanted], common: &[Vec<Ident>], definitions: &[&Definition<'_, '_>]) {
    let own = wanted.iter().zip(common).filter(|(_, it)| it.is_empty());
    let own = own.flat_map(|(it, _)| it.candidates.iter().cloned());
    let mut taken: BTreeSet<Ident> = own.collect();
    let mut order: Vec<usize> = (0..common.len()).collect();
    order.sort_by_key(|index| Reverse(definitions.get(*index).map_or(0, |it| it.places.len())));
    for index in order {
        let names = common.get(index).map_or(&[][..], Vec::as_slice);
        let Some(first) = names.first() else {
            continue;
        };
        let Some(wanted) = wanted.get_mut(index) else {
            continue;
        };
        // What one owner has in several places may be called after the first of these.
        let is_owned = definitions.get(index).is_some_and(|it| it.has_one_owner());
        let own = wanted.candidates.iter().filter(|_| is_owned);
        let free = names.iter().chain(own).find(|it| !taken.contains(*it));
        let name = free.cloned().unwrap_or_else(|| numbered(first, &taken));
        taken.insert(name.clone());
        wanted.candidates = vec![name];
    }
}

/// The name with the first number that makes it one that nothing has.
fn numbered(name: &Ident, taken: &BTreeSet<Ident>) -> Ident {
    let mut names = (2..).map(|number| ident(&format!("{name}{number}"), IdentCase::Camel));
    let free = names.find(|it| !taken.contains(it));
    free.unwrap_or_else(|| name.clone())
}

/// The files of what has a name in a scope.
fn homes(
    scope: TypeScope,
    named: &[(&TypePlace<'_>, Ident)],
    naming: &Naming<'_>,
    reserved: &Reserved,
    lock: &mut Ledger<'_>,
) -> Vec<DefiningFile> {
    match scope {
        TypeScope::Resource(resource) => {
            let all = named.iter();
            all.map(|_| DefiningFile::Resource(resource)).collect()
        }
        TypeScope::Shared => {
            let files = files(named, &naming.components, reserved, lock);
            files.into_iter().map(DefiningFile::Shared).collect()
        }
    }
}

fn operation_of(place: &Place) -> Option<OperationId> {
    match &place.role {
        Role::Params(of) | Role::Response(of) | Role::Errors(of) | Role::Error(of, _) => Some(*of),
        Role::Component(_) => None,
    }
}

/// A scope of names of types.
fn camel<'a>(name: &'a str, reserved: &'a [&'a str], others: &'a [String]) -> Scope<'a> {
    Scope {
        name,
        case: IdentCase::Camel,
        reserved,
        others,
    }
}

fn handles_and_params(
    members: &Members,
    resource: Option<ResourceId>,
    operations: &BTreeMap<OperationId, OperationNames>,
    resources: &BTreeMap<ResourceId, ResourceNames>,
) -> Vec<String> {
    let own = members.operations(resource).iter();
    let params = own
        .filter_map(|id| operations.get(id))
        .map(|names| names.params.to_string());
    let inner = members.resources(resource).iter().copied();
    let handles = resource
        .into_iter()
        .chain(inner)
        .filter_map(|id| resources.get(&id))
        .map(|names| names.handle.to_string());
    params.chain(handles).collect()
}
