//! Unions: values that one of several schemas describes (`oneOf`, `anyOf`).
//!
//! In come the [`Alternative`]s of a union, which [`flatten`] has collected; out goes an enum of branches. [`mod@signature`] says
//! what is known about the values of each, and [`discrimination`] what tells them apart; where the description has a
//! discriminator, [`discriminator`] reads it instead, and [`shared_tags`] tells apart what it does not. Alternatives that nothing tells apart are merged by
//! [`undiscriminated`], which loses nothing. [`branch`] lowers what is left, under names of [`branch_names`].

pub(in crate::lower) mod alternative;
pub(in crate::lower) mod announced;
mod branch;
mod branch_names;
mod discrimination;
mod discriminator;
pub(in crate::lower) mod flatten;
mod shared_tags;
mod signature;
mod undiscriminated;

use std::collections::BTreeMap;

use openapiv3::Discriminator;

use super::context::LoweringContext;
use super::losses::ambiguous_union;
use super::merge::conjuncts::Conjunct;
use super::merge::subschema::Annotations;
use super::target::Target;
use crate::ir::{JsonKind, Sign, Type};
use crate::spec::Spec;
use alternative::Alternative;
use branch::BranchGroup;
use signature::{Signature, constants_of_branches, inner_constants, signature};

/// Whether one property that is always there tells all alternatives apart, by values that no two of them have.
pub(in crate::lower) fn have_tags(spec: &Spec, alternatives: &[Alternative<'_>]) -> bool {
    let signatures = alternatives.iter();
    let signatures = signatures.map(|it| signature(spec, &it.conjuncts));
    let signatures: Vec<Signature> = signatures.collect();
    let signs = discrimination::discriminate(&signatures, |_| BTreeMap::new(), true);
    let mut keys = signs.iter().map(|signs| match signs.as_slice() {
        [Sign::Value { key, .. }, ..] => Some(key),
        _ => None,
    });
    let first = keys.next().flatten();
    first.is_some() && keys.all(|key| key == first)
}

/// The type of a value that is of one of several alternatives, and whether it may be `null`.
pub(in crate::lower) fn lower<'a>(
    cx: &mut LoweringContext<'a>,
    mut alternatives: Vec<Alternative<'a>>,
    discriminator: Option<&'a Discriminator>,
    annotations: &Annotations<'a>,
    target: &Target,
) -> (Type, bool) {
    if alternatives.len() == 1
        && let Some(only) = alternatives.pop()
    {
        return branch::lower(cx, &only, annotations, target);
    }
    let is_anything = |it: &Alternative<'a>| !it.conjuncts.iter().any(Conjunct::constrains_type);
    if alternatives.iter().all(is_anything) {
        return (Type::Json, false);
    }
    if let Some(anything) = alternatives.iter().find(|it| is_anything(it)) {
        return (ambiguous_union(cx.diagnostics, &anything.at), false);
    }
    let signatures = alternatives.iter();
    let signatures = signatures.map(|it| signature(cx.spec, &it.conjuncts));
    let mut signatures: Vec<Signature> = signatures.collect();
    if signatures.iter().any(|it| !it.is_empty()) {
        let mut left = signatures.iter().map(|it| !it.is_empty());
        alternatives.retain(|_| left.next() == Some(true));
        signatures.retain(|it| !it.is_empty());
        if alternatives.len() == 1
            && let Some(only) = alternatives.pop()
        {
            return branch::lower(cx, &only, annotations, target);
        }
    }
    let inner = |position: usize| {
        let alternative = alternatives.get(position);
        alternative.map_or_else(BTreeMap::new, |it| inner_constants(cx.spec, &it.conjuncts))
    };
    let discriminator = discriminator
        .or_else(|| discriminator::common(&alternatives))
        .or_else(|| discriminator::of_base(&alternatives));
    let signs = if let Some(discriminator) = discriminator {
        discriminator::check(cx.diagnostics, discriminator, &signatures, annotations);
        let tags = discriminator::tags(cx.spec, discriminator, &alternatives, &signatures);
        shared_tags::tell_apart(tags, &signatures, inner)
    } else {
        let exclusive = alternatives.iter().all(|it| it.exclusive);
        discrimination::discriminate(&signatures, inner, exclusive)
    };
    let mut groups: Vec<BranchGroup<'a>> = Vec::new();
    // The groups of alternatives without signs; there is at most one for each JSON type.
    let mut without: BTreeMap<JsonKind, usize> = BTreeMap::new();
    for ((alternative, signature), signs) in alternatives.into_iter().zip(signatures).zip(signs) {
        let Some(json_type) = signature.json_type else {
            return (ambiguous_union(cx.diagnostics, &alternative.at), false);
        };
        // The values of a union inside this one know their tag where each of its branches does.
        let is_field = |sign: &Sign| match sign {
            Sign::Value { key, .. } | Sign::Tagged { key, .. } | Sign::Scalar { key, .. } => {
                signature.properties.contains_key(key)
                    || constants_of_branches(cx.spec, &alternative.conjuncts, key).is_some()
            }
            Sign::Key(_) | Sign::Keys(_) | Sign::Inner { .. } => true,
        };
        let has_tag = signs.iter().all(is_field);
        let next = groups.len();
        let index = if signs.is_empty() {
            *without.entry(json_type).or_insert(next)
        } else {
            next
        };
        match groups.get_mut(index) {
            Some(known) => known.members.push(alternative),
            None => groups.push(BranchGroup {
                members: vec![alternative],
                json_type,
                signs,
                has_tag,
            }),
        }
    }
    branch::lower_groups(cx, groups, annotations, target)
}
