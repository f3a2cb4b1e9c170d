//! Unions beside other schemas: each branch holds together with all that stands beside its union.

use super::conjuncts::Conjunct;
use super::intersection;
use super::json_types::{JsonTypes, json_types};
use super::subschema::{Annotations, Subschema, Without};
use super::union_siblings::UnionSiblings;
use crate::diag::Diagnostics;
use crate::ir::{JsonKind, Type};
use crate::lower::budget::TOO_MUCH_MERGED;
use crate::lower::context::LoweringContext;
use crate::lower::losses::untyped;
use crate::lower::target::Target;
use crate::lower::union::alternative::Alternative;
use crate::lower::union::{self, flatten};

/// How many combinations of the branches of several unions become branches of one type.
const MAX_COMBINED: usize = 64;

/// A union that stands beside other schemas.
struct SiblingUnion<'a> {
    /// What is left of its branches beside the other schemas.
    alternatives: Vec<Alternative<'a>>,
    subschema: Subschema<'a>,
}

/// The type of a value that all conjuncts describe, none of which has an `allOf`, and whether a branch of a union is `null`.
pub(in crate::lower) fn lower<'a>(
    cx: &mut LoweringContext<'a>,
    conjuncts: Vec<Conjunct<'a>>,
    annotations: &Annotations<'a>,
    target: &Target,
) -> (Type, bool) {
    let mut common: Vec<_> = conjuncts.iter().map(Conjunct::without_unions).collect();
    let mut unions: Vec<SiblingUnion<'a>> = Vec::new();
    let mut nullable = false;
    for conjunct in conjuncts {
        let subschema = conjunct.subschema;
        for (keyword, _) in conjunct.keywords.unions() {
            let (alternatives, null) =
                flatten::alternatives(cx.spec, &cx.configured, cx.diagnostics, keyword, &subschema);
            nullable |= null;
            if cx.nesting.allows_distributing(&subschema.at) {
                unions.push(SiblingUnion {
                    alternatives,
                    subschema: subschema.clone(),
                });
            }
        }
    }
    leave_out_wrong_type(cx.diagnostics, &mut common, &unions);
    let siblings = UnionSiblings::of(&common);
    let unions = unions.into_iter().filter_map(|union| {
        let alternatives = siblings.narrow(union.alternatives)?;
        Some(SiblingUnion {
            alternatives,
            ..union
        })
    });
    let unions: Vec<SiblingUnion<'a>> = unions.collect();
    if unions.is_empty() {
        let ty = intersection::lower(cx, &common, annotations, target);
        return (ty, nullable);
    }
    let (ty, null) = distribute(cx, &common, unions, annotations, target);
    (ty, nullable || null)
}

/// Takes out a bare `type: object` beside a union of which some branches are no objects: poem-openapi writes it beside each.
fn leave_out_wrong_type(
    diagnostics: &mut Diagnostics,
    common: &mut Vec<Conjunct<'_>>,
    unions: &[SiblingUnion<'_>],
) {
    let constraining = common.iter().filter(|it| it.constrains_type());
    let is_bare = |it: &&Conjunct<'_>| {
        it.keywords.are_only_type() && it.json_type() == Some(JsonKind::Object)
    };
    let mut alternatives = unions.iter().flat_map(|union| &union.alternatives);
    let is_other = |it: &Alternative<'_>| {
        let types = json_types(&it.conjuncts);
        matches!(types, JsonTypes::One(kind) if kind != JsonKind::Object)
    };
    let Some(first) = constraining.clone().next() else {
        return;
    };
    if constraining.clone().all(|it| is_bare(&it)) && alternatives.any(is_other) {
        let message =
            "some of the branches are no objects, so that `type: object` beside them means nothing";
        let at = first.subschema.at.key("type");
        diagnostics.warning("conflicting-type", &at, message);
        common.retain(|it| !it.constrains_type());
    }
}

/// The union of all combinations of branches, each with all the rest.
fn distribute<'a>(
    cx: &mut LoweringContext<'a>,
    common: &[Conjunct<'a>],
    unions: Vec<SiblingUnion<'a>>,
    annotations: &Annotations<'a>,
    target: &Target,
) -> (Type, bool) {
    let schemas = unions.iter().flat_map(|union| &union.alternatives);
    let schemas = schemas.map(|it| it.subschemas.len() + common.len());
    if cx.budget.forbids_merge(schemas.sum(), &target.place) {
        let ty = untyped(cx.diagnostics, &annotations.at, TOO_MUCH_MERGED);
        return (ty, false);
    }
    if is_too_many(&unions) {
        let what = "an `allOf` of several unions of many branches";
        return (untyped(cx.diagnostics, &annotations.at, what), false);
    }
    let rest = rest(common, &unions);
    let discriminator = unions
        .iter()
        .map(|union| &union.subschema.schema.schema_data)
        .chain([annotations.data])
        .find_map(|data| data.discriminator.as_ref());
    let count = unions.len();
    let distributed = unions.iter().map(|it| it.subschema.at.clone());
    cx.nesting.enter_distributed(distributed);
    let mut combined: Vec<Alternative<'a>> = Vec::new();
    for union in unions {
        combined = if combined.is_empty() {
            union.alternatives
        } else {
            combine(&combined, &union.alternatives)
        };
    }
    for alternative in &mut combined {
        alternative.add(cx.spec, &rest);
    }
    let found = union::lower(cx, combined, discriminator, annotations, target);
    cx.nesting.leave_distributed(count);
    found
}

/// Whether there are more combinations of branches than a type may have. Of one union, all branches are kept.
fn is_too_many(unions: &[SiblingUnion<'_>]) -> bool {
    if let [_] = unions {
        return false;
    }
    let count = unions.iter().map(|union| union.alternatives.len());
    count.fold(1, usize::saturating_mul) > MAX_COMBINED
}

/// What holds beside the unions. What says no more than a JSON type adds nothing, unless a branch contradicts it.
fn rest<'a>(common: &[Conjunct<'a>], unions: &[SiblingUnion<'a>]) -> Vec<Subschema<'a>> {
    let adds_something = |conjunct: &&Conjunct<'a>| {
        let own = conjunct.json_type().map_or(JsonTypes::Any, JsonTypes::One);
        let contradicts =
            |it: &Alternative<'a>| own.and(json_types(&it.conjuncts)) == JsonTypes::None;
        let mut alternatives = unions.iter().flat_map(|union| &union.alternatives);
        conjunct.constrains_type()
            && (!conjunct.keywords.are_only_type() || alternatives.any(contradicts))
    };
    let rest = common.iter().filter(adds_something);
    rest.map(|it| it.subschema.without(Without::Combinators))
        .collect()
}

/// Each alternative of one union together with each of another. What no value can be is no branch, unless there is nothing
/// else.
fn combine<'a>(left: &[Alternative<'a>], right: &[Alternative<'a>]) -> Vec<Alternative<'a>> {
    let with_each = |one: &Alternative<'a>| {
        let others = right.iter();
        others.map(|other| one.and(other)).collect::<Vec<_>>()
    };
    let mut all: Vec<Alternative<'a>> = left.iter().flat_map(with_each).collect();
    let has_values = |it: &Alternative<'a>| json_types(&it.conjuncts) != JsonTypes::None;
    if all.iter().any(has_values) {
        all.retain(has_values);
    }
    all
}
