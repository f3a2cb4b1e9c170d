//! `names.lock`: every name once given, so that no later addition takes it away.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use toml::Spanned;

use super::chosen::Ledger;
use super::ident::{Case, Ident, constant, ident};
use super::modules;
use crate::config::Source;
use crate::diag::TomlError;
use crate::hidden::toml_key;
use crate::origin::Origin;

/// The names a client has had so far: for each scope, from the name on the wire to the name in Rust. Names that are the
/// same in both are not listed.
#[derive(Clone, Debug)]
pub struct NamesLock {
    names: BTreeMap<String, BTreeMap<String, String>>,
    /// Where all this stands.
    pub(crate) source: Source,
}

/// The lines that open the file.
const HEADER: &str = "# The Rust names this client has given, so that they stay as they are. Written by `cargo xtask codegen`; commit it.\n";

impl Default for NamesLock {
    fn default() -> Self {
        Self {
            names: BTreeMap::new(),
            source: Source::of("names.lock", ""),
        }
    }
}

impl NamesLock {
    /// Reads the text of the file called `file`.
    ///
    /// # Errors
    ///
    /// The text is not what [`Self::to_text`] writes, or has names that nothing can have, or two things of one scope.
    pub fn parse(file: &str, text: &str) -> Result<Self, TomlError> {
        let fail = |span, message: &str| TomlError::new("invalid-lock", file, text, span, message);
        let read: BTreeMap<String, BTreeMap<String, Spanned<String>>> =
            toml::from_str(text).map_err(|error| fail(error.span(), error.message()))?;
        let mut names: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
        for (scope, entries) in read {
            let mut seen = BTreeSet::new();
            let scope = names.entry(scope).or_default();
            for (wire, name) in entries {
                let span = name.span();
                let Some(made) = Ident::checked(name.get_ref()) else {
                    let name = name.get_ref().escape_debug();
                    return Err(fail(
                        Some(span),
                        &format!("`{name}` cannot be a name in Rust"),
                    ));
                };
                if !seen.insert(made.clone()) {
                    let message = format!("`{made}` is the name of something else in this table");
                    return Err(fail(Some(span), &message));
                }
                scope.insert(wire, made.to_string());
            }
        }
        Ok(Self {
            names,
            source: Source::of(file, text),
        })
    }

    /// The text of the file: sorted, one line a name.
    pub fn to_text(&self) -> String {
        let mut text = HEADER.to_owned();
        for (scope, names) in &self.names {
            text.extend(["\n[", &toml_key(scope), "]\n"]);
            for (wire, name) in names {
                text.extend([&toml_key(wire), " = \"", name, "\"\n"]);
            }
        }
        text
    }

    pub(super) fn scope(&self, scope: &str) -> BTreeMap<String, String> {
        self.names.get(scope).cloned().unwrap_or_default()
    }

    /// Lets `new` have the name of `old`, if that is `name`.
    pub(super) fn rename(&mut self, scope: &str, old: &str, new: &str, name: &Ident) {
        let Some(names) = self.names.get_mut(scope) else {
            return;
        };
        if names.get(old).is_some_and(|it| it == name.as_str()) {
            names.remove(old);
            names.insert(new.to_owned(), name.to_string());
        }
    }

    /// Notes the names that have been given in a scope. What had one of them before has lost it.
    fn record(&mut self, scope: &str, given: &BTreeMap<&str, &str>) {
        let owners: BTreeSet<&str> = given.values().copied().collect();
        let mut names = self.names.remove(scope).unwrap_or_default();
        names.retain(|key, name| {
            !given.contains_key(key.as_str()) && !owners.contains(name.as_str())
        });
        let listed = given.iter().filter(|(wire, name)| wire != name);
        names.extend(listed.map(|(wire, name)| ((*wire).to_owned(), (*name).to_owned())));
        if !names.is_empty() {
            self.names.insert(scope.to_owned(), names);
        }
    }

    /// Where an entry stands.
    pub(super) fn at(&self, scope: &str, wire: &str) -> Origin {
        Origin::root(Arc::clone(&self.source.file))
            .key(scope)
            .key(wire)
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
    /// Where that was, if it has to be that name and no other.
    pub(super) chosen_at: Option<Origin>,
}

impl Wanted {
    /// A thing that is named after these words.
    pub(super) fn new(key: impl Into<String>, words: &str, case: Case) -> Self {
        Self::any_of(key, vec![ident(words, case)])
    }

    /// A thing that is called as on the wire.
    pub(super) fn named(wire: &str, case: Case) -> Self {
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

/// Where no two things have the same name.
#[derive(Clone, Copy)]
pub(super) struct Scope<'a> {
    /// The table of the lock.
    pub(super) name: &'a str,
    /// Names that nothing has here, whatever anybody says.
    pub(super) reserved: &'a [&'a str],
    /// Names that other things have here, from this run on perhaps.
    pub(super) others: &'a [&'a str],
}

impl<'a> Scope<'a> {
    /// A scope in which these names are reserved, and nothing else has any.
    pub(super) fn new(name: &'a str, reserved: &'a [&'a str]) -> Self {
        Self {
            name,
            reserved,
            others: &[],
        }
    }

    /// The name in it that a text of the user's gives, if it is one.
    pub(super) fn fitting(self, name: &str, case: Case) -> Option<Ident> {
        if self.is_files() {
            modules::fitting(name)
        } else {
            Ident::fitting(name, case)
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

    for ((index, it), key) in wanted.iter().enumerate().zip(&keys) {
        let Some(name) = ledger.chosen(scope, key, it.case()) else {
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
    for ((index, it), key) in wanted.iter().enumerate().zip(&keys) {
        let name = locked.get(key).filter(|_| !given.contains_key(&index));
        let name = name.and_then(|name| ledger.locked(scope, key, name, it.case()));
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
            return ident(&base, Case::Snake);
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
