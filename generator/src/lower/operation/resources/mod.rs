//! Which resource an operation belongs to, and what its method is named after.

pub(in crate::lower) mod homes;

use std::collections::{BTreeMap, BTreeSet};

use openapiv3::Tag;

use super::site::Site;
use super::untagged::Groups;
use crate::config::Config;
use crate::ir::{NameSource, Resource, ResourceId};
use crate::lower::docs;
use homes::Homes;

/// The resources that operations have been found to belong to.
#[derive(Debug)]
pub(in crate::lower) struct Resources<'a> {
    /// What the description says about tags, by their names.
    described: BTreeMap<&'a str, &'a Tag>,
    /// How operations without tags are grouped.
    groups: Groups,
    /// Where callers know operations.
    homes: Homes,
    /// The tags that operations are found under.
    tags: BTreeSet<String>,
    list: Vec<Resource>,
    /// Which of them is at a path.
    by_path: BTreeMap<Vec<String>, usize>,
}

/// Where an operation is found in Rust.
pub(super) struct Placement {
    pub(super) resource: Option<ResourceId>,
    /// What its method is named after.
    pub(super) name: NameSource,
    /// What the configuration says about sending the operation twice.
    pub(super) idempotent: Option<bool>,
}

impl<'a> Resources<'a> {
    /// No resources yet, in a description with these tags, and these groups of operations without any. What earlier runs have seen is
    /// in `homes`.
    pub(in crate::lower) fn new(tags: &'a [Tag], groups: Groups, homes: Homes) -> Self {
        Self {
            groups,
            homes,
            // Of two tags of the same name, the first counts.
            described: tags.iter().rev().map(|it| (it.name.as_str(), it)).collect(),
            tags: BTreeSet::new(),
            list: Vec::new(),
            by_path: BTreeMap::new(),
        }
    }

    /// The resource and method of an operation: as configured, else where callers know it, else by its first tag and `operationId`, else by
    /// its path, and by method and path. Further tags say what else it has to do with; it is found in one place.
    pub(super) fn place(&mut self, site: &Site<'_>, config: &Config) -> Placement {
        let id = site.operation.operation_id.as_deref();
        let configured = config.operation(id, site.method().as_str(), site.path);
        let tag = site.operation.tags.first();
        self.tags.extend(tag.cloned());
        let configured = configured.map(|(_, it)| it);
        let of_tag = tag.and_then(|tag| config.resources.get(tag));
        let chosen = configured.and_then(|it| it.resource.as_ref()).or(of_tag);
        // An answer of the configuration to where operations without tags are is one about each of them.
        let is_chosen = tag.is_none() && config.untagged.is_some();
        let known = self.homes.known(site).filter(|_| !is_chosen);
        let path: Vec<String> = match (chosen, known, tag) {
            (Some(path), _, _) => path.segments().to_vec(),
            (None, Some(home), _) => home,
            (None, None, Some(tag)) => vec![self.homes.of_tag(tag).to_owned()],
            (None, None, None) => self.groups.of(site.path).into_iter().collect(),
        };
        // What stays elsewhere says nothing about the resource.
        let is_own = |tag: &str| chosen.is_some() || path == [self.homes.of_tag(tag)];
        let described = tag.filter(|tag| is_own(tag)).and_then(|tag| {
            let tag = self.described.get(tag.as_str())?;
            docs::text(tag.description.as_deref())
        });
        let chosen = configured.and_then(|it| it.method.clone());
        let authored = || site.operation_id().map(NameSource::OperationId);
        Placement {
            resource: self.resource(&path, described),
            name: { chosen.map(NameSource::Chosen) }
                .or_else(authored)
                .unwrap_or(NameSource::Path),
            idempotent: configured.and_then(|it| it.idempotent),
        }
    }

    /// The resource at `path`, made with all its parents where it is new.
    fn resource(&mut self, path: &[String], docs: Option<String>) -> Option<ResourceId> {
        let (_, parents) = path.split_last()?;
        if let Some(&index) = self.by_path.get(path) {
            if let Some(resource) = self.list.get_mut(index) {
                resource.docs = resource.docs.take().or(docs);
            }
            return Some(ResourceId(index));
        }
        let parent = self.resource(parents, None);
        self.by_path.insert(path.to_vec(), self.list.len());
        self.list.push(Resource {
            path: path.to_vec(),
            parent,
            docs,
        });
        Some(ResourceId(self.list.len() - 1))
    }

    /// The resources, and the tags that operations are found under.
    pub(in crate::lower) fn into_parts(self) -> (Vec<Resource>, BTreeSet<String>) {
        (self.list, self.tags)
    }
}
