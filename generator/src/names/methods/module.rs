//! Modules that the functions of several resources are in: `jobs_api_routes_fine_tuning_archive_model`.

use std::collections::{BTreeMap, BTreeSet};

use super::NamedOperation;
use super::name_words::Words;
use super::vocabulary::is_verb;
use crate::ir::ResourceId;

/// How many words a module has at least.
const LEAST_WORDS: usize = 3;

/// How many operations have to be in a module.
const LEAST_OPERATIONS: usize = 3;

/// How many words of an identifier are looked at.
const MOST_WORDS: usize = 12;

/// The words that identifiers of several resources begin with, before a verb.
pub(super) struct Modules(BTreeSet<Vec<String>>);

impl Modules {
    /// Those of these operations.
    pub(super) fn of(named: &[NamedOperation<'_>]) -> Self {
        let mut known: BTreeMap<Vec<String>, (usize, BTreeSet<Option<ResourceId>>)> =
            BTreeMap::new();
        for (id, operation) in named {
            if let Some(prefix) = module(&Words::of(id)) {
                let (count, resources) = known.entry(prefix.to_vec()).or_default();
                *count += 1;
                resources.insert(operation.resource);
            }
        }
        let shared = known.into_iter();
        let shared = shared.filter(|(_, (count, of))| *count >= LEAST_OPERATIONS && of.len() > 1);
        Self(shared.map(|(prefix, _)| prefix).collect())
    }

    /// Words without the module that they begin with.
    pub(super) fn without(&self, words: Words) -> Words {
        let found = module(&words).filter(|it| self.0.contains(*it));
        let rest = found.and_then(|it| words.as_slice().get(it.len()..));
        rest.map(Words::from_slice).unwrap_or(words)
    }
}

/// What may be a module: the words before the first verb.
fn module(words: &Words) -> Option<&[String]> {
    let words = words.as_slice();
    let end = words.iter().take(MOST_WORDS).position(|it| is_verb(it))?;
    words.get(..end).filter(|it| it.len() >= LEAST_WORDS)
}
