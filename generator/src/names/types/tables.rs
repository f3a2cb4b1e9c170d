//! The names of types, and where each is defined.

use std::collections::{BTreeMap, BTreeSet};

use super::derives::Derives;
use crate::ir::{OperationId, ResourceId, Role, TypeId};
use crate::names::{Constructor, Ident};

/// The names of all types.
#[derive(Debug, Default)]
pub struct TypeTables {
    pub(in crate::names) names: BTreeMap<TypeId, TypeNames>,
    pub(super) of_operations: BTreeMap<OperationId, Vec<(TypeId, Role)>>,
    pub(in crate::names) aliases: Vec<Alias>,
    /// The former names of types.
    pub former: Vec<Alias>,
    pub(in crate::names) derives: BTreeMap<TypeId, Derives>,
}

impl TypeTables {
    /// What the configuration adds to a type.
    pub fn derives(&self, id: TypeId) -> Derives {
        self.derives.get(&id).cloned().unwrap_or_default()
    }

    /// The types that are named after an operation and are in its file, each with what of the operation it is.
    pub fn of_operation(&self, operation: OperationId) -> &[(TypeId, Role)] {
        self.of_operations
            .get(&operation)
            .map_or(&[], Vec::as_slice)
    }

    /// The other names that a file has for types.
    pub fn aliases_in(&self, home: &DefiningFile) -> impl Iterator<Item = &Alias> {
        self.aliases.iter().filter(move |it| it.home == *home)
    }

    /// The former names of types that a file defines.
    pub fn former_in(&self, home: &DefiningFile) -> impl Iterator<Item = &Alias> {
        self.former.iter().filter(move |it| it.home == *home)
    }

    /// The files of shared types.
    pub fn shared_files(&self) -> BTreeSet<&Ident> {
        let homes = self.names.values().map(|it| &it.home);
        let homes = homes.chain(self.aliases.iter().map(|it| &it.home));
        homes.filter_map(DefiningFile::shared).collect()
    }
}

/// Another name of a type, which stays where it was.
#[derive(Debug)]
pub struct Alias {
    /// The name.
    pub name: Ident,
    /// The type.
    pub of: TypeId,
    /// The file that defines it.
    pub home: DefiningFile,
}

/// The names of a type and of what is in it.
#[derive(Debug)]
pub struct TypeNames {
    /// The type itself.
    pub name: Ident,
    /// Its key in the lock.
    pub key: String,
    /// The file that defines it.
    pub home: DefiningFile,
    /// Its fields, values or branches, in the order of the model.
    pub members: Vec<Member>,
    /// The values of an open enum of strings that the description has no more, with the variants that are kept of them.
    pub gone: Vec<(String, Ident)>,
    /// What its constructor takes; nothing for a type that is only received.
    pub constructor: Constructor,
    /// The field of all other properties, or the variant of all other values.
    pub rest: Ident,
    /// The field of what a struct keeps beside all of these.
    pub extra: Ident,
}

/// The name of a field or variant.
#[derive(Clone, Debug)]
pub struct Member {
    /// The field or variant itself.
    pub name: Ident,
    /// The method that sets a field.
    pub setter: Ident,
    /// The method that makes a field `null`, where that is not to leave it out.
    pub null: Option<Ident>,
    /// What it was called before, where nothing else is by now.
    pub former: Vec<FormerMember>,
}

/// A former name of a field or variant.
#[derive(Clone, Debug)]
pub struct FormerMember {
    /// The variant, or the method that has set the field.
    pub name: Ident,
    /// The method that has made the field `null`.
    pub null: Option<Ident>,
}

/// The file that defines a type.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DefiningFile {
    /// A file of its own, shared with the types written inside its schema.
    Shared(Ident),
    /// The file of a resource; `None` for that of the client's own operations.
    Resource(Option<ResourceId>),
}

impl DefiningFile {
    /// The file of its own.
    fn shared(&self) -> Option<&Ident> {
        match self {
            Self::Shared(file) => Some(file),
            Self::Resource(_) => None,
        }
    }
}
