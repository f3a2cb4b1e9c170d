//! Which of its places a type is named after.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::places::{TypePlace, TypeScope};
use crate::ir::{Api, Role, TypeId};
use crate::names::ident::Ident;
use crate::names::lock::NamesLock;
use crate::origin::Origin;

/// A type with the places that it has.
pub(super) struct Definition<'p, 'a> {
    pub(super) id: TypeId,
    /// The place that it is named after and defined at.
    pub(super) at: &'p TypePlace<'a>,
    /// All of its places.
    pub(super) places: Vec<&'p TypePlace<'a>>,
    /// The scope of its name.
    pub(super) scope: TypeScope,
}

impl Definition<'_, '_> {
    /// The name that was chosen for it, and where: for the place that it is named after, or else for another.
    pub(super) fn chosen(&self) -> Option<&(Ident, Origin)> {
        let others = self.places.iter().find_map(|it| it.chosen.as_ref());
        self.at.chosen.as_ref().or(others)
    }

    /// Whether all of its places are in one component or operation.
    pub(super) fn has_one_owner(&self) -> bool {
        let owners = self.places.iter().map(|it| match &it.place.role {
            Role::Component(name) => (Some(name), None),
            Role::Response(id) | Role::Error(id, _) | Role::Errors(id) | Role::Params(id) => {
                (None, Some(*id))
            }
        });
        owners.collect::<BTreeSet<_>>().len() == 1
    }
}

/// The places of each type.
type PlacesOf<'p, 'a> = BTreeMap<TypeId, Vec<&'p TypePlace<'a>>>;

/// All types with the places that they are named after: those of the lock, and otherwise that of the definition in the model. Where
/// a type of the lock has become several, as some of its places have changed, most of its places keep the name.
pub(super) fn definitions<'p, 'a>(
    api: &Api,
    places: &'p [TypePlace<'a>],
    lock: &mut NamesLock,
) -> Vec<Definition<'p, 'a>> {
    let mut of: PlacesOf<'_, '_> = BTreeMap::new();
    for place in places {
        of.entry(place.of).or_default().push(place);
    }
    let mut heirs = heirs(api, &of, lock);
    let definitions = of.into_iter().filter_map(|(id, places)| {
        let at = named_after(api, id, &places, heirs.remove(&id), lock)?;
        let scopes: BTreeSet<TypeScope> = places.iter().map(|it| it.scope).collect();
        // A type that several resources have shared stays where it is.
        let table = TypeScope::Shared.table("types", api);
        let is_shared = scopes.len() > 1 || lock.name(&table, &at.key).is_some();
        Some(Definition {
            id,
            at,
            scope: if is_shared {
                TypeScope::Shared
            } else {
                at.scope
            },
            places,
        })
    });
    let definitions: Vec<Definition<'_, '_>> = definitions.collect();
    record(&definitions, lock);
    definitions
}

/// The place that a type is named after: a component, else the place that has its name from the lock.
fn named_after<'p, 'a>(
    api: &Api,
    id: TypeId,
    places: &[&'p TypePlace<'a>],
    heir: Option<Heir<'p, 'a>>,
    lock: &mut NamesLock,
) -> Option<&'p TypePlace<'a>> {
    let is_in_model = |it: &TypePlace<'_>| api.ty(id).is_some_and(|def| def.place == *it.place);
    let components = || places.iter().filter(|it| it.place.is_component());
    let mut own = components().filter(|it| is_in_model(it));
    if let Some(whole) = own.next().or_else(|| components().next()) {
        return Some(whole);
    }
    if let Some(Heir { key, at, .. }) = heir {
        if key != at.key {
            lock.hand_over(&key, &at.key);
        }
        return Some(at);
    }
    let own = places.iter().find(|it| is_in_model(it));
    own.or(places.first()).copied()
}

/// What a type has of another that the lock has a name of.
struct Heir<'p, 'a> {
    /// How many of its places had that type.
    count: usize,
    /// Whether one of them is the place that it was named after.
    is_it: bool,
    /// The key of that place.
    key: String,
    /// That place, or the first of the others.
    at: &'p TypePlace<'a>,
}

/// The types that keep the names of those in the lock.
fn heirs<'p, 'a>(
    api: &Api,
    of: &PlacesOf<'p, 'a>,
    lock: &NamesLock,
) -> BTreeMap<TypeId, Heir<'p, 'a>> {
    let mut rivals: BTreeMap<String, Vec<(TypeId, Heir<'_, '_>)>> = BTreeMap::new();
    for (id, places) in of {
        for (key, heir) in claims(api, places, lock) {
            rivals.entry(key).or_default().push((*id, heir));
        }
    }
    let mut heirs: BTreeMap<TypeId, Heir<'_, '_>> = BTreeMap::new();
    for rivals in rivals.into_values() {
        let rank = |(id, it): &(TypeId, Heir<'_, '_>)| (it.count, it.is_it, Reverse(*id));
        let Some((id, heir)) = rivals.into_iter().max_by_key(rank) else {
            continue;
        };
        let rank = |it: &Heir<'_, '_>| {
            let is_in_model = api.ty(id).is_some_and(|def| def.place == *it.at.place);
            (it.count, is_in_model)
        };
        if heirs.get(&id).is_none_or(|known| rank(&heir) > rank(known)) {
            heirs.insert(id, heir);
        }
    }
    heirs
}

/// What a type has of those in the lock, by the keys of these.
fn claims<'p, 'a>(
    api: &Api,
    places: &[&'p TypePlace<'a>],
    lock: &NamesLock,
) -> BTreeMap<String, Heir<'p, 'a>> {
    let shared = TypeScope::Shared.table("types", api);
    let mut claims: BTreeMap<String, Heir<'_, '_>> = BTreeMap::new();
    for place in places {
        let own = lock.name(&place.scope.table("types", api), &place.key);
        let is_named = own.or(lock.name(&shared, &place.key)).is_some();
        let same = lock.same(&place.key);
        let Some(key) = same.or(is_named.then_some(&*place.key)) else {
            continue;
        };
        let claim = claims.entry(key.to_owned()).or_insert(Heir {
            count: 0,
            is_it: false,
            key: key.to_owned(),
            at: place,
        });
        claim.count += 1;
        if place.key == key {
            claim.is_it = true;
            claim.at = place;
        }
    }
    claims
}

/// Records which place defines the type of each.
fn record(definitions: &[Definition<'_, '_>], lock: &mut NamesLock) {
    let mut same: BTreeMap<&str, Option<&str>> = BTreeMap::new();
    for definition in definitions {
        let at = definition.at.key.as_str();
        for place in &definition.places {
            same.insert(&place.key, (place.key != at).then_some(at));
        }
    }
    lock.record_same(&same);
}
