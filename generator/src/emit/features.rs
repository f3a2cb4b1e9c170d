//! Cargo features: one for each resource, so that a caller compiles what is called and nothing else.
//!
//! Only the modules of resources and the methods that lead to them are behind features; shared types always compile. What
//! is below a resource comes with it.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use quote::quote;
use toml::{Table, Value};

use super::Context;
use super::runtime::MANIFEST;
use crate::ir::ResourceId;

/// The feature that has all resources.
const ALL: &str = "resources";

/// How many features there may be: a registry takes no more than 300 of a crate, and the runtime has some of its own.
const MOST: usize = 250;

/// The features of resources. Where one resource holds all the others, these have the features.
#[derive(Debug, Default)]
pub(super) struct Features {
    of: BTreeMap<ResourceId, String>,
    /// The resources around those that have a feature.
    around: BTreeSet<ResourceId>,
}

impl Features {
    pub(super) fn new(cx: &Context<'_>) -> Self {
        let members = &cx.analysis.members;
        let mut around = BTreeSet::new();
        let mut gated = members.resources(None);
        while let [only] = gated
            && let below @ [_, ..] = members.resources(Some(*only))
            && members.operations(Some(*only)).is_empty()
        {
            around.insert(*only);
            gated = below;
        }
        if gated.len() < 2 || gated.len() > MOST {
            return Self::default();
        }
        let modules: Vec<(ResourceId, String)> = gated
            .iter()
            .filter_map(|id| Some((*id, cx.names.resource(*id)?.module.to_string())))
            .collect();
        let mut taken = reserved(cx);
        let free = modules.iter().filter(|(_, module)| !taken.contains(module));
        let mut of: BTreeMap<_, _> = free.cloned().collect();
        taken.extend(of.values().cloned());
        for (id, module) in modules {
            of.entry(id).or_insert_with(|| {
                let mut name = format!("{module}_resource");
                while !taken.insert(name.clone()) {
                    name.push('_');
                }
                name
            });
        }
        Self { of, around }
    }

    /// Whether there are any.
    pub(super) fn is_empty(&self) -> bool {
        self.of.is_empty()
    }

    /// What stands before a resource's module and before the method that leads to it.
    pub(super) fn gate(&self, id: ResourceId) -> Option<TokenStream> {
        if let Some(feature) = self.of.get(&id) {
            return Some(quote!(#[cfg(feature = #feature)]));
        }
        // A resource that leads nowhere would keep a client for nothing.
        let features = self.of.values();
        let is_around = !self.is_empty() && self.around.contains(&id);
        is_around.then(|| quote!(#[cfg(any(#(feature = #features),*))]))
    }

    /// What stands before code that needs a resource.
    pub(super) fn gate_around(
        &self,
        cx: &Context<'_>,
        id: Option<ResourceId>,
    ) -> Option<TokenStream> {
        let parent = |id: &ResourceId| cx.api.resources.get(id.0).and_then(|it| it.parent);
        let mut way = std::iter::successors(id, parent);
        way.find(|id| self.of.contains_key(id))
            .and_then(|id| self.gate(id))
    }

    /// Adds them to the section of a manifest.
    pub(super) fn add_to(&self, section: &mut Table) {
        if self.is_empty() {
            return;
        }
        let names: BTreeSet<&String> = self.of.values().collect();
        let list = |names: &mut dyn Iterator<Item = &String>| {
            Value::Array(names.map(|it| Value::from(it.as_str())).collect())
        };
        if let Some(Value::Array(default)) = section.get_mut("default") {
            default.push(Value::from(ALL));
        }
        section.insert(ALL.to_owned(), list(&mut names.iter().copied()));
        for name in names {
            section.insert(name.clone(), list(&mut std::iter::empty()));
        }
    }
}

/// Names that features have anyway, and those of dependencies, which are features where they are optional.
fn reserved(cx: &Context<'_>) -> BTreeSet<String> {
    let runtime: Table = MANIFEST.parse().unwrap_or_default();
    let mut names = BTreeSet::from(["default".to_owned(), ALL.to_owned()]);
    for manifest in [&runtime, &cx.config.manifest] {
        for section in ["features", "dependencies"] {
            let section = manifest.get(section).and_then(Value::as_table);
            names.extend(section.into_iter().flat_map(Table::keys).cloned());
        }
    }
    names
}
