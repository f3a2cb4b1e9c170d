//! `names.lock`: every name once given, so that no later addition takes it away.

use std::collections::{BTreeMap, BTreeSet};

use super::chosen::Ledger;
use super::ident::{Case, Ident, ident};

/// The names a client has had so far: for each scope, from the name on the wire to the name in Rust. Names that are the
/// same in both are not listed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NamesLock(BTreeMap<String, BTreeMap<String, String>>);

/// The lines that open the file.
const HEADER: &str = "# The Rust names this client has given, so that they stay as they are. Written by `cargo xtask codegen`; commit it.\n";

impl NamesLock {
    /// Reads the file.
    ///
    /// # Errors
    ///
    /// The text is not what [`Self::to_text`] writes; the message says where.
    pub fn parse(text: &str) -> Result<Self, String> {
        toml::from_str(text)
            .map(Self)
            .map_err(|error| error.to_string())
    }

    /// The text of the file: sorted, one line a name.
    pub fn to_text(&self) -> String {
        let mut document = toml::Table::new();
        for (scope, names) in &self.0 {
            let names = names
                .iter()
                .map(|(wire, name)| (wire.clone(), toml::Value::String(name.clone())))
                .collect();
            document.insert(scope.clone(), toml::Value::Table(names));
        }
        format!("{HEADER}\n{document}")
    }

    pub(super) fn scope(&self, scope: &str) -> BTreeMap<String, String> {
        self.0.get(scope).cloned().unwrap_or_default()
    }

    /// Lets `new` have the name of `old`, if that is `name`.
    pub(super) fn rename(&mut self, scope: &str, old: &str, new: &str, name: &Ident) {
        let names = self.0.get_mut(scope);
        if let Some(names) =
            names.filter(|names| names.get(old).is_some_and(|it| it == name.as_str()))
        {
            names.remove(old);
            self.record(scope, new, name.as_str());
        }
    }

    pub(super) fn record(&mut self, scope: &str, wire: &str, name: &str) {
        if wire != name {
            let names = self.0.entry(scope.to_owned()).or_default();
            names.insert(wire.to_owned(), name.to_owned());
        }
    }
}

/// A thing that needs a name in a scope.
#[derive(Debug)]
pub(super) struct Wanted {
    /// What the lock knows it by.
    pub(super) key: String,
    /// The names it would like, the best first.
    pub(super) candidates: Vec<Ident>,
    /// Whether the first candidate was chosen by the user, whatever the lock says.
    pub(super) chosen: bool,
}

impl Wanted {
    /// How its name is written.
    fn case(&self) -> Case {
        let first = self.candidates.first().map_or("", Ident::as_str);
        if first.starts_with(char::is_uppercase) {
            Case::Camel
        } else {
            Case::Snake
        }
    }
}

/// Gives each thing a name of its own: chosen ones first, then those that the lock knows, then those that are called the
/// same on the wire, then the others in order.
pub(super) fn assign(
    scope: &str,
    wanted: &[Wanted],
    reserved: &[&str],
    ledger: &mut Ledger<'_>,
) -> Vec<Ident> {
    let locked = ledger.lock.scope(scope);
    let keys = unique_keys(wanted);
    let mut taken = Taken {
        names: reserved.iter().map(|&name| name.to_owned()).collect(),
        next: BTreeMap::new(),
    };
    let mut given: BTreeMap<usize, Ident> = BTreeMap::new();

    for ((index, it), key) in wanted.iter().enumerate().zip(&keys) {
        let Some(name) = ledger.chosen(scope, key, it.case()) else {
            continue;
        };
        if taken.contains(name.as_str()) {
            ledger.reject(scope, key, format!("the name `{name}` is taken here"));
        } else {
            give(index, name, &mut taken, &mut given);
        }
    }
    for (index, it) in wanted.iter().enumerate().filter(|(_, it)| it.chosen) {
        if !given.contains_key(&index) {
            let name = taken.free(it);
            give(index, name, &mut taken, &mut given);
        }
    }
    for (index, key) in keys.iter().enumerate() {
        let name = locked.get(key).and_then(|name| Ident::checked(name));
        if let Some(name) = name.filter(|name| !taken.contains(name.as_str()))
            && !given.contains_key(&index)
        {
            give(index, name, &mut taken, &mut given);
        }
    }
    // What was removed may come back, so that its name is not free.
    taken.names.extend(locked.into_values());
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
    for (key, name) in keys.iter().zip(given.values()) {
        ledger.lock.record(scope, key, name.as_str());
    }
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
    taken.names.insert(name.as_str().to_owned());
    given.insert(index, name);
}

/// The names that nobody can have any more.
struct Taken {
    names: BTreeSet<String>,
    /// The number to try next behind a name: what is taken stays so.
    next: BTreeMap<String, usize>,
}

impl Taken {
    fn contains(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    /// The first candidate that nobody has, or the first one with a number.
    fn free(&mut self, wanted: &Wanted) -> Ident {
        let open = |name: &&Ident| !self.names.contains(name.as_str());
        if let Some(name) = wanted.candidates.iter().find(open) {
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
            open(&&name).then_some((number, name))
        });
        let found = { numbered }.next();
        let Some((number, name)) = found else {
            return ident(&base, Case::Snake);
        };
        self.next.insert(base, number + 1);
        name
    }
}
