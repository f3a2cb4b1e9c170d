//! Components: each becomes one type for each direction, however often and from wherever it is referred to.
//!
//! A component is lowered where it is first referred to. At the end of a long chain of references, those that a component
//! refers to are lowered before it, so that the chain is no deep recursion; on a circle that is as long, a reference becomes
//! a promise.

use openapiv3::Schema;

use super::dependencies::dependencies;
use super::{Lowered, lower_inline};
use crate::ir::{Branch, Direction, JsonKind, ScalarKind, Type, TypeDef, TypeId, TypeKind, Union};
use crate::lower::configured_types::ConfiguredTypes;
use crate::lower::context::LoweringContext;
use crate::lower::operation::hooks::any_webhook;
use crate::lower::registry::{ComponentKey, Recalled};
use crate::lower::target::Target;
use crate::lower::type_arena::TypeArena;
use crate::origin::Origin;
use crate::spec::Resolved;

/// Lowers the schemas that nothing refers to.
pub(in crate::lower) fn lower_unused(cx: &mut LoweringContext<'_>) {
    for (name, schema) in unused(cx) {
        let resolved = Resolved {
            value: schema,
            origin: cx.spec.root().key("components").key("schemas").key(name),
            component: Some(name.to_owned()),
        };
        lower(cx, resolved, &Target::component(name, Direction::Read));
    }
}

/// Says how many schemas nothing refers to, as they are left out. A reference that leads nowhere may have been meant for one.
pub(in crate::lower) fn note_unused(cx: &mut LoweringContext<'_>) {
    if cx.diagnostics.has_errors() {
        return;
    }
    let unused = unused(cx);
    let [(first, _), rest @ ..] = unused.as_slice() else {
        return;
    };
    let what = match rest.len() {
        0 => "1 schema is".to_owned(),
        more => format!("{} schemas are", more + 1),
    };
    let at = cx.spec.root().key("components").key("schemas").key(first);
    let message = format!("{what} left out, since no operation has a value of that type");
    cx.diagnostics
        .note("unused-schemas", &at, message)
        .about_key()
        .hint("`unused = \"keep\"` in codegen.toml makes types of them");
}

/// The components that nobody has asked for.
fn unused<'a>(cx: &LoweringContext<'a>) -> Vec<(&'a str, &'a Schema)> {
    let all = cx.spec.openapi.components.iter().flat_map(|it| &it.schemas);
    let is_used = |name: &str| {
        [Direction::Read, Direction::Write]
            .map(|direction| ComponentKey {
                name: name.to_owned(),
                direction,
            })
            .iter()
            .any(|key| cx.registry.components.contains(key))
    };
    let any_webhook = any_webhook(cx.spec);
    all.filter_map(|(name, node)| Some((name.as_str(), node.as_item()?)))
        .filter(|(name, _)| !is_used(name) && any_webhook != Some(name))
        .collect()
}

/// Lowers what a reference has led to, which is a component unless it stands in place.
pub(in crate::lower) fn lower<'a>(
    cx: &mut LoweringContext<'a>,
    resolved: Resolved<'a, Schema>,
    target: &Target,
) -> Lowered {
    let Resolved {
        value: schema,
        origin: at,
        component,
    } = resolved;
    let Some(name) = component else {
        return lower_inline(cx, schema, &at, target);
    };
    let key = ComponentKey {
        name,
        direction: target.direction,
    };
    match cx.registry.components.recall(&key, &mut cx.types) {
        Some(Recalled::Lowered(lowered)) => return lowered,
        Some(Recalled::Promised(id)) => return Lowered::new(Type::Named(id), schema),
        None if cx.nesting.in_order && cx.nesting.is_too_deep() => {
            let id = cx.registry.components.promise(key, &mut cx.types);
            return Lowered::new(Type::Named(id), schema);
        }
        None => {}
    }
    if cx.nesting.in_order || !cx.nesting.is_deep() {
        return lower_now(cx, key, schema, &at);
    }
    cx.nesting.in_order = true;
    for (key, resolved) in dependencies(cx.spec, &cx.registry, &key, schema, &at) {
        if cx.registry.components.is_open(&key) {
            lower_now(cx, key, resolved.value, &resolved.origin);
        }
    }
    cx.nesting.in_order = false;
    match cx.registry.components.recall(&key, &mut cx.types) {
        Some(Recalled::Lowered(lowered)) => lowered,
        Some(Recalled::Promised(_)) | None => lower_now(cx, key, schema, &at),
    }
}

fn lower_now<'a>(
    cx: &mut LoweringContext<'a>,
    key: ComponentKey,
    schema: &'a Schema,
    at: &Origin,
) -> Lowered {
    cx.registry.components.begin(key.clone());
    let target = Target::component(&key.name, key.direction);
    let mut lowered = lower_inline(cx, schema, at, &target);
    if let Some(id) = cx.registry.components.promised(&key) {
        lowered.ty = keep_promise(&mut cx.types, &cx.configured, id, lowered.ty, &target, at);
    }
    cx.registry.components.finish(key, lowered.clone());
    lowered
}

/// Makes `id` the type of what was promised under it. What refers to itself without being a struct or an enum, such as a list
/// of itself, becomes a union of one branch: a type with a name is what ends the recursion.
pub(in crate::lower) fn keep_promise(
    types: &mut TypeArena,
    configured: &ConfiguredTypes<'_>,
    id: TypeId,
    ty: Type,
    target: &Target,
    at: &Origin,
) -> Type {
    if types.is_promised(id) {
        let branch = Branch {
            name: "value".to_owned(),
            kind: json_kind(types, configured, &ty),
            ty,
            signs: Vec::new(),
            docs: None,
            origin: at.clone(),
        };
        let def = TypeDef {
            place: target.place.clone(),
            direction: target.direction,
            kind: TypeKind::Union(Union {
                branches: vec![branch],
            }),
            title: None,
            docs: None,
            deprecated: false,
            origin: at.clone(),
        };
        types.define(id, def);
    }
    Type::Named(id)
}

/// The JSON type of the values of a type.
fn json_kind(types: &TypeArena, configured: &ConfiguredTypes<'_>, ty: &Type) -> JsonKind {
    match ty {
        Type::Bool => JsonKind::Bool,
        Type::I32 | Type::I64 | Type::U32 | Type::U64 | Type::I128 => JsonKind::Integer,
        Type::F32 | Type::F64 => JsonKind::Number,
        Type::List(_) | Type::Tuple(_) => JsonKind::Array,
        Type::Map(_) | Type::Json | Type::Parts => JsonKind::Object,
        Type::Nullable(inner) => json_kind(types, configured, inner),
        Type::Named(_) => match types.kind(ty) {
            Some(TypeKind::TextEnum(_)) => JsonKind::String,
            Some(TypeKind::ScalarEnum(list)) => match list.kind {
                ScalarKind::Integer => JsonKind::Integer,
                ScalarKind::Number => JsonKind::Number,
                ScalarKind::Any => JsonKind::String,
            },
            Some(TypeKind::Struct(_) | TypeKind::Union(_) | TypeKind::Answer(_)) | None => {
                JsonKind::Object
            }
        },
        Type::String | Type::DateTime | Type::Date | Type::Base64 | Type::Secret | Type::File => {
            JsonKind::String
        }
        Type::Foreign(id) => match configured.foreign(*id) {
            Some(foreign) if foreign.is_json => JsonKind::Object,
            _ => JsonKind::String,
        },
    }
}
