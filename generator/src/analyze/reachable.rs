//! Unused types, such as those of branches that lowering has merged, as nothing discriminated them.

use std::collections::{BTreeMap, BTreeSet};

use super::rename::{for_each_type, rename};
use crate::ir::{Api, Operation, Type, TypeDef, TypeId};

/// Keeps the types that an operation, a component or a request of the server leads to.
pub(super) fn keep(api: &mut Api) {
    let reached = reached(api);
    let mut target = BTreeMap::new();
    let mut kept = Vec::new();
    for (index, def) in std::mem::take(&mut api.types).into_iter().enumerate() {
        if reached.contains(&TypeId(index)) {
            target.insert(TypeId(index), TypeId(kept.len()));
            kept.push(def);
        }
    }
    api.types = kept;
    for_each_type(api, &mut |ty| rename(ty, &target));
}

fn reached(api: &Api) -> BTreeSet<TypeId> {
    let ids = |ty: &Type| ty.named().into_iter().map(|(id, _)| id);
    let operations = api.operations.iter().flat_map(Operation::types);
    let all = operations.chain(&api.components).chain(api.payloads());
    let mut open: Vec<TypeId> = all.flat_map(ids).collect();
    let mut reached = BTreeSet::new();
    while let Some(next) = open.pop() {
        if reached.insert(next) {
            let inside = api.ty(next).map(TypeDef::types).unwrap_or_default();
            open.extend(inside.into_iter().flat_map(ids));
        }
    }
    reached
}
