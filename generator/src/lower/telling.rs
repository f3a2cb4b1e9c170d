//! What tells the branches of a union apart: JSON types, constants, and properties that only one of them has.

use std::collections::{BTreeMap, BTreeSet};

use openapiv3::{ReferenceOr, Schema};

use super::facets::Facets;
use crate::ir::{JsonKind, Sign};
use crate::origin::Origin;
use crate::spec::Spec;

/// What is known about the values of a branch.
#[derive(Debug, Default)]
pub(super) struct Signature {
    /// Their JSON type; `None` where it can be several.
    pub(super) kind: Option<JsonKind>,
    properties: BTreeSet<String>,
    required: BTreeSet<String>,
    /// Properties that only have these strings.
    pub(super) constants: BTreeMap<String, BTreeSet<String>>,
}

/// How far references and `allOf` are followed. Deeper ones say nothing more, which is always safe.
const MAX_STEPS: usize = 32;

/// What is known about the values of a schema.
pub(super) fn signature(spec: &Spec, node: &ReferenceOr<Schema>, at: &Origin) -> Signature {
    let mut signature = Signature::default();
    collect(spec, node, at, &mut signature, MAX_STEPS);
    signature
}

fn collect(
    spec: &Spec,
    node: &ReferenceOr<Schema>,
    at: &Origin,
    into: &mut Signature,
    steps: usize,
) {
    let (Some(resolved), Some(steps)) = (spec.schema(node, at), steps.checked_sub(1)) else {
        return;
    };
    let facets = Facets::of(resolved.value);
    for part in facets.all_of {
        collect(spec, part, &resolved.origin, into, steps);
    }
    into.kind = kind(&facets).or(into.kind);
    into.required.extend(facets.required.iter().cloned());
    for (name, property) in facets.properties.into_iter().flatten() {
        into.properties.insert(name.clone());
        if let Some(resolved) = spec.boxed_schema(property, &resolved.origin) {
            let values = Facets::of(resolved.value).values;
            let strings: Option<BTreeSet<String>> = values
                .iter()
                .map(|value| value.as_str().map(str::to_owned))
                .collect();
            if let Some(strings) = strings.filter(|strings| !strings.is_empty()) {
                into.constants.insert(name.clone(), strings);
            }
        }
    }
}

fn kind(facets: &Facets<'_>) -> Option<JsonKind> {
    let same = |is: fn(&serde_json::Value) -> bool| {
        !facets.values.is_empty()
            && facets
                .values
                .iter()
                .all(|value| is(value) || value.is_null())
    };
    match facets.typ {
        Some("boolean") => Some(JsonKind::Bool),
        Some("integer") => Some(JsonKind::Integer),
        Some("number") => Some(JsonKind::Number),
        Some("string") => Some(JsonKind::String),
        Some("array") => Some(JsonKind::Array),
        Some("object") => Some(JsonKind::Object),
        _ if facets.has_properties() || facets.additional.is_some() => Some(JsonKind::Object),
        _ if facets.items.is_some() => Some(JsonKind::Array),
        _ if same(serde_json::Value::is_string) => Some(JsonKind::String),
        _ if same(serde_json::Value::is_boolean) => Some(JsonKind::Bool),
        _ if same(serde_json::Value::is_i64) => Some(JsonKind::Integer),
        _ if same(serde_json::Value::is_number) => Some(JsonKind::Number),
        _ => None,
    }
}

/// The signs of each branch that is an object among others: a constant no other has, else a required property no other
/// has. A branch that has neither is what remains when no sign is seen.
pub(super) fn apart<'s>(signatures: impl Iterator<Item = &'s Signature>) -> Vec<Vec<Sign>> {
    let signatures: Vec<&Signature> = signatures.collect();
    signatures
        .iter()
        .enumerate()
        .map(|(index, this)| {
            let others: Vec<&Signature> = signatures
                .iter()
                .enumerate()
                .filter(|(other, it)| *other != index && it.kind == Some(JsonKind::Object))
                .map(|(_, it)| *it)
                .collect();
            if this.kind != Some(JsonKind::Object) || others.is_empty() {
                return Vec::new();
            }
            by_constant(this, &others)
                .or_else(|| by_property(this, &others))
                .unwrap_or_default()
        })
        .collect()
}

fn by_constant(this: &Signature, others: &[&Signature]) -> Option<Vec<Sign>> {
    let (key, values) = this.constants.iter().find(|(key, values)| {
        this.required.contains(*key)
            && others.iter().all(|other| match other.constants.get(*key) {
                Some(theirs) => theirs.is_disjoint(values),
                None => !other.properties.contains(*key),
            })
    })?;
    let sign = |value: &String| Sign {
        key: key.clone(),
        value: Some(value.clone()),
    };
    Some(values.iter().map(sign).collect())
}

fn by_property(this: &Signature, others: &[&Signature]) -> Option<Vec<Sign>> {
    let key = this.required.iter().find(|key| {
        others
            .iter()
            .all(|other| !other.properties.contains(*key) && !other.required.contains(*key))
    })?;
    Some(vec![Sign {
        key: key.clone(),
        value: None,
    }])
}
