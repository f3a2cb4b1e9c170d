//! Unions of unions: the branches of an inner union stand for the branch that is nothing but that union.

use std::collections::BTreeSet;

use openapiv3::Discriminator;

use super::alternative::{Alternative, branches};
use crate::diag::Diagnostics;
use crate::lower::configured_types::ConfiguredTypes;
use crate::lower::merge::conjuncts::Conjunct;
use crate::lower::merge::subschema::{Subschema, Without};
use crate::origin::Origin;
use crate::spec::Spec;

/// How far unions inside unions are opened, and how many branches may come of it.
const MAX_NESTED: usize = 8;
const MAX_BRANCHES: usize = 256;

/// The alternatives of a schema with `oneOf` or `anyOf`, and whether one is `null`.
pub(in crate::lower) fn alternatives<'a>(
    spec: &'a Spec,
    configured: &ConfiguredTypes<'a>,
    diagnostics: &Diagnostics,
    keyword: &str,
    union: &Subschema<'a>,
) -> (Vec<Alternative<'a>>, bool) {
    let discriminator = union.schema.schema_data.discriminator.as_ref();
    let branches = branches(spec, keyword, union, discriminator);
    flatten(spec, configured, diagnostics, branches, discriminator)
}

/// The given alternatives with the branches of inner unions in their place, and whether one is `null`. A union with another
/// discriminator than the outer one stays closed.
pub(in crate::lower) fn flatten<'a>(
    spec: &'a Spec,
    configured: &ConfiguredTypes<'a>,
    diagnostics: &Diagnostics,
    given: Vec<Alternative<'a>>,
    discriminator: Option<&'a Discriminator>,
) -> (Vec<Alternative<'a>>, bool) {
    if let [first, others @ ..] = given.as_slice()
        && others.iter().all(|other| other.key() == first.key())
    {
        return (vec![first.clone()], false);
    }
    let is_configured = |it: &Alternative<'a>| {
        let mut conjuncts = it.conjuncts.iter();
        conjuncts.any(|it| configured.has_schema(&it.subschema.at, diagnostics))
    };
    let at_depth = |depth| move |it: Alternative<'a>| (it, depth);
    let mut open: Vec<_> = given.into_iter().map(at_depth(0)).rev().collect();
    let mut seen: BTreeSet<(Origin, Without)> = BTreeSet::new();
    let mut known: BTreeSet<Vec<(Origin, Without)>> = BTreeSet::new();
    let mut found: Vec<Alternative<'a>> = Vec::new();
    let mut nullable = false;
    while let Some((alternative, depth)) = open.pop() {
        let mut conjuncts = alternative.conjuncts.iter();
        if conjuncts.any(|it| it.keywords.allow_only_null()) {
            nullable = true;
            continue;
        }
        let is_small = depth < MAX_NESTED && found.len() + open.len() < MAX_BRANCHES;
        let inner = only_union(&alternative).filter(|(_, inner)| {
            let own = inner.subschema.schema.schema_data.discriminator.as_ref();
            is_small
                && !is_configured(&alternative)
                && (discriminator.is_none() || discriminator.map(property) == own.map(property))
        });
        match inner {
            Some((keyword, inner)) if seen.insert(inner.subschema.key()) => {
                nullable |= inner.nullable;
                let own = inner.subschema.schema.schema_data.discriminator.as_ref();
                let own = own.or(alternative.discriminator);
                let branches = branches(spec, keyword, &inner.subschema, own).into_iter();
                open.extend(branches.map(at_depth(depth + 1)).rev());
            }
            Some(_) => {}
            None if !known.insert(alternative.key()) => {}
            None => found.push(alternative),
        }
    }
    (found, nullable)
}

/// The union that an alternative is, where it is nothing else.
fn only_union<'c, 'a>(
    alternative: &'c Alternative<'a>,
) -> Option<(&'static str, &'c Conjunct<'a>)> {
    let conjuncts = alternative.conjuncts.iter();
    let mut constraining = conjuncts.filter(|it| it.constrains_type());
    let (only, None) = (constraining.next()?, constraining.next()) else {
        return None;
    };
    let mut unions = only.keywords.unions();
    let ((keyword, _), None) = (unions.next()?, unions.next()) else {
        return None;
    };
    let mut rest = only.keywords.clone();
    (rest.one_of, rest.any_of) = (&[], &[]);
    rest.are_only_type().then_some((keyword, only))
}

fn property(discriminator: &Discriminator) -> &str {
    &discriminator.property_name
}
