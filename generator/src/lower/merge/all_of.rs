//! `allOf`: the one type of a value that several schemas describe at once.
//!
//! A part that says no more than another does not count: the type is that of the other, with its name. What is left is
//! merged, property by property. Only where no value could satisfy all parts, they disagree.

use std::collections::{BTreeSet, HashMap, HashSet};

use openapiv3::SchemaData;
use serde_json::Value;

use crate::ir::{JsonKind, Place, Step, Type};
use crate::lower::Lowering;
use crate::lower::budget::TOO_MUCH_MERGED;
use crate::lower::merge::conjuncts::{
    Conjunct, JsonTypes, Subschema, Without, is_bare, kinds, listed, nodes, parts,
};
use crate::lower::merge::merged_object::MergedObject;
use crate::lower::merge::siblings::Siblings;
use crate::lower::merge::subsumption::items;
use crate::lower::schema::keywords::Keywords;
use crate::lower::union::alternative::Alternative;
use crate::origin::Origin;

/// The schema that a type is documented by, and where it stands.
#[derive(Clone)]
pub(in crate::lower) struct Annotations<'a> {
    pub(in crate::lower) data: &'a SchemaData,
    pub(in crate::lower) at: Origin,
}

impl<'a> Annotations<'a> {
    pub(in crate::lower) fn of(node: &Subschema<'a>) -> Self {
        Self {
            data: &node.schema.schema_data,
            at: node.at.clone(),
        }
    }

    /// A schema that says nothing but what this one says about itself.
    pub(in crate::lower) fn keywords(&self) -> Keywords<'a> {
        Keywords::empty(self.data)
    }
}

/// How often a union may be merged with what stands beside it inside of one of its own branches.
const MAX_INSIDE: usize = 2;

/// How many combinations of alternatives become branches of one type.
const MAX_COMBINED: usize = 64;

impl<'a> Lowering<'a> {
    /// The type of a value that all of `given` describe, and whether it may be `null`.
    pub(in crate::lower) fn all(
        &mut self,
        given: &[Subschema<'a>],
        head: &Annotations<'a>,
        place: &Place,
    ) -> (Type, bool) {
        if let Some(chosen) = self.chosen_among(given) {
            return chosen;
        }
        if self.has_listed_enough() {
            return (self.widen(&head.at, TOO_MUCH_MERGED), false);
        }
        let entries: Vec<(Subschema<'a>, Vec<Conjunct<'a>>)> = self
            .opened(given)
            .into_iter()
            .map(|node| (node.clone(), parts(self.spec, &[node])))
            .collect();
        self.listed += entries.iter().map(|(_, it)| listed(it)).sum::<usize>();
        let (telling, silent): (Vec<_>, Vec<_>) = entries
            .into_iter()
            .partition(|(_, parts)| parts.iter().any(Conjunct::tells));
        let mut silent = silent.iter().flat_map(|(_, parts)| parts);
        let null = silent.any(|part| part.nullable || !part.keywords.values.is_empty());
        let null = null || given.iter().any(|node| node.schema.schema_data.nullable);
        if let Some(chosen) = self.only(&telling) {
            let lowered = self.part(chosen, head, place);
            let others = telling.iter().all(|(node, parts)| {
                node.key() == chosen.key() || parts.iter().any(|part| part.nullable)
            });
            return (lowered.0, null || others && lowered.1);
        }
        let all: Vec<Conjunct<'a>> = telling.into_iter().flat_map(|(_, parts)| parts).collect();
        let nullable = all.iter().all(|part| part.nullable || !part.tells());
        if all.is_empty() {
            return (Type::Json, null);
        }
        let (ty, nulls) = self.merge(all, head, place);
        (ty, null || nullable || nulls)
    }

    /// The type that the configuration chooses for one of the schemas, which is that of the value, whatever else is said. Only
    /// an object may have more than the type has room for.
    fn chosen_among(&mut self, given: &[Subschema<'a>]) -> Option<(Type, bool)> {
        if !self.has_choices() {
            return None;
        }
        let parts = parts(self.spec, given);
        if kinds(&parts) == JsonTypes::One(JsonKind::Object) {
            return None;
        }
        let mut all = given.iter().chain(parts.iter().map(|part| &part.node));
        let node = all.find(|node| self.is_chosen(&node.at))?;
        let lowered = self.chosen_at(&node.at, node.schema)?;
        let null = given.iter().any(|node| node.schema.schema_data.nullable);
        Some((lowered.ty, null || lowered.nullable))
    }

    /// The parts of a schema that is alone, one step down, and else the schemas themselves.
    fn opened(&self, given: &[Subschema<'a>]) -> Vec<Subschema<'a>> {
        let [only] = given else {
            return given.to_vec();
        };
        let keywords = only.keywords();
        let opened = nodes(self.spec, keywords.all_of, &only.at.key("allOf"));
        let opened = opened.into_iter();
        let mut opened: Vec<_> = opened.map(|it| it.at_home(only.home.as_ref())).collect();
        opened.push(only.without(Without::AllOf));
        opened
    }

    /// A part, as if it stood alone.
    fn part(
        &mut self,
        node: &Subschema<'a>,
        head: &Annotations<'a>,
        place: &Place,
    ) -> (Type, bool) {
        if node.without == Without::Nothing {
            let lowered = self.node(node, place);
            return (lowered.ty, lowered.nullable);
        }
        self.decide(node, head, place)
    }

    /// The type of a value that all parts describe, none of which has an `allOf`.
    pub(in crate::lower) fn merge(
        &mut self,
        all: Vec<Conjunct<'a>>,
        head: &Annotations<'a>,
        place: &Place,
    ) -> (Type, bool) {
        let mut common = Vec::new();
        let mut open = Vec::new();
        split(all, &mut common, &mut open);
        open.reverse();
        let beside = Siblings::of(&common);
        let mut unions: Vec<DistributedUnion<'a>> = Vec::new();
        let mut nullable = false;
        while let Some(union) = open.pop() {
            let (candidates, null) = self.candidates(union.keyword, &union.node);
            nullable |= null;
            let is_inside = self.distributed.iter().filter(|at| **at == union.node.at);
            if is_inside.count() < MAX_INSIDE
                && let Some(candidates) = beside.narrow(candidates)
            {
                let node = union.node;
                unions.push(DistributedUnion { candidates, node });
            }
        }
        if unions.is_empty() {
            return (self.merged(&common, head, place), nullable);
        }
        let (ty, null) = self.combined(&common, unions, head, place);
        (ty, nullable || null)
    }

    /// DistributedUnion beside other structure: each of them with all the rest.
    fn combined(
        &mut self,
        common: &[Conjunct<'a>],
        unions: Vec<DistributedUnion<'a>>,
        head: &Annotations<'a>,
        place: &Place,
    ) -> (Type, bool) {
        let schemas = unions.iter().flat_map(|union| &union.candidates);
        let schemas: usize = schemas.map(|it| it.nodes.len() + common.len()).sum();
        if self.has_merged_enough(schemas, place) {
            return (self.widen(&head.at, TOO_MUCH_MERGED), false);
        }
        let count = unions.iter().map(|union| union.candidates.len());
        if count.fold(1, usize::saturating_mul) > MAX_COMBINED.max(longest(&unions)) {
            let ty = self.widen(&head.at, "an `allOf` of several unions of many branches");
            return (ty, false);
        }
        // What says no more than a JSON type adds nothing, unless it disagrees.
        let says_more = |part: &&Conjunct<'a>| {
            let kind = part.kind().map_or(JsonTypes::Any, JsonTypes::One);
            let disagrees = |it: &Alternative<'a>| kind.and(kinds(&it.parts)) == JsonTypes::None;
            let mut candidates = unions.iter().flat_map(|union| &union.candidates);
            part.tells() && (!is_bare(&part.keywords) || candidates.any(disagrees))
        };
        let rest: Vec<Subschema<'a>> = common
            .iter()
            .filter(says_more)
            .map(|part| part.node.without(Without::Combinators))
            .collect();
        let discriminator = unions
            .iter()
            .map(|union| &union.node.schema.schema_data)
            .chain([head.data])
            .find_map(|data| data.discriminator.as_ref());
        let before = self.distributed.len();
        let mut combined: Vec<Alternative<'a>> = Vec::new();
        for union in unions {
            self.distributed.push(union.node.at);
            combined = if combined.is_empty() {
                union.candidates
            } else {
                let both = |one: &Alternative<'a>| {
                    let others = union.candidates.iter();
                    others.map(|other| one.and(other)).collect::<Vec<_>>()
                };
                let mut all: Vec<Alternative<'a>> = combined.iter().flat_map(both).collect();
                // What no value can be is no branch, unless there is nothing else.
                let has_values = |it: &Alternative<'a>| kinds(&it.parts) != JsonTypes::None;
                if all.iter().any(has_values) {
                    all.retain(has_values);
                }
                all
            };
        }
        for candidate in &mut combined {
            candidate.add(self.spec, &rest);
        }
        let found = self.any(combined, discriminator, head, place);
        self.distributed.truncate(before);
        found
    }

    /// The type of parts without alternatives.
    fn merged(&mut self, common: &[Conjunct<'a>], head: &Annotations<'a>, place: &Place) -> Type {
        let kind = match kinds(common) {
            JsonTypes::One(kind) => kind,
            JsonTypes::Any => return Type::Json,
            JsonTypes::None => return self.disagreement(common, head, place),
        };
        match kind {
            JsonKind::Object => {
                let shape = MergedObject::of_all(self.spec, common);
                self.shaped(shape, head, place)
            }
            JsonKind::Array => {
                let items = common.iter().filter_map(|part| {
                    let items = items(self.spec, part)?;
                    Some(items.inside(part, || Step::Item))
                });
                let items: Vec<Subschema<'a>> = items.collect();
                // The places of a tuple have no type in common with the items of a list.
                if items.is_empty() || common.iter().any(Conjunct::is_tuple) {
                    return Type::List(Box::new(Type::Json));
                }
                let item = self.value(vec![items], &place.then(Step::Item));
                self.list_of(item.into_type(), &head.at)
            }
            _ => self.merged_scalar(kind, common, head, place),
        }
    }

    /// Scalars that each part narrows down further: by listed values, or else by a format.
    fn merged_scalar(
        &mut self,
        kind: JsonKind,
        common: &[Conjunct<'a>],
        head: &Annotations<'a>,
        place: &Place,
    ) -> Type {
        let mut keywords = head.keywords();
        keywords.typ = Some(match kind {
            JsonKind::Bool => "boolean",
            JsonKind::Integer => "integer",
            JsonKind::Number => "number",
            _ => "string",
        });
        let mut formats = common
            .iter()
            .filter_map(|part| part.keywords.format.clone());
        keywords.format = formats.next();
        if formats.any(|other| Some(other) != keywords.format) {
            keywords.format = None;
        }
        let lists = common.iter().map(|part| &part.keywords.values);
        let lists: Vec<&Vec<Value>> = lists.filter(|values| !values.is_empty()).collect();
        let counts = occurrences(&lists);
        let listed = lists.iter().copied().flatten().cloned();
        let (shared, other): (Vec<Value>, Vec<Value>) =
            listed.partition(|value| counts.get(value) == Some(&lists.len()));
        // Lists without a common value are those of different servers, or of different times.
        keywords.values = if shared.is_empty() { other } else { shared };
        let mut seen = BTreeSet::new();
        keywords
            .values
            .retain(|value| seen.insert(value.to_string()));
        self.plain(&keywords, &head.at, place)
    }

    fn disagreement(
        &mut self,
        common: &[Conjunct<'a>],
        head: &Annotations<'a>,
        place: &Place,
    ) -> Type {
        let Some(Step::Property(name)) = place.steps.last() else {
            return self.widen(&head.at, "an `allOf` of parts that no value has in common");
        };
        let at = common.last().map_or(&head.at, |part| &part.node.at);
        let message = format!("the parts of `allOf` disagree about the type of `{name}`");
        self.diagnostics
            .warning("conflicting-property", at, message)
            .hint("no value is of both types; it is carried as `Json`");
        Type::Json
    }
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

/// DistributedUnion that have yet to be looked at: a schema with this keyword.
struct PendingUnion<'a> {
    keyword: &'static str,
    node: Subschema<'a>,
}

struct DistributedUnion<'a> {
    candidates: Vec<Alternative<'a>>,
    node: Subschema<'a>,
}

fn longest(unions: &[DistributedUnion<'_>]) -> usize {
    match unions {
        [only] => only.candidates.len(),
        _ => 0,
    }
}

/// Takes the alternatives out of parts.
fn split<'a>(
    all: Vec<Conjunct<'a>>,
    common: &mut Vec<Conjunct<'a>>,
    open: &mut Vec<PendingUnion<'a>>,
) {
    for mut part in all {
        let lists = [
            ("oneOf", part.keywords.one_of),
            ("anyOf", part.keywords.any_of),
        ];
        for (keyword, _) in lists.into_iter().filter(|(_, list)| !list.is_empty()) {
            let node = part.node.clone();
            open.push(PendingUnion { keyword, node });
        }
        part.node = part.node.without(Without::Combinators);
        part.keywords = part.node.keywords();
        common.push(part);
    }
}
