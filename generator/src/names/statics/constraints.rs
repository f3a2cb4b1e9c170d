//! The tables of what a client checks.

use std::collections::{BTreeMap, BTreeSet};

use super::free;
use crate::ir::{Api, ConstraintKey, OperationId};
use crate::names::Ident;

/// The names of tables, in the case of constants.
#[derive(Debug)]
pub struct ConstraintNames {
    /// Those of schemas.
    pub schemas: BTreeMap<ConstraintKey, Ident>,
    /// Those of operations that have something to check.
    pub operations: BTreeMap<OperationId, Ident>,
}

/// Names all tables.
pub(in crate::names) fn constraints(api: &Api) -> ConstraintNames {
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
