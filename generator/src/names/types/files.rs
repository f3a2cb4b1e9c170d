//! The files of shared types.

use std::collections::{BTreeMap, BTreeSet};

use super::component_words::ComponentWords;
use super::places::TypePlace;
use crate::ir::Role;
use crate::names::assign::{Scope, Wanted, assign};
use crate::names::chosen::Ledger;
use crate::names::ident::{Ident, IdentCase, ident};
use crate::names::modules::{Reserved, module};

/// The file of each of these shared types: that of its component, or one of its own where it is written in operations of several
/// resources.
pub(super) fn files(
    types: &[(&TypePlace<'_>, Ident)],
    components: &ComponentWords,
    reserved: &Reserved,
    lock: &mut Ledger<'_>,
) -> Vec<Ident> {
    let owners = types.iter().map(|(at, name)| match &at.place.role {
        Role::Component(name) => (name.as_str(), components.of(name)),
        Role::Response(_) | Role::Errors(_) | Role::Error(..) | Role::Params(_) => {
            (at.key.as_str(), name.as_str())
        }
    });
    let owners: Vec<(&str, &str)> = owners.collect();
    let files = assigned(&owners, reserved, lock);
    let file = |(owner, name): &(&str, &str)| files.get(owner).cloned().unwrap_or(module(name));
    owners.iter().map(file).collect()
}

/// The files of all owners. Each comes with what its file is named after.
fn assigned<'o>(
    owners: &[(&'o str, &str)],
    reserved: &Reserved,
    lock: &mut Ledger<'_>,
) -> BTreeMap<&'o str, Ident> {
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let owners: Vec<(&'o str, &str)> = {
        let all = owners.iter().copied();
        all.filter(|(owner, _)| seen.insert(owner)).collect()
    };
    // Of components that want the same file, the one whose type has this name gets it.
    let is_first = |(_, name): &&(&str, &str)| ident(name, IdentCase::Camel).as_str() == *name;
    let first = owners.iter().filter(is_first);
    let first: BTreeMap<Ident, &str> = first.map(|(owner, name)| (module(name), *owner)).collect();
    let wanted = |(owner, name): &(&str, &str)| {
        let file = module(name);
        let candidates = match first.get(&file) {
            Some(other) if other != owner => {
                let numbered = (2..10).map(|number| module(&format!("{file} {number}")));
                numbered.collect()
            }
            _ => vec![file],
        };
        Wanted::any_of(*owner, candidates)
    };
    let wanted: Vec<Wanted> = owners.iter().map(wanted).collect();
    let reserved = reserved.beside_types();
    let names = assign(
        Scope::new("files of types", IdentCase::Snake, &reserved),
        &wanted,
        lock,
    );
    owners.iter().map(|(owner, _)| *owner).zip(names).collect()
}
