//! Scopes of names of types: what has a name in each.

use std::collections::{BTreeMap, BTreeSet};

use super::definitions::Definition;
use super::places::{TypePlace, TypeScope};
use crate::ir::Api;
use crate::names::chosen::Ledger;
use crate::names::ident::Ident;

/// What has a name in a scope.
#[derive(Default)]
pub(super) struct InScope<'p, 'a> {
    pub(super) definitions: Vec<&'p Definition<'p, 'a>>,
    /// Places whose types are defined elsewhere, and which had a name here, or have another by choice.
    pub(super) aliases: Vec<&'p TypePlace<'a>>,
}

impl<'p, 'a> InScope<'p, 'a> {
    /// The places that these names are of.
    pub(super) fn places(&self) -> impl Iterator<Item = &'p TypePlace<'a>> {
        let defined = self.definitions.iter().map(|it| it.at);
        defined.chain(self.aliases.iter().copied())
    }
}

/// The places of a type that have had a name of their own, or have one by choice, each with the scope of that.
fn former_names<'p, 'a>(
    api: &Api,
    definition: &Definition<'p, 'a>,
    lock: &Ledger<'_>,
) -> Vec<(TypeScope, &'p TypePlace<'a>)> {
    let mut found = Vec::new();
    // One place may be read and sent, and has one name for both.
    let mut chosen: BTreeSet<(TypeScope, &Ident)> = BTreeSet::new();
    for place in &definition.places {
        for scope in BTreeSet::from([place.scope, TypeScope::Shared]) {
            let is_definition = place.key == definition.at.key && scope == definition.scope;
            let has_name = match &place.chosen {
                Some((name, _)) => {
                    let is_here = scope == place.scope && place.is_called_otherwise(definition);
                    is_here && chosen.insert((scope, name))
                }
                None => lock
                    .lock
                    .name(&scope.table("types", api), &place.key)
                    .is_some(),
            };
            if has_name && !is_definition {
                found.push((scope, *place));
            }
        }
    }
    found
}

/// The scopes with what has a name in each.
pub(super) fn scopes<'p, 'a>(
    api: &Api,
    definitions: &'p [Definition<'p, 'a>],
    lock: &Ledger<'_>,
) -> BTreeMap<TypeScope, InScope<'p, 'a>> {
    let mut scopes: BTreeMap<TypeScope, InScope<'_, '_>> = BTreeMap::new();
    for (_, operation) in api.operations() {
        let scope = TypeScope::Resource(operation.resource);
        scopes.entry(scope).or_default();
    }
    for definition in definitions {
        let scope = scopes.entry(definition.scope).or_default();
        scope.definitions.push(definition);
        for (scope, place) in former_names(api, definition, lock) {
            scopes.entry(scope).or_default().aliases.push(place);
        }
    }
    // A component has its name before what is written in place.
    for scope in scopes.values_mut() {
        scope
            .definitions
            .sort_by_key(|it| !it.at.place.is_component());
    }
    scopes
}
