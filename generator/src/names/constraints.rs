//! The tables of what a client checks. Only the client itself names them, so that the lock need not keep these names.

use std::collections::{BTreeMap, BTreeSet};

use super::ident::{Ident, IdentCase, ident};
use crate::ir::{Api, ConstraintKey, OperationId};

/// The names of tables, in the case of constants.
#[derive(Debug)]
pub struct ConstraintNames {
    /// Those of schemas.
    pub schemas: BTreeMap<ConstraintKey, Ident>,
    /// Those of operations that have something to check.
    pub operations: BTreeMap<OperationId, Ident>,
}

/// Names all tables.
pub(super) fn constraints(api: &Api) -> ConstraintNames {
    let mut taken = BTreeSet::new();
    let schemas = api.constraints.keys().map(|key| {
        let end = if key.is_alternative {
            " alternative"
        } else {
            ""
        };
        let name = free(&format!("{}{end}", key.component), &mut taken);
        (key.clone(), name)
    });
    let schemas = schemas.collect();
    let checked = api
        .operations()
        .filter(|(_, it)| it.checks().next().is_some());
    let operations = checked.map(|(id, operation)| (id, free(&operation.id, &mut taken)));
    let operations = operations.collect();
    ConstraintNames {
        schemas,
        operations,
    }
}

/// A name for these words that no other table has.
fn free(words: &str, taken: &mut BTreeSet<Ident>) -> Ident {
    let plain = ident(words, IdentCase::Snake).to_constant();
    let numbered =
        (2..).map(|number| ident(&format!("{words} {number}"), IdentCase::Snake).to_constant());
    let mut candidates = std::iter::once(plain.clone()).chain(numbered);
    // Of one more than there are names, one is free.
    let tried = taken.len() + 1;
    let found = candidates
        .by_ref()
        .take(tried)
        .find(|it| !taken.contains(it));
    let name = found.unwrap_or(plain);
    taken.insert(name.clone());
    name
}
