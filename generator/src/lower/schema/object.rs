//! Objects: structs where properties are named, maps where they are free, both where both are.

use openapiv3::AdditionalProperties;

use super::array::map_of;
use super::keywords::Keywords;
use super::{fields, lower_boxed};
use crate::ir::{Field, JsonKind, Step, Struct, Type, TypeDef, TypeKind};
use crate::lower::context::LoweringContext;
use crate::lower::docs::{self, nested};
use crate::lower::merge::conjuncts::conjuncts;
use crate::lower::merge::json_types::{JsonTypes, json_types};
use crate::lower::merge::subschema::{Annotations, Subschema};
use crate::lower::target::Target;
use crate::lower::type_arena::TypeArena;
use crate::origin::Origin;
use crate::spec::Spec;

/// The type of an object.
pub(super) fn lower<'a>(
    cx: &mut LoweringContext<'a>,
    keywords: &Keywords<'a>,
    at: &Origin,
    target: &Target,
) -> Type {
    let annotations = Annotations {
        data: keywords.data,
        at: at.clone(),
    };
    let additional = keywords
        .additional
        .and_then(|allowed| lower_additional(cx, allowed, &at.key("additionalProperties"), target));
    if !keywords.has_properties() && keywords.required.is_empty() {
        return match additional {
            Some(values) => {
                let key = lower_key(cx, keywords, at, target);
                map_of(cx.diagnostics, (key, values), at)
            }
            None if keywords.keys.is_some() => {
                let key = lower_key(cx, keywords, at, target);
                map_of(cx.diagnostics, (key, Type::Json), at)
            }
            // NestJS says no more of what may be anything, so that it need not be an object.
            None if keywords.additional.is_none() => Type::Json,
            None => define_struct(cx, Vec::new(), None, &annotations, target),
        };
    }
    let fields = fields::lower(cx, keywords, at, target);
    let ty = define_struct(cx, fields, additional, &annotations, target);
    describe_additional(cx.spec, &mut cx.types, &ty, keywords.additional);
    ty
}

/// What the keys of a map are: a type of the client whose values are texts and have an order, or else `String`.
pub(in crate::lower) fn lower_key<'a>(
    cx: &mut LoweringContext<'a>,
    keywords: &Keywords<'a>,
    at: &Origin,
    target: &Target,
) -> Type {
    let at = at.key("properties").key("propertyNames");
    let described = keywords.keys.map(|it| (it, cx.spec.boxed_schema(it, &at)));
    let Some((node, Some(resolved))) = described else {
        return Type::String;
    };
    let conjuncts = conjuncts(cx.spec, &[Subschema::of(resolved)]);
    if json_types(&conjuncts) != JsonTypes::One(JsonKind::String) {
        let message = "the keys are `String`, as what describes them is no text";
        cx.diagnostics.warning("not-carried", &at, message);
        return Type::String;
    }
    let ty = lower_boxed(cx, node, &at, &target.then(Step::Key)).ty;
    let is_key = match &ty {
        Type::Date | Type::DateTime => true,
        Type::Foreign(_) => {
            let message = "the keys are `String`: a type of another crate need not have an order";
            cx.diagnostics.warning("not-carried", &at, message);
            false
        }
        ty => matches!(cx.types.kind(ty), Some(TypeKind::TextEnum(_))),
    };
    if is_key { ty } else { Type::String }
}

/// The type of the properties without a name of their own; `None` where the schema allows none.
pub(in crate::lower) fn lower_additional<'a>(
    cx: &mut LoweringContext<'a>,
    allowed: &'a AdditionalProperties,
    at: &Origin,
    target: &Target,
) -> Option<Type> {
    match allowed {
        AdditionalProperties::Any(any) => any.then_some(Type::Json),
        AdditionalProperties::Schema(node) => {
            Some(super::lower(cx, node, at, &target.then(Step::Value)).into_type())
        }
    }
}

/// Gives the properties without a name of their own the documentation of the first schema that has any.
pub(in crate::lower) fn describe_additional<'s>(
    spec: &Spec,
    types: &mut TypeArena,
    ty: &Type,
    allowed: impl IntoIterator<Item = &'s AdditionalProperties>,
) {
    let docs = match types.kind(ty) {
        Some(TypeKind::Struct(Struct {
            rest: Some(rest), ..
        })) => {
            let mut all = allowed.into_iter();
            all.find_map(|it| nested::of_additional(spec, types, rest, it))
        }
        _ => None,
    };
    if let Some(def) = types.def_mut(ty)
        && let TypeKind::Struct(object) = &mut def.kind
    {
        object.rest_docs = docs;
    }
}

/// Defines a struct.
pub(in crate::lower) fn define_struct(
    cx: &mut LoweringContext<'_>,
    fields: Vec<Field>,
    rest: Option<Type>,
    annotations: &Annotations<'_>,
    target: &Target,
) -> Type {
    let object = Struct {
        fields,
        rest,
        rest_docs: None,
    };
    Type::Named(cx.define(TypeDef {
        place: target.place.clone(),
        direction: target.direction,
        kind: TypeKind::Struct(object),
        title: docs::name_of_schema(annotations.data),
        docs: docs::of_schema(annotations.data),
        deprecated: annotations.data.deprecated,
        origin: annotations.at.clone(),
    }))
}
