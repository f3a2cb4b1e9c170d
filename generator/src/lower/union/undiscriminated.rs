//! Alternatives that nothing tells apart: the one type that holds the values of all of them.
//!
//! It loses nothing: lists of several kinds of items become a list of either, and objects become one with the properties of
//! all.

use std::collections::BTreeSet;

use serde_json::Value;

use super::alternative::Alternative;
use super::branch;
use crate::ir::{JsonKind, Step, Type};
use crate::lower::context::LoweringContext;
use crate::lower::losses::ambiguous_union;
use crate::lower::merge::conjuncts::Conjunct;
use crate::lower::merge::memoized;
use crate::lower::merge::merged_object::{self, MergedObject};
use crate::lower::merge::subschema::Annotations;
use crate::lower::schema::array::list_of;
use crate::lower::schema::enumeration::is_open;
use crate::lower::schema::keywords::scalar_type;
use crate::lower::schema::lower_plain;
use crate::lower::target::Target;

/// The type that holds the values of all `members`, and whether they may be `null`.
pub(super) fn lower<'a>(
    cx: &mut LoweringContext<'a>,
    members: &[Alternative<'a>],
    json_type: JsonKind,
    annotations: &Annotations<'a>,
    target: &Target,
) -> (Type, bool) {
    let is_nullable = |it: &Conjunct<'a>| it.nullable || it.keywords.values.contains(&Value::Null);
    let mut all = members.iter().flat_map(|member| &member.conjuncts);
    let nullable = all.any(is_nullable);
    match json_type {
        JsonKind::Object => (lower_objects(cx, members, annotations, target), nullable),
        JsonKind::Array => (lower_arrays(cx, members, annotations, target), nullable),
        JsonKind::Bool | JsonKind::Integer | JsonKind::Number | JsonKind::String => {
            let (ty, null) = lower_scalars(cx, members, json_type, annotations, target);
            (ty, nullable || null)
        }
    }
}

/// An object with the properties of all, where those are required that all require. Bare objects are values of any type, as one is.
fn lower_objects<'a>(
    cx: &mut LoweringContext<'a>,
    members: &[Alternative<'a>],
    annotations: &Annotations<'a>,
    target: &Target,
) -> Type {
    let has_union = |it: &&Alternative<'a>| {
        let mut conjuncts = it.conjuncts.iter();
        conjuncts.any(|it| it.keywords.has_union())
    };
    if let Some(member) = members.iter().find(has_union) {
        return ambiguous_union(cx.diagnostics, &member.at);
    }
    let objects = members.iter();
    let objects = objects.map(|it| MergedObject::of_all(cx.spec, &it.conjuncts));
    let objects: Vec<_> = objects.collect();
    if objects.iter().all(MergedObject::is_bare) {
        return Type::Json;
    }
    let object = MergedObject::of_any(objects);
    merged_object::lower(cx, object, annotations, target)
}

/// A list whose items are of any of the kinds.
fn lower_arrays<'a>(
    cx: &mut LoweringContext<'a>,
    members: &[Alternative<'a>],
    annotations: &Annotations<'a>,
    target: &Target,
) -> Type {
    let mut alternatives = Vec::new();
    for member in members {
        let items = member.conjuncts.iter().filter_map(|conjunct| {
            let items = conjunct.items(cx.spec)?;
            Some(items.inside(&conjunct.subschema, || Step::Item))
        });
        let items: Vec<_> = items.collect();
        if items.is_empty() || member.conjuncts.iter().any(Conjunct::is_tuple) {
            return Type::List(Box::new(Type::Json));
        }
        alternatives.push(items);
    }
    let item = memoized::lower(cx, alternatives, &target.then(Step::Item));
    list_of(cx.diagnostics, item.into_type(), &annotations.at)
}

/// Listed values together with those of other lists. An open enum holds every string, or every number, so that beside one a
/// plain string or number adds nothing; of several formats, none is certain.
fn lower_scalars<'a>(
    cx: &mut LoweringContext<'a>,
    members: &[Alternative<'a>],
    json_type: JsonKind,
    annotations: &Annotations<'a>,
    target: &Target,
) -> (Type, bool) {
    let values = |member: &Alternative<'a>| -> Vec<Value> {
        let conjuncts = member.conjuncts.iter();
        conjuncts
            .flat_map(|it| it.keywords.values.clone())
            .collect()
    };
    let listed = members.iter().filter(|member| !values(member).is_empty());
    let mut listed: Vec<&Alternative<'a>> = listed.collect();
    if listed.len() < members.len() {
        // Beside any string, an empty one adds nothing: whoever writes it down allows to clear a value.
        let is_empty = |it: &Value| it.is_null() || it.as_str() == Some("");
        listed.retain(|member| !values(member).iter().all(is_empty));
    }
    let all_listed = listed.len() == members.len();
    if let [only] = listed.as_slice() {
        let (ty, nullable) = branch::lower(cx, only, annotations, target);
        if is_open(&cx.types, &ty) {
            return (ty, nullable);
        }
    }
    let mut keywords = annotations.keywords();
    keywords.typ = Some(scalar_type(json_type));
    if all_listed || listed.len() > 1 {
        let all = listed.iter().flat_map(|member| values(member));
        let mut seen = BTreeSet::new();
        let distinct = all.filter(|value| seen.insert(value.to_string()));
        keywords.values = distinct.collect();
    }
    let mut formats = members.iter().map(|member| {
        let mut conjuncts = member.conjuncts.iter();
        conjuncts.find_map(|it| it.keywords.format.clone())
    });
    keywords.format = formats.next().flatten();
    if formats.any(|other| other != keywords.format) {
        keywords.format = None;
    }
    let ty = lower_plain(cx, &keywords, &annotations.at, target);
    if all_listed || keywords.values.is_empty() || is_open(&cx.types, &ty) {
        return (ty, false);
    }
    keywords.values.clear();
    (lower_plain(cx, &keywords, &annotations.at, target), false)
}
