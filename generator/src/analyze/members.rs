//! The children of each resource and operation. In the model, the children name their parent.

use std::collections::BTreeMap;

use crate::ir::{Api, OperationId, Resource, ResourceId};

/// The children of each resource and operation: resources by their names, so that none moves when a description lists its paths in another
/// order, and operations in the order of the model. Those of the client itself are under `None`.
#[derive(Debug, Default)]
pub struct Members {
    resources: BTreeMap<Option<ResourceId>, Vec<ResourceId>>,
    operations: BTreeMap<Option<ResourceId>, Vec<OperationId>>,
    variants: BTreeMap<OperationId, Vec<OperationId>>,
}

impl Members {
    pub(super) fn new(api: &Api) -> Self {
        let mut members = Self::default();
        for (id, resource) in api.resources() {
            let siblings = members.resources.entry(resource.parent);
            siblings.or_default().push(id);
        }
        for siblings in members.resources.values_mut() {
            siblings.sort_by_cached_key(|id| api.resources.get(id.0).map(Resource::sort_key));
        }
        for (id, operation) in api.operations() {
            let siblings = members.operations.entry(operation.resource);
            siblings.or_default().push(id);
            if let Some(variant) = &operation.variant {
                members.variants.entry(variant.of).or_default().push(id);
            }
        }
        members
    }

    /// The direct children of a resource.
    pub fn resources(&self, parent: Option<ResourceId>) -> &[ResourceId] {
        self.resources.get(&parent).map_or(&[], Vec::as_slice)
    }

    /// The operations of a resource.
    pub fn operations(&self, resource: Option<ResourceId>) -> &[OperationId] {
        self.operations.get(&resource).map_or(&[], Vec::as_slice)
    }

    /// The variants of an operation.
    pub fn variants(&self, operation: OperationId) -> &[OperationId] {
        self.variants.get(&operation).map_or(&[], Vec::as_slice)
    }
}
