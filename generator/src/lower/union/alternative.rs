//! Alternatives: what a value of a union may be, before it is known which of them become branches.

use openapiv3::{Discriminator, ReferenceOr, Schema};

use crate::lower::merge::conjuncts::{Conjunct, conjuncts};
use crate::lower::merge::subschema::{Subschema, Without};
use crate::origin::Origin;
use crate::spec::Spec;

/// An alternative of a union.
#[derive(Clone, Debug)]
pub(in crate::lower) struct Alternative<'a> {
    /// The schemas that all hold for it.
    pub(in crate::lower) subschemas: Vec<Subschema<'a>>,
    /// The same, with the members of every `allOf` side by side.
    pub(in crate::lower) conjuncts: Vec<Conjunct<'a>>,
    /// What it is called: a component, or a title.
    pub(in crate::lower) name: Option<String>,
    /// The component that a discriminator knows it as.
    pub(in crate::lower) component: Option<String>,
    /// The discriminator of the union inside this one that it is a branch of.
    pub(in crate::lower) discriminator: Option<&'a Discriminator>,
    /// Whether a value of it is of no other alternative.
    pub(in crate::lower) exclusive: bool,
    pub(in crate::lower) at: Origin,
}

impl<'a> Alternative<'a> {
    /// An alternative without a name of its own.
    pub(in crate::lower) fn of(spec: &'a Spec, subschemas: Vec<Subschema<'a>>) -> Option<Self> {
        let first = subschemas.first()?;
        Some(Self {
            conjuncts: conjuncts(spec, &subschemas),
            name: first.component.clone(),
            component: first.component.clone(),
            discriminator: None,
            exclusive: false,
            at: first.at.clone(),
            subschemas,
        })
    }

    /// What is of both.
    pub(in crate::lower) fn and(&self, other: &Self) -> Self {
        let mut both = self.clone();
        both.subschemas.extend(other.subschemas.iter().cloned());
        both.conjuncts.extend(other.conjuncts.iter().cloned());
        let names = [&self.name, &other.name].into_iter().flatten();
        let names: Vec<&str> = names.map(String::as_str).collect();
        both.name = (!names.is_empty()).then(|| names.join(" "));
        both
    }

    /// Adds what holds for all alternatives.
    pub(in crate::lower) fn add(&mut self, spec: &'a Spec, rest: &[Subschema<'a>]) {
        self.subschemas.splice(0..0, rest.iter().cloned());
        self.conjuncts = conjuncts(spec, &self.subschemas);
    }

    /// What tells it from all others.
    pub(super) fn key(&self) -> Vec<(Origin, Without)> {
        self.subschemas.iter().map(Subschema::key).collect()
    }
}

/// The branches of a schema with `oneOf` or `anyOf`.
pub(super) fn branches<'a>(
    spec: &'a Spec,
    keyword: &str,
    union: &Subschema<'a>,
    discriminator: Option<&'a Discriminator>,
) -> Vec<Alternative<'a>> {
    let keywords = union.keywords();
    let is_one_of = keyword == "oneOf";
    let list = if is_one_of {
        keywords.one_of
    } else {
        keywords.any_of
    };
    let at = union.at.key(keyword);
    let branch = |(index, branch): (usize, &'a ReferenceOr<Schema>)| {
        let at = at.index(index);
        let subschema = Subschema::of(spec.schema(branch, &at)?);
        let component = match branch {
            ReferenceOr::Reference { reference } => reference.rsplit('/').next(),
            ReferenceOr::Item(_) => None,
        };
        let name = component.or(subschema.schema.schema_data.title.as_deref());
        Some(Alternative {
            conjuncts: conjuncts(spec, std::slice::from_ref(&subschema)),
            name: name.map(str::to_owned),
            component: component.map(str::to_owned),
            discriminator,
            exclusive: is_one_of,
            at,
            subschemas: vec![subschema],
        })
    };
    list.iter().enumerate().filter_map(branch).collect()
}
