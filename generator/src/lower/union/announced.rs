//! Tags as fields: what announces a type in all unions that it is a branch of is set by its constructor.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{Presence, Type, TypeDef, TypeId, TypeKind, Value};

/// Gives each field that is always there, and is the one tag of its type, this tag as its value, be it that it could be `null`. A field of a type with several tags is for the
/// caller to set.
pub(in crate::lower) fn set_tags(types: &mut [TypeDef]) {
    let mut tags: BTreeMap<(TypeId, String), BTreeSet<String>> = BTreeMap::new();
    for def in &*types {
        let TypeKind::Union(union) = &def.kind else {
            continue;
        };
        for branch in &union.branches {
            if let Type::Named(id) = branch.ty {
                for (key, value) in branch.tags() {
                    let known = tags.entry((id, key.to_owned())).or_default();
                    known.insert(value.to_owned());
                }
            }
        }
    }
    for ((id, key), mut values) in tags {
        if let (Some(tag), None) = (values.pop_first(), values.first()) {
            set(types, id, &key, tag);
        }
    }
}

fn set(types: &mut [TypeDef], id: TypeId, key: &str, tag: String) {
    let fields = match types.get(id.0).map(|it| &it.kind) {
        Some(TypeKind::Struct(object)) => &object.fields,
        _ => return,
    };
    let found = fields.iter().enumerate().find(|(_, it)| it.wire == key);
    let Some((position, field)) = found else {
        return;
    };
    let holds = match field.ty {
        Type::String => true,
        Type::Named(list) => match types.get(list.0).map(|it| &it.kind) {
            Some(TypeKind::TextEnum(list)) => list.values.iter().any(|it| it.wire == tag),
            _ => false,
        },
        _ => false,
    };
    if !holds || !field.presence.is_always() {
        return;
    }
    if let Some(TypeKind::Struct(object)) = types.get_mut(id.0).map(|it| &mut it.kind)
        && let Some(field) = object.fields.get_mut(position)
    {
        let tag = Value::String(tag);
        // Who says `null` there says nothing about what the value is.
        let is_tag = *field.constant.get_or_insert_with(|| tag.clone()) == tag;
        field.by_default |= is_tag && field.presence == Presence::Nullable;
    }
}
