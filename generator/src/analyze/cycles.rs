//! Recursion: a type that contains itself needs a `Box` on each cycle, and an optional field or a list where a value can end.

use std::collections::BTreeSet;

use crate::diag::Diagnostics;
use crate::ir::{Api, Presence, TypeId, TypeKind};

/// The fields and branches that must be boxed: those that lead back to a type that contains them.
pub(super) fn boxed(api: &Api) -> BTreeSet<(TypeId, usize)> {
    back_edges(api, &|id| held_in_place(api, id))
}

/// The types that a type contains directly, with the position of the field or branch.
pub(super) fn held_in_place(api: &Api, id: TypeId) -> Vec<(usize, TypeId)> {
    held(api, id, |_| true)
}

/// Makes a required field optional where its type would need a value of infinite depth.
pub(super) fn end_endless(api: &mut Api, diagnostics: &mut Diagnostics) {
    let needed = |presence: Presence| presence == Presence::Required;
    let endless = {
        let api = &*api;
        back_edges(api, &|id| match api.ty(id).map(|def| &def.kind) {
            Some(TypeKind::Struct(_)) => held(api, id, needed),
            // A union can have a value of another branch, and an enum contains nothing.
            Some(
                TypeKind::Union(_)
                | TypeKind::TextEnum(_)
                | TypeKind::ScalarEnum(_)
                | TypeKind::Answer(_),
            )
            | None => Vec::new(),
        })
    };
    for (TypeId(index), position) in endless {
        let Some(TypeKind::Struct(object)) = api.types.get_mut(index).map(|def| &mut def.kind)
        else {
            continue;
        };
        if let Some(field) = object.fields.get_mut(position) {
            field.presence = Presence::Nullable;
            let message = format!(
                "a value that requires `{}` requires itself without an end",
                field.wire
            );
            diagnostics
                .warning("endless-type", &field.origin, message)
                .hint("the client treats the property as one that may be `null`");
        }
    }
}

/// The types that a type contains directly, not behind a list or map, with the position of the field or branch.
fn held(api: &Api, id: TypeId, counts: impl Fn(Presence) -> bool) -> Vec<(usize, TypeId)> {
    let types: Vec<_> = match api.ty(id).map(|def| &def.kind) {
        Some(TypeKind::Struct(object)) => object
            .fields
            .iter()
            .map(|field| (&field.ty, counts(field.presence)))
            .collect(),
        Some(TypeKind::Union(union)) => union
            .branches
            .iter()
            .map(|branch| (&branch.ty, true))
            .collect(),
        Some(TypeKind::TextEnum(_) | TypeKind::ScalarEnum(_) | TypeKind::Answer(_)) | None => {
            Vec::new()
        }
    };
    let in_place = |(position, (ty, counts)): (usize, (&crate::ir::Type, bool))| {
        let named = ty.named().into_iter();
        named.filter_map(move |(id, in_place)| (in_place && counts).then_some((position, id)))
    };
    types.into_iter().enumerate().flat_map(in_place).collect()
}

/// The edges of a graph that lead back to a node the search is still inside of. Without them there is no cycle.
fn back_edges(
    api: &Api,
    next: &dyn Fn(TypeId) -> Vec<(usize, TypeId)>,
) -> BTreeSet<(TypeId, usize)> {
    let mut found = BTreeSet::new();
    let mut finished = BTreeSet::new();
    for (root, _) in api.types() {
        // The nodes on the current path, each with the edges that have not been followed yet.
        let mut open: Vec<(TypeId, Vec<(usize, TypeId)>)> = Vec::new();
        let mut inside = BTreeSet::new();
        let mut enter = |id: TypeId, open: &mut Vec<_>, inside: &mut BTreeSet<TypeId>| {
            if finished.insert(id) {
                inside.insert(id);
                let mut edges = next(id);
                edges.reverse();
                open.push((id, edges));
            }
        };
        enter(root, &mut open, &mut inside);
        while let Some((id, edges)) = open.last_mut() {
            let id = *id;
            match edges.pop() {
                Some((position, to)) if inside.contains(&to) => {
                    found.insert((id, position));
                }
                Some((_, to)) => enter(to, &mut open, &mut inside),
                None => {
                    inside.remove(&id);
                    open.pop();
                }
            }
        }
    }
    found
}
