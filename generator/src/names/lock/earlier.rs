//! What runs before this one have decided about the shape of a client.

use std::collections::{BTreeMap, BTreeSet};

use super::follow::{OPERATIONS, line_of};
use super::{CLIENT_PARAMETERS, GROUPS, NamesLock};
use crate::ir::EarlierRuns;
use crate::wire::template;

/// What follows [`OPERATIONS`] for operations of the client itself.
const CLIENT: &str = "the client";

impl NamesLock {
    /// What runs before this one have decided; `None` where this is the first.
    pub(crate) fn earlier_runs(&self) -> Option<EarlierRuns> {
        let is_empty = self.names.is_empty() && self.orders.is_empty() && self.same.is_empty();
        if is_empty && self.source.text.is_empty() {
            return None;
        }
        let known = self.names.get(CLIENT_PARAMETERS).into_iter().flatten();
        Some(EarlierRuns {
            client_parameters: known.map(|(wire, _)| wire.clone()).collect(),
            has_groups: self.names.contains_key(GROUPS),
            homes: self.homes(),
        })
    }

    /// Where operations are found. Of one that has been at several resources nobody knows. The name of a resource of several segments was chosen by a configuration; a tag that looks like one is
    /// listed, as it is no name in Rust.
    fn homes(&self) -> BTreeMap<String, Option<String>> {
        let mut homes: BTreeMap<String, BTreeSet<Option<String>>> = BTreeMap::new();
        for (scope, names) in &self.names {
            let Some(resource) = scope.strip_prefix(OPERATIONS) else {
                continue;
            };
            let is_tag = || {
                let resources = self.names.get("resources of the client");
                !resource.contains('.') || resources.is_some_and(|it| it.contains_key(resource))
            };
            let home = match resource {
                CLIENT => None,
                _ if is_tag() => Some(resource.to_owned()),
                _ => continue,
            };
            for key in names.keys() {
                let homes = homes.entry(template(line_of(key))).or_default();
                homes.insert(home.clone());
            }
        }
        let only = homes.into_iter().filter(|(_, homes)| homes.len() == 1);
        only.filter_map(|(line, homes)| Some((line, homes.into_iter().next()?)))
            .collect()
    }
}
