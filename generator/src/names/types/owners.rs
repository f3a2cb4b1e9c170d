//! What is the same in the names of all places of a type: their last words, and those of what the type is in there.

use std::collections::{BTreeMap, BTreeSet};

use super::common::Naming;
use super::definitions::Definition;
use super::places::TypeScope;
use super::words::{add_steps, method};
use crate::ir::{OperationId, Place, Role, Step, TextEnum, TypeKind};
use crate::names::ident::{singular, words_of};

/// Words that say nothing alone, so that what the owners share comes before them.
const VAGUE: [&str; 18] = [
    "array", "config", "content", "data", "item", "kind", "list", "map", "mode", "object",
    "options", "result", "results", "state", "status", "type", "value", "values",
];

/// Words of owners that say where a type is, and not what it is about.
const POSITIONS: [&str; 12] = [
    "a", "an", "body", "by", "error", "for", "item", "of", "params", "request", "response", "the",
];

/// How many words of owners are in a name.
const MOST_OWNERS: usize = 3;

impl Naming<'_> {
    /// The names of a type of several properties, the best first: the title or the property, and then with what its owners share.
    pub(super) fn of_values(
        &self,
        definition: &Definition<'_, '_>,
        places: &[&Place],
        title: Option<&Vec<String>>,
    ) -> Vec<Vec<String>> {
        let components = places.iter().filter(|it| it.is_in_component());
        let components: Vec<&Place> = components.copied().collect();
        let owners: BTreeSet<&Role> = components.iter().map(|it| &it.role).collect();
        if title.is_none() && owners.len() == 1 {
            return self.of_component(&components);
        }
        let end = shared_end(places).unwrap_or_default();
        let property = end.last().map(|it| vec![it.clone()]);
        let Some(short) = title.cloned().or(property) else {
            return Vec::new();
        };
        let owners = self.shared_owners(definition, places, &short);
        let owned = (!owners.is_empty()).then(|| [owners, short.clone()].concat());
        let longer = (title.is_none() && end.len() > 1).then_some(end);
        let words = split(&short);
        let is_branch = |place: &&Place| matches!(place.steps.last(), Some(Step::Branch(_)));
        let is_vague = matches!(words.as_slice(), [word] if VAGUE.contains(&word.as_str()))
            || (title.is_none() && places.iter().any(is_branch));
        // A tag says itself what it is the `type` of.
        let def = self.api.ty(definition.id);
        let tag = def.and_then(|def| match &def.kind {
            TypeKind::TextEnum(TextEnum { values, .. }) => match values.as_slice() {
                [only] => Some([vec![only.wire.clone()], short.clone()].concat()),
                _ => None,
            },
            _ => None,
        });
        let tag = tag.filter(|it| split(it) != [&words[..], &words[..]].concat());
        let others = longer.into_iter().chain(owned).chain(tag);
        if is_vague {
            others.chain([short]).collect()
        } else {
            std::iter::once(short).chain(others).collect()
        }
    }

    /// The name of a type of one component: that of its place, or of the property where it has several.
    fn of_component(&self, places: &[&Place]) -> Vec<Vec<String>> {
        let [Place { role, .. }, _, ..] = places else {
            return Vec::new();
        };
        let Role::Component(name) = role else {
            return Vec::new();
        };
        let end = shared_end(places).unwrap_or_default();
        let property = end.last().cloned().into_iter();
        let name = self.components.of(name).to_owned();
        let words = property.map(|it| vec![name.clone(), it]);
        words.collect()
    }

    /// The name of what operations take or answer as a whole: what their names share.
    pub(super) fn of_messages(&self, places: &[&Place]) -> Option<Vec<String>> {
        let mut words: Vec<Vec<String>> = Vec::new();
        let mut nouns: BTreeSet<&str> = BTreeSet::new();
        for place in places {
            // A status is a branch of the answer.
            let is_status = matches!(place.steps.first(), Some(Step::Branch(_)));
            let mut steps = place.steps.iter().skip(usize::from(is_status));
            if steps.any(|it| named(it).is_some()) {
                return None;
            }
            let (id, noun) = match &place.role {
                Role::Response(id) => (*id, "response"),
                Role::Params(id) => (*id, "params body"),
                Role::Error(id, _) | Role::Errors(id) => (*id, "error"),
                Role::Component(_) => return None,
            };
            nouns.insert(noun);
            words.push(split(&[method(self.methods, id).to_owned()]));
        }
        let noun = match nouns.into_iter().collect::<Vec<&str>>().as_slice() {
            [only] => *only,
            _ => "body",
        };
        let mut shared = shared(&words, words.len());
        while shared.last().is_some_and(|it| POSITIONS.contains(&&**it)) {
            shared.pop();
        }
        if shared.is_empty() && noun == "response" {
            return Some(vec!["response body".to_owned()]);
        }
        shared.push(noun.to_owned());
        if let Some(first) = places.first() {
            add_steps(&mut shared, &first.steps);
        }
        Some(shared)
    }

    /// The words that all owners of a type share, or else most, but for those that its name has.
    fn shared_owners(
        &self,
        definition: &Definition<'_, '_>,
        places: &[&Place],
        name: &[String],
    ) -> Vec<String> {
        let owner = |id: OperationId| {
            let resource = self.api.operation(id).and_then(|it| it.resource);
            let resource = resource.filter(|_| definition.scope == TypeScope::Shared);
            let resource = resource.and_then(|id| self.api.resources.get(id.0));
            let resource = resource.and_then(|it| it.path.last()).cloned();
            let method = method(self.methods, id).to_owned();
            resource.into_iter().chain([method]).collect::<Vec<_>>()
        };
        let owners = places.iter().map(|place| {
            let mut words = match &place.role {
                Role::Component(name) => vec![self.components.of(name).to_owned()],
                Role::Response(id) | Role::Params(id) => owner(*id),
                Role::Errors(id) => [owner(*id), vec!["error".to_owned()]].concat(),
                Role::Error(id, status) => [owner(*id), vec![format!("error{status}")]].concat(),
            };
            let last = place.steps.iter().rposition(|it| named(it).is_some());
            let outer = place.steps.get(..last.unwrap_or(0)).unwrap_or_default();
            words.extend(outer.iter().filter_map(named).map(str::to_owned));
            let words = split(&words).into_iter();
            words
                .map(|it| singular(&it).unwrap_or(it))
                .collect::<Vec<_>>()
        });
        let owners: Vec<Vec<String>> = owners.collect();
        let of_name = split(name);
        let of_all = shared(&owners, owners.len());
        let useful = |words: Vec<String>| -> Vec<String> {
            let words = words.into_iter();
            let words = words.filter(|it| !of_name.contains(it) && !POSITIONS.contains(&&**it));
            words.take(MOST_OWNERS).collect()
        };
        let of_all = useful(of_all);
        if of_all.is_empty() {
            useful(shared(&owners, owners.len() / 2 + 1))
        } else {
            of_all
        }
    }
}

/// The words that all of these names share, if they say more than what all messages are.
pub(super) fn shared_words(names: &[Vec<String>]) -> Vec<String> {
    if let [only] = names {
        return only.clone();
    }
    let names: Vec<Vec<String>> = names.iter().map(|it| split(it)).collect();
    let words = shared(&names, names.len());
    let is_said = words.iter().any(|it| !POSITIONS.contains(&it.as_str()));
    if is_said { words } else { Vec::new() }
}

/// The words that at least so many of these have, in the order in which they come first.
fn shared(all: &[Vec<String>], least: usize) -> Vec<String> {
    let mut counts: BTreeMap<&String, usize> = BTreeMap::new();
    for words in all {
        for word in words.iter().collect::<BTreeSet<_>>() {
            *counts.entry(word).or_default() += 1;
        }
    }
    let mut seen: BTreeSet<&String> = BTreeSet::new();
    let words = all.iter().flatten();
    let words = words.filter(|it| counts.get(it).is_some_and(|count| *count >= least));
    words.filter(|it| seen.insert(it)).cloned().collect()
}

/// The single words of a name.
fn split(names: &[String]) -> Vec<String> {
    names.iter().flat_map(|it| words_of(it)).collect()
}

fn named(step: &Step) -> Option<&str> {
    match step {
        Step::Property(name) | Step::Branch(name) => Some(name),
        Step::Body | Step::Item | Step::Place(_) | Step::Key | Step::Value => None,
    }
}

/// Whether all places are called the same.
pub(super) fn share_property(places: &[&Place]) -> bool {
    let last = |place: &&Place| place.steps.iter().rev().find_map(named).map(str::to_owned);
    places.iter().map(last).collect::<BTreeSet<_>>().len() == 1
}

/// The words that most places end with.
fn shared_end(places: &[&Place]) -> Option<Vec<String>> {
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
    let (most, _) = last.into_iter().max_by_key(|(_, count)| *count)?;
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
