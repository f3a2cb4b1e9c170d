//! Which change of the wire a difference in the client comes from.

use std::collections::BTreeMap;

use super::change::{Change, Group, RustChange, Subject};
use super::side::Key;
use super::surface::{Difference, Kind, Part, name_of};

/// Tells differences with the changes that they come from. What comes from none is a group of its own, at the end.
pub(super) fn attribute(groups: &mut Vec<Group>, differences: Vec<Difference>) {
    let by_key = index(groups);
    let mut alone = Vec::new();
    for difference in differences {
        let key = (difference.owner.clone(), difference.part.clone());
        let exact = by_key.get(&key);
        let of_owner = || by_key.get(&(difference.owner.clone(), constructor()));
        let found = exact.or_else(|| is_constructor(&difference).then(of_owner).flatten());
        let change = found.and_then(|&(group, change)| groups.get_mut(group)?.changes.get_mut(change));
        match change {
            Some(change) => change.rust.push(told(&difference)),
            None => alone.push(difference),
        }
    }
    let changes: Vec<Change> = alone.iter().map(by_itself).collect();
    if !changes.is_empty() {
        let subject = Subject::Items;
        groups.push(Group { subject, changes });
    }
}

/// The first change about each item. One that is about a member is also about the constructor of the type.
fn index(groups: &[Group]) -> BTreeMap<Key, (usize, usize)> {
    let mut by_key = BTreeMap::new();
    let changes = |group: &Group| group.changes.len();
    let at = groups.iter().enumerate();
    let at = at.flat_map(|(index, group)| (0..changes(group)).map(move |it| (index, it)));
    for (group, change) in at {
        let keys = groups.get(group).and_then(|it| it.changes.get(change));
        for (owner, part) in keys.into_iter().flat_map(|it| &it.keys) {
            by_key.entry((owner.clone(), part.clone())).or_insert((group, change));
            if matches!(part, Part::Field(_)) {
                by_key.entry((owner.clone(), constructor())).or_insert((group, change));
                let named = (format!("{owner}Required"), part.clone());
                by_key.entry(named).or_insert((group, change));
                let whole = (format!("{owner}Required"), Part::Itself);
                by_key.entry(whole).or_insert((group, change));
            }
        }
    }
    by_key
}

fn constructor() -> Part {
    Part::Function("new".to_owned())
}

/// Whether it is about what makes a value.
fn is_constructor(difference: &Difference) -> bool {
    difference.part == constructor()
        || matches!(&difference.part, Part::Impl(name) if name == "Default")
}

fn told(difference: &Difference) -> RustChange {
    let (old, new) = match &difference.kind {
        Kind::Added { shown, .. } => (None, Some(shown.clone())),
        Kind::Removed { shown } => (Some(shown.clone()), None),
        Kind::Changed { old, new } => (Some(old.clone()), Some(new.clone())),
        _ => (None, None),
    };
    RustChange {
        rule: difference.rule(),
        item: name_of(&difference.owner, &difference.part),
        old,
        new,
    }
}

fn by_itself(difference: &Difference) -> Change {
    let rust = told(difference);
    let words = match (&rust.old, &rust.new) {
        (None, Some(_)) => "new",
        (Some(_), None) => "gone",
        (Some(_), Some(_)) => "changed",
        (None, None) => match &difference.kind {
            Kind::Docs => "documented in other words",
            Kind::Code => "does the same by other code",
            Kind::Gate => "needs other features",
            Kind::Deprecated { now: true } => "now deprecated",
            Kind::Deprecated { now: false } => "no longer deprecated",
            Kind::Exhaustive { now: true } => "now exhaustive",
            _ => "no longer exhaustive",
        },
    };
    let mut change = Change::new(rust.rule, &rust.item, words);
    if rust.old.is_some() || rust.new.is_some() {
        change.rust.push(rust);
    }
    change
}
