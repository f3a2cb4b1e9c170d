//! Schemas: what one of them becomes.
//!
//! In comes a schema at its place, with the [`Target`] its type is made for; out goes a [`Lowered`]: a type, and what the
//! schema says about its values. The functions here follow references and look at the [`keywords`] to decide who decides:
//! [`component`] for what has a name, [`object`] with [`fields`], [`mod@array`], [`enumeration`] with [`enum_extensions`] and [`enum_labels`], and
//! [`scalar`] for one JSON type each, the rooms [`merge`](super::merge) and [`union`](super::union) for what is combined of
//! other schemas. [`mod@dependencies`] keeps long chains of references from being deep recursion.

pub(in crate::lower) mod array;
pub(in crate::lower) mod component;
mod dependencies;
mod enum_extensions;
mod enum_labels;
pub(in crate::lower) mod enumeration;
pub(in crate::lower) mod fields;
pub(in crate::lower) mod keywords;
mod lowered;
pub(in crate::lower) mod object;
mod scalar;

use std::rc::Rc;
use std::slice;

use openapiv3::{ReferenceOr, Schema};
use serde_json::Value;

use super::context::LoweringContext;
use super::docs::{example, nested};
use super::merge::conjuncts::conjuncts;
use super::merge::subschema::{Annotations, Subschema, Without};
use super::merge::{all_of, distribution, memoized};
use super::target::Target;
use crate::ir::Type;
use crate::normalize::SAID;
use crate::origin::Origin;
use crate::spec::Resolved;
use keywords::Keywords;
pub(in crate::lower) use lowered::Lowered;

/// Lowers a schema that may be a reference.
pub(in crate::lower) fn lower<'a>(
    cx: &mut LoweringContext<'a>,
    node: &'a ReferenceOr<Schema>,
    at: &Origin,
    target: &Target,
) -> Lowered {
    match node {
        ReferenceOr::Reference { .. } => match cx.spec.schema(node, at) {
            Some(resolved) => lower_referred(cx, resolved, at, target),
            None => Lowered::unknown(),
        },
        ReferenceOr::Item(schema) => lower_inline(cx, schema, at, target),
    }
}

/// Lowers a schema that may be a reference, where the model boxes it.
pub(in crate::lower) fn lower_boxed<'a>(
    cx: &mut LoweringContext<'a>,
    node: &'a ReferenceOr<Box<Schema>>,
    at: &Origin,
    target: &Target,
) -> Lowered {
    let Some(resolved) = cx.spec.boxed_schema(node, at) else {
        return Lowered::unknown();
    };
    match node {
        ReferenceOr::Reference { .. } => lower_referred(cx, resolved, at, target),
        ReferenceOr::Item(_) => memoized::lower(cx, vec![vec![Subschema::of(resolved)]], target),
    }
}

/// Lowers what a reference at `at` leads to.
fn lower_referred<'a>(
    cx: &mut LoweringContext<'a>,
    resolved: Resolved<'a, Schema>,
    at: &Origin,
    target: &Target,
) -> Lowered {
    let configured = cx
        .configured
        .schema(cx.spec, at, resolved.value, cx.diagnostics);
    configured.unwrap_or_else(|| component::lower(cx, resolved, target))
}

/// Lowers a schema, as far as it counts.
pub(in crate::lower) fn lower_subschema<'a>(
    cx: &mut LoweringContext<'a>,
    subschema: &Subschema<'a>,
    target: &Target,
) -> Lowered {
    if subschema.without == Without::Nothing {
        return component::lower(cx, subschema.resolved(), target);
    }
    let (ty, nullable) = lower_type(cx, subschema, &subschema.annotations(), target);
    let mut lowered = Lowered::new(ty, subschema.schema).with_members(cx.spec, subschema);
    lowered.nullable |= nullable;
    lowered
}

/// Lowers a schema that is no reference.
pub(in crate::lower) fn lower_inline<'a>(
    cx: &mut LoweringContext<'a>,
    schema: &'a Schema,
    at: &Origin,
    target: &Target,
) -> Lowered {
    if cx.budget.is_too_large() {
        return Lowered::unknown();
    }
    let configured = cx.configured.schema(cx.spec, at, schema, cx.diagnostics);
    if let Some(configured) = configured {
        return configured;
    }
    let keywords = Keywords::of(schema);
    if keywords.not && !keywords.data.extensions.contains_key(SAID) {
        let message = "the client does not check `not`";
        cx.diagnostics
            .warning("not-carried", &at.key("not"), message);
    }
    let subschema = Subschema {
        schema,
        at: at.clone(),
        component: None,
        named_after: Some(Rc::new(target.place.clone())),
        without: Without::Nothing,
    };
    cx.nesting.enter();
    let (ty, nullable) = lower_type(cx, &subschema, &subschema.annotations(), target);
    cx.nesting.leave();
    let mut lowered = Lowered::new(ty, schema).with_members(cx.spec, &subschema);
    lowered.example = example::of_schema(cx.spec, schema);
    lowered.constant = enumeration::constant(&cx.types, &lowered.ty, &keywords);
    lowered.by_default = enumeration::is_default(lowered.constant.as_ref(), keywords.data);
    lowered.nullable |= nullable || keywords.values.contains(&Value::Null);
    let nested = nested::inside(cx.spec, &cx.types, &lowered.ty, schema);
    if matches!(lowered.ty, Type::Named(_)) {
        nested::describe_type(&mut cx.types, &lowered.ty, &target.place, &nested);
    } else {
        lowered.nested = nested;
    }
    lowered
}

/// The type of a schema, and whether one of the schemas it is combined of allows `null`.
pub(in crate::lower) fn lower_type<'a>(
    cx: &mut LoweringContext<'a>,
    subschema: &Subschema<'a>,
    annotations: &Annotations<'a>,
    target: &Target,
) -> (Type, bool) {
    let keywords = subschema.keywords();
    let only = slice::from_ref(subschema);
    if !keywords.all_of.is_empty() {
        return all_of::lower(cx, only, annotations, target);
    }
    if keywords.has_union() {
        let conjuncts = conjuncts(cx.spec, only);
        return distribution::lower(cx, conjuncts, annotations, target);
    }
    (lower_plain(cx, &keywords, &subschema.at, target), false)
}

/// The type of a schema that is not combined of others.
pub(in crate::lower) fn lower_plain<'a>(
    cx: &mut LoweringContext<'a>,
    keywords: &Keywords<'a>,
    at: &Origin,
    target: &Target,
) -> Type {
    if !keywords.values.is_empty() {
        return enumeration::lower(cx, keywords, at, target);
    }
    let scalar = |cx: &mut LoweringContext<'a>, typ: &str| {
        let format = keywords.format.as_deref().unwrap_or_default();
        let width = keywords.width.unwrap_or_default();
        let configured = cx.configured.format(typ, format, cx.diagnostics);
        configured.unwrap_or_else(|| scalar::of(typ, format, width))
    };
    match keywords.typ {
        Some("boolean") => Type::Bool,
        Some(typ @ ("integer" | "number" | "string")) => scalar(cx, typ),
        Some("array") => array::lower(cx, keywords, at, target),
        Some("object") => object::lower(cx, keywords, at, target),
        // Without a type, what the keywords make sense for.
        _ if keywords.has_properties() || keywords.additional.is_some() => {
            object::lower(cx, keywords, at, target)
        }
        _ if keywords.items.is_some() => array::lower(cx, keywords, at, target),
        _ if !keywords.required.is_empty() => object::lower(cx, keywords, at, target),
        _ => match keywords.hint {
            Some(typ) => scalar(cx, typ),
            None => Type::Json,
        },
    }
}
