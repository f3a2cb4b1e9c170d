//! Arrays: lists, and tuples where each place has a schema of its own.

use openapiv3::ReferenceOr;

use super::keywords::Keywords;
use super::{Lowered, lower_boxed};
use crate::diag::Diagnostics;
use crate::ir::{MapType, Step, Type};
use crate::lower::context::LoweringContext;
use crate::lower::losses::untyped;
use crate::lower::target::Target;
use crate::normalize::PLACES;
use crate::origin::Origin;

/// How many lists and maps may be inside each other.
const MAX_NESTED: usize = 32;

/// The type of an array.
pub(super) fn lower<'a>(
    cx: &mut LoweringContext<'a>,
    keywords: &Keywords<'a>,
    at: &Origin,
    target: &Target,
) -> Type {
    if keywords.data.extensions.contains_key(PLACES)
        && let Some(ReferenceOr::Item(items)) = keywords.items
    {
        return lower_tuple(cx, &Keywords::of(items), keywords.min_items, at, target);
    }
    let item = match keywords.items {
        Some(items) => {
            lower_boxed(cx, items, &at.key("items"), &target.then(Step::Item)).into_type()
        }
        None => Type::Json,
    };
    list_of(cx.diagnostics, item, at)
}

/// An array whose places are the properties of `items`; the first `least` of them are always there. Where nothing says how many are,
/// all are: zod and utoipa write tuples so, and who means to leave out a place says so.
fn lower_tuple<'a>(
    cx: &mut LoweringContext<'a>,
    items: &Keywords<'a>,
    least: Option<usize>,
    at: &Origin,
    target: &Target,
) -> Type {
    let at = at.key("items");
    let described = items.properties.into_iter().flatten().enumerate();
    let lowered = described.map(|(index, (key, node))| {
        let at = at.key("properties").key(key);
        let lowered = lower_boxed(cx, node, &at, &target.then(Step::Place(index)));
        (lowered, at)
    });
    let lowered: Vec<_> = lowered.collect();
    let is_there = |index: usize| least.is_none_or(|least| index < least);
    let is_sure = |(index, (it, _)): &(usize, &(Lowered, Origin))| is_there(*index) && !it.nullable;
    let last_sure = lowered.iter().enumerate().rfind(is_sure);
    let last_sure = last_sure.map(|(index, _)| index);
    let mut places = Vec::new();
    for (index, (lowered, at)) in lowered.into_iter().enumerate() {
        // A place at the end that is left out is not written, so that it could not be told from `null`.
        let is_at_end = last_sure.is_none_or(|last| index > last);
        if is_there(index) && is_at_end && lowered.nullable && lowered.ty != Type::Json {
            let what = "a list with a place at its end that may be `null`";
            return Type::List(Box::new(untyped(cx.diagnostics, &at, what)));
        }
        let ty = lowered.into_type();
        places.push(match nested(cx.diagnostics, ty, &at) {
            ty @ (Type::Json | Type::Nullable(_)) => ty,
            ty if is_there(index) => ty,
            ty => Type::Nullable(Box::new(ty)),
        });
    }
    match places.as_slice() {
        // The other places can have no value, and have been taken out.
        [] | [_] => Type::List(Box::new(Type::Json)),
        _ => Type::Tuple(places),
    }
}

/// A list.
pub(in crate::lower) fn list_of(diagnostics: &mut Diagnostics, item: Type, at: &Origin) -> Type {
    Type::List(Box::new(nested(diagnostics, item, at)))
}

/// An object with free keys.
pub(in crate::lower) fn map_of(
    diagnostics: &mut Diagnostics,
    (key, value): (Type, Type),
    at: &Origin,
) -> Type {
    let value = nested(diagnostics, value, at);
    Type::Map(Box::new(MapType { key, value }))
}

/// The type of what is inside a list or a map, as far as these may be nested.
fn nested(diagnostics: &mut Diagnostics, ty: Type, at: &Origin) -> Type {
    if ty.depth() < MAX_NESTED {
        return ty;
    }
    let message = format!("more than {MAX_NESTED} lists or maps are inside each other here");
    diagnostics
        .warning("too-deep", at, message)
        .hint("the innermost are carried as `Json`");
    Type::Json
}
