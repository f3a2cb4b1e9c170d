//! The branches of a union, those of unions inside it among them.

use std::collections::BTreeSet;

use openapiv3::{Discriminator, ReferenceOr, Schema};

use crate::lower::Lowering;
use crate::lower::merge::conjuncts::{Conjunct, Subschema, Without, is_bare, only_null, parts};
use crate::origin::Origin;
use crate::spec::Spec;

/// A branch on its way.
#[derive(Clone, Debug)]
pub(in crate::lower) struct Alternative<'a> {
    /// The schemas that hold for it.
    pub(in crate::lower) nodes: Vec<Subschema<'a>>,
    pub(in crate::lower) parts: Vec<Conjunct<'a>>,
    /// What it is called: a component, or a title.
    pub(in crate::lower) name: Option<String>,
    /// The component that a discriminator knows it as.
    pub(in crate::lower) component: Option<String>,
    /// The discriminator of the union inside this one that it is a branch of.
    pub(in crate::lower) discriminator: Option<&'a Discriminator>,
    /// Whether a value of it is of no other branch.
    pub(in crate::lower) exclusive: bool,
    pub(in crate::lower) at: Origin,
}

impl<'a> Alternative<'a> {
    /// A branch without a name.
    pub(in crate::lower) fn of(spec: &'a Spec, nodes: Vec<Subschema<'a>>) -> Option<Self> {
        let first = nodes.first()?;
        Some(Self {
            parts: parts(spec, &nodes),
            name: first.component.clone(),
            component: first.component.clone(),
            discriminator: None,
            exclusive: false,
            at: first.at.clone(),
            nodes,
        })
    }

    /// What both are.
    pub(in crate::lower) fn and(&self, other: &Self) -> Self {
        let mut both = self.clone();
        both.nodes.extend(other.nodes.iter().cloned());
        both.parts.extend(other.parts.iter().cloned());
        let names = [&self.name, &other.name].into_iter().flatten();
        let names: Vec<&str> = names.map(String::as_str).collect();
        both.name = (!names.is_empty()).then(|| names.join(" "));
        both
    }

    /// Adds what holds for all branches.
    pub(in crate::lower) fn add(&mut self, spec: &'a Spec, rest: &[Subschema<'a>]) {
        self.nodes.splice(0..0, rest.iter().cloned());
        self.parts = parts(spec, &self.nodes);
    }

    fn key(&self) -> Vec<(Origin, Without)> {
        self.nodes.iter().map(Subschema::key).collect()
    }
}

/// How far unions inside unions are opened, and how many branches may come of it.
const MAX_NESTED: usize = 8;
const MAX_BRANCHES: usize = 256;

impl<'a> Lowering<'a> {
    /// The branches of a schema with `oneOf` or `anyOf`, those of unions inside it among them, and whether one is `null`.
    pub(in crate::lower) fn candidates(
        &self,
        keyword: &str,
        node: &Subschema<'a>,
    ) -> (Vec<Alternative<'a>>, bool) {
        let own = node.schema.schema_data.discriminator.as_ref();
        self.opened_unions(self.branches(keyword, node, own), own)
    }

    /// The given branches, where those of a union stand for a branch that is nothing but one, and whether one is `null`.
    pub(in crate::lower) fn opened_unions(
        &self,
        given: Vec<Alternative<'a>>,
        own: Option<&'a Discriminator>,
    ) -> (Vec<Alternative<'a>>, bool) {
        if let [first, others @ ..] = given.as_slice()
            && others.iter().all(|other| other.key() == first.key())
        {
            return (vec![first.clone()], false);
        }
        let at_depth = |depth| move |it: Alternative<'a>| (it, depth);
        let mut open: Vec<_> = given.into_iter().map(at_depth(0)).rev().collect();
        let mut seen: BTreeSet<(Origin, Without)> = BTreeSet::new();
        let mut known: BTreeSet<Vec<(Origin, Without)>> = BTreeSet::new();
        let mut found: Vec<Alternative<'a>> = Vec::new();
        let mut nullable = false;
        while let Some((candidate, depth)) = open.pop() {
            if candidate.parts.iter().any(|part| only_null(&part.keywords)) {
                nullable = true;
                continue;
            }
            let is_small = depth < MAX_NESTED && found.len() + open.len() < MAX_BRANCHES;
            let inner = inner_union(&candidate).filter(|(_, inner)| {
                let tag = inner.node.schema.schema_data.discriminator.as_ref();
                let is_chosen = candidate.parts.iter().any(|it| self.is_chosen(&it.node.at));
                is_small
                    && !is_chosen
                    && (own.is_none() || own.map(property_of) == tag.map(property_of))
            });
            match inner {
                Some((keyword, inner)) if seen.insert(inner.node.key()) => {
                    nullable |= inner.nullable;
                    let data = &inner.node.schema.schema_data;
                    let tag = data.discriminator.as_ref().or(candidate.discriminator);
                    let branches = self.branches(keyword, &inner.node, tag).into_iter();
                    open.extend(branches.map(at_depth(depth + 1)).rev());
                }
                Some(_) => {}
                None if !known.insert(candidate.key()) => {}
                None => found.push(candidate),
            }
        }
        (found, nullable)
    }

    /// The branches of a schema.
    fn branches(
        &self,
        keyword: &str,
        node: &Subschema<'a>,
        discriminator: Option<&'a Discriminator>,
    ) -> Vec<Alternative<'a>> {
        let keywords = node.keywords();
        let list = if keyword == "oneOf" {
            keywords.one_of
        } else {
            keywords.any_of
        };
        let at = node.at.key(keyword);
        let branch = |(index, branch): (usize, &'a ReferenceOr<Schema>)| {
            let at = at.index(index);
            let node = Subschema::of(self.spec.schema(branch, &at)?);
            let component = match branch {
                ReferenceOr::Reference { reference } => reference.rsplit('/').next(),
                ReferenceOr::Item(_) => None,
            };
            let name = component.or(node.schema.schema_data.title.as_deref());
            Some(Alternative {
                parts: parts(self.spec, std::slice::from_ref(&node)),
                name: name.map(str::to_owned),
                component: component.map(str::to_owned),
                discriminator,
                exclusive: keyword == "oneOf",
                at,
                nodes: vec![node],
            })
        };
        list.iter().enumerate().filter_map(branch).collect()
    }
}

/// The union that a branch is, where it is nothing else.
fn inner_union<'c, 'a>(candidate: &'c Alternative<'a>) -> Option<(&'static str, &'c Conjunct<'a>)> {
    let mut telling = candidate.parts.iter().filter(|part| part.tells());
    let (only, None) = (telling.next()?, telling.next()) else {
        return None;
    };
    let mut keywords = only.keywords.clone();
    (keywords.one_of, keywords.any_of) = (&[], &[]);
    match (
        only.keywords.one_of.is_empty(),
        only.keywords.any_of.is_empty(),
    ) {
        (false, true) if is_bare(&keywords) => Some(("oneOf", only)),
        (true, false) if is_bare(&keywords) => Some(("anyOf", only)),
        _ => None,
    }
}

fn property_of(discriminator: &Discriminator) -> &str {
    &discriminator.property_name
}
