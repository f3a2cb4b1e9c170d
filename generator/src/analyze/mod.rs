//! What is true of the model as a whole: which types are needed and which are the same both ways, where recursion needs a
//! `Box`, and which operations answer page by page.

mod cycles;
mod direction;
mod kept;
mod members;
mod page_fields;
mod paging;
mod reachable;
mod rename;

pub use kept::Keeps;
pub use members::Members;

use std::collections::{BTreeMap, BTreeSet};

use crate::config::Config;
use crate::diag::Diagnostics;
use crate::ir::{Api, OperationId, Paging, TypeId};

/// What the whole model has told.
#[derive(Debug)]
pub struct Analysis {
    /// The fields and branches that hold their type in a `Box`, by their type and position in it.
    pub boxed: BTreeSet<(TypeId, usize)>,
    /// The structs that keep what has no place in their fields.
    pub keeps: BTreeMap<TypeId, Keeps>,
    /// The operations that answer page by page.
    pub paging: BTreeMap<OperationId, Paging>,
    /// What belongs to what.
    pub members: Members,
}

/// Drops types that nothing has, makes one type of those that are the same in both directions, and finds recursion and pages.
pub fn analyze(api: &mut Api, config: &Config, diagnostics: &mut Diagnostics) -> Analysis {
    reachable::keep(api);
    direction::merge(api);
    let boxed = cycles::boxed(api);
    cycles::end_endless(api, diagnostics);
    let keeps = kept::find(api, config.unknown_fields);
    let paging = paging::find(api, config, diagnostics);
    let members = Members::new(api);
    Analysis {
        boxed,
        keeps,
        paging,
        members,
    }
}
