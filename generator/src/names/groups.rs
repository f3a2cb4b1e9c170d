//! What belongs to each resource, looked up once for all of them.

use std::collections::BTreeMap;

use crate::ir::{Api, Operation, OperationId, Resource, ResourceId};

/// The operations of each resource, and the resources one step down; `None` stands for the client itself.
pub(super) struct Groups<'a> {
    operations: BTreeMap<Option<ResourceId>, Vec<(OperationId, &'a Operation)>>,
    resources: BTreeMap<Option<ResourceId>, Vec<(ResourceId, &'a Resource)>>,
}

impl<'a> Groups<'a> {
    pub(super) fn new(api: &'a Api) -> Self {
        let mut groups = Self {
            operations: BTreeMap::new(),
            resources: BTreeMap::new(),
        };
        for (id, operation) in api.operations() {
            let members = groups.operations.entry(operation.resource).or_default();
            members.push((id, operation));
        }
        for (id, resource) in api.resources() {
            let members = groups.resources.entry(resource.parent).or_default();
            members.push((id, resource));
        }
        groups
    }

    /// The operations of a resource, in the order of the model.
    pub(super) fn operations(&self, of: Option<ResourceId>) -> &[(OperationId, &'a Operation)] {
        self.operations.get(&of).map_or(&[], Vec::as_slice)
    }

    /// The resources inside a resource, in the order of the model.
    pub(super) fn resources(&self, of: Option<ResourceId>) -> &[(ResourceId, &'a Resource)] {
        self.resources.get(&of).map_or(&[], Vec::as_slice)
    }
}
