//! Which operation of the new description is which of the old one.

use crate::ir::{Api, Operation, OperationId};
use crate::wire::template;

/// Operations that are the same, and those that are only in one description.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    /// The same in both, in the order of the new description.
    pub(super) same: Vec<(OperationId, OperationId)>,
    /// Those that are gone.
    pub(super) removed: Vec<OperationId>,
    /// Those that are new.
    pub(super) added: Vec<OperationId>,
}

/// Operations are the same if they have method and path in common, or else, where only one of both descriptions has such a method and
/// path, their `operationId`.
pub(super) fn pairs(old: &Api, new: &Api) -> Pairs {
    let mut olds: Vec<(OperationId, &Operation)> = old.operations().collect();
    let mut pairs = Pairs::default();
    let mut alone = Vec::new();
    for (id, operation) in new.operations() {
        match olds.iter().position(|(_, it)| has_place_of(it, operation)) {
            Some(index) => pairs.same.push((olds.remove(index).0, id)),
            None => alone.push((id, operation)),
        }
    }
    for (id, operation) in alone {
        let is_same = |it: &Operation| {
            let own = it.name.operation_id();
            own.is_some() && own == operation.name.operation_id() && has_form_of(it, operation)
        };
        match olds.iter().position(|(_, it)| is_same(it)) {
            Some(index) => pairs.same.push((olds.remove(index).0, id)),
            None => pairs.added.push(id),
        }
    }
    pairs.same.sort_by_key(|(_, id)| *id);
    pairs.removed = olds.into_iter().map(|(id, _)| id).collect();
    pairs
}

fn has_place_of(one: &Operation, other: &Operation) -> bool {
    let is_there = one.method == other.method && template(&one.path) == template(&other.path);
    is_there && has_form_of(one, other)
}

/// Whether both are the same way to make a call.
fn has_form_of(one: &Operation, other: &Operation) -> bool {
    let form = |it: &Operation| it.variant.as_ref().map(|it| it.name.clone());
    form(one) == form(other)
}
