//! Directions: a type that is sent and received is lowered once for each direction. Equal twins are merged here.

use std::collections::{BTreeMap, BTreeSet};

use super::rename::{for_each_type, rename};
use crate::ir::{Api, Direction, Place, Type, TypeDef, TypeId, TypeKind};

/// Replaces the written twin of a type by the read one, where they are equal.
pub(super) fn merge(api: &mut Api) {
    let twins = twins(api);
    let both: BTreeSet<TypeId> = twins.values().copied().collect();
    let mut target = BTreeMap::new();
    let mut kept = Vec::new();
    for (index, mut def) in std::mem::take(&mut api.types).into_iter().enumerate() {
        let id = TypeId(index);
        if twins.contains_key(&id) {
            continue;
        }
        if both.contains(&id) {
            def.direction = Direction::Both;
        }
        target.insert(id, TypeId(kept.len()));
        kept.push(def);
    }
    for (written, read) in &twins {
        if let Some(id) = target.get(read) {
            target.insert(*written, *id);
        }
    }
    api.types = kept;
    for_each_type(api, &mut |ty| rename(ty, &target));
}

/// The written types that equal the read type of the same place. Two types are equal until a difference is found in them
/// or in the types inside them, so that recursion does not matter.
fn twins(api: &Api) -> BTreeMap<TypeId, TypeId> {
    let read: BTreeMap<&Place, TypeId> = of_direction(api, Direction::Read).collect();
    let mut twins: BTreeMap<TypeId, TypeId> = of_direction(api, Direction::Write)
        .filter_map(|(place, written)| Some((written, *read.get(place)?)))
        .collect();
    let mut holders: BTreeMap<TypeId, Vec<TypeId>> = BTreeMap::new();
    for written in twins.keys() {
        let inside = api.ty(*written).map(TypeDef::types).unwrap_or_default();
        for (inner, _) in inside.into_iter().flat_map(Type::named) {
            holders.entry(inner).or_default().push(*written);
        }
    }
    let mut open: Vec<TypeId> = twins.keys().copied().collect();
    while let Some(written) = open.pop() {
        let Some(read) = twins.get(&written) else {
            continue;
        };
        let is_equal = match (api.ty(written), api.ty(*read)) {
            (Some(written), Some(read)) => equal(written, read, &twins),
            _ => false,
        };
        if !is_equal {
            twins.remove(&written);
            // The types that contain it differ, too.
            open.extend(holders.get(&written).into_iter().flatten());
        }
    }
    twins
}

fn of_direction(api: &Api, direction: Direction) -> impl Iterator<Item = (&Place, TypeId)> {
    api.types()
        .filter(move |(_, def)| def.direction == direction)
        .map(|(id, def)| (&def.place, id))
}

fn equal(written: &TypeDef, read: &TypeDef, twins: &BTreeMap<TypeId, TypeId>) -> bool {
    let same = |written: &Type, read: &Type| {
        let mut written = written.clone();
        rename(&mut written, twins);
        written == *read
    };
    match (&written.kind, &read.kind) {
        (TypeKind::Struct(written), TypeKind::Struct(read)) => {
            let rest = match (&written.rest, &read.rest) {
                (Some(written), Some(read)) => same(written, read),
                (None, None) => true,
                _ => false,
            };
            rest && written.fields.len() == read.fields.len()
                && written
                    .fields
                    .iter()
                    .zip(&read.fields)
                    .all(|(written, read)| {
                        written.wire == read.wire
                            && written.presence == read.presence
                            && same(&written.ty, &read.ty)
                    })
        }
        (TypeKind::TextEnum(written), TypeKind::TextEnum(read)) => written.values == read.values,
        (TypeKind::ScalarEnum(written), TypeKind::ScalarEnum(read)) => {
            written.values == read.values
        }
        (TypeKind::Union(written), TypeKind::Union(read)) => {
            written.branches.len() == read.branches.len()
                && written
                    .branches
                    .iter()
                    .zip(&read.branches)
                    .all(|(written, read)| {
                        written.name == read.name
                            && written.kind == read.kind
                            && written.signs == read.signs
                            && same(&written.ty, &read.ty)
                    })
        }
        (
            TypeKind::Struct(_)
            | TypeKind::TextEnum(_)
            | TypeKind::ScalarEnum(_)
            | TypeKind::Union(_)
            | TypeKind::Answer(_),
            _,
        ) => false,
    }
}
