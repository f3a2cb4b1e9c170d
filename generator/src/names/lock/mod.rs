//! `names.lock`: all names that were given, so that they stay when the description changes.

mod components;
mod earlier;
mod file;
mod follow;
mod former;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub(super) use components::KnownComponents;
pub(super) use follow::{KnownOperation, KnownOperations};

use super::ident::Ident;
use crate::config::ConfigFile;
use crate::diag::TomlError;
use crate::hidden::{toml_key, toml_text};
use crate::origin::Origin;
use file::LockFile;
use former::FormerTables;

/// The names of a client so far: for each scope, from the name on the wire to the name in Rust. Names that are the same in both
/// are not listed.
#[derive(Clone, Debug)]
pub struct NamesLock {
    names: BTreeMap<String, BTreeMap<String, String>>,
    /// The arguments of each constructor, by their names on the wire, in the order in which they are passed.
    orders: BTreeMap<String, Vec<String>>,
    /// The places of types that are defined at other places, each with the key of that place.
    same: BTreeMap<String, String>,
    former: FormerTables,
    /// What each component is known by: a place where it is referred to, and then some of what is in it.
    components: BTreeMap<String, Vec<String>>,
    /// The `operationId`s of operations, where their methods do not say them.
    ids: BTreeMap<String, String>,
    /// The file.
    pub(crate) source: ConfigFile,
}

/// The table of the orders.
const ORDERS: &str = "order of arguments";

/// The table of the places whose types are defined elsewhere.
const SAME: &str = "same types";

/// The table of what components are known by.
const COMPONENTS: &str = "components";

/// The table of the identifiers of operations.
const IDS: &str = "identifiers";

/// The table of the parameters that the client was found to hold for all operations.
pub(super) const CLIENT_PARAMETERS: &str = "client parameters";

/// The table of the resources that were found in the paths of operations without tags.
pub(super) const GROUPS: &str = "resources of paths";

/// The lines that open the file.
const HEADER: &str = "# The Rust names this client has given, so that they stay as they are. It is generated; commit it.\n";

impl Default for NamesLock {
    fn default() -> Self {
        Self {
            names: BTreeMap::new(),
            orders: BTreeMap::new(),
            same: BTreeMap::new(),
            former: FormerTables::new(),
            components: BTreeMap::new(),
            ids: BTreeMap::new(),
            source: ConfigFile::of("names.lock", ""),
        }
    }
}

impl NamesLock {
    /// Reads the text of the file called `file`.
    ///
    /// # Errors
    ///
    /// The text is not of the form that [`Self::to_text`] writes, has an invalid name, or has one name twice in a scope.
    pub fn parse(file: &str, text: &str) -> Result<Self, TomlError> {
        let fail = |span, message: &str| TomlError::new("invalid-lock", file, text, span, message);
        let LockFile {
            orders,
            same,
            former: read_former,
            components,
            ids,
            names: read,
        } = toml::from_str(text).map_err(|error| fail(error.span(), error.message()))?;
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
        let former = former::checked(read_former);
        let former = former.map_err(|(span, message)| fail(Some(span), &message))?;
        Ok(Self {
            names,
            orders,
            same,
            former,
            components,
            ids,
            source: ConfigFile::of(file, text),
        })
    }

    /// The text of the file: sorted, one line a name or an order.
    pub fn to_text(&self) -> String {
        let mut tables_of_former: BTreeMap<String, String> = BTreeMap::new();
        let mut tables: BTreeMap<&str, String> = BTreeMap::new();
        for (scope, names) in &self.names {
            let table = tables.entry(scope).or_default();
            for (wire, name) in names {
                table.extend([&toml_key(wire), " = \"", name, "\"\n"]);
            }
        }
        for (name, lists) in [(ORDERS, &self.orders), (COMPONENTS, &self.components)] {
            for (key, list) in lists {
                let list: Vec<String> = list.iter().map(|it| toml_text(it)).collect();
                let table = tables.entry(name).or_default();
                table.extend([&toml_key(key), " = [", &list.join(", "), "]\n"]);
            }
        }
        for (name, texts) in [(SAME, &self.same), (IDS, &self.ids)] {
            for (key, text) in texts {
                let table = tables.entry(name).or_default();
                table.extend([&toml_key(key), " = ", &toml_text(text), "\n"]);
            }
        }
        for (scope, names) in &self.former {
            let table = tables_of_former.entry(former::table_of(scope)).or_default();
            for (key, names) in names {
                let names: Vec<String> = names.iter().map(|it| toml_text(it)).collect();
                table.extend([&toml_key(key), " = [", &names.join(", "), "]\n"]);
            }
        }
        tables.extend(
            tables_of_former
                .iter()
                .map(|(table, text)| (table.as_str(), text.clone())),
        );
        let mut text = HEADER.to_owned();
        for (scope, table) in tables {
            text.extend(["\n[", &toml_key(scope), "]\n", &table]);
        }
        text
    }

    /// The positions of the arguments of a constructor, given by their names on the wire, in the order in which they are passed: those
    /// that were there before in their order, and then the others.
    pub(super) fn order(&mut self, key: &str, wires: &[&str]) -> Vec<usize> {
        let mut positions: Vec<usize> = (0..wires.len()).collect();
        if wires.len() < 2 {
            return positions;
        }
        let known = self.orders.entry(key.to_owned()).or_default();
        let mut places: BTreeMap<String, usize> = known.iter().cloned().zip(0..).collect();
        for wire in wires {
            let next = places.len();
            places.entry((*wire).to_owned()).or_insert_with(|| {
                known.push((*wire).to_owned());
                next
            });
        }
        positions.sort_by_key(|position| wires.get(*position).and_then(|wire| places.get(*wire)));
        positions
    }

    /// Records what this run has found, in one of the tables of findings, and how it is called. What is there no more is kept, unless
    /// something else has its name.
    pub(super) fn record_found<'n>(
        &mut self,
        table: &str,
        found: impl Iterator<Item = (&'n str, &'n Ident)>,
    ) {
        for (wire, name) in found {
            let table = self.names.entry(table.to_owned()).or_default();
            table.retain(|_, known| known != name.as_str());
            table.insert(wire.to_owned(), name.to_string());
        }
    }

    pub(super) fn scope(&self, scope: &str) -> BTreeMap<String, String> {
        self.names.get(scope).cloned().unwrap_or_default()
    }

    /// The key of the place that defines the type of this one.
    pub(super) fn same(&self, place: &str) -> Option<&str> {
        self.same.get(place).map(String::as_str)
    }

    /// Records where the types of places are defined. Those of other places are kept, as these may come back.
    pub(super) fn record_same(&mut self, places: &BTreeMap<&str, Option<&str>>) {
        for (place, defined) in places {
            match defined {
                Some(defined) => self.same.insert((*place).to_owned(), (*defined).to_owned()),
                None => self.same.remove(*place),
            };
        }
    }

    /// The name of a thing of a scope.
    pub(super) fn name(&self, scope: &str, key: &str) -> Option<&str> {
        self.names.get(scope)?.get(key).map(String::as_str)
    }

    /// Gives the name of the type of one place to that of another, and the names in it to both.
    pub(super) fn hand_over(&mut self, old: &str, new: &str) {
        let mut inside = BTreeMap::new();
        for (scope, names) in &mut self.names {
            let what = scope
                .split_once(" of ")
                .map_or(scope.as_str(), |(what, _)| what);
            if ["types", "constructors"].contains(&what) || scope == "files of types" {
                if let Some(name) = names.remove(old) {
                    names.insert(new.to_owned(), name);
                }
            } else if let Some((what, of)) = scope.split_once(" of ")
                && of == old
            {
                inside.insert(format!("{what} of {new}"), names.clone());
            }
        }
        for (scope, names) in inside {
            self.names.entry(scope).or_insert(names);
        }
        self.hand_over_former(old, new);
        if let Some(order) = self.orders.get(old).cloned() {
            self.orders.entry(new.to_owned()).or_insert(order);
        }
        let moved = self.same.values_mut().filter(|it| *it == old);
        moved.for_each(|it| new.clone_into(it));
    }

    /// Moves the name of `old` to `new`, if it is `name`.
    pub(super) fn rename(&mut self, scope: &str, old: &str, new: &str, name: &Ident) {
        let Some(names) = self.names.get_mut(scope) else {
            return;
        };
        if names.get(old).is_some_and(|it| it == name.as_str()) {
            names.remove(old);
            names.insert(new.to_owned(), name.to_string());
            self.move_former(scope, old, new);
        }
    }

    /// Records the names that were given in a scope, also those that are the same on the wire if `all` are wanted. Entries of other things with
    /// these names are removed.
    pub(super) fn record(&mut self, scope: &str, given: &BTreeMap<&str, &str>, all: bool) {
        let owners: BTreeSet<&str> = given.values().copied().collect();
        let mut names = self.names.remove(scope).unwrap_or_default();
        names.retain(|key, name| {
            !given.contains_key(key.as_str()) && !owners.contains(name.as_str())
        });
        let listed = given.iter().filter(|(wire, name)| all || wire != name);
        names.extend(listed.map(|(wire, name)| ((*wire).to_owned(), (*name).to_owned())));
        if !names.is_empty() {
            self.names.insert(scope.to_owned(), names);
        }
    }

    /// The place of an entry.
    pub(crate) fn at(&self, scope: &str, wire: &str) -> Origin {
        Origin::root(Arc::clone(&self.source.file))
            .key(scope)
            .key(wire)
    }
}

#[cfg(test)]
mod tests {
    use super::{GROUPS, NamesLock};
    use crate::names::ident::{IdentCase, ident};

    #[test]
    fn what_was_found_gives_its_name_to_what_has_it_now() {
        let mut lock = NamesLock::default();
        assert!(lock.earlier_runs().is_none());
        let name = ident("foo bar", IdentCase::Snake);
        for wire in ["Foo-Bar", "foo_bar"] {
            lock.record_found(GROUPS, [(wire, &name)].into_iter());
        }
        let read = NamesLock::parse("names.lock", &lock.to_text()).unwrap();
        assert_eq!(read.to_text(), lock.to_text());
        assert!(read.earlier_runs().unwrap().has_groups);
        assert!(!read.to_text().contains("Foo-Bar"));
    }
}
