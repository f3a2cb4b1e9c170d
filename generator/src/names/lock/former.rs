//! The names that things had before they were renamed, from which deprecated aliases are made: tables beside those of the names, by the
//! same keys.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use toml::Spanned;

use super::NamesLock;
use crate::names::Ident;
use crate::origin::Origin;

/// How the table of the former names of a scope is called.
const FORMER: &str = "former ";

/// The former names of the things of each scope, in the order in which they had them.
pub(super) type FormerTables = BTreeMap<String, BTreeMap<String, Vec<String>>>;

/// The scope whose former names a table has.
pub(super) fn scope_of(table: &str) -> Option<&str> {
    table.strip_prefix(FORMER)
}

/// The table of the former names of a scope.
pub(super) fn table_of(scope: &str) -> String {
    format!("{FORMER}{scope}")
}

/// The tables of a file, or what is wrong with a name and where that stands.
pub(super) fn checked(
    read: BTreeMap<String, BTreeMap<String, Vec<Spanned<String>>>>,
) -> Result<FormerTables, (Range<usize>, String)> {
    let name = |name: Spanned<String>| {
        let text = name.get_ref();
        if Ident::checked(text).is_none() {
            let message = format!("`{}` cannot be a name in Rust", text.escape_debug());
            return Err((name.span(), message));
        }
        Ok(name.into_inner())
    };
    let mut former = FormerTables::new();
    for (scope, entries) in read {
        let scope = former.entry(scope).or_default();
        for (wire, names) in entries {
            let names = names.into_iter().map(name);
            scope.insert(wire, names.collect::<Result<_, _>>()?);
        }
    }
    Ok(former)
}

impl NamesLock {
    /// The resources that have had operations, by their paths.
    pub(in crate::names) fn resources_with_operations(&self) -> impl Iterator<Item = &str> {
        self.names
            .keys()
            .filter_map(|it| it.strip_prefix("operations of "))
            .filter(|it| *it != "the client")
    }

    /// The former names of a thing of a scope.
    pub(in crate::names) fn former(&self, scope: &str, key: &str) -> &[String] {
        let names = self.former.get(scope).and_then(|it| it.get(key));
        names.map_or(&[], Vec::as_slice)
    }

    /// All former names in a scope.
    pub(in crate::names) fn all_former(&self, scope: &str) -> impl Iterator<Item = &str> {
        let names = self.former.get(scope).into_iter().flatten();
        names.flat_map(|(_, names)| names.iter().map(String::as_str))
    }

    /// Records that a thing had another name.
    pub(in crate::names) fn add_former(&mut self, scope: &str, key: &str, name: &str) {
        let names = self.former.entry(scope.to_owned()).or_default();
        let names = names.entry(key.to_owned()).or_default();
        if !names.iter().any(|it| it == name) {
            names.push(name.to_owned());
        }
    }

    /// Gives the former names of one thing to another of the same scope.
    pub(super) fn move_former(&mut self, scope: &str, old: &str, new: &str) {
        if let Some(names) = self.former.get_mut(scope)
            && let Some(former) = names.remove(old)
        {
            names.insert(new.to_owned(), former);
        }
    }

    /// Gives the former names of the type of one place, and those in it, to that of another.
    pub(super) fn hand_over_former(&mut self, old: &str, new: &str) {
        let tables = std::mem::take(&mut self.former).into_iter();
        self.former = tables
            .map(|(scope, names)| match scope.split_once(" of ") {
                Some((what, of)) if of == old => (format!("{what} of {new}"), names),
                _ => (scope, names),
            })
            .collect();
        let types: Vec<String> = self.former.keys().cloned().collect();
        for scope in types
            .iter()
            .filter(|it| it.split(" of ").next() == Some("types"))
        {
            self.move_former(scope, old, new);
        }
    }

    /// Forgets the former names in a scope that something has by now.
    pub(in crate::names) fn forget_former(&mut self, scope: &str, given: &[&Ident]) {
        let given: BTreeSet<&str> = given.iter().map(|it| it.as_str()).collect();
        if let Some(names) = self.former.get_mut(scope) {
            for names in names.values_mut() {
                names.retain(|it| !given.contains(it.as_str()));
            }
            names.retain(|_, names| !names.is_empty());
        }
        self.former.retain(|_, names| !names.is_empty());
    }

    /// Whether names are listed that are the same on the wire: since aliases are asked for, all are, so that no former name is lost.
    pub(in crate::names) fn lists_all(&self) -> bool {
        let mut names = self.names.values().flatten();
        names.any(|(wire, name)| wire == name)
    }

    /// The place of the former names of a thing.
    pub(in crate::names) fn at_former(&self, scope: &str, key: &str) -> Origin {
        self.at(&table_of(scope), key)
    }
}
