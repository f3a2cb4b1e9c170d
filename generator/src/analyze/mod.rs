//! Analyses of the model as a whole.
//!
//! In comes the model from lowering; out go a smaller model and an [`Analysis`]. [`reachable`] drops unused types,
//! [`same`] makes one type of those that are equal (with [`mod@rename`]), [`conversions`] lead from what is received of a schema to what is
//! sent of it, [`cycles`] decides what needs a `Box`, [`mod@paging`] which operations are paged, and [`members`]
//! lists what belongs to what.

pub(crate) mod contradiction;
mod conversions;
mod cycles;
mod errors;
mod kept;
mod large;
mod members;
mod paging;
mod reachable;
mod rename;
mod same;

pub use conversions::Conversion;
pub use kept::Keeps;
pub use members::Members;

use std::collections::{BTreeMap, BTreeSet};

use crate::config::Config;
use crate::diag::Diagnostics;
use crate::ir::{Api, OperationId, Paging, TypeId};

/// The results of the analyses.
#[derive(Debug)]
pub struct Analysis {
    /// The fields and branches that hold their type in a `Box`, by their type and position in it.
    pub boxed: BTreeSet<(TypeId, usize)>,
    /// The structs that keep what has no place in their fields.
    pub keeps: BTreeMap<TypeId, Keeps>,
    /// How types that are only sent are made from those that are read.
    pub conversions: BTreeMap<TypeId, Conversion>,
    /// The paged operations.
    pub paging: BTreeMap<OperationId, Paging>,
    /// The children of resources and operations.
    pub members: Members,
}

/// Runs the analyses, which change the model.
pub fn analyze(api: &mut Api, config: &Config, diagnostics: &mut Diagnostics) -> Analysis {
    reachable::keep(api);
    same::merge(api);
    errors::add(api);
    let mut boxed = cycles::boxed(api);
    boxed.extend(large::boxed(api, &boxed));
    cycles::end_endless(api, diagnostics);
    let keeps = kept::find(api, config.unknown_fields);
    let conversions = conversions::find(api);
    let paging = paging::find(api, config, diagnostics);
    let members = Members::new(api);
    Analysis {
        boxed,
        keeps,
        conversions,
        paging,
        members,
    }
}
