//! Giving names: in a scope, each thing gets one of its own.

use std::collections::{BTreeMap, BTreeSet};

use super::chosen::Ledger;
use super::ident::{Ident, IdentCase, constant, ident};
use super::modules;
use crate::origin::Origin;

/// A thing that needs a name in a scope.
#[derive(Debug)]
pub(super) struct Wanted {
    /// What the lock knows it by.
    pub(super) key: String,
    /// The names it would like, the best first.
    pub(super) candidates: Vec<Ident>,
    /// Whether the first candidate was chosen by the user, whatever the lock says.
    pub(super) chosen: bool,
    /// Where that was, if it has to be that name and no other.
    pub(super) chosen_at: Option<Origin>,
}

impl Wanted {
    /// A thing that is named after these words.
    pub(super) fn new(key: impl Into<String>, words: &str, case: IdentCase) -> Self {
        Self::any_of(key, vec![ident(words, case)])
    }

    /// A thing that is called as on the wire.
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

/// Where no two things have the same name.
#[derive(Clone, Copy)]
pub(super) struct Scope<'a> {
    /// The table of the lock.
    pub(super) name: &'a str,
    /// How its names are written.
    pub(super) case: IdentCase,
    /// Names that nothing has here, whatever anybody says.
    pub(super) reserved: &'a [&'a str],
    /// Names that other things have here, from this run on perhaps.
    pub(super) others: &'a [&'a str],
}

impl<'a> Scope<'a> {
    /// A scope in which these names are reserved, and nothing else has any.
    pub(super) fn new(name: &'a str, case: IdentCase, reserved: &'a [&'a str]) -> Self {
        Self {
            name,
            case,
            reserved,
            others: &[],
        }
    }

    /// The name in it that a text of the user's gives, if it is one.
    pub(super) fn fitting(self, name: &str) -> Option<Ident> {
        if self.is_files() {
            modules::fitting(name)
        } else {
            Ident::fitting(name, self.case)
        }
    }

    /// Whether its names are those of files as well.
    pub(super) fn is_files(self) -> bool {
        self.name.starts_with("resources") || self.name.starts_with("files")
    }
}

/// Gives each thing a name of its own: chosen ones first, then those that the lock knows, then those that are called the
/// same on the wire, then the others in order.
pub(super) fn assign(scope: Scope<'_>, wanted: &[Wanted], ledger: &mut Ledger<'_>) -> Vec<Ident> {
    let locked = ledger.lock.scope(scope.name);
    let keys = unique_keys(wanted);
    let mut taken = Taken::default();
    taken.extend(scope.reserved.iter().chain(scope.others).copied());
    let mut given: BTreeMap<usize, Ident> = BTreeMap::new();

    for (index, key) in keys.iter().enumerate() {
        let Some(name) = ledger.chosen(scope, key) else {
            continue;
        };
        if taken.contains(&name) {
            ledger.reject(scope.name, key, format!("the name `{name}` is taken here"));
        } else {
            give(index, name, &mut taken, &mut given);
        }
    }
    for (index, it) in wanted.iter().enumerate().filter(|(_, it)| it.chosen) {
        if !given.contains_key(&index) {
            let name = taken.free(it);
            if let (Some(at), Some(first)) = (&it.chosen_at, it.candidates.first())
                && name != *first
            {
                ledger.refuse(at, format!("the name `{first}` is taken here"));
            }
            give(index, name, &mut taken, &mut given);
        }
    }
    for (index, key) in keys.iter().enumerate() {
        let name = locked.get(key).filter(|_| !given.contains_key(&index));
        let name = name.and_then(|name| ledger.locked(scope, key, name));
        if let Some(name) = name.filter(|name| !taken.contains(name)) {
            give(index, name, &mut taken, &mut given);
        }
    }
    // What was removed may come back, so that its name is not free.
    taken.extend(locked.values().map(String::as_str));
    for same_on_the_wire in [true, false] {
        for (index, it) in wanted.iter().enumerate() {
            let same = it
                .candidates
                .first()
                .is_some_and(|name| name.as_str() == it.key);
            if !given.contains_key(&index) && (same || !same_on_the_wire) {
                let name = taken.free(it);
                give(index, name, &mut taken, &mut given);
            }
        }
    }
    let names = given.values().map(Ident::as_str);
    let recorded = keys.iter().map(String::as_str).zip(names).collect();
    ledger.lock.record(scope.name, &recorded);
    given.into_values().collect()
}

/// The keys of `wanted`, with a number behind those that occurred before: what the lock keeps apart has to differ.
pub(super) fn unique_keys(wanted: &[Wanted]) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let mut next: BTreeMap<String, usize> = BTreeMap::new();
    let unique = |it: &Wanted| {
        if seen.insert(it.key.clone()) {
            return it.key.clone();
        }
        let number = next.entry(it.key.clone()).or_insert(2);
        loop {
            let key = format!("{} #{number}", it.key);
            *number += 1;
            if seen.insert(key.clone()) {
                return key;
            }
        }
    };
    wanted.iter().map(unique).collect()
}

fn give(index: usize, name: Ident, taken: &mut Taken, given: &mut BTreeMap<usize, Ident>) {
    taken.extend([name.as_str()]);
    given.insert(index, name);
}

/// The names that nobody can have any more.
#[derive(Default)]
struct Taken {
    names: BTreeSet<String>,
    /// The number to try next behind a name: what is taken stays so.
    next: BTreeMap<String, usize>,
}

impl Taken {
    fn contains(&self, name: &Ident) -> bool {
        self.names.contains(&folded(name.as_str()))
    }

    fn extend<'n>(&mut self, names: impl IntoIterator<Item = &'n str>) {
        self.names.extend(names.into_iter().map(folded));
    }

    /// The first candidate that nobody has, or the first one with a number.
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
        // One number more than there are names is enough to find one that is free.
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

/// What has to differ between two names in lower case: as some of them are constants as well, those.
fn folded(name: &str) -> String {
    if name.contains(char::is_uppercase) {
        name.to_owned()
    } else {
        let end = if name.ends_with('_') { "_" } else { "" };
        constant(name) + end
    }
}
