//! What a struct keeps of an object, beside its fields.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::UnknownFields;
use crate::ir::{
    Api, Branch, Direction, JsonKind, Place, Presence, Sign, Struct, Type, TypeDef, TypeId,
    TypeKind,
};

/// What a struct keeps of the object that it was read from, and has no fields for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeps {
    /// Which of its fields were `null` where they could have been left out.
    Nulls,
    /// That, and the properties that it does not name.
    Unknown,
}

/// What each struct keeps, if it keeps anything.
pub(super) fn find(api: &Api, unknown: UnknownFields) -> BTreeMap<TypeId, Keeps> {
    let there = both_ways(api);
    let of_both: BTreeSet<TypeId> = api
        .places()
        .filter(|(_, place, _)| there.contains(place))
        .map(|(id, _, _)| id)
        .collect();
    let overlapping = overlapping(api);
    let kept = api.types().filter_map(|(id, def)| {
        let TypeKind::Struct(object) = &def.kind else {
            return None;
        };
        let keeps_unknown = match unknown {
            UnknownFields::Keep => true,
            UnknownFields::Drop => false,
            UnknownFields::BothWays => {
                def.direction == Direction::Both
                    || of_both.contains(&id)
                    || overlapping.contains(&id)
            }
        };
        Some((id, keeps(def, object, keeps_unknown)?))
    });
    kept.collect()
}

fn keeps(def: &TypeDef, object: &Struct, keeps_unknown: bool) -> Option<Keeps> {
    // All that has no name is in a map of its own.
    if keeps_unknown && object.rest.is_none() {
        return Some(Keeps::Unknown);
    }
    let mut presences = object.fields.iter().map(|field| field.presence);
    let is_read = def.direction != Direction::Write;
    (is_read && presences.any(|it| it == Presence::Nullish)).then_some(Keeps::Nulls)
}

/// The branches of unions that an object can be several of, and is read as the first of them: they are not told by one property that all
/// have, or share a tag.
fn overlapping(api: &Api) -> BTreeSet<TypeId> {
    let mut found = BTreeSet::new();
    for (_, def) in api.types() {
        let TypeKind::Union(union) = &def.kind else {
            continue;
        };
        let objects = union.branches.iter();
        let objects: Vec<&Branch> = objects.filter(|it| it.kind == JsonKind::Object).collect();
        if let [_] = objects.as_slice() {
            continue;
        }
        let are_told = are_told_by_one_property(api, &objects);
        let mut counts: BTreeMap<&Sign, usize> = BTreeMap::new();
        for sign in objects.iter().flat_map(|it| &it.signs) {
            *counts.entry(sign).or_default() += 1;
        }
        for branch in objects {
            let is_rest = branch.signs.is_empty();
            let is_own = |sign| counts.get(sign) == Some(&1) && excludes_others(sign);
            if !are_told || is_rest || !branch.signs.iter().all(is_own) {
                add_structs(api, &branch.ty, &mut found);
            }
        }
    }
    found
}

/// Whether an object says in one property which branch it is of, so that it is of no other. What remains has another value there.
fn are_told_by_one_property(api: &Api, objects: &[&Branch]) -> bool {
    let mut ways = objects.iter().flat_map(|it| it.signs.iter().map(way));
    let Some([key, rest @ ..]) = ways.next().flatten() else {
        return false;
    };
    let has_property = |it: &&Branch| match it.ty {
        Type::Named(id) => match api.ty(id).map(|it| &it.kind) {
            Some(TypeKind::Struct(object)) => object.fields.iter().any(|it| it.wire == *key),
            _ => false,
        },
        _ => false,
    };
    let is_told = |it: &&Branch| !it.signs.is_empty() || has_property(it);
    let is_same = |way: Option<&[String]>| matches!(way, Some([it, others @ ..]) if it == key && others == rest);
    objects.iter().all(is_told) && ways.all(is_same)
}

/// The way to the property that a sign looks at the value of.
fn way(sign: &Sign) -> Option<&[String]> {
    match sign {
        Sign::Value { key, .. } | Sign::Scalar { key, .. } | Sign::Tagged { key, .. } => {
            Some(std::slice::from_ref(key))
        }
        Sign::Inner { path, .. } => Some(path),
        Sign::Key(_) | Sign::Keys(_) => None,
    }
}

/// Whether an object with this sign is of no other branch that looks at the same property.
fn excludes_others(sign: &Sign) -> bool {
    match sign {
        Sign::Value { .. } | Sign::Scalar { .. } | Sign::Inner { .. } => true,
        Sign::Key(_) | Sign::Keys(_) => false,
        Sign::Tagged { more, .. } => !more.is_empty() && more.iter().all(excludes_others),
    }
}

/// Adds the types of a branch: its own, or those of the branches of the union that it is.
fn add_structs(api: &Api, ty: &Type, found: &mut BTreeSet<TypeId>) {
    let Type::Named(id) = ty else {
        return;
    };
    if found.insert(*id)
        && let Some(TypeKind::Union(inner)) = api.ty(*id).map(|it| &it.kind)
    {
        for branch in &inner.branches {
            add_structs(api, &branch.ty, found);
        }
    }
}

/// The places that have one type to be read and another to be written.
fn both_ways(api: &Api) -> BTreeSet<&Place> {
    let of = |wanted| {
        let places = api.places();
        let places = places.filter(move |(_, _, direction)| *direction == wanted);
        places.map(|(_, place, _)| place)
    };
    let read: BTreeSet<&Place> = of(Direction::Read).collect();
    of(Direction::Write)
        .filter(|place| read.contains(place))
        .collect()
}
