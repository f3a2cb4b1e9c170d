//! What operations and components are recognised by when they are called otherwise.

use super::lock::{KnownComponents, KnownOperation, KnownOperations};
use super::operation_line;
use super::types::place_key;
use crate::ir::{
    Api, BodyShape, Location, Operation, Sign, Success, Type, TypeDef, TypeKind, Union,
};

/// The operations of a description.
pub(super) fn of_operations(api: &Api) -> KnownOperations<'_> {
    let own = api.operations.iter().filter(|it| it.variant.is_none());
    let known = own.map(|operation| {
        let named = operation.named().filter(|it| it.location == Location::Path);
        let known = KnownOperation {
            id: id(operation),
            fields: named.map(|it| it.field.wire.as_str()).collect(),
        };
        (operation_line(operation), known)
    });
    known.collect()
}

/// The `operationId` of an operation.
pub(super) fn id(operation: &Operation) -> Option<&str> {
    (operation.id != operation_line(operation)).then_some(&*operation.id)
}

/// The components of a description that are types.
pub(super) fn of_components(api: &Api) -> KnownComponents {
    let mut found = KnownComponents::new();
    for def in api.types.iter().filter(|it| it.place.is_component()) {
        if let Some(name) = component(def) {
            let known = found.entry(name.to_owned()).or_default();
            known.members.extend(members(&def.kind));
        }
    }
    for operation in api.operations.iter().filter(|it| it.variant.is_none()) {
        of_operation(api, operation, &mut found);
    }
    for def in &api.types {
        let key = place_key(api, &def.place);
        in_type(api, def, &key, &mut found);
    }
    found
}

fn component(def: &TypeDef) -> Option<&str> {
    def.place.component_name()
}

/// The names on the wire of what is in a type.
fn members(kind: &TypeKind) -> Vec<String> {
    match kind {
        TypeKind::Struct(object) => object.fields.iter().map(|it| it.wire.clone()).collect(),
        TypeKind::TextEnum(list) => list.values.iter().map(|it| it.wire.clone()).collect(),
        TypeKind::ScalarEnum(list) => list.values.iter().filter_map(|it| it.wire.text()).collect(),
        TypeKind::Union(union) => signs(union),
        TypeKind::Answer(_) => Vec::new(),
    }
}

/// What tells the branches of a union apart.
fn signs(union: &Union) -> Vec<String> {
    let signs = union.branches.iter().flat_map(|it| &it.signs);
    let said = signs.filter_map(|sign| match sign {
        Sign::Key(key) => Some(key.clone()),
        Sign::Value { key, value }
        | Sign::Tagged { key, value, .. }
        | Sign::Scalar { key, value } => Some(format!("{key}: {value}")),
        Sign::Keys(_) | Sign::Inner { .. } => None,
    });
    said.collect()
}

fn of_operation(api: &Api, operation: &Operation, found: &mut KnownComponents) {
    let line = operation_line(operation);
    for parameter in &operation.parameters {
        let field = &parameter.field;
        add(
            api,
            &field.ty,
            format!("{line} params.{}", field.wire),
            found,
        );
    }
    match operation.body.as_ref().map(|it| &it.shape) {
        Some(BodyShape::Fields(fields)) => {
            for field in fields.iter().map(|it| &it.field) {
                add(
                    api,
                    &field.ty,
                    format!("{line} params.{}", field.wire),
                    found,
                );
            }
        }
        Some(BodyShape::Whole(ty)) => add(api, ty, format!("{line} params body"), found),
        None => {}
    }
    match &operation.success {
        Success::Several(_) => {}
        success => {
            if let Some(ty) = success.ty() {
                add(api, ty, format!("{line} response"), found);
            }
        }
    }
    for error in &operation.errors {
        for ty in error.bodies.iter().filter_map(|it| it.payload.ty()) {
            add(api, ty, format!("{line} {}", error.status), found);
        }
    }
}

fn in_type(api: &Api, def: &TypeDef, key: &str, found: &mut KnownComponents) {
    match &def.kind {
        TypeKind::Struct(object) => {
            for field in &object.fields {
                add(api, &field.ty, format!("{key}.{}", field.wire), found);
            }
            if let Some(rest) = &object.rest {
                add(api, rest, format!("{key}{{}}"), found);
            }
        }
        TypeKind::Union(union) => {
            for branch in &union.branches {
                let tag = branch.tag().map_or("", |(_, value)| value);
                add(api, &branch.ty, format!("{key}|{tag}"), found);
                let own = branch
                    .ty
                    .named()
                    .into_iter()
                    .filter_map(|(id, _)| component(api.ty(id)?));
                for name in own.filter(|it| *it == branch.name) {
                    let known = found.entry(name.to_owned()).or_default();
                    known.unions.insert(format!("branches of {key}"));
                }
            }
        }
        TypeKind::Answer(answer) => {
            for case in &answer.cases {
                for ty in case.payload.iter().filter_map(|it| it.ty()) {
                    add(api, ty, format!("{key} {}", case.status), found);
                }
            }
        }
        TypeKind::TextEnum(_) | TypeKind::ScalarEnum(_) => {}
    }
}

/// Adds the place of a value to the component that it is.
fn add(api: &Api, ty: &Type, place: String, found: &mut KnownComponents) {
    match ty {
        Type::List(item) => add(api, item, place + "[]", found),
        Type::Map(map) => {
            add(api, &map.key, format!("{place}{{key}}"), found);
            add(api, &map.value, place + "{}", found);
        }
        Type::Nullable(inner) => add(api, inner, place, found),
        Type::Tuple(places) => {
            for (index, ty) in places.iter().enumerate() {
                add(api, ty, format!("{place}[{index}]"), found);
            }
        }
        Type::Named(id) => {
            let name = api.ty(*id).and_then(component);
            if let Some(known) = name.and_then(|it| found.get_mut(it)) {
                let is_in_operation = place.starts_with(char::is_uppercase) && place.contains(" /");
                known.places.insert((!is_in_operation, place));
            }
        }
        _ => {}
    }
}
