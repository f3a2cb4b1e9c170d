//! The properties of a form that several schemas describe. A file has no place in a type, so that a form with files is given
//! property by property, whatever its schema is.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use openapiv3::{AdditionalProperties, MediaType, ReferenceOr, Schema};

use super::file::FilePart;
use crate::diag::Diagnostics;
use crate::ir::Field;
use crate::lower::context::LoweringContext;
use crate::lower::losses::not_carried;
use crate::lower::merge::conjuncts::{Conjunct, conjuncts, subschemas};
use crate::lower::merge::merged_object::{MergedObject, lower_fields};
use crate::lower::merge::subschema::Subschema;
use crate::lower::target::Target;
use crate::spec::{Resolved, Spec};

/// The properties of an object, as a schema has them.
type Properties = IndexMap<String, ReferenceOr<Box<Schema>>>;

/// How many alternatives the union in a form may have.
const MAX_ALTERNATIVES: usize = 64;

/// The properties of parts that are files, with their names; also those of which only words say so.
pub(super) fn names_of_parts<'a>(
    spec: &'a Spec,
    properties: &'a Properties,
    media_type: &'a MediaType,
) -> impl Iterator<Item = (String, FilePart)> + use<'a> {
    let of_words = properties.iter().filter_map(move |(name, property)| {
        let is_encoded = media_type.encoding.contains_key(name);
        let is_file = !is_encoded && FilePart::is_meant(spec, name, property);
        is_file.then(|| (name.clone(), FilePart::One))
    });
    names_of_files(spec, properties, media_type).chain(of_words)
}

/// The properties that are files, with their names.
pub(super) fn names_of_files<'a>(
    spec: &'a Spec,
    properties: &'a Properties,
    media_type: &'a MediaType,
) -> impl Iterator<Item = (String, FilePart)> + use<'a> {
    properties.iter().filter_map(move |(name, property)| {
        let encoding = media_type.encoding.get(name);
        let content_type = encoding.and_then(|it| it.content_type.as_deref());
        Some((name.clone(), FilePart::of(spec, property, content_type)?))
    })
}

/// The fields of a form that has files, and which of them are; `None` where it has none.
pub(super) fn lower<'a>(
    cx: &mut LoweringContext<'a>,
    resolved: Resolved<'a, Schema>,
    media_type: &MediaType,
    target: &Target,
) -> Option<(Vec<Field>, BTreeMap<String, FilePart>)> {
    let whole = Subschema::of(resolved);
    let at = whole.at.clone();
    let common = conjuncts(cx.spec, &[whole]);
    let branches = branches(cx.spec, &common);
    let all = common.iter().chain(branches.iter().flatten());
    let properties = all.clone().filter_map(|it| it.keywords.properties);
    let files: BTreeMap<String, FilePart> = properties
        .flat_map(|it| names_of_parts(cx.spec, it, media_type))
        .collect();
    if files.is_empty() {
        return None;
    }
    for conjunct in all {
        report_other_names(cx.diagnostics, conjunct);
    }
    let common: Vec<Conjunct<'a>> = common.iter().map(Conjunct::without_unions).collect();
    let object = if branches.is_empty() {
        MergedObject::of_all(cx.spec, &common)
    } else {
        let what = "which properties of a form with files go together";
        not_carried(cx.diagnostics, &at, what);
        if branches.len() == MAX_ALTERNATIVES {
            let what = format!("more than {MAX_ALTERNATIVES} alternatives of a form with files");
            not_carried(cx.diagnostics, &at, &what);
        }
        let with_common = |branch: &Vec<Conjunct<'a>>| {
            let branch = branch.iter().map(Conjunct::without_unions);
            let all: Vec<_> = common.iter().cloned().chain(branch).collect();
            MergedObject::of_all(cx.spec, &all)
        };
        MergedObject::of_any(branches.iter().map(with_common).collect())
    };
    Some((lower_fields(cx, object, target), files))
}

/// The branches of the unions among some schemas, and of the unions in these, each with its conjuncts.
fn branches<'a>(spec: &'a Spec, common: &[Conjunct<'a>]) -> Vec<Vec<Conjunct<'a>>> {
    let mut found: Vec<Vec<Conjunct<'a>>> = Vec::new();
    let mut open = common.to_vec();
    while let Some(conjunct) = open.pop() {
        for (keyword, list) in conjunct.keywords.unions() {
            let at = conjunct.subschema.at.key(keyword);
            for branch in subschemas(spec, list, &at) {
                if found.len() == MAX_ALTERNATIVES {
                    return found;
                }
                let of_branch = conjuncts(spec, &[branch]);
                open.extend(of_branch.iter().cloned());
                found.push(of_branch);
            }
        }
    }
    found
}

/// Reports that properties which the description allows without naming them are not among the fields.
fn report_other_names(diagnostics: &mut Diagnostics, conjunct: &Conjunct<'_>) {
    let allowed = conjunct.keywords.additional;
    if allowed.is_some_and(|it| !matches!(it, AdditionalProperties::Any(false))) {
        let at = conjunct.subschema.at.key("additionalProperties");
        let what = "properties without a name of a form with files";
        not_carried(diagnostics, &at, what);
    }
}
