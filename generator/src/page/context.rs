//! What all parts of the page read.

use std::collections::{BTreeMap, BTreeSet};

use crate::Model;
use crate::files::Files;
use crate::ir::{OperationId, ResourceId, TypeId};

/// The model, and what was made of it.
pub(super) struct PageContext<'a> {
    /// The model and its names.
    pub(super) model: &'a Model,
    /// The files of the client.
    pub(super) files: &'a Files,
    /// What the package is called.
    pub(super) package: &'a str,
    /// The operations that each type is a part of.
    pub(super) uses: BTreeMap<TypeId, BTreeSet<OperationId>>,
}

impl PageContext<'_> {
    /// The anchor of an operation: how it is called, without the client.
    pub(super) fn operation_anchor(&self, id: OperationId) -> String {
        let resource = self.model.api.operation(id).and_then(|it| it.resource);
        let mut path = self.modules(resource);
        path.push(self.method(id));
        path.join(".")
    }

    /// The method of an operation.
    pub(super) fn method(&self, id: OperationId) -> &str {
        let names = self.model.names.operation(id);
        names.map_or("", |it| it.method.as_str())
    }

    /// The anchor of the operations of a resource.
    pub(super) fn resource_anchor(&self, resource: Option<ResourceId>) -> String {
        format!("in-{}", self.modules(resource).join("."))
    }

    /// The groups of operations, of which the first are methods of the client itself.
    pub(super) fn groups(&self) -> impl Iterator<Item = (Option<ResourceId>, &[OperationId])> {
        let all = self.model.api.resources().map(|(id, _)| Some(id));
        let members = &self.model.analysis.members;
        let groups = std::iter::once(None).chain(all);
        groups
            .map(|id| (id, members.operations(id)))
            .filter(|(_, operations)| !operations.is_empty())
    }

    /// The types in the order of their names, each with its anchor.
    pub(super) fn types(&self) -> Vec<(String, TypeId)> {
        let ids = self.model.api.types().map(|(id, _)| id);
        let anchored = ids.filter_map(|id| Some((self.type_anchor(id)?, id)));
        let mut all: Vec<(String, TypeId)> = anchored.collect();
        all.sort_by(|(one, _), (other, _)| name_of(one).cmp(name_of(other)).then(one.cmp(other)));
        all
    }
}

/// The last name of an anchor.
pub(super) fn name_of(anchor: &str) -> &str {
    anchor.rsplit('.').next().unwrap_or(anchor)
}
