//! The places of types, with their keys in the lock.

use std::collections::BTreeMap;

use crate::ir::{Api, Direction, OtherPlace, Place, ResourceId, Role, TypeDef, TypeId};
use crate::names::assign::unique;
use crate::names::chosen::Ledger;
use crate::names::ident::Ident;
use crate::names::scope;
use crate::origin::Origin;

use super::definitions::Definition;
use super::words::key;

/// A place of a type.
pub(super) struct TypePlace<'a> {
    /// The type.
    pub(super) of: TypeId,
    pub(super) place: &'a Place,
    pub(super) direction: Direction,
    pub(super) origin: &'a Origin,
    /// The scope that the name of the type would be in, were it only here.
    pub(super) scope: TypeScope,
    /// Its key in the lock.
    pub(super) key: String,
    /// The name that was chosen for it, and where.
    pub(super) chosen: Option<(Ident, Origin)>,
}

impl TypePlace<'_> {
    /// Whether another name was chosen for it than for the type.
    pub(super) fn is_called_otherwise(&self, definition: &Definition<'_, '_>) -> bool {
        let own = self.chosen.as_ref().map(|(name, _)| name);
        own.is_some() && own != definition.chosen().map(|(name, _)| name)
    }
}

/// A scope of types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum TypeScope {
    /// The module of shared types.
    Shared,
    /// The file of a resource; `None` for that of the client's own operations.
    Resource(Option<ResourceId>),
}

impl TypeScope {
    fn of(api: &Api, place: &Place) -> Self {
        match &place.role {
            Role::Component(_) => Self::Shared,
            Role::Response(id) | Role::Errors(id) | Role::Error(id, _) | Role::Params(id) => {
                Self::Resource(api.operation(*id).and_then(|operation| operation.resource))
            }
        }
    }

    /// The table of the lock for what is called `what` here.
    pub(super) fn table(self, what: &str, api: &Api) -> String {
        match self {
            Self::Shared => what.to_owned(),
            Self::Resource(resource) => scope(what, api, resource),
        }
    }
}

/// All places of types, in the order in which the description has them.
pub(super) fn all<'a>(api: &'a Api, lock: &mut Ledger<'_>) -> Vec<TypePlace<'a>> {
    let mut others = api.other_places.iter().peekable();
    let mut places = Vec::new();
    for (id, def) in api.types() {
        while let Some(other) = others.next_if(|it| it.before <= id) {
            places.push(of_other(api, other));
        }
        let TypeDef {
            place,
            direction,
            origin,
            ..
        } = def;
        let direction = api.own_directions.get(&id).unwrap_or(direction);
        places.push(new(api, id, place, *direction, origin));
    }
    places.extend(others.map(|it| of_other(api, it)));
    let mut scopes: BTreeMap<TypeScope, Vec<&mut TypePlace<'_>>> = BTreeMap::new();
    for place in &mut places {
        scopes.entry(place.scope).or_default().push(place);
    }
    for places in scopes.into_values() {
        let keys = unique(places.iter().map(|it| &*it.key));
        for (place, key) in places.into_iter().zip(keys) {
            place.key = key;
            place.chosen = lock.chosen_type(place.place, place.origin);
        }
    }
    places
}

fn of_other<'a>(api: &'a Api, other: &'a OtherPlace) -> TypePlace<'a> {
    let OtherPlace {
        of,
        before: _,
        place,
        direction,
        origin,
    } = other;
    new(api, *of, place, *direction, origin)
}

fn new<'a>(
    api: &'a Api,
    of: TypeId,
    place: &'a Place,
    direction: Direction,
    origin: &'a Origin,
) -> TypePlace<'a> {
    TypePlace {
        of,
        place,
        direction,
        origin,
        scope: TypeScope::of(api, place),
        key: key(api, place, direction),
        chosen: None,
    }
}
