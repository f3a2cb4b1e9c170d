//! Large types: what holds others in place, which hold others in place, soon has more bytes than a stack has room for. A few of
//! the fields of such a type hold theirs in a `Box`.

use std::collections::{BTreeMap, BTreeSet};

use super::cycles::held_in_place;
use crate::ir::{Api, Struct, Type, TypeId, TypeKind, Union};

/// About how many bytes a value may have. Threads have 2 MiB, and a value is copied a few times on its way.
const LARGEST: usize = 8 << 10;

/// What a `Box` takes.
const POINTER: usize = 8;

/// The fields and branches that must be boxed for that, beside those that are.
pub(super) fn boxed(api: &Api, known: &BTreeSet<(TypeId, usize)>) -> BTreeSet<(TypeId, usize)> {
    let mut sizes: BTreeMap<TypeId, usize> = BTreeMap::new();
    let mut found = BTreeSet::new();
    for id in inside_out(api, known) {
        let Some(def) = api.ty(id) else { continue };
        let types: Vec<&Type> = match &def.kind {
            TypeKind::Struct(Struct { fields, .. }) => fields.iter().map(|it| &it.ty).collect(),
            TypeKind::Union(Union { branches }) => branches.iter().map(|it| &it.ty).collect(),
            TypeKind::TextEnum(_) | TypeKind::ScalarEnum(_) | TypeKind::Answer(_) => Vec::new(),
        };
        let is_union = matches!(def.kind, TypeKind::Union(_));
        let mut parts: Vec<(usize, usize)> = types
            .iter()
            .enumerate()
            .map(|(position, ty)| {
                let is_boxed = known.contains(&(id, position));
                let size = if is_boxed { POINTER } else { size(ty, &sizes) };
                (size, position)
            })
            .collect();
        parts.sort_unstable_by(|one, other| other.cmp(one));
        let mut all: usize = parts.iter().map(|(size, _)| size).sum();
        let mut greatest = 0;
        for (size, position) in parts {
            let is_large = if is_union {
                size > LARGEST
            } else {
                all > LARGEST
            };
            let holds_others = types.get(position).is_some_and(|ty| !ty.named().is_empty());
            if is_large && holds_others && size > 4 * POINTER {
                found.insert((id, position));
                all -= size - POINTER;
            } else {
                greatest = greatest.max(size);
            }
        }
        sizes.insert(id, if is_union { POINTER + greatest } else { all });
    }
    found
}

/// About how many bytes a value has, by the sizes of the types in it.
fn size(ty: &Type, sizes: &BTreeMap<TypeId, usize>) -> usize {
    match ty {
        Type::Named(id) => sizes.get(id).copied().unwrap_or(4 * POINTER),
        Type::Nullable(inner) => size(inner, sizes),
        Type::Tuple(places) => places.iter().map(|it| size(it, sizes)).sum(),
        Type::Bool | Type::I32 | Type::U32 | Type::F32 => POINTER,
        Type::I64 | Type::U64 | Type::F64 => 2 * POINTER,
        _ => 4 * POINTER,
    }
}

/// All types, each after those that it holds in place.
fn inside_out(api: &Api, boxed: &BTreeSet<(TypeId, usize)>) -> Vec<TypeId> {
    let mut order = Vec::new();
    let mut seen = BTreeSet::new();
    for (root, _) in api.types() {
        let mut open = vec![(root, false)];
        while let Some((id, is_done)) = open.pop() {
            if is_done {
                order.push(id);
            } else if seen.insert(id) {
                open.push((id, true));
                let inner = held_in_place(api, id).into_iter();
                let inner = inner.filter(|(position, _)| !boxed.contains(&(id, *position)));
                open.extend(inner.map(|(_, to)| (to, false)));
            }
        }
    }
    order
}
