//! What a type with several places may be called: what it is, or else what its places have in common.

use std::collections::{BTreeMap, BTreeSet};

use super::component_words::ComponentWords;
use super::definitions::Definition;
use super::owners::{share_property, shared_words};
use super::words::{MethodNames, add_steps, message, method, twins, wrappers};
use crate::ir::{Answer, Api, OperationId, Place, Role, Step, TypeId, TypeKind};

/// How many statuses the name of an enum of errors may list.
const MOST_STATUSES: usize = 3;

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
    /// What operations answer where that depends on the status.
    pub(super) answers: BTreeSet<&'p Role>,
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
            answers: answers(api),
            definitions: definitions.iter().map(|it| (it.id, it)).collect(),
            at: places.map(|it| (it.place, it.of)).collect(),
        }
    }

    /// What a type may be called after what its places have in common, the best first; nothing for a component, and for a type
    /// with one place.
    pub(super) fn words(&self, definition: &Definition<'p, 'p>) -> Vec<Vec<String>> {
        let places: BTreeSet<&Place> = definition.places.iter().map(|it| it.place).collect();
        let places: Vec<&Place> = places.into_iter().collect();
        let is_own =
            definition.at.place.is_component() || self.wrappers.contains(definition.at.place);
        if places.len() < 2 || is_own {
            return Vec::new();
        }
        let of_component = definition.places.iter();
        let of_component = of_component.map(|it| message(it.place, it.origin, &self.answers));
        let of_component: BTreeSet<Option<Vec<String>>> = of_component.collect();
        let of_component: Option<Vec<Vec<String>>> = of_component.into_iter().collect();
        let shared = of_component.map(|it| shared_words(&it));
        let shared = shared.filter(|it| !it.is_empty());
        let more = self.without_components(definition, &places);
        shared.into_iter().chain(more).collect()
    }

    fn without_components(
        &self,
        definition: &Definition<'_, '_>,
        places: &[&'p Place],
    ) -> Vec<Vec<String>> {
        if let Some((outer, steps)) = self.outer(places) {
            let outer = self.definitions.get(&outer);
            let words = outer.and_then(|it| self.words(it).into_iter().next());
            let inside = |mut words: Vec<String>| {
                add_steps(&mut words, steps);
                words
            };
            return words.map(inside).into_iter().collect();
        }
        let def = self.api.ty(definition.id);
        if let Some(TypeKind::Union(union)) = def.map(|it| &it.kind)
            && let Some(names) = union.alternatives(self.api)
        {
            let others = if share_property(places) {
                self.of_values(definition, places, None)
            } else {
                Vec::new()
            };
            let names = std::iter::once(vec![names.join(" or ")]);
            return names.chain(others).collect();
        }
        if let Some(TypeKind::Answer(answer)) = def.map(|it| &it.kind)
            && places.iter().all(|it| matches!(it.role, Role::Errors(_)))
        {
            let operations = places.iter().filter_map(|it| self.operation(&it.role));
            let is_shared = operations.collect::<BTreeSet<OperationId>>().len() > 1;
            let words = is_shared.then(|| vec!["error".to_owned(), statuses(answer)]);
            return words.into_iter().collect();
        }
        let title = def.and_then(|it| it.title.as_ref());
        let titled = title.map(|it| vec![it.clone()]);
        let messages = of_errors(places, self.methods).or_else(|| self.of_messages(places));
        match messages {
            Some(words) => titled.into_iter().chain([words]).collect(),
            None => self.of_values(definition, places, titled.as_ref()),
        }
    }

    /// The operation that the errors of a role are of, also where it is another way to call that.
    fn operation(&self, role: &Role) -> Option<OperationId> {
        let Role::Errors(id) = role else {
            return None;
        };
        let variant = self.api.operation(*id)?.variant.as_ref();
        Some(variant.map_or(*id, |it| it.of))
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

/// `403 or 404`; of many, the first and the last: `400 to 503`.
fn statuses(errors: &Answer) -> String {
    let statuses: Vec<&str> = errors.cases.iter().map(|it| it.status.as_str()).collect();
    match statuses.as_slice() {
        [first, .., last] if statuses.len() > MOST_STATUSES => format!("{first} to {last}"),
        few => few.join(" or "),
    }
}

fn answers(api: &Api) -> BTreeSet<&Role> {
    let answers = api.types.iter();
    let answers = answers.filter(|it| matches!(it.kind, TypeKind::Answer(_)));
    answers.map(|it| &it.place.role).collect()
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
