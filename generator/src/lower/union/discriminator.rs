//! Discriminators: the property whose value says which branch an object is of (`OpenAPI 3.0.4, 4.8.25`).

use std::collections::{BTreeMap, BTreeSet};

use openapiv3::Discriminator;

use super::alternative::Alternative;
use super::signature::{Constant, Signature, constants_of_branches, default_of};
use crate::diag::Diagnostics;
use crate::ir::{JsonKind, Sign};
use crate::lower::merge::conjuncts::{Conjunct, conjuncts};
use crate::lower::merge::json_types::{JsonTypes, json_types};
use crate::lower::merge::subschema::Annotations;
use crate::normalize::FALLBACK;
use crate::spec::Spec;
use crate::suggestions::nearest;

/// The discriminator that all alternatives have from unions inside the one at hand.
pub(super) fn common<'a>(alternatives: &[Alternative<'a>]) -> Option<&'a Discriminator> {
    let first = alternatives.first()?.discriminator?;
    let is_same = |it: &Alternative<'a>| {
        it.discriminator
            .is_some_and(|it| it.property_name == first.property_name)
    };
    alternatives.iter().all(is_same).then_some(first)
}

/// The discriminator of what all alternatives build on, where it maps a tag to each of them: springdoc names the children of a base in
/// place, without saying once more how they are told apart.
pub(super) fn of_base<'a>(alternatives: &[Alternative<'a>]) -> Option<&'a Discriminator> {
    let (first, others) = alternatives.split_first()?;
    let bases = |it: &Alternative<'a>| -> Vec<&'a Discriminator> {
        let conjuncts = it.conjuncts.iter();
        let data = conjuncts.map(|it| &it.subschema.schema.schema_data);
        data.filter_map(|it| it.discriminator.as_ref()).collect()
    };
    let mut shared = bases(first);
    for other in others {
        let bases: BTreeSet<*const Discriminator> =
            bases(other).into_iter().map(std::ptr::from_ref).collect();
        shared.retain(|it| bases.contains(&std::ptr::from_ref(*it)));
    }
    let mut shared = shared.into_iter();
    shared.find(|it| {
        let mapping = tags_by_schema(it);
        let mut names = alternatives.iter().map(|it| it.component.as_deref());
        names.all(|name| name.is_some_and(|name| mapping.contains_key(name)))
    })
}

/// Warns of a discriminator whose property no branch has, although the branches have properties: it tells nothing, most likely.
pub(super) fn check(
    diagnostics: &mut Diagnostics,
    discriminator: &Discriminator,
    signatures: &[Signature],
    annotations: &Annotations<'_>,
) {
    let name = &discriminator.property_name;
    let known = signatures.iter().flat_map(|it| it.properties.keys());
    let known: BTreeSet<&str> = known.map(String::as_str).collect();
    if known.is_empty() || known.contains(name.as_str()) {
        return;
    }
    let at = annotations.at.key("discriminator").key("propertyName");
    let message = format!("no branch has the property `{name}`, which says what a value is");
    diagnostics
        .warning("unknown-discriminator", &at, message)
        .did_you_mean(nearest(name, known.into_iter()));
}

/// The tags of each alternative: those that the discriminator maps to it, or else the values that its property can have, or
/// else the one that it has by default, or else its own name.
pub(super) fn tags<'a>(
    spec: &'a Spec,
    discriminator: &Discriminator,
    alternatives: &[Alternative<'a>],
    signatures: &[Signature],
) -> Vec<Vec<Sign>> {
    let own = tags_by_schema(discriminator);
    // Many alternatives may be of the same union inside this one.
    let inner = alternatives.iter().filter_map(|it| it.discriminator);
    let inner: BTreeMap<*const Discriminator, &Discriminator> =
        inner.map(|it| (std::ptr::from_ref(it), it)).collect();
    let inner_mappings: BTreeMap<_, _> = (inner.into_iter())
        .map(|(key, it)| (key, tags_by_schema(it)))
        .collect();
    let mapping_of = |alternative: &Alternative<'_>| {
        let inner = alternative.discriminator;
        inner
            .and_then(|it| inner_mappings.get(&std::ptr::from_ref(it)))
            .unwrap_or(&own)
    };
    // The values that a base lists for all of its children are those of none of them: others have the same, and are named.
    let mapped = alternatives.iter().zip(signatures).filter(|(it, _)| {
        let name = it.component.as_deref();
        name.is_some_and(|name| mapping_of(it).contains_key(name))
    });
    let inherited = mapped.filter_map(|(it, signature)| {
        signature.constants(&it.discriminator.unwrap_or(discriminator).property_name)
    });
    let inherited: BTreeSet<_> = inherited.filter(|values| values.len() > 1).collect();
    let tags = |(alternative, signature): (&Alternative<'a>, &Signature)| -> Vec<Sign> {
        if signature.json_type != Some(JsonKind::Object) {
            return Vec::new();
        }
        let mapping = mapping_of(alternative);
        let discriminator = alternative.discriminator.unwrap_or(discriminator);
        let name = alternative.component.as_deref();
        let fallback = discriminator.extensions.get(FALLBACK);
        if name.is_some() && fallback.and_then(|it| it.as_str()) == name {
            return Vec::new();
        }
        let key = &discriminator.property_name;
        let is_scalar = is_scalar(spec, &alternative.conjuncts, key);
        let sign = |tag: &str| sign(key, tag, signature.constants(key), is_scalar);
        if let Some(tags) = name.and_then(|name| mapping.get(name)) {
            return tags.iter().map(|tag| sign(tag)).collect();
        }
        let of_branches = || constants_of_branches(spec, &alternative.conjuncts, key);
        let constants = signature.constants(key).cloned().or_else(of_branches);
        match constants.as_ref() {
            Some(values) if !inherited.contains(values) => {
                values.iter().map(|value| value.sign(key)).collect()
            }
            Some(_) | None => match default_of(spec, &alternative.conjuncts, key) {
                Some(tag @ Constant::String(_)) => vec![tag.sign(key)],
                _ => name.into_iter().map(sign).collect(),
            },
        }
    };
    alternatives.iter().zip(signatures).map(tags).collect()
}

/// Whether the property of a tag holds integers or booleans, and nothing else.
fn is_scalar<'a>(spec: &'a Spec, all: &[Conjunct<'a>], key: &str) -> bool {
    let properties = all.iter().filter_map(|it| it.property(spec, key));
    let properties: Vec<_> = properties.collect();
    matches!(
        json_types(&conjuncts(spec, &properties)),
        JsonTypes::One(JsonKind::Integer | JsonKind::Bool)
    )
}

/// The sign of a tag. A mapping writes every tag as a text, also one that is an integer.
fn sign(key: &str, tag: &str, constants: Option<&BTreeSet<Constant>>, is_scalar: bool) -> Sign {
    let scalar = Constant::Scalar(tag.to_owned());
    let is_written_so = || {
        let integer = tag.parse::<i64>().map(|it| it.to_string());
        integer.as_deref() == Ok(tag) || tag == "true" || tag == "false"
    };
    if constants.is_some_and(|it| it.contains(&scalar)) || is_scalar && is_written_so() {
        return scalar.sign(key);
    }
    Sign::Value {
        key: key.to_owned(),
        value: tag.to_owned(),
    }
}

/// The tags that a discriminator maps to each schema, which it calls by its name or by a reference.
fn tags_by_schema(discriminator: &Discriminator) -> BTreeMap<&str, Vec<&str>> {
    let mut found: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (tag, target) in &discriminator.mapping {
        let last = target.rsplit('/').next().unwrap_or_default();
        found.entry(last).or_default().push(tag);
        if last != target {
            found.entry(target).or_default().push(tag);
        }
    }
    found
}
