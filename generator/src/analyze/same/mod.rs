//! Equal types: what stands in several places and is the same everywhere is one type.
//!
//! In comes the model, with a type for each place and direction; out it goes with one for all that are equal, and the other
//! places beside it. [`shape`] says what a type has of its own, [`partition`] which types are equal, those inside them included, [`owner`]
//! which of them may be one, and [`docs`] keeps what the places say.
//!
//! - A component is a type of its own. What is received and what is sent of it are one type where they are equal, as is a component that
//!   is another one or `null`.
//! - What is written in place and called the same, by its title or else its property, is one type where it is equal. Where one component
//!   is equal and called so, it is that. What is called otherwise is equal by chance.
//! - Unions that are named after their branches are one type wherever they stand.

mod docs;
mod owner;
mod partition;
mod shape;

use std::collections::{BTreeMap, BTreeSet};

use super::rename::{for_each_type, rename};
use crate::ir::{Api, Direction, OtherPlace, Role, TypeDef, TypeId, TypeKind};
use owner::{Owner, without_null};
use partition::Comparand;
use shape::TypeShape;

/// Replaces all types that are equal by one of them.
pub(super) fn merge(api: &mut Api) {
    let classes = classes(api);
    let mut members: BTreeMap<usize, Vec<TypeId>> = BTreeMap::new();
    for ((id, _), class) in api.types().zip(classes) {
        members.entry(class).or_default().push(id);
    }
    let mut chosen: BTreeMap<TypeId, TypeId> = BTreeMap::new();
    for members in members.values() {
        let first = members.iter().min_by_key(|id| rank(api, **id));
        chosen.extend(
            first
                .into_iter()
                .flat_map(|first| members.iter().map(|id| (*id, *first))),
        );
    }
    docs::keep(api, &chosen);
    keep_defaults(api, &chosen);
    keep_titles(api, &chosen);
    replace(api, &chosen);
}

/// Gives each type the first title that one of its places has.
fn keep_titles(api: &mut Api, chosen: &BTreeMap<TypeId, TypeId>) {
    for (id, chosen) in chosen {
        let title = api.ty(*id).and_then(|it| it.title.clone());
        if let Some(def) = api.types.get_mut(chosen.0)
            && def.title.is_none()
        {
            def.title = title;
        }
    }
}

/// An enum that stands in several places has a default where it is a component that has one, or where none of the places names another.
fn keep_defaults(api: &mut Api, chosen: &BTreeMap<TypeId, TypeId>) {
    let mut said: BTreeMap<TypeId, BTreeSet<String>> = BTreeMap::new();
    for (id, first) in chosen {
        let def = api.ty(*id);
        let is_component = api.ty(*first).is_some_and(|it| it.place.is_component());
        if let Some(TypeKind::TextEnum(list)) = def.map(|it| &it.kind)
            && (!is_component || id == first)
        {
            said.entry(*first).or_default().extend(list.default.clone());
        }
    }
    for (id, defaults) in said {
        let def = api.types.get_mut(id.0);
        if let Some(TypeKind::TextEnum(list)) = def.map(|it| &mut it.kind) {
            let mut defaults = defaults.into_iter();
            list.default = defaults.next().filter(|_| defaults.next().is_none());
        }
    }
}

/// Which of several equal types is the definition: a component, of which no `null` is said, else one inside a component, and of these
/// the outermost.
fn rank(api: &Api, id: TypeId) -> (bool, usize, bool, bool, TypeId) {
    let def = api.ty(id);
    let is_in_operation = def.is_none_or(|it| !it.place.is_in_component());
    let steps = def.map_or(0, |it| it.place.steps.len());
    let is_sent = def.is_some_and(|it| it.direction == Direction::Write);
    let is_nullable = def.is_some_and(|it| match &it.place.role {
        Role::Component(name) => without_null(name).is_some(),
        Role::Response(_) | Role::Error(..) | Role::Errors(_) | Role::Params(_) => false,
    });
    (is_in_operation, steps, is_nullable, is_sent, id)
}

/// The class of each type: those of one class become one type.
fn classes(api: &Api) -> Vec<usize> {
    let shapes: Vec<Option<TypeShape>> = api.types.iter().map(|def| shape::of(api, def)).collect();
    let mut owners: Vec<Owner<'_>> = api
        .types()
        .map(|(id, def)| Owner::of(api, id, def))
        .collect();
    loop {
        let mut known: BTreeMap<(&Owner<'_>, &str), usize> = BTreeMap::new();
        let nodes = shapes.iter().zip(&owners).map(|(shape, owner)| {
            let text = shape.as_ref().map_or("", |it| it.text.as_str());
            let next = known.len();
            Comparand {
                class: *known.entry((owner, text)).or_insert(next),
                refers_to: shape
                    .iter()
                    .flat_map(|it| &it.refers_to)
                    .map(|id| id.0)
                    .collect(),
            }
        });
        let nodes: Vec<Comparand> = nodes.collect();
        let classes = partition::classes(&nodes);
        let found = same_as_component(api, &shapes, &owners, &nodes, &classes);
        if found.is_empty() {
            return classes;
        }
        for (index, owner) in found {
            if let Some(it) = owners.get_mut(index) {
                *it = owner;
            }
        }
    }
}

/// What is written in place, and equal to one component and no other, with that component.
fn same_as_component<'a>(
    api: &'a Api,
    shapes: &[Option<TypeShape>],
    owners: &[Owner<'a>],
    nodes: &[Comparand],
    classes: &[usize],
) -> Vec<(usize, Owner<'a>)> {
    let inner = |node: &Comparand| -> Vec<usize> {
        node.refers_to
            .iter()
            .filter_map(|it| classes.get(*it).copied())
            .collect()
    };
    let all = shapes.iter().zip(owners).zip(nodes).enumerate();
    let all = all.filter_map(|(index, ((shape, owner), node))| {
        Some((index, (shape.as_ref()?.text.as_str(), inner(node)), owner))
    });
    let all: Vec<_> = all.collect();
    let mut components: BTreeMap<&(&str, Vec<usize>), BTreeSet<&Owner<'a>>> = BTreeMap::new();
    for (_, content, owner) in &all {
        if matches!(owner, Owner::Component(_)) {
            components.entry(content).or_default().insert(owner);
        }
    }
    let same = all.iter().filter_map(|(index, content, owner)| {
        let candidates: Vec<&&Owner<'a>> = components.get(content)?.iter().collect();
        let def = api.types.get(*index)?;
        match candidates.as_slice() {
            [only] if owner.may_be(api, def, only) => Some((*index, (**only).clone())),
            _ => None,
        }
    });
    same.collect()
}

/// Leaves the chosen types and notes the places of the others.
fn replace(api: &mut Api, chosen: &BTreeMap<TypeId, TypeId>) {
    let is_kept = |id: TypeId| chosen.get(&id).is_none_or(|it| *it == id);
    let ids = (0..api.types.len()).map(TypeId).filter(|id| is_kept(*id));
    let kept: BTreeMap<TypeId, TypeId> = ids.zip((0..).map(TypeId)).collect();
    let new = |id: TypeId| {
        chosen
            .get(&id)
            .and_then(|it| kept.get(it))
            .copied()
            .unwrap_or(id)
    };
    let target: BTreeMap<TypeId, TypeId> = chosen.keys().map(|id| (*id, new(*id))).collect();
    let mut types: Vec<TypeDef> = Vec::new();
    let mut others: Vec<OtherPlace> = Vec::new();
    for (index, def) in std::mem::take(&mut api.types).into_iter().enumerate() {
        if is_kept(TypeId(index)) {
            types.push(def);
        } else {
            let TypeDef {
                place,
                direction,
                origin,
                ..
            } = def;
            let (of, before) = (new(TypeId(index)), TypeId(types.len()));
            others.push(OtherPlace {
                of,
                before,
                place,
                direction,
                origin,
            });
        }
    }
    // What is sent and received at one place is no other place.
    let mut own_directions: BTreeMap<TypeId, Direction> = BTreeMap::new();
    others.retain(|it| match types.get_mut(it.of.0) {
        Some(def) if def.place == it.place => {
            def.direction = Direction::Both;
            false
        }
        _ => true,
    });
    for other in &others {
        if let Some(def) = types.get_mut(other.of.0)
            && def.direction != other.direction
        {
            own_directions.entry(other.of).or_insert(def.direction);
            def.direction = Direction::Both;
        }
    }
    api.own_directions = own_directions;
    api.types = types;
    api.other_places = others;
    for_each_type(api, &mut |ty| rename(ty, &target));
}
