//! Why things have their names, for whoever asks: what was decided beyond making an identifier of a text.

use std::collections::{BTreeMap, BTreeSet};

use super::types::{DefiningFile, TypeNames};
use super::{Ident, operation_key, scope};
use crate::ir::{Api, Operation, Resource};
use crate::origin::Origin;

/// Why a thing has its name, where that is not just what it is called in the description.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NameReason {
    /// The configuration chose it: `[names]`, or else what stands at this place.
    Chosen(Option<Origin>),
    /// `names.lock` has it. Without that, it would be this.
    Locked(Ident),
    /// Something else has this name, which it would have otherwise.
    Taken(Ident),
}

/// The reasons for all names that have one, by the tables and keys of `names.lock`.
#[derive(Debug, Default)]
pub struct NameReasons {
    reasons: BTreeMap<(String, String), NameReason>,
    common: BTreeSet<(String, String)>,
}

impl NameReasons {
    /// The reason for the name of what has this entry in `names.lock`.
    pub fn of(&self, entry: &LockEntry) -> Option<&NameReason> {
        let LockEntry { table, key } = entry;
        self.reasons.get(&(table.clone(), key.clone()))
    }

    /// Whether a type is named after what its places have in common.
    pub fn is_common(&self, entry: &LockEntry) -> bool {
        let LockEntry { table, key } = entry;
        self.common.contains(&(table.clone(), key.clone()))
    }

    pub(super) fn add(&mut self, table: &str, key: &str, reason: NameReason) {
        let entry = (table.to_owned(), key.to_owned());
        self.reasons.insert(entry, reason);
    }

    pub(super) fn add_common(&mut self, table: &str, key: &str) {
        self.common.insert((table.to_owned(), key.to_owned()));
    }
}

/// Where `names.lock` has the name of a thing. Names that are the same on the wire are not listed there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LockEntry {
    /// The table.
    pub table: String,
    /// The key in it.
    pub key: String,
}

impl LockEntry {
    /// The entry of a key in a table.
    pub fn new(table: impl Into<String>, key: impl Into<String>) -> Self {
        Self {
            table: table.into(),
            key: key.into(),
        }
    }

    /// That of a type.
    pub fn of_type(api: &Api, names: &TypeNames) -> Self {
        let table = match &names.home {
            DefiningFile::Shared(_) => "types".to_owned(),
            DefiningFile::Resource(resource) => scope("types", api, *resource),
        };
        Self::new(table, &names.key)
    }

    /// That of a method.
    pub fn of_operation(api: &Api, operation: &Operation) -> Self {
        let table = scope("operations", api, operation.resource);
        Self::new(table, operation_key(operation))
    }

    /// That of the module of a resource.
    pub fn of_resource(api: &Api, resource: &Resource) -> Self {
        let table = scope("resources", api, resource.parent);
        Self::new(table, resource.path.last().cloned().unwrap_or_default())
    }

    /// That of something that an operation takes: one of its `arguments`, or of the `params`.
    pub fn of_input(what: &str, operation: &Operation, wire: &str) -> Self {
        Self::new(format!("{what} of {}", operation_key(operation)), wire)
    }
}
