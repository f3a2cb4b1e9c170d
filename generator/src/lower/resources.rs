//! Which resource an operation belongs to, and what its method is named after.

use super::operations::{Site, id};
use super::{Lowering, docs};
use crate::ir::{Resource, ResourceId};

/// Where an operation is found in Rust.
pub(super) struct Names {
    pub(super) resource: Option<ResourceId>,
    pub(super) method: String,
    /// Whether the configuration chose the name of the method.
    pub(super) method_is_chosen: bool,
    /// What the configuration says about sending the operation twice.
    pub(super) idempotent: Option<bool>,
}

impl<'a> Lowering<'a> {
    /// The resource and method of an operation: as configured, else by its first tag and `operationId`, else by method
    /// and path. Further tags say what else it has to do with; it is found in one place.
    pub(super) fn names(&mut self, site: Site<'a>) -> Names {
        let configured = self.config.operation(
            site.operation.operation_id.as_deref(),
            site.method().as_str(),
            site.path,
        );
        let tag = site.operation.tags.first();
        self.tags.extend(tag.cloned());
        let configured = configured.map(|(_, it)| it);
        let of_tag = tag.and_then(|tag| self.config.resources.get(tag));
        let chosen = configured.and_then(|it| it.resource.as_ref()).or(of_tag);
        let path = match chosen {
            Some(path) => Some(path.segments().to_vec()),
            None => tag.map(|tag| vec![tag.clone()]),
        };
        let described = tag.and_then(|tag| {
            let tag = self.described_tags.get(tag.as_str())?;
            docs::text(tag.description.as_deref())
        });
        let chosen = configured.and_then(|it| it.method.clone());
        Names {
            resource: path.and_then(|path| self.resource(&path, described)),
            method: chosen.clone().unwrap_or_else(|| method_name(site)),
            method_is_chosen: chosen.is_some(),
            idempotent: configured.and_then(|it| it.idempotent),
        }
    }

    /// The resource at `path`, made with all its parents where it is new.
    fn resource(&mut self, path: &[String], docs: Option<String>) -> Option<ResourceId> {
        let (_, parents) = path.split_last()?;
        if let Some(&index) = self.resource_of.get(path) {
            if let Some(resource) = self.resources.get_mut(index) {
                resource.docs = resource.docs.take().or(docs);
            }
            return Some(ResourceId(index));
        }
        let parent = self.resource(parents, None);
        self.resource_of.insert(path.to_vec(), self.resources.len());
        self.resources.push(Resource {
            path: path.to_vec(),
            parent,
            docs,
        });
        Some(ResourceId(self.resources.len() - 1))
    }
}

/// The name of an operation without a configured one. Without an `operationId`, the method and the fixed parts of the
/// path say what it does, and the parameters of the path on what.
fn method_name(site: Site<'_>) -> String {
    let Some(_) = docs::text(site.operation.operation_id.as_deref()) else {
        let path = site.path.replace('{', "by/").replace('}', "");
        return format!("{} {path}", site.method().as_str().to_ascii_lowercase());
    };
    id(site)
}
