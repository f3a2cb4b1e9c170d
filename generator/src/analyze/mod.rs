//! What is true of the model as a whole: which types are needed, which are the same both ways, and where recursion needs a `Box`.

mod cycles;
mod direction;
mod reachable;
mod rename;

use std::collections::BTreeSet;

use crate::diag::Diagnostics;
use crate::ir::{Api, TypeId};

/// What the whole model has told.
#[derive(Debug)]
pub struct Analysis {
    /// The fields and branches that hold their type in a `Box`, by their type and position in it.
    pub boxed: BTreeSet<(TypeId, usize)>,
}

/// Drops types that nothing has, makes one type of those that are the same in both directions, and finds the recursion.
pub fn analyze(api: &mut Api, diagnostics: &mut Diagnostics) -> Analysis {
    reachable::keep(api);
    direction::merge(api);
    let boxed = cycles::boxed(api);
    cycles::end_endless(api, diagnostics);
    Analysis { boxed }
}
