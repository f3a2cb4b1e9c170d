//! Values that several schemas describe, and those whose type has a name of its own: each is lowered once, however many
//! places share it.
//!
//! Such a value is of one of several alternatives, and all schemas of an alternative hold for it.

use std::collections::BTreeSet;

use openapiv3::{Schema, SchemaData, SchemaKind, Type as SchemaType};

use super::all_of;
use super::conjuncts::conjuncts;
use super::subschema::{Annotations, Subschema, Without};
use crate::ir::{Type, TypeId};
use crate::lower::budget::TOO_MUCH_MERGED;
use crate::lower::context::LoweringContext;
use crate::lower::docs::{self, constraints, example, nested};
use crate::lower::losses::untyped;
use crate::lower::registry::{MergeKey, Postponed, Recalled};
use crate::lower::schema::{Lowered, component, enumeration, lower_subschema};
use crate::lower::target::Target;
use crate::lower::union::alternative::Alternative;
use crate::lower::union::{self, flatten};
use crate::origin::Origin;

/// Lowers a value that one of the alternatives describes.
pub(in crate::lower) fn lower<'a>(
    cx: &mut LoweringContext<'a>,
    alternatives: Vec<Vec<Subschema<'a>>>,
    target: &Target,
) -> Lowered {
    // Where all schemas refer to all others, looking merges up takes the time.
    let asked: usize = alternatives.iter().map(Vec::len).sum();
    cx.budget.count_merged(asked / 2);
    let (alternatives, keys) = distinct(alternatives);
    let mut named_after = None;
    if let [only] = alternatives.as_slice()
        && let [only] = only.as_slice()
    {
        if only.component.is_some() || is_plain_scalar(only.schema) {
            return lower_subschema(cx, only, target);
        }
        named_after.clone_from(&only.named_after);
    }
    let place = named_after.as_deref().unwrap_or(&target.place);
    let target = target.at(place.clone());
    let key = MergeKey {
        role: target.place.role.clone(),
        direction: target.direction,
        alternatives: keys,
    };
    match cx.registry.merges.recall(&key, &mut cx.types) {
        Some(Recalled::Lowered(lowered)) => lowered,
        Some(Recalled::Promised(id)) => promised(id, &alternatives),
        None if cx.nesting.is_too_deep() => {
            let id = cx.registry.merges.promise(key.clone(), &mut cx.types);
            let lowered = promised(id, &alternatives);
            cx.registry.postpone(Postponed {
                key,
                alternatives,
                place: target.place,
            });
            lowered
        }
        None => lower_now(cx, key, &alternatives, &target),
    }
}

/// Lowers the values that were too deep inside of others.
pub(in crate::lower) fn lower_postponed(cx: &mut LoweringContext<'_>) {
    while let Some(postponed) = cx.registry.pop_postponed() {
        let Postponed {
            key,
            alternatives,
            place,
        } = postponed;
        let direction = key.direction;
        let target = Target { place, direction };
        lower_now(cx, key, &alternatives, &target);
    }
}

fn lower_now<'a>(
    cx: &mut LoweringContext<'a>,
    key: MergeKey,
    alternatives: &[Vec<Subschema<'a>>],
    target: &Target,
) -> Lowered {
    cx.registry.begin_merge(key.clone(), target.place.clone());
    let only = match alternatives {
        [only] => match only.as_slice() {
            [only] => Some(only),
            _ => None,
        },
        _ => None,
    };
    let mut lowered = match only {
        Some(only) => lower_subschema(cx, only, target),
        None => lower_several(cx, alternatives, target),
    };
    if let Some(id) = cx.registry.end_merge()
        && let Some(first) = alternatives.iter().flatten().next()
    {
        lowered.ty = component::keep_promise(
            &mut cx.types,
            &cx.configured,
            id,
            lowered.ty,
            target,
            &first.at,
        );
    }
    cx.registry.merges.finish(key, lowered.clone());
    lowered
}

fn lower_several<'a>(
    cx: &mut LoweringContext<'a>,
    alternatives: &[Vec<Subschema<'a>>],
    target: &Target,
) -> Lowered {
    let all = || alternatives.iter().flatten();
    let described = |it: &&Subschema<'a>| docs::of_schema(&it.schema.schema_data);
    let documented = all().rev().find(|it| described(it).is_some());
    let Some(documented) = documented.or(all().next()) else {
        return Lowered::plain(Type::Json);
    };
    let annotations = documented.annotations();
    let schemas = all().count();
    if schemas > 1 && cx.budget.forbids_merge(schemas, &target.place) {
        let ty = untyped(cx.diagnostics, &annotations.at, TOO_MUCH_MERGED);
        return Lowered::plain(ty);
    }
    cx.nesting.enter();
    let (ty, nullable) = lower_type(cx, alternatives, &annotations, target);
    cx.nesting.leave();
    let data = |it: &Subschema<'a>| &it.schema.schema_data;
    // What holds for one of several alternatives need not hold for the others.
    let is_said = |is: fn(&SchemaData) -> bool| {
        let mut alternatives = alternatives.iter();
        alternatives.all(|subschemas| subschemas.iter().any(|it| is(data(it))))
    };
    // Which way a value travels may be said by a member of `allOf`.
    let inside: Vec<_> = alternatives
        .iter()
        .map(|it| conjuncts(cx.spec, it))
        .collect();
    let is_said_inside = |is: fn(&SchemaData) -> bool| {
        let mut alternatives = inside.iter();
        alternatives.all(|conjuncts| conjuncts.iter().any(|it| is(it.keywords.data)))
    };
    let mut lowered = Lowered {
        nullable,
        docs: described(&documented),
        example: all().find_map(|it| example::of_schema(cx.spec, it.schema)),
        deprecated: is_said(|data| data.deprecated),
        read_only: is_said_inside(|data| data.read_only),
        write_only: is_said_inside(|data| data.write_only),
        ..Lowered::plain(ty)
    };
    let mut keywords = annotations.keywords();
    if let [subschemas] = alternatives {
        for it in subschemas {
            let nested = nested::inside(cx.spec, &cx.types, &lowered.ty, it.schema);
            lowered.nested.extend(nested);
            let more = constraints::of(it.schema);
            lowered.constraints = docs::with_paragraph(lowered.constraints, more.as_deref());
        }
        let conjuncts = conjuncts(cx.spec, subschemas).into_iter();
        let mut lists = conjuncts.map(|it| it.keywords.values);
        keywords.values = lists.find(|list| list.len() == 1).unwrap_or_default();
    }
    lowered.constant = enumeration::constant(&cx.types, &lowered.ty, &keywords);
    let data = inside.iter().flatten().map(|it| it.keywords.data);
    let constant = lowered.constant.as_ref();
    lowered.by_default = { data }.any(|it| enumeration::is_default(constant, it));
    lowered
}

/// The type of a value that one of the alternatives describes, and whether it may be `null`.
fn lower_type<'a>(
    cx: &mut LoweringContext<'a>,
    alternatives: &[Vec<Subschema<'a>>],
    annotations: &Annotations<'a>,
    target: &Target,
) -> (Type, bool) {
    if let [subschemas] = alternatives {
        return all_of::lower(cx, subschemas, annotations, target);
    }
    let alternatives = alternatives.iter();
    let of_spec = |it: &Vec<Subschema<'a>>| Alternative::of(cx.spec, it.clone());
    let alternatives = alternatives.filter_map(of_spec).collect();
    let (alternatives, null) =
        flatten::flatten(cx.spec, &cx.configured, cx.diagnostics, alternatives, None);
    let (ty, nullable) = union::lower(cx, alternatives, None, annotations, target);
    (ty, null || nullable)
}

/// A value whose type has yet to be made.
fn promised(id: TypeId, alternatives: &[Vec<Subschema<'_>>]) -> Lowered {
    let mut all = alternatives.iter().flatten();
    match (all.next(), all.next()) {
        (Some(only), None) => Lowered::new(Type::Named(id), only.schema),
        _ => Lowered::plain(Type::Named(id)),
    }
}

/// Whether a schema is a scalar whose type has no name.
fn is_plain_scalar(schema: &Schema) -> bool {
    match &schema.schema_kind {
        SchemaKind::Type(SchemaType::String(string)) => string.enumeration.is_empty(),
        SchemaKind::Type(SchemaType::Number(number)) => number.enumeration.is_empty(),
        SchemaKind::Type(SchemaType::Integer(integer)) => integer.enumeration.is_empty(),
        SchemaKind::Type(SchemaType::Boolean(boolean)) => boolean.enumeration.is_empty(),
        _ => false,
    }
}

/// What tells the schemas of each alternative from others.
type Keys = Vec<Vec<(Origin, Without)>>;

/// The alternatives, and the schemas of each, without those that are there before.
fn distinct(alternatives: Vec<Vec<Subschema<'_>>>) -> (Vec<Vec<Subschema<'_>>>, Keys) {
    let (mut all, mut keys) = (Vec::new(), Vec::new());
    let mut known = BTreeSet::new();
    for mut subschemas in alternatives {
        let mut seen = BTreeSet::new();
        subschemas.retain(|it| seen.insert(it.key()));
        let key: Vec<_> = subschemas.iter().map(Subschema::key).collect();
        if known.insert(key.clone()) {
            keys.push(key);
            all.push(subschemas);
        }
    }
    (all, keys)
}
