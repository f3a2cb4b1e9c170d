//! The conjuncts of a value: the schemas that all hold for it, with the members of every `allOf` side by side.

use std::collections::BTreeSet;

use openapiv3::{ReferenceOr, Schema, SchemaKind};

use super::json_types::json_type;
use super::subschema::{Subschema, Without};
use crate::ir::JsonKind;
use crate::lower::schema::keywords::Keywords;
use crate::normalize::{OPTIONAL, PLACES};
use crate::origin::Origin;
use crate::spec::Spec;

/// A schema without its `allOf`, one of those that hold for a value.
#[derive(Clone, Debug)]
pub(in crate::lower) struct Conjunct<'a> {
    pub(in crate::lower) subschema: Subschema<'a>,
    pub(in crate::lower) keywords: Keywords<'a>,
    /// Whether it, or a schema whose `allOf` it is in, says that the value may be `null`.
    pub(in crate::lower) nullable: bool,
    /// Whether the value need not have the properties that it requires.
    pub(in crate::lower) is_optional: bool,
}

impl<'a> Conjunct<'a> {
    fn new(subschema: &Subschema<'a>, without: Without) -> Self {
        let subschema = subschema.without(without);
        Self {
            keywords: subschema.keywords(),
            subschema,
            nullable: false,
            is_optional: false,
        }
    }

    /// The same without its unions.
    pub(in crate::lower) fn without_unions(&self) -> Self {
        Self {
            nullable: self.nullable,
            is_optional: self.is_optional,
            ..Self::new(&self.subschema, Without::Combinators)
        }
    }

    /// Whether it says anything about the type of a value that is not `null`.
    pub(in crate::lower) fn constrains_type(&self) -> bool {
        self.keywords.constrain_type() && !self.keywords.allow_only_null()
    }

    /// Whether it is an array with a schema for each place.
    pub(in crate::lower) fn is_tuple(&self) -> bool {
        let has_places = self.keywords.data.extensions.contains_key(PLACES);
        has_places && self.keywords.items.is_some()
    }

    /// The JSON type of its values; `None` where it can be several.
    pub(in crate::lower) fn json_type(&self) -> Option<JsonKind> {
        json_type(&self.keywords)
    }

    /// The schema of a property.
    pub(in crate::lower) fn property(&self, spec: &'a Spec, name: &str) -> Option<Subschema<'a>> {
        let node = self.keywords.properties?.get(name)?;
        let at = self.subschema.at.key("properties").key(name);
        Some(Subschema::of(spec.boxed_schema(node, &at)?))
    }

    /// The schema of the items.
    pub(in crate::lower) fn items(&self, spec: &'a Spec) -> Option<Subschema<'a>> {
        let at = self.subschema.at.key("items");
        Some(Subschema::of(spec.boxed_schema(self.keywords.items?, &at)?))
    }
}

/// How deep an `allOf` may be nested in others. Deeper ones have been reported.
const MAX_DEPTH: usize = 130;

/// The conjuncts of a value that some schemas describe: the members of an `allOf` before the schema that has it, and each
/// component once.
pub(in crate::lower) fn conjuncts<'a>(
    spec: &'a Spec,
    subschemas: &[Subschema<'a>],
) -> Vec<Conjunct<'a>> {
    let mut seen = BTreeSet::new();
    let mut conjuncts = Vec::new();
    let mut open: Vec<(Subschema<'a>, (bool, bool), usize)> = Vec::new();
    let given = subschemas.iter().rev();
    open.extend(given.map(|it| (it.clone(), (false, false), 0)));
    while let Some((subschema, (nullable, is_optional), depth)) = open.pop() {
        if let (Some(name), Without::Nothing) = (&subschema.component, subschema.without)
            && !seen.insert(name.clone())
        {
            continue;
        }
        let keywords = subschema.keywords();
        let nullable = nullable || keywords.data.nullable;
        let is_optional = is_optional || keywords.data.extensions.contains_key(OPTIONAL);
        if keywords.all_of.is_empty() || depth >= MAX_DEPTH {
            conjuncts.push(Conjunct {
                nullable,
                is_optional,
                ..Conjunct::new(&subschema, Without::AllOf)
            });
            continue;
        }
        let said = (nullable, is_optional);
        open.push((subschema.without(Without::AllOf), said, depth));
        let at = subschema.at.key("allOf");
        let members = keywords.all_of.iter().enumerate().rev();
        let members = members.filter(|(_, it)| !component(it).is_some_and(|it| seen.contains(it)));
        let members = members
            .filter_map(|(index, it)| Some(Subschema::of(spec.schema(it, &at.index(index))?)));
        let named_after = subschema.named_after.as_ref();
        open.extend(members.map(|it| (it.or_named_after(named_after), said, depth + 1)));
    }
    conjuncts
}

/// The name of the component that a schema is a reference to, unless it is escaped there.
fn component(node: &ReferenceOr<Schema>) -> Option<&str> {
    match node {
        ReferenceOr::Reference { reference } => reference.strip_prefix("#/components/schemas/"),
        ReferenceOr::Item(_) => None,
    }
}

/// How many members the `allOf`s of some conjuncts have: finding the conjuncts takes as many steps.
pub(in crate::lower) fn count_members(conjuncts: &[Conjunct<'_>]) -> usize {
    let lists = conjuncts
        .iter()
        .map(|it| match &it.subschema.schema.schema_kind {
            SchemaKind::AllOf { all_of } => all_of.len(),
            SchemaKind::Any(any) => any.all_of.len(),
            _ => 0,
        });
    lists.sum()
}

/// The schemas of a list.
pub(in crate::lower) fn subschemas<'a>(
    spec: &'a Spec,
    list: &'a [ReferenceOr<Schema>],
    at: &Origin,
) -> Vec<Subschema<'a>> {
    let subschema = |(index, node)| Some(Subschema::of(spec.schema(node, &at.index(index))?));
    list.iter().enumerate().filter_map(subschema).collect()
}
