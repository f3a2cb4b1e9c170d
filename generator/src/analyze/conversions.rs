//! Conversions: what was read as one type, changed and sent back as another, where a schema has a type for each direction.

use std::collections::BTreeMap;

use crate::ir::{
    Api, Branch, Direction, Field, Place, Presence, Struct, Type, TypeDef, TypeId, TypeKind, Union,
};

/// How a value that was read becomes one that is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conversion {
    /// The type of what is read.
    pub from: TypeId,
    /// The fields and branches, by their names in the description, for which that does not have what is needed. There is a conversion
    /// only where there is none of them.
    pub lacking: Vec<String>,
}

/// The conversions to the types that are only sent. A type that holds others has one where those have.
pub(super) fn find(api: &Api) -> BTreeMap<TypeId, Conversion> {
    let of = |wanted: Direction| {
        api.places()
            .filter(move |(.., direction)| *direction == wanted)
    };
    let read: BTreeMap<&Place, TypeId> = of(Direction::Read)
        .map(|(id, place, _)| (place, id))
        .collect();
    let mut whole: BTreeMap<TypeId, TypeId> = BTreeMap::new();
    for (id, place, _) in of(Direction::Write) {
        if let Some(from) = read.get(place).filter(|from| **from != id) {
            whole.entry(id).or_insert(*from);
        }
    }
    let mut holders: BTreeMap<TypeId, Vec<TypeId>> = BTreeMap::new();
    for to in whole.keys() {
        let inside = api.ty(*to).map(TypeDef::types).unwrap_or_default();
        for (inner, _) in inside.into_iter().flat_map(Type::named) {
            holders.entry(inner).or_default().push(*to);
        }
    }
    let mut found = BTreeMap::new();
    let mut open: Vec<TypeId> = whole.keys().copied().collect();
    while let Some(to) = open.pop() {
        let Some(from) = whole.get(&to).copied() else {
            continue;
        };
        let lacking = lacking(api, to, from, &whole);
        if lacking.as_ref().is_some_and(Vec::is_empty) {
            continue;
        }
        whole.remove(&to);
        found.extend(lacking.map(|lacking| (to, Conversion { from, lacking })));
        // The types that hold it cannot be made, either.
        open.extend(holders.get(&to).into_iter().flatten());
    }
    let whole = whole.into_iter().map(|(to, from)| {
        let lacking = Vec::new();
        (to, Conversion { from, lacking })
    });
    found.extend(whole);
    found
}

/// What a type that is read does not have, if it is of the kind of the one that is sent. `whole` are the conversions that there are.
fn lacking(
    api: &Api,
    to: TypeId,
    read: TypeId,
    whole: &BTreeMap<TypeId, TypeId>,
) -> Option<Vec<String>> {
    match (&api.ty(to)?.kind, &api.ty(read)?.kind) {
        (TypeKind::Struct(to), TypeKind::Struct(read)) => Some(of_struct(to, read, whole)),
        (TypeKind::Union(to), TypeKind::Union(read)) => Some(of_union(to, read, whole)),
        _ => None,
    }
}

fn of_struct(to: &Struct, read: &Struct, whole: &BTreeMap<TypeId, TypeId>) -> Vec<String> {
    let is_lacking = |field: &&Field| {
        let given = read.fields.iter().find(|it| it.wire == field.wire);
        !match given.map(|it| (it.presence, types(&field.ty, &it.ty, whole))) {
            Some((Presence::Patch, fits)) => fits && field.presence == Presence::Patch,
            Some((Presence::Required, fits)) => fits,
            // `Json` is `null` where there was nothing.
            Some((Presence::Nullish, fits)) if field.ty == Type::Json => fits,
            Some((_, fits)) => fits && field.presence != Presence::Required,
            None => !field.presence.is_always(),
        }
    };
    let is_open = |it: &&Field| it.constant.is_none() || it.presence != Presence::Required;
    let fields = to.fields.iter().filter(is_open);
    let mut lacking: Vec<String> = fields
        .filter(is_lacking)
        .map(|it| it.wire.clone())
        .collect();
    let rest = match (&to.rest, &read.rest) {
        (Some(to), Some(read)) => types(to, read, whole),
        (None, Some(_)) => false,
        (_, None) => true,
    };
    if !rest {
        lacking.push("additionalProperties".to_owned());
    }
    lacking
}

fn of_union(to: &Union, read: &Union, whole: &BTreeMap<TypeId, TypeId>) -> Vec<String> {
    let is_lacking = |branch: &&Branch| {
        let mut to = to.branches.iter();
        !to.any(|it| it.name == branch.name && types(&it.ty, &branch.ty, whole))
    };
    let lacking = read.branches.iter().filter(is_lacking);
    lacking.map(|it| it.name.clone()).collect()
}

/// Whether a value of type `read` becomes one of type `to`.
fn types(to: &Type, read: &Type, whole: &BTreeMap<TypeId, TypeId>) -> bool {
    match (to, read) {
        (to, read) if to == read => true,
        (Type::Named(to), Type::Named(read)) => whole.get(to) == Some(read),
        (Type::List(to), Type::List(read)) | (Type::Nullable(to), Type::Nullable(read)) => {
            types(to, read, whole)
        }
        (Type::Map(to), Type::Map(read)) => {
            types(&to.key, &read.key, whole) && types(&to.value, &read.value, whole)
        }
        (Type::Tuple(to), Type::Tuple(read)) => {
            let mut both = to.iter().zip(read);
            to.len() == read.len() && both.all(|(to, read)| types(to, read, whole))
        }
        _ => false,
    }
}
