//! Fields of a page, found by name or by type.

use super::page_names::{ITEMS, letters};
use crate::ir::{Api, Field, ItemsAt, Presence, Struct, Type, TypeId, TypeKind};

/// A field of an answer, or of an object inside it.
#[derive(Clone)]
pub(super) struct FoundField<'a> {
    pub(super) fields: Vec<(TypeId, usize)>,
    pub(super) wires: Vec<String>,
    pub(super) field: &'a Field,
}

impl FoundField<'_> {
    pub(super) fn into_items(self) -> ItemsAt {
        ItemsAt {
            fields: self.fields,
            wires: self.wires,
        }
    }
}

/// The struct that a type is, with its id.
pub(super) fn structure<'a>(api: &'a Api, ty: &Type) -> Option<(TypeId, &'a Struct)> {
    let Type::Named(id) = ty else {
        return None;
    };
    match &api.ty(*id)?.kind {
        TypeKind::Struct(object) => Some((*id, object)),
        TypeKind::TextEnum(_)
        | TypeKind::ScalarEnum(_)
        | TypeKind::Union(_)
        | TypeKind::Answer(_) => None,
    }
}

/// How many fields a page may have in all. A response with more is not taken for a page.
const MAX_FIELDS: usize = 4096;

/// How many properties a configured path may have.
const MAX_STEPS: usize = 16;

/// All fields of an answer: its own, then those of the objects in it, and of the objects in those.
pub(super) fn fields<'a>(api: &'a Api, answer: &Type) -> Vec<FoundField<'a>> {
    const DEPTH: usize = 3;
    let mut level = own_fields(api, answer, &[], &[]);
    let mut all = Vec::new();
    for _ in 1..DEPTH {
        let next = level
            .iter()
            .flat_map(|found| own_fields(api, &found.field.ty, &found.fields, &found.wires));
        let next: Vec<_> = next.take(MAX_FIELDS + 1).collect();
        all.append(&mut level);
        if all.len() + next.len() > MAX_FIELDS {
            break;
        }
        level = next;
    }
    all.append(&mut level);
    all
}

fn own_fields<'a>(
    api: &'a Api,
    ty: &Type,
    fields: &[(TypeId, usize)],
    wires: &[String],
) -> Vec<FoundField<'a>> {
    let Some((id, object)) = structure(api, ty) else {
        return Vec::new();
    };
    let inside = object
        .fields
        .iter()
        .enumerate()
        .map(|(position, field)| FoundField {
            fields: [fields, &[(id, position)]].concat(),
            wires: [wires, std::slice::from_ref(&field.wire)].concat(),
            field,
        });
    inside.collect()
}

/// The field at a path that the configuration gives.
pub(super) fn at<'a>(api: &'a Api, answer: &Type, path: &str) -> Option<FoundField<'a>> {
    if path.split('.').nth(MAX_STEPS).is_some() {
        return None;
    }
    let mut at: Option<FoundField<'a>> = None;
    for name in path.split('.') {
        let inside = match &at {
            Some(found) => own_fields(api, &found.field.ty, &found.fields, &found.wires),
            None => own_fields(api, answer, &[], &[]),
        };
        at = Some(inside.into_iter().find(|found| found.field.wire == name)?);
    }
    at
}

/// The list of an answer: the outermost one that is the only list beside its siblings, the only one of objects, the only one of
/// these that is always there, or the only one with a usual name.
pub(super) fn items<'a>(api: &Api, all: &[FoundField<'a>]) -> Option<FoundField<'a>> {
    let lists = |depth: usize| -> Vec<&FoundField<'a>> {
        let is_list = |found: &&FoundField<'_>| found.wires.len() == depth && is_list(found.field);
        all.iter().filter(is_list).collect()
    };
    let depth = (1..=2).find(|depth| !lists(*depth).is_empty())?;
    let mut left = lists(depth);
    let of_objects =
        |it: &FoundField<'_>| matches!(&it.field.ty, Type::List(item) if is_object(api, item));
    let is_always_there = |it: &FoundField<'_>| it.field.presence == Presence::Required;
    let is_named = |it: &FoundField<'_>| ITEMS.contains(&letters(&it.field.wire).as_str());
    let narrower: [&dyn Fn(&FoundField<'a>) -> bool; 3] =
        [&of_objects, &is_always_there, &is_named];
    for is_better in narrower {
        if let [only] = left.as_slice() {
            return Some((*only).clone());
        }
        let better: Vec<_> = left.iter().copied().filter(|it| is_better(it)).collect();
        if !better.is_empty() {
            left = better;
        }
    }
    match left.as_slice() {
        [only] => Some((*only).clone()),
        _ => None,
    }
}

/// Whether items of this type are more than values of an `enum`.
fn is_object(api: &Api, item: &Type) -> bool {
    let Type::Named(id) = item else {
        return false;
    };
    api.ty(*id)
        .is_some_and(|def| matches!(def.kind, TypeKind::Struct(_) | TypeKind::Union(_)))
}

fn is_list(field: &Field) -> bool {
    matches!(field.ty, Type::List(_)) && field.presence != Presence::Patch
}
