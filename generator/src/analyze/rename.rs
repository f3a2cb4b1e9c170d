//! Replaces ids of types in the whole model.

use std::collections::BTreeMap;

use crate::ir::{Api, Operation, Type, TypeDef, TypeId};

/// Replaces the id in a type.
pub(super) fn rename(ty: &mut Type, target: &BTreeMap<TypeId, TypeId>) {
    match ty {
        Type::Named(id) => *id = target.get(id).copied().unwrap_or(*id),
        Type::Tuple(places) => places.iter_mut().for_each(|place| rename(place, target)),
        Type::List(inner) | Type::Nullable(inner) => rename(inner, target),
        Type::Map(map) => {
            rename(&mut map.key, target);
            rename(&mut map.value, target);
        }
        Type::Bool
        | Type::I32
        | Type::I64
        | Type::U32
        | Type::U64
        | Type::I128
        | Type::F32
        | Type::F64
        | Type::String
        | Type::DateTime
        | Type::Date
        | Type::Base64
        | Type::Secret
        | Type::File
        | Type::Parts
        | Type::Json
        | Type::Foreign(_) => {}
    }
}

/// Calls `change` with every type in the model.
pub(super) fn for_each_type(api: &mut Api, change: &mut impl FnMut(&mut Type)) {
    let types = api.types.iter_mut().flat_map(TypeDef::types_mut);
    types.for_each(&mut *change);
    api.components.iter_mut().for_each(&mut *change);
    let payloads = api.hooks.iter_mut().filter_map(|it| it.ty.as_mut());
    let payloads = payloads.chain(&mut api.any_webhook);
    payloads.for_each(&mut *change);
    let operations = api.operations.iter_mut();
    operations.flat_map(Operation::types_mut).for_each(change);
}
