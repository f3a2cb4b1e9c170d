//! The names of the properties of an object, told apart: a document has an attribute once, and an element by one name is one property.

use std::collections::{BTreeMap, BTreeSet};

use super::said::is_name;
use crate::diag::Diagnostics;
use crate::ir::{XmlField, XmlName, XmlNode};
use crate::lower::losses::not_carried;
use crate::markdown::code;
use crate::origin::Origin;

/// A property with the name that the description gives it.
pub(super) struct Claim {
    pub(super) field: XmlField,
    /// Where the name is from.
    pub(super) at: Origin,
    /// Whether it is one of a branch: those of two are not in one document.
    pub(super) is_branch: bool,
}

/// What a name is the name of, its namespace, and its local part.
type ExpandedName = (&'static str, Option<String>, String);

/// The properties with names that a document can have all at once. Of several with one name, the first by the names of the properties keeps
/// it, whatever order they are listed in. What of a name is not kept is reported.
pub(super) fn tell_apart(claims: Vec<Claim>, diagnostics: &mut Diagnostics) -> Vec<XmlField> {
    let mut listed: Vec<(usize, Claim)> = claims.into_iter().enumerate().collect();
    listed.sort_by(|(_, one), (_, other)| one.field.wire.cmp(&other.field.wire));
    let (places, claims): (Vec<usize>, Vec<Claim>) = listed.into_iter().unzip();
    let named = named(claims, diagnostics);
    let mut fields: Vec<(usize, XmlField)> = places.into_iter().zip(named).collect();
    fields.sort_by_key(|(place, _)| *place);
    fields.into_iter().map(|(_, field)| field).collect()
}

/// The same for properties in the order in which names are given.
fn named(mut claims: Vec<Claim>, diagnostics: &mut Diagnostics) -> Vec<XmlField> {
    for Claim { field, at, .. } in &mut claims {
        let has_no_prefix = |it: &(String, String)| it.1.is_empty();
        if field.node == XmlNode::Attribute
            && field.name.space.take_if(|it| has_no_prefix(it)).is_some()
        {
            let what =
                "the namespace of an attribute without a prefix, as such an attribute is in none";
            not_carried(diagnostics, at, what);
        }
    }
    prefixes(&mut claims, diagnostics);
    let mut claimed: BTreeSet<ExpandedName> =
        claims.iter().filter_map(|it| expanded(&it.field)).collect();
    // Each name that has its property, and whether that is of a branch.
    let mut given: BTreeMap<ExpandedName, bool> = BTreeMap::new();
    let mut fields = Vec::new();
    for Claim {
        mut field,
        at,
        is_branch,
    } in claims
    {
        let name = expanded(&field);
        match name.as_ref().and_then(|it| given.get(it)) {
            None => {}
            Some(other) if *other || is_branch => {
                let what = format!(
                    "the name {} for what this is in another branch: what is read is the other",
                    code(&field.name.local)
                );
                not_carried(diagnostics, &at, &what);
            }
            Some(_) => {
                let taken = field.name.local.clone();
                rename(&mut field, &mut claimed);
                let kind = name.as_ref().map_or("property", |it| it.0);
                let what = format!(
                    "the name {}, which another {kind} of the object has; this one is called {}",
                    code(&taken),
                    code(&field.name.local)
                );
                not_carried(diagnostics, &at, &what);
            }
        }
        if let Some(name) = expanded(&field) {
            given.entry(name).or_insert(is_branch);
        }
        fields.push(field);
    }
    fields
}

/// Gives a namespace another prefix where an attribute before has its own for another one, as both are declared in one place.
fn prefixes(claims: &mut [Claim], diagnostics: &mut Diagnostics) {
    let is_attribute = |it: &&mut Claim| it.field.node == XmlNode::Attribute;
    let mut known: BTreeMap<String, String> = BTreeMap::new();
    let wanted: BTreeSet<String> = claims
        .iter()
        .filter_map(|it| {
            it.field
                .name
                .space
                .as_ref()
                .map(|(_, prefix)| prefix.clone())
        })
        .collect();
    for Claim { field, at, .. } in claims.iter_mut().filter(is_attribute) {
        let Some((uri, prefix)) = &mut field.name.space else {
            continue;
        };
        let of_prefix = known.entry(prefix.clone()).or_insert_with(|| uri.clone());
        if of_prefix == uri {
            continue;
        }
        let what = format!(
            "the prefix {}, which another attribute of the object has for another namespace",
            code(prefix)
        );
        not_carried(diagnostics, at, &what);
        let same = known
            .iter()
            .find(|(it, known)| !wanted.contains(*it) && *known == uri);
        let other = same.map(|(it, _)| it.clone());
        *prefix = other.unwrap_or_else(|| {
            let is_free = |it: &String| !wanted.contains(it) && !known.contains_key(it);
            numbered(prefix, is_free)
        });
        known.insert(prefix.clone(), uri.clone());
    }
}

/// Calls a property what it is called as JSON, or else numbers its name.
fn rename(field: &mut XmlField, claimed: &mut BTreeSet<ExpandedName>) {
    let named = |local: &str| {
        let mut field = field.clone();
        local.clone_into(&mut field.name.local);
        expanded(&field)
    };
    let is_free = |local: &String| named(local).is_none_or(|it| !claimed.contains(&it));
    let wire = Some(field.wire.clone());
    let wire = wire.filter(|it| is_name(it) && !it.contains(':') && is_free(it));
    let local = wire.unwrap_or_else(|| numbered(&field.name.local, is_free));
    field.name.local = local;
    claimed.extend(expanded(field));
}

/// The first of the numbered names that is free.
fn numbered(name: &str, is_free: impl Fn(&String) -> bool) -> String {
    let mut numbered = (2_u64..).map(|it| format!("{name}{it}"));
    numbered.find(is_free).unwrap_or_else(|| name.to_owned())
}

/// What a document tells a property by; nothing for a text.
fn expanded(field: &XmlField) -> Option<ExpandedName> {
    let kind = match field.node {
        XmlNode::Attribute => "attribute",
        XmlNode::Element | XmlNode::Items | XmlNode::RequiredItems => "element",
        XmlNode::Text | XmlNode::Cdata => return None,
    };
    let XmlName { local, space } = &field.name;
    let uri = space.as_ref().map(|(uri, _)| uri.clone());
    Some((kind, uri, local.clone()))
}
