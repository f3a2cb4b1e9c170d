//! `allOf`: the type of a value that several schemas describe at once.
//!
//! A member that is subsumed by another does not count: the type is that of the other, with its name. What is left is merged.

use super::conjuncts::{Conjunct, conjuncts, count_members, subschemas};
use super::distribution;
use super::json_types::{JsonTypes, json_types};
use super::subschema::{Annotations, Subschema, Without};
use super::subsumption::{AllOfMember, most_specific};
use crate::diag::Diagnostics;
use crate::ir::{JsonKind, Type};
use crate::lower::budget::TOO_MUCH_MERGED;
use crate::lower::context::LoweringContext;
use crate::lower::losses::untyped;
use crate::lower::schema::{lower_subschema, lower_type};
use crate::lower::target::Target;
use crate::spec::Spec;

/// The type of a value that all of `given` describe, and whether it may be `null`.
pub(in crate::lower) fn lower<'a>(
    cx: &mut LoweringContext<'a>,
    given: &[Subschema<'a>],
    annotations: &Annotations<'a>,
    target: &Target,
) -> (Type, bool) {
    if let Some(configured) = configured(cx, given) {
        return configured;
    }
    if cx.budget.has_no_visits_left() {
        let ty = untyped(cx.diagnostics, &annotations.at, TOO_MUCH_MERGED);
        return (ty, false);
    }
    let members = members(cx.spec, given);
    let visited = members.iter().map(|(_, it)| count_members(it));
    cx.budget.count_visited(visited.sum());
    let (constraining, silent): (Vec<_>, Vec<_>) = members
        .into_iter()
        .partition(|(_, conjuncts)| conjuncts.iter().any(Conjunct::constrains_type));
    let mut silent = silent.iter().flat_map(|(_, conjuncts)| conjuncts);
    let null =
        silent.any(|it| it.nullable || !it.keywords.values.is_empty()) || is_any_nullable(given);
    let constraining = without_wrong_types(cx.diagnostics, constraining);
    if let Some(found) = most_specific(cx.spec, &constraining, &mut cx.budget) {
        let (ty, nullable) = lower_member(cx, found, annotations, target);
        let others = constraining.iter().all(|(member, conjuncts)| {
            member.key() == found.key() || conjuncts.iter().any(|it| it.nullable)
        });
        return (ty, null || others && nullable);
    }
    let conjuncts: Vec<Conjunct<'a>> = constraining.into_iter().flat_map(|(_, it)| it).collect();
    if conjuncts.is_empty() {
        return (Type::Json, null);
    }
    let nullable = conjuncts
        .iter()
        .all(|it| it.nullable || !it.constrains_type());
    let (ty, nulls) = distribution::lower(cx, conjuncts, annotations, target);
    (ty, null || nullable || nulls)
}

/// Leaves out the members that say no more than a JSON type which the others contradict: Nest says so of the list in a page.
fn without_wrong_types<'a>(
    diagnostics: &mut Diagnostics,
    members: Vec<AllOfMember<'a>>,
) -> Vec<AllOfMember<'a>> {
    let types = |members: &[AllOfMember<'a>]| {
        let conjuncts = members.iter().flat_map(|(_, it)| it).cloned();
        json_types(&conjuncts.collect::<Vec<_>>())
    };
    if members.len() < 2 || types(&members) != JsonTypes::None {
        return members;
    }
    let says_more = |(_, conjuncts): &AllOfMember<'a>| {
        let mut conjuncts = conjuncts.iter();
        conjuncts.any(|it| !it.keywords.are_only_type())
    };
    let (telling, bare): (Vec<_>, Vec<_>) = members.iter().cloned().partition(says_more);
    match bare.first() {
        Some((wrong, _)) if !telling.is_empty() && types(&telling) != JsonTypes::None => {
            let message =
                "what else is said of this value is of another type, and counts, as it says more";
            diagnostics.warning("conflicting-type", &wrong.at, message);
            telling
        }
        _ => members,
    }
}

/// The type that the configuration chooses for one of the schemas, which is that of the value, whatever else is said. Only
/// an object may have more than the type has room for.
fn configured<'a>(cx: &mut LoweringContext<'a>, given: &[Subschema<'a>]) -> Option<(Type, bool)> {
    if !cx.configured.has_schemas() {
        return None;
    }
    let conjuncts = conjuncts(cx.spec, given);
    if json_types(&conjuncts) == JsonTypes::One(JsonKind::Object) {
        return None;
    }
    let all = given.iter().chain(conjuncts.iter().map(|it| &it.subschema));
    let mut all = all.map(|it| (&it.at, it.schema));
    let (at, schema) = all.find(|(at, _)| cx.configured.has_schema(at, cx.diagnostics))?;
    let lowered = cx.configured.schema(cx.spec, at, schema, cx.diagnostics)?;
    Some((lowered.ty, is_any_nullable(given) || lowered.nullable))
}

fn is_any_nullable(given: &[Subschema<'_>]) -> bool {
    given.iter().any(|it| it.schema.schema_data.nullable)
}

/// The schemas that are compared with each other: the given ones, and of one alone, the members of its `allOf` and the rest of
/// it. Each comes with its conjuncts.
fn members<'a>(spec: &'a Spec, given: &[Subschema<'a>]) -> Vec<AllOfMember<'a>> {
    let members = match given {
        [only] => {
            let members = subschemas(spec, only.keywords().all_of, &only.at.key("allOf"));
            let members = members.into_iter();
            let members = members.map(|it| it.or_named_after(only.named_after.as_ref()));
            members.chain([only.without(Without::AllOf)]).collect()
        }
        several => several.to_vec(),
    };
    let with_conjuncts = |member: Subschema<'a>| {
        let conjuncts = conjuncts(spec, std::slice::from_ref(&member));
        (member, conjuncts)
    };
    members.into_iter().map(with_conjuncts).collect()
}

/// The type of a member, as if it stood alone.
fn lower_member<'a>(
    cx: &mut LoweringContext<'a>,
    member: &Subschema<'a>,
    annotations: &Annotations<'a>,
    target: &Target,
) -> (Type, bool) {
    if member.without == Without::Nothing {
        let lowered = lower_subschema(cx, member, target);
        return (lowered.ty, lowered.nullable);
    }
    lower_type(cx, member, annotations, target)
}
