//! What the method of an operation is called, where nobody chose a name.
//!
//! In come the operations; out go candidates for the name of each, the best first. An `operationId` counts as its author's
//! word, without what a framework or a resource adds to it ([`operation_id`], [`noun`], [`package`], [`module`], [`path_prefix`]). Where there is none, or one that
//! only repeats the path ([`path_id`]), HTTP decides: `list`, `get`, `create`, `update`, `replace`, `delete` ([`rest`]). [`path_words`] splits a path, [`name_words`] a
//! text, and [`vocabulary`] knows English and the frameworks.
//!
//! A short name is one that no sibling wants: of two that meet, both keep a word more, whichever comes first.

mod module;
mod name_words;
mod noun;
mod operation_id;
mod package;
mod path_id;
mod path_prefix;
mod path_words;
mod resource_words;
mod rest;
mod unbroken;
mod vocabulary;

use std::collections::{BTreeMap, BTreeSet};

use super::assign::apart;
use super::ident::{Ident, IdentCase, ident};
use crate::ir::{Api, NameSource, Operation, OperationId, ResourceId};
use module::Modules;
use name_words::Words;
use package::Package;
use path_words::{Paths, is_version};
pub(super) use resource_words::Prefixes;
use resource_words::ResourceWords;

/// Names of methods, in an API.
pub(super) struct Methods<'a> {
    api: &'a Api,
    prefixes: Prefixes,
    paths: Paths<'a>,
    /// Each `operationId`.
    ids: BTreeSet<&'a str>,
    /// What each of them begins with, before a dot.
    package: Package,
    /// What those of several resources begin with.
    modules: Modules,
    /// What all of them begin with: the name of a module.
    prefix: Words,
    /// Whether most are made of method and path.
    has_path_ids: bool,
    /// Whether most begin with the path.
    has_path_prefixes: bool,
    /// The nouns of the paths.
    nouns: BTreeSet<String>,
}

/// An operation with its identifier.
type NamedOperation<'a> = (&'a str, &'a Operation);

/// The operations of a resource.
struct Siblings {
    resource: ResourceWords,
    /// The words of each `operationId`.
    ids: BTreeSet<String>,
    /// What all of them begin with.
    prefix: Words,
    /// What all of them end with: the resource.
    suffix: Words,
}

impl<'a> Methods<'a> {
    pub(super) fn new(api: &'a Api) -> Self {
        let paths = Paths::new(api);
        let operations = api.operations().map(|(_, operation)| operation);
        let operations = operations.filter(|it| it.variant.is_none());
        let ids = operations.filter_map(|it| Some((it.name.operation_id()?, it)));
        let ids: Vec<NamedOperation<'_>> = ids.collect();
        let with_parameters = ids.iter().filter(|(_, it)| it.path.contains('{'));
        let is_path: Vec<bool> = with_parameters
            .map(|(id, it)| path_id::is_path(id, it, &paths))
            .collect();
        let ids_alone: BTreeSet<&str> = ids.iter().map(|(id, _)| *id).collect();
        let nouns = paths.nouns();
        let shared = operation_id::shared_prefix(&words(&ids));
        // What a path says, too, is no module.
        let is_said = shared.as_slice().iter().any(|it| nouns.contains(it));
        Self {
            api,
            prefixes: Prefixes::new(api),
            nouns,
            package: Package::of(&ids_alone),
            modules: Modules::of(&ids),
            prefix: if is_said { Words::default() } else { shared },
            ids: ids_alone,
            has_path_ids: is_path.iter().filter(|it| **it).count() * 2 > is_path.len(),
            has_path_prefixes: path_prefix::are_usual(&ids),
            paths,
        }
    }

    /// Candidates for the names of the operations of a resource, the best first. No two operations have the same first one, unless
    /// they have no other; none of the first is `taken`, where there is another.
    pub(super) fn candidates(
        &self,
        resource: Option<ResourceId>,
        operations: &[(OperationId, &Operation)],
        taken: &[&str],
    ) -> BTreeMap<OperationId, Vec<Ident>> {
        let bases = operations.iter().filter(|(_, it)| it.variant.is_none());
        let ids = bases.clone().filter_map(|(_, it)| it.name.operation_id());
        let ids: Vec<Words> = ids.map(Words::of).collect();
        let own = operation_id::shared_prefix(&ids);
        let prefix = if own.is_empty() { &self.prefix } else { &own };
        // Without a resource, a method of HTTP alone says nothing: `multi_get` is no `get`.
        let is_bare = |(_, it): &(OperationId, &Operation)| {
            let id = it.name.operation_id().map(Words::of).unwrap_or_default();
            let rest = id.as_slice().get(prefix.len()..).unwrap_or_default();
            matches!(rest, [only] if only.eq_ignore_ascii_case(it.method.as_str()))
        };
        let is_said = resource.is_none() && bases.clone().any(is_bare);
        let resource = ResourceWords::new(self.api, &self.prefixes, resource);
        let siblings = Siblings {
            suffix: operation_id::shared_suffix(&ids, &resource),
            resource,
            prefix: if is_said {
                Words::default()
            } else {
                prefix.clone()
            },
            ids: ids.iter().map(Words::text).collect(),
        };
        let steps = bases.clone().map(|(_, it)| self.steps(it, &siblings));
        let candidates = apart(steps.collect(), taken);
        let mut found: BTreeMap<_, _> = bases.map(|(id, _)| *id).zip(candidates).collect();
        for (id, operation) in operations {
            if let Some(variant) = &operation.variant {
                let of = found.get(&variant.of).into_iter().flatten();
                let names = of.map(|base| snake(&format!("{base} {}", variant.name)));
                let names = names.collect();
                found.insert(*id, names);
            }
        }
        found
    }

    /// What an operation may be called, the shortest first; the last is unlike all others.
    fn steps(&self, operation: &Operation, siblings: &Siblings) -> Vec<Ident> {
        let by_path = || rest::names(self.api, operation, &siblings.resource, &self.paths);
        let (names, whole) = match &operation.name {
            NameSource::Chosen(name) => (Vec::new(), name.clone()),
            NameSource::Path => (by_path(), rest::whole(operation)),
            NameSource::OperationId(id) => {
                let has_version = || Words::of(id).as_slice().iter().any(|it| is_version(it));
                let is_framed = || path_id::is_made_with_method(id, operation);
                let can_be_path = self.has_path_ids
                    || operation.path.contains('{')
                    || has_version()
                    || is_framed();
                let is_function =
                    || operation_id::is_function_and_path(id, operation, self, siblings);
                let is_path =
                    can_be_path && path_id::is_path(id, operation, &self.paths) && !is_function();
                let authored = || operation_id::names(id, operation, self, siblings);
                (if is_path { by_path() } else { authored() }, id.clone())
            }
        };
        let names = names.iter().map(|it| snake(&it.text()));
        // A name comes again where others that wanted it have a longer one by then.
        let mut names: Vec<Ident> = names.chain([snake(&whole)]).collect();
        names.dedup();
        names
    }
}

fn words(named: &[NamedOperation<'_>]) -> Vec<Words> {
    named.iter().map(|(id, _)| Words::of(id)).collect()
}

fn snake(text: &str) -> Ident {
    ident(text, IdentCase::Snake)
}
