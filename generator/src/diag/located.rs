//! The lines and columns of places about which there is no diagnostic.

use std::collections::BTreeMap;

use super::{Diagnostics, Sources};
use crate::origin::Origin;

/// The line and column of each place, counted from 1, where they are known.
pub(crate) fn locate(
    places: impl IntoIterator<Item = Origin>,
    sources: &Sources,
) -> BTreeMap<Origin, (usize, usize)> {
    let mut diagnostics = Diagnostics::new();
    for place in places {
        diagnostics.note("", &place, "");
    }
    let report = diagnostics.into_report(sources.clone());
    let located = report.located();
    located
        .filter_map(|(it, position)| Some((it.origin.clone(), position?)))
        .collect()
}
