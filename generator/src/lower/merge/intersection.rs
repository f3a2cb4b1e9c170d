//! Schemas without unions that all hold for one value: the type of the values that all of them allow.

use std::collections::{BTreeSet, HashMap, HashSet};

use serde_json::Value;

use super::conjuncts::Conjunct;
use super::json_types::{JsonTypes, json_types};
use super::memoized;
use super::merged_object::{self, MergedObject};
use super::subschema::{Annotations, Subschema};
use crate::diag::Diagnostics;
use crate::ir::{JsonKind, Place, Step, Type};
use crate::lower::context::LoweringContext;
use crate::lower::losses::untyped;
use crate::lower::schema::array::list_of;
use crate::lower::schema::keywords::scalar_type;
use crate::lower::schema::lower_plain;
use crate::lower::target::Target;

/// The type of a value that all conjuncts describe, none of which has a union.
pub(super) fn lower<'a>(
    cx: &mut LoweringContext<'a>,
    conjuncts: &[Conjunct<'a>],
    annotations: &Annotations<'a>,
    target: &Target,
) -> Type {
    let json_type = match json_types(conjuncts) {
        JsonTypes::One(json_type) => json_type,
        JsonTypes::Any => return Type::Json,
        JsonTypes::None => {
            return contradiction(cx.diagnostics, conjuncts, annotations, &target.place);
        }
    };
    match json_type {
        JsonKind::Object => {
            let object = MergedObject::of_all(cx.spec, conjuncts);
            merged_object::lower(cx, object, annotations, target)
        }
        JsonKind::Array => lower_array(cx, conjuncts, annotations, target),
        JsonKind::Bool | JsonKind::Integer | JsonKind::Number | JsonKind::String => {
            lower_scalar(cx, json_type, conjuncts, annotations, target)
        }
    }
}

/// An array whose items all `items` describe.
fn lower_array<'a>(
    cx: &mut LoweringContext<'a>,
    conjuncts: &[Conjunct<'a>],
    annotations: &Annotations<'a>,
    target: &Target,
) -> Type {
    let items = conjuncts.iter().filter_map(|conjunct| {
        let items = conjunct.items(cx.spec)?;
        Some(items.inside(&conjunct.subschema, || Step::Item))
    });
    let items: Vec<Subschema<'a>> = items.collect();
    // The places of a tuple have no type in common with the items of a list.
    if items.is_empty() || conjuncts.iter().any(Conjunct::is_tuple) {
        return Type::List(Box::new(Type::Json));
    }
    let item = memoized::lower(cx, vec![items], &target.then(Step::Item));
    list_of(cx.diagnostics, item.into_type(), &annotations.at)
}

/// A scalar that each conjunct narrows down further: by listed values, or else by a format.
fn lower_scalar<'a>(
    cx: &mut LoweringContext<'a>,
    json_type: JsonKind,
    conjuncts: &[Conjunct<'a>],
    annotations: &Annotations<'a>,
    target: &Target,
) -> Type {
    let mut keywords = annotations.keywords();
    keywords.typ = Some(scalar_type(json_type));
    let mut formats = conjuncts.iter().filter_map(|it| it.keywords.format.clone());
    keywords.format = formats.next();
    if formats.any(|other| Some(other) != keywords.format) {
        keywords.format = None;
    }
    keywords.width = conjuncts.iter().find_map(|it| it.keywords.width);
    keywords.values = common_values(conjuncts);
    lower_plain(cx, &keywords, &annotations.at, target)
}

/// The values that all lists of values have, each once.
fn common_values(conjuncts: &[Conjunct<'_>]) -> Vec<Value> {
    let lists = conjuncts.iter().map(|it| &it.keywords.values);
    let lists: Vec<&Vec<Value>> = lists.filter(|values| !values.is_empty()).collect();
    let counts = occurrences(&lists);
    let listed = lists.iter().copied().flatten().cloned();
    let (common, other): (Vec<Value>, Vec<Value>) =
        listed.partition(|value| counts.get(value) == Some(&lists.len()));
    // Lists without a common value are those of different servers, or of different times.
    let mut values = if common.is_empty() { other } else { common };
    let mut seen = BTreeSet::new();
    values.retain(|value| seen.insert(value.to_string()));
    values
}

/// In how many of the lists each value is.
fn occurrences<'v>(lists: &[&'v Vec<Value>]) -> HashMap<&'v Value, usize> {
    let mut seen = HashSet::new();
    let mut counts = HashMap::new();
    for (index, list) in lists.iter().enumerate() {
        for value in list.iter().filter(|value| seen.insert((index, *value))) {
            *counts.entry(value).or_default() += 1;
        }
    }
    counts
}

/// Reports that no value is of all the types that the conjuncts ask for.
fn contradiction(
    diagnostics: &mut Diagnostics,
    conjuncts: &[Conjunct<'_>],
    annotations: &Annotations<'_>,
    place: &Place,
) -> Type {
    let Some(Step::Property(name)) = place.steps.last() else {
        let what = "an `allOf` of parts that no value has in common";
        return untyped(diagnostics, &annotations.at, what);
    };
    let at = conjuncts
        .last()
        .map_or(&annotations.at, |it| &it.subschema.at);
    let message = format!("the parts of `allOf` disagree about the type of `{name}`");
    diagnostics
        .warning("conflicting-property", at, message)
        .hint("no value is of both types; it is carried as `Json`");
    Type::Json
}
