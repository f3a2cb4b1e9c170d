//! What a type with several places may be called: what it is, or else what its places have in common.

use std::collections::{BTreeMap, BTreeSet};

use super::component_words::ComponentWords;
use super::definitions::Definition;
use super::words::{MethodNames, add_steps, method, twins, wrappers};
use crate::ir::{Api, OperationId, Place, Role, Step, Type, TypeDef, TypeId, TypeKind, Union};

/// How many branches of a union its name may list, and how many letters they may have.
const MOST_BRANCHES: usize = 3;
const MOST_LETTERS: usize = 40;

/// What names of types are made from.
pub(super) struct Naming<'p> {
    pub(super) api: &'p Api,
    /// The names of methods.
    pub(super) methods: MethodNames<'p>,
    /// The places that have a type for each direction.
    pub(super) twins: BTreeSet<&'p Place>,
    pub(super) components: ComponentWords,
    /// The places of branches that wrap a type of their own.
    pub(super) wrappers: BTreeSet<&'p Place>,
    definitions: BTreeMap<TypeId, &'p Definition<'p, 'p>>,
    at: BTreeMap<&'p Place, TypeId>,
}

impl<'p> Naming<'p> {
    pub(super) fn new(
        api: &'p Api,
        methods: MethodNames<'p>,
        definitions: &'p [Definition<'p, 'p>],
    ) -> Self {
        let places = definitions.iter().flat_map(|it| &it.places);
        Self {
            api,
            methods,
            twins: twins(api),
            components: ComponentWords::new(api),
            wrappers: wrappers(api),
            definitions: definitions.iter().map(|it| (it.id, it)).collect(),
            at: places.map(|it| (it.place, it.of)).collect(),
        }
    }

    /// The words that the places of a type have in common; `None` for a type of one component or operation alone, and where nothing but the place of the definition is
    /// known.
    pub(super) fn words(&self, id: TypeId) -> Option<Vec<String>> {
        let definition = self.definitions.get(&id)?;
        let places: Vec<&Place> = definition.places.iter().map(|it| it.place).collect();
        let roles: BTreeSet<&Role> = places.iter().map(|it| &it.role).collect();
        if roles.len() < 2 {
            return None;
        }
        if let Some((outer, steps)) = self.outer(&places) {
            let mut words = self.words(outer)?;
            add_steps(&mut words, steps);
            return Some(words);
        }
        if let Some(TypeKind::Union(union)) = self.api.ty(id).map(|TypeDef { kind, .. }| kind)
            && let Some(words) = branches(self.api, union)
        {
            return Some(vec![words]);
        }
        of_errors(&places, self.methods).or_else(|| shared_end(&places))
    }

    /// The type that a type is inside of wherever it stands, with the steps into it.
    fn outer(&self, places: &[&'p Place]) -> Option<(TypeId, &'p [Step])> {
        let outer = |place: &'p Place| {
            let mut outer = place.clone();
            while outer.steps.pop().is_some() {
                if let Some(id) = self.at.get(&outer) {
                    return Some((*id, place.steps.get(outer.steps.len()..)?));
                }
            }
            None
        };
        let all: Option<BTreeSet<(TypeId, &[Step])>> = places.iter().copied().map(outer).collect();
        let all = all.filter(|it| it.len() == 1)?;
        all.into_iter().next()
    }
}

/// `cat or dog`, where neither is written in place and so named after the union.
fn branches(api: &Api, union: &Union) -> Option<String> {
    let is_known = |ty: &Type| match ty {
        Type::Named(id) => api.ty(*id).is_some_and(|it| it.place.is_component()),
        _ => true,
    };
    let names: Vec<&str> = union.branches.iter().map(|it| it.name.as_str()).collect();
    let words = names.join(" or ");
    let is_short = (2..=MOST_BRANCHES).contains(&names.len()) && words.len() <= MOST_LETTERS;
    let are_known = union.branches.iter().all(|it| is_known(&it.ty));
    (is_short && are_known).then_some(words)
}

/// The error of an operation, or of several, whatever their statuses are.
fn of_errors(places: &[&Place], methods: MethodNames<'_>) -> Option<Vec<String>> {
    let mut statuses: BTreeSet<&str> = BTreeSet::new();
    let mut operations: BTreeSet<OperationId> = BTreeSet::new();
    for place in places {
        match &place.role {
            Role::Error(operation, status) if place.steps.is_empty() => {
                statuses.insert(status);
                operations.insert(*operation);
            }
            _ => return None,
        }
    }
    let operations: Vec<OperationId> = operations.into_iter().collect();
    let statuses: Vec<&str> = statuses.into_iter().collect();
    let words = match (operations.as_slice(), statuses.as_slice()) {
        ([only], _) => [method(methods, *only), "error"],
        (_, [only]) => ["error", *only],
        _ => ["error", "body"],
    };
    Some(words.map(str::to_owned).to_vec())
}

/// The words that most places end with, where none is in a component, which would give it a better name.
fn shared_end(places: &[&Place]) -> Option<Vec<String>> {
    if places.iter().any(|it| it.is_in_component()) {
        return None;
    }
    let ends = places.iter().map(|place| {
        let mut words = Vec::new();
        add_steps(&mut words, &place.steps);
        words
    });
    let ends: Vec<Vec<String>> = ends.collect();
    let mut last: BTreeMap<Option<&String>, usize> = BTreeMap::new();
    for end in &ends {
        *last.entry(end.last()).or_default() += 1;
    }
    let (most, count) = last.into_iter().max_by_key(|(_, count)| *count)?;
    if count * 2 <= ends.len() {
        return None;
    }
    let mut ends = ends.iter().filter(|end| end.last() == most);
    let mut common = ends.next()?.clone();
    for end in ends {
        let pairs = common.iter().rev().zip(end.iter().rev());
        let same = pairs.take_while(|(one, other)| one == other).count();
        common.drain(..common.len() - same);
    }
    let is_position = |it: &String| ["item", "body"].contains(&it.as_str());
    let words: Vec<String> = common.into_iter().skip_while(is_position).collect();
    (!words.is_empty()).then_some(words)
}
