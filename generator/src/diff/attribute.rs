//! Which change of the wire a difference in the client comes from.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::change::{ApiChange, Group, RustChange, Subject};
use super::side::Key;
use super::surface::{Became, Difference, Gate, Part, Surface, name_of, short};

/// A change, by the positions of its group and in that.
type FoundAt = (usize, usize);

/// Tells differences with the changes that they come from. What comes from none is a group of its own, at the end.
pub(super) fn attribute(
    groups: &mut Vec<Group>,
    differences: Vec<Difference>,
    [old, new]: [&Surface; 2],
) {
    let by_key = index(groups);
    let exact = |it: &Difference| by_key.get(&(it.owner.clone(), it.part.clone())).copied();
    let found: Vec<Option<FoundAt>> = differences
        .iter()
        .map(|it| exact(it).or_else(|| by_key.get(&(it.owner.clone(), Part::Itself)).copied()))
        .collect();
    let mut pending: Vec<(Difference, Option<FoundAt>)> =
        differences.into_iter().zip(found).collect();
    // What names a type that is new or gone is why; that may be another such type.
    loop {
        let mut is_done = true;
        for index in 0..pending.len() {
            let why = match pending.get(index) {
                Some((it, None)) => named_by(it, &pending, old, new),
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
        let change = at.and_then(|(group, change)| groups.get_mut(group)?.changes.get_mut(change));
        match change {
            Some(change) => change.rust.push(told(&difference)),
            None => alone.push(by_itself(&difference)),
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
    let mut by_key = BTreeMap::new();
    for (change, at) in all {
        for (owner, part) in &change.keys {
            let mut add = |owner: &str, part: Part| {
                by_key.entry((owner.to_owned(), part)).or_insert(at);
            };
            add(owner, part.clone());
            match part {
                // A type is made of its members: what makes a value of it differs with them, and so does what it does.
                Part::Field(_) => {
                    add(owner, constructor());
                    add(owner, Part::Itself);
                    let named = format!("{owner}Required");
                    add(&named, part.clone());
                    add(&named, Part::Itself);
                }
                Part::Variant(_) => add(owner, Part::Itself),
                _ => {}
            }
        }
    }
    by_key
}

fn constructor() -> Part {
    Part::Function("new".to_owned())
}

/// The change of another difference that names a type which is new or gone.
fn named_by(
    difference: &Difference,
    all: &[(Difference, Option<FoundAt>)],
    old: &Surface,
    new: &Surface,
) -> Option<FoundAt> {
    let surface = match (&difference.part, &difference.kind) {
        (Part::Itself, Became::Added { .. }) => new,
        (Part::Itself, Became::Removed { .. }) => old,
        (_, Became::Changed { .. }) => return names_of(difference, all, old, new),
        _ => return None,
    };
    let name = &difference.owner;
    let names = |it: &Difference| {
        let item = surface.items.get(&(it.owner.clone(), it.part.clone()));
        let is_whole = it.part == Part::Itself;
        let mut parts = surface
            .items
            .iter()
            .filter(|((owner, _), _)| is_whole && *owner == it.owner);
        item.is_some_and(|it| mentions(&it.signature, name))
            || parts.any(|(_, it)| mentions(&it.signature, name))
    };
    let known = all.iter().filter(|(_, at)| at.is_some());
    let mut known = known.filter(|(it, _)| it.owner != *name && names(it));
    known.next().and_then(|(_, at)| *at)
}

/// The change of a type that is new or gone, which the signature of another item names.
fn names_of(
    difference: &Difference,
    all: &[(Difference, Option<FoundAt>)],
    old: &Surface,
    new: &Surface,
) -> Option<FoundAt> {
    let key = (difference.owner.clone(), difference.part.clone());
    let signatures = [old.items.get(&key)?, new.items.get(&key)?].map(|it| &it.signature);
    let is_named = |(it, at): &&(Difference, Option<FoundAt>)| {
        let is_named = signatures
            .iter()
            .any(|signature| mentions(signature, &it.owner));
        at.is_some() && it.part == Part::Itself && is_named
    };
    all.iter().find(is_named).and_then(|(_, at)| *at)
}

/// Whether a signature has this path. What is at the root is so by a re-export of the runtime.
fn mentions(signature: &str, path: &str) -> bool {
    let is_word = |c: char| c == '_' || c == ':' || c.is_alphanumeric();
    let root = path.strip_prefix("crate::").filter(|it| !it.contains(':'));
    let is_path = |word: &str| {
        let inner = word.strip_prefix("crate::runtime::");
        word == path || (root.is_some() && inner.map(short) == root)
    };
    signature.split(|c| !is_word(c)).any(is_path)
}

fn told(difference: &Difference) -> RustChange {
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
    }
}

fn by_itself(difference: &Difference) -> ApiChange {
    let rust = told(difference);
    let words = match &difference.kind {
        Became::Added { .. } => "new",
        Became::Removed { .. } => "gone",
        Became::Changed { .. } => "changed",
        Became::Docs => "documented in other words",
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
    if matches!(difference.kind, Became::Changed { .. }) {
        change.rust.push(rust);
    }
    change
}
