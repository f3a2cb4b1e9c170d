//! Which types can have a trait of the standard library, and why others cannot.

use std::collections::BTreeSet;

use super::derives::HASH;
use crate::analyze::Analysis;
use crate::ir::{Api, Presence, ScalarEnum, ScalarKind, Struct, Type, TypeDef, TypeId, TypeKind};

/// Whether the table of a type has the trait.
pub(super) fn has_already(api: &Api, id: TypeId, name: &str) -> bool {
    match api.ty(id).map(|it| &it.kind) {
        Some(TypeKind::TextEnum(_)) => true,
        Some(TypeKind::ScalarEnum(ScalarEnum { kind, .. })) => {
            *kind == ScalarKind::Integer && ["Eq", HASH].contains(&name)
        }
        Some(TypeKind::Struct(_) | TypeKind::Union(_) | TypeKind::Answer(_)) | None => false,
    }
}

/// Why a type cannot have a trait; `None` where it can.
pub(super) fn obstacle(
    api: &Api,
    analysis: &Analysis,
    has: &BTreeSet<(TypeId, &'static str)>,
    id: TypeId,
    name: &'static str,
) -> Option<String> {
    let TypeDef { kind, .. } = api.ty(id)?;
    match kind {
        TypeKind::Struct(object) => {
            let needs: &[&str] = if name == "Ord" {
                &["Eq", "PartialOrd"]
            } else {
                &[]
            };
            if let Some(other) = needs.iter().find(|it| !has.contains(&(id, **it))) {
                return Some(format!("it needs `{other}` as well"));
            }
            if analysis.keeps.contains_key(&id) && name.ends_with("Ord") {
                return Some("what it keeps of JSON has no order".to_owned());
            }
            of_struct(api, has, object, name)
        }
        _ if has_already(api, id, name) => Some("the type has it already".to_owned()),
        TypeKind::Union(_) => Some("a union may hold any JSON".to_owned()),
        TypeKind::TextEnum(_) | TypeKind::ScalarEnum(_) | TypeKind::Answer(_) => {
            Some("an enum of other values than texts does not have it".to_owned())
        }
    }
}

fn of_struct(
    api: &Api,
    has: &BTreeSet<(TypeId, &'static str)>,
    object: &Struct,
    name: &'static str,
) -> Option<String> {
    let Struct { fields, rest, .. } = object;
    let fields = fields.iter().map(|it| {
        let is_patch = it.presence == Presence::Patch && name != "Eq";
        (Some(&it.wire), &it.ty, is_patch)
    });
    let all = fields.chain(rest.iter().map(|ty| (None, ty, false)));
    let mut without = all.filter_map(|(wire, ty, is_patch)| {
        let reason = if is_patch {
            Some("may be left out, or `null`")
        } else {
            lacks(api, has, ty, name)
        };
        let reason = reason?;
        Some(match wire {
            Some(wire) => format!("its property `{}` {reason}", wire.escape_debug()),
            None => format!("what it has under any name {reason}"),
        })
    });
    without.next()
}

/// Why the values of a type do not have a trait.
fn lacks(
    api: &Api,
    has: &BTreeSet<(TypeId, &'static str)>,
    ty: &Type,
    name: &'static str,
) -> Option<&'static str> {
    let is_order = name.ends_with("Ord");
    match ty {
        Type::Bool
        | Type::I32
        | Type::I64
        | Type::U32
        | Type::U64
        | Type::I128
        | Type::String
        | Type::DateTime
        | Type::Date => None,
        Type::F32 | Type::F64 if name == "PartialOrd" => None,
        Type::F32 | Type::F64 => Some("is a number with a fraction"),
        Type::Base64 => is_order.then_some("is bytes, which have no order"),
        Type::Secret => (name != "Eq").then_some("is a secret"),
        Type::File | Type::Parts => Some("is a file"),
        Type::Json => Some("may be any JSON"),
        Type::Foreign(_) => Some("is of a type of another crate, about which nothing is known"),
        Type::List(inner) | Type::Nullable(inner) => lacks(api, has, inner, name),
        Type::Map(map) => {
            lacks(api, has, &map.key, name).or_else(|| lacks(api, has, &map.value, name))
        }
        Type::Tuple(places) => places.iter().find_map(|it| lacks(api, has, it, name)),
        Type::Named(id) if has.contains(&(*id, name)) || has_already(api, *id, name) => None,
        Type::Named(_) => Some("is of a type without it"),
    }
}
