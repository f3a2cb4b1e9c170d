//! Types that nothing has: what was made for a union before it turned out that nothing tells its branches apart.

use std::collections::{BTreeMap, BTreeSet};

use super::rename::{for_each_type, rename};
use crate::ir::{Api, BodyShape, Operation, Success, Type, TypeDef, TypeId, TypeKind};

/// Keeps the types that an operation or a component leads to.
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
    let id = |ty: &Type| ty.named().map(|(id, _)| id);
    let operations = api.operations.iter().flat_map(of_operation);
    let mut open: Vec<TypeId> = operations.chain(&api.components).filter_map(id).collect();
    let mut reached = BTreeSet::new();
    while let Some(next) = open.pop() {
        if reached.insert(next) {
            let inside = api.ty(next).map(of_type).unwrap_or_default();
            open.extend(inside.into_iter().filter_map(id));
        }
    }
    reached
}

fn of_operation(operation: &Operation) -> Vec<&Type> {
    let parameters = operation.parameters.iter();
    let mut types: Vec<&Type> = parameters.map(|it| &it.field.ty).collect();
    match operation.body.as_ref().map(|body| &body.shape) {
        Some(BodyShape::Fields(fields)) => types.extend(fields.iter().map(|field| &field.ty)),
        Some(BodyShape::Whole(ty)) => types.push(ty),
        None => {}
    }
    if let Success::Json(ty) = &operation.success {
        types.push(ty);
    }
    types.extend(operation.errors.iter().filter_map(|it| it.ty.as_ref()));
    types
}

fn of_type(def: &TypeDef) -> Vec<&Type> {
    match &def.kind {
        TypeKind::Struct(object) => {
            let fields = object.fields.iter().map(|field| &field.ty);
            fields.chain(&object.rest).collect()
        }
        TypeKind::Union(union) => union.branches.iter().map(|branch| &branch.ty).collect(),
        TypeKind::TextEnum(_) => Vec::new(),
    }
}
