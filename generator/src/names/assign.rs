//! Assigning names: each thing of a scope gets a unique one.

use std::collections::{BTreeMap, BTreeSet};

use super::NameReason;
use super::chosen::Ledger;
use super::ident::{Ident, IdentCase, constant, ident};
use super::types::SENT;
use super::{former, modules};
use crate::origin::Origin;

/// A request for a name in a scope.
#[derive(Debug)]
pub(super) struct Wanted {
    /// Its key in the lock.
    pub(super) key: String,
    /// Candidates for its name, the best first.
    pub(super) candidates: Vec<Ident>,
    /// Whether the user chose the first candidate, which then overrides the lock.
    pub(super) chosen: bool,
    /// The place of that choice, if any other name is an error.
    pub(super) chosen_at: Option<Origin>,
}

impl Wanted {
    /// A thing that is named after these words.
    pub(super) fn new(key: impl Into<String>, words: &str, case: IdentCase) -> Self {
        Self::any_of(key, vec![ident(words, case)])
    }

    /// A thing that is named after its name on the wire.
    pub(super) fn named(wire: &str, case: IdentCase) -> Self {
        Self::new(wire, wire, case)
    }

    /// A thing that has one of these names.
    pub(super) fn any_of(key: impl Into<String>, candidates: Vec<Ident>) -> Self {
        Self {
            key: key.into(),
            candidates,
            chosen: false,
            chosen_at: None,
        }
    }
}

/// A scope, in which names are unique.
#[derive(Clone, Copy)]
pub(super) struct Scope<'a> {
    /// The table of the lock.
    pub(super) name: &'a str,
    /// The case of its names.
    pub(super) case: IdentCase,
    /// Names that nothing can have here, not even by choice.
    pub(super) reserved: &'a [&'a str],
    /// Names of other things that are visible here.
    pub(super) others: &'a [String],
}

impl<'a> Scope<'a> {
    /// A scope with reserved names, and without names of other things.
    pub(super) fn new(name: &'a str, case: IdentCase, reserved: &'a [&'a str]) -> Self {
        Self {
            name,
            case,
            reserved,
            others: &[],
        }
    }

    /// A text of the user as a name of this scope, if it is valid.
    pub(super) fn fitting(self, name: &str) -> Option<Ident> {
        if self.is_files() {
            modules::fitting(name)
        } else {
            Ident::fitting(name, self.case)
        }
    }

    /// Whether its names are also names of files.
    pub(super) fn is_files(self) -> bool {
        self.name.starts_with("resources") || self.name.starts_with("files")
    }
}

/// How much of a name on the wire is in the name that is made of it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fit {
    /// All of it; a keyword has a `_` behind it.
    Exact,
    /// All of its words.
    Words,
    /// Not the signs around it, as in `$type`.
    Decorated,
}

impl Fit {
    fn of(wanted: &Wanted) -> Self {
        let key = wanted.key.trim_end_matches(SENT);
        let made = wanted.candidates.first().map_or("", Ident::as_str);
        let is_sign = |end: Option<char>| end.is_none_or(|it| !it.is_alphanumeric());
        if made == key || made.strip_suffix('_') == Some(key) {
            Self::Exact
        } else if is_sign(key.chars().next()) || is_sign(key.chars().next_back()) {
            Self::Decorated
        } else {
            Self::Words
        }
    }
}

/// Gives each thing a unique name: first those that are chosen, then those in the lock, then the others in order, those first
/// that are most like their names on the wire.
pub(super) fn assign(scope: Scope<'_>, wanted: &[Wanted], ledger: &mut Ledger<'_>) -> Vec<Ident> {
    let locked = ledger.lock.scope(scope.name);
    let keys = unique(wanted.iter().map(|it| &*it.key));
    let mut taken = Taken::default();
    taken.extend(scope.reserved.iter().copied());
    taken.extend(scope.others.iter().map(String::as_str));
    let mut given: BTreeMap<usize, Ident> = BTreeMap::new();

    for (index, key) in keys.iter().enumerate() {
        let Some(name) = ledger.chosen(scope, key) else {
            continue;
        };
        if taken.contains(&name) {
            ledger.reject(scope.name, key, format!("the name `{name}` is taken here"));
        } else {
            let reason = NameReason::Chosen(None);
            ledger.reasons.add(scope.name, key, reason);
            give(index, name, &mut taken, &mut given);
        }
    }
    let chosen = wanted.iter().zip(&keys).enumerate();
    for (index, (it, key)) in chosen.filter(|(_, (it, _))| it.chosen) {
        if !given.contains_key(&index) {
            let name = taken.free(it);
            if let (Some(at), Some(first)) = (&it.chosen_at, it.candidates.first())
                && name != *first
            {
                ledger.refuse(at, format!("the name `{first}` is taken here"));
            }
            let reason = NameReason::Chosen(it.chosen_at.clone());
            ledger.reasons.add(scope.name, key, reason);
            give(index, name, &mut taken, &mut given);
        }
    }
    for (index, key) in keys.iter().enumerate() {
        let name = locked.get(key).filter(|_| !given.contains_key(&index));
        let name = name.and_then(|name| ledger.locked(scope, key, name));
        if let Some(name) = name.filter(|name| !taken.contains(name)) {
            let otherwise = wanted.get(index).and_then(|it| it.candidates.first());
            let reason = NameReason::Locked(otherwise.unwrap_or(&name).clone());
            ledger.reasons.add(scope.name, key, reason);
            give(index, name, &mut taken, &mut given);
        }
    }
    // The names of removed things stay taken, as these may come back, and so do those that are aliases.
    taken.extend(locked.values().map(String::as_str));
    taken.extend(ledger.lock.all_former(scope.name));
    for fit in [Fit::Exact, Fit::Words, Fit::Decorated] {
        for (index, (it, key)) in wanted.iter().zip(&keys).enumerate() {
            if !given.contains_key(&index) && Fit::of(it) == fit {
                let name = taken.free(it);
                if let Some(first) = it.candidates.first().filter(|it| **it != name) {
                    let reason = NameReason::Taken(first.clone());
                    ledger.reasons.add(scope.name, key, reason);
                }
                give(index, name, &mut taken, &mut given);
            }
        }
    }
    let names = given.values().map(Ident::as_str);
    let recorded = keys.iter().map(String::as_str).zip(names).collect();
    let has_aliases = former::has_aliases(scope.name, ledger.config);
    ledger.lock.record(scope.name, &recorded, has_aliases);
    let given: Vec<Ident> = given.into_values().collect();
    if has_aliases {
        former::keep(scope, &keys, &given, &locked, ledger);
    }
    given
}

/// Keys with a number behind repeated ones, as keys of the lock are unique.
pub(super) fn unique<'k>(keys: impl Iterator<Item = &'k str>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let mut next: BTreeMap<&str, usize> = BTreeMap::new();
    let unique = |it: &'k str| {
        if seen.insert(it.to_owned()) {
            return it.to_owned();
        }
        let number = next.entry(it).or_insert(2);
        loop {
            let key = format!("{it} #{number}");
            *number += 1;
            if seen.insert(key.clone()) {
                return key;
            }
        }
    };
    keys.map(unique).collect()
}

/// Drops the first candidates of all that meet there, again and again, so that of two things that meet, neither has the
/// better right; those that are `taken` are dropped as well. The last candidate of each stays.
pub(super) fn apart(mut all: Vec<Vec<Ident>>, taken: &[&str]) -> Vec<Vec<Ident>> {
    loop {
        let mut wanted: BTreeMap<&Ident, usize> = BTreeMap::new();
        for first in all.iter().filter_map(|it| it.first()) {
            *wanted.entry(first).or_default() += 1;
        }
        let meets = |first: &Ident| {
            wanted.get(first).is_some_and(|count| *count > 1) || taken.contains(&first.as_str())
        };
        let meeting: Vec<bool> = all
            .iter()
            .map(|it| it.len() > 1 && it.first().is_some_and(meets))
            .collect();
        if !meeting.contains(&true) {
            return all;
        }
        for (candidates, meets) in all.iter_mut().zip(meeting) {
            if meets {
                candidates.remove(0);
            }
        }
    }
}

fn give(index: usize, name: Ident, taken: &mut Taken, given: &mut BTreeMap<usize, Ident>) {
    taken.extend([name.as_str()]);
    given.insert(index, name);
}

/// The names that are taken.
#[derive(Default)]
struct Taken {
    names: BTreeSet<String>,
    /// The number to try next behind each name: all smaller ones are taken.
    next: BTreeMap<String, usize>,
}

impl Taken {
    fn contains(&self, name: &Ident) -> bool {
        self.names.contains(&folded(name.as_str()))
    }

    fn extend<'n>(&mut self, names: impl IntoIterator<Item = &'n str>) {
        self.names.extend(names.into_iter().map(folded));
    }

    /// The first candidate that is free, or else the first candidate with a number.
    fn free(&mut self, wanted: &Wanted) -> Ident {
        if let Some(name) = wanted.candidates.iter().find(|name| !self.contains(name)) {
            return name.clone();
        }
        let base = wanted.candidates.first().map_or("unnamed", Ident::as_str);
        let separator = if base.chars().any(char::is_uppercase) {
            ""
        } else {
            "_"
        };
        let base = format!("{}{separator}", base.trim_end_matches('_'));
        let first = self.next.get(&base).copied().unwrap_or(2);
        // Of one number more than there are names, one is free.
        let numbered = (first..=first + self.names.len()).filter_map(|number| {
            let name = Ident::checked(&format!("{base}{number}"))?;
            (!self.contains(&name)).then_some((number, name))
        });
        let found = { numbered }.next();
        let Some((number, name)) = found else {
            return ident(&base, IdentCase::Snake);
        };
        self.next.insert(base, number + 1);
        name
    }
}

/// What has to differ between two names: their constants, as some names are also written as constants.
fn folded(name: &str) -> String {
    if name.contains(char::is_uppercase) {
        name.to_owned()
    } else {
        let end = if name.ends_with('_') { "_" } else { "" };
        constant(name) + end
    }
}
