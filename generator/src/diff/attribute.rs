//! Which change of the wire a difference in the client comes from.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::change::{ApiChange, Group, RustChange, Subject};
use super::mentions::{DifferencesOf, NamingItems};
use super::said::Said;
use super::side::Key;
use super::surface::{Became, Difference, Gate, Part, Surface, name_of};
use super::words::changed;

/// A change, by the positions of its group and in that.
type FoundAt = (usize, usize);

/// Tells differences with the changes that they come from. What comes from none is a group of its own, at the end.
pub(super) fn attribute(
    groups: &mut Vec<Group>,
    differences: Vec<Difference>,
    [old, new]: [&Surface; 2],
    said: &[Said; 2],
) {
    let by_key = index(groups);
    let exact = |it: &Difference| by_key.get(&(it.owner.clone(), it.part.clone())).copied();
    let found: Vec<Option<FoundAt>> = differences
        .iter()
        .map(|it| exact(it).or_else(|| by_key.get(&(it.owner.clone(), Part::Itself)).copied()))
        .collect();
    let mut pending: Vec<(Difference, Option<FoundAt>)> =
        differences.into_iter().zip(found).collect();
    let positions = DifferencesOf::new(pending.iter().map(|(it, _)| it));
    let mentions = [old, new].map(NamingItems::new);
    // What names a type that is new or gone is why; that may be another such type.
    loop {
        let mut is_done = true;
        for index in 0..pending.len() {
            let why = match pending.get(index) {
                Some((it, None)) => match &it.kind {
                    Became::Changed { .. } => names_of(it, &pending, &positions, [old, new]),
                    _ => named_by(it, &pending, &positions, &mentions),
                },
                _ => None,
            };
            if let (Some(why), Some((_, at))) = (why, pending.get_mut(index)) {
                *at = Some(why);
                is_done = false;
            }
        }
        if is_done {
            break;
        }
    }
    let mut alone = Vec::new();
    for (difference, at) in pending {
        let told = told(&difference, said);
        let group = at.and_then(|(group, _)| groups.get_mut(group));
        match (group, at) {
            // What is said about it is a change by itself, whatever else happened.
            (Some(group), _) if told.words.is_some() => {
                group.changes.push(by_itself(&difference, told));
            }
            (Some(group), Some((_, at))) => {
                if let Some(change) = group.changes.get_mut(at) {
                    change.rust.push(told);
                }
            }
            _ => alone.push(by_itself(&difference, told)),
        }
    }
    if !alone.is_empty() {
        let subject = Subject::Items;
        let changes = alone;
        groups.push(Group { subject, changes });
    }
}

/// For each item the change that is about it: that which asks for most, and of these the one that is about least.
fn index(groups: &[Group]) -> BTreeMap<Key, FoundAt> {
    let mut all: Vec<(&ApiChange, FoundAt)> = Vec::new();
    for (at, group) in groups.iter().enumerate() {
        all.extend(
            group
                .changes
                .iter()
                .zip(0..)
                .map(|(it, index)| (it, (at, index))),
        );
    }
    all.sort_by_key(|(change, at)| (Reverse(change.rule.bump), change.keys.len(), *at));
    let mut by_key: BTreeMap<Key, FoundAt> = BTreeMap::new();
    // Of those that ask for the same, what is about an item itself comes first.
    for same in all.chunk_by(|(one, _), (other, _)| one.rule.bump == other.rule.bump) {
        for (change, at) in same {
            for key in &change.keys {
                by_key.entry(key.clone()).or_insert(*at);
            }
        }
        for (change, at) in same {
            for (owner, part) in &change.keys {
                for key in of_whole(owner, part) {
                    by_key.entry(key).or_insert(*at);
                }
            }
        }
    }
    by_key
}

/// The items that differ with a member: a type is made of these. What makes a value of it differs with them, and so does what it does.
fn of_whole(owner: &str, part: &Part) -> Vec<Key> {
    match part {
        Part::Field(_) => {
            let named = format!("{owner}Required");
            vec![
                (owner.to_owned(), Part::Function("new".to_owned())),
                (owner.to_owned(), Part::Itself),
                (named.clone(), part.clone()),
                (named, Part::Itself),
            ]
        }
        Part::Variant(_) => vec![(owner.to_owned(), Part::Itself)],
        _ => Vec::new(),
    }
}

/// The change of another difference that names a type which is new or gone.
fn named_by(
    difference: &Difference,
    all: &[(Difference, Option<FoundAt>)],
    positions: &DifferencesOf,
    [old, new]: &[NamingItems<'_>; 2],
) -> Option<FoundAt> {
    let mentions = match (&difference.part, &difference.kind) {
        (Part::Itself, Became::Added { .. }) => new,
        (Part::Itself, Became::Removed { .. }) => old,
        _ => return None,
    };
    let named_in = mentions.of(&difference.owner);
    let others = named_in.filter(|(owner, _)| *owner != difference.owner);
    first(others.flat_map(|it| positions.of(it)), all)
}

/// The change of a type that is new or gone, which the signature of another item names.
fn names_of(
    difference: &Difference,
    all: &[(Difference, Option<FoundAt>)],
    positions: &DifferencesOf,
    surfaces: [&Surface; 2],
) -> Option<FoundAt> {
    let key = (difference.owner.clone(), difference.part.clone());
    let signatures = surfaces.map(|it| it.items.get(&key));
    let signatures = signatures.into_iter().flatten();
    let named = signatures.flat_map(|it| positions.named_in(&it.signature));
    first(named, all)
}

/// The change that the first of these differences comes from.
fn first(
    positions: impl Iterator<Item = usize>,
    all: &[(Difference, Option<FoundAt>)],
) -> Option<FoundAt> {
    let known = positions.filter_map(|at| Some((at, all.get(at)?.1?)));
    known.min().map(|(_, found)| found)
}

fn told(difference: &Difference, [old_said, new_said]: &[Said; 2]) -> RustChange {
    let (old, new) = match &difference.kind {
        Became::Added { shown, .. } => (None, Some(shown.clone())),
        Became::Removed { shown } => (Some(shown.clone()), None),
        Became::Changed { old, new } => (Some(old.clone()), Some(new.clone())),
        _ => (None, None),
    };
    RustChange {
        rule: difference.rule(),
        item: name_of(&difference.owner, &difference.part),
        old,
        new,
        words: match &difference.kind {
            Became::Docs { old, new } => changed((old, old_said), (new, new_said)),
            _ => None,
        },
    }
}

fn by_itself(difference: &Difference, rust: RustChange) -> ApiChange {
    let words = match &difference.kind {
        Became::Added { .. } => "new",
        Became::Removed { .. } => "gone",
        Became::Changed { .. } => "changed",
        Became::Docs { .. } => "documented in other words",
        Became::Code => "does the same by other code",
        Became::Gate(Gate::Asked) => "now needs the feature `mock`",
        Became::Gate(Gate::Unasked) => "no longer needs the feature `mock`",
        Became::Gate(Gate::Given) => "now has a feature of its own",
        Became::Alias => "a former name by now",
        Became::Deprecated { now: true } => "now deprecated",
        Became::Deprecated { now: false } => "no longer deprecated",
        Became::Exhaustive { now: true } => "now exhaustive",
        Became::Exhaustive { now: false } => "no longer exhaustive",
    };
    let mut change = ApiChange::new(rust.rule, &rust.item, words);
    if matches!(
        difference.kind,
        Became::Changed { .. } | Became::Docs { .. }
    ) {
        change.rust.push(rust);
    }
    change
}
