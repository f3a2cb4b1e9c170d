//! Changing the ids of types all over the model.

use std::collections::BTreeMap;

use crate::ir::{Api, BodyShape, Struct, Success, Type, TypeId, TypeKind, Union};

/// Replaces the id in a type.
pub(super) fn rename(ty: &mut Type, target: &BTreeMap<TypeId, TypeId>) {
    match ty {
        Type::Named(id) => *id = target.get(id).copied().unwrap_or(*id),
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => rename(inner, target),
        Type::Bool
        | Type::I32
        | Type::I64
        | Type::U32
        | Type::U64
        | Type::F32
        | Type::F64
        | Type::String
        | Type::DateTime
        | Type::Date
        | Type::Json => {}
    }
}

/// Changes every type that anything in the model has or holds.
pub(super) fn for_each_type(api: &mut Api, change: &mut impl FnMut(&mut Type)) {
    for def in &mut api.types {
        match &mut def.kind {
            TypeKind::Struct(Struct { fields, rest }) => {
                let fields = fields.iter_mut().map(|field| &mut field.ty);
                fields.chain(rest).for_each(&mut *change);
            }
            TypeKind::Union(Union { branches }) => {
                let types = branches.iter_mut().map(|branch| &mut branch.ty);
                types.for_each(&mut *change);
            }
            TypeKind::TextEnum(_) => {}
        }
    }
    api.components.iter_mut().for_each(&mut *change);
    for operation in &mut api.operations {
        let parameters = operation.parameters.iter_mut();
        parameters
            .map(|parameter| &mut parameter.field.ty)
            .for_each(&mut *change);
        match operation.body.as_mut().map(|body| &mut body.shape) {
            Some(BodyShape::Fields(fields)) => {
                let types = fields.iter_mut().map(|field| &mut field.ty);
                types.for_each(&mut *change);
            }
            Some(BodyShape::Whole(ty)) => change(ty),
            None => {}
        }
        if let Success::Json(ty) = &mut operation.success {
            change(ty);
        }
        let errors = operation.errors.iter_mut();
        errors
            .filter_map(|error| error.ty.as_mut())
            .for_each(&mut *change);
    }
}
