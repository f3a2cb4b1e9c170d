//! Cargo features: one for each resource, so that a caller compiles what is called and nothing else.
//!
//! Only the modules of resources and the methods that lead to them are behind features; shared types always compile. What
//! is below a resource comes with it.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;
use toml::{Table, Value};

use crate::emit::Context;
use crate::ir::ResourceId;
use crate::manifest::RESOURCES;
use crate::names::FeatureNames;

/// The features of resources.
#[derive(Clone, Copy, Debug)]
pub(in crate::emit) struct Features<'a>(&'a FeatureNames);

impl<'a> Features<'a> {
    pub(in crate::emit) fn new(cx: &Context<'a>) -> Self {
        Self(&cx.names.features)
    }

    /// Whether there are any.
    pub(in crate::emit) fn is_empty(self) -> bool {
        self.0.of.is_empty()
    }

    /// The attribute of a resource's module, and of the method that leads to it.
    pub(in crate::emit) fn gate(self, id: ResourceId) -> Option<TokenStream> {
        if let Some(feature) = self.0.of.get(&id) {
            return Some(quote!(#[cfg(feature = #feature)]));
        }
        // A resource without operations would hold a client that nothing uses.
        let features = self.0.of.values();
        let is_around = !self.is_empty() && self.0.around.contains(&id);
        is_around.then(|| quote!(#[cfg(any(#(feature = #features),*))]))
    }

    /// Adds them to the section of a manifest.
    pub(in crate::emit) fn add_to(self, section: &mut Table) {
        if self.is_empty() {
            return;
        }
        let names: BTreeSet<&String> = self.0.of.values().collect();
        let list = |names: &mut dyn Iterator<Item = &String>| {
            Value::Array(names.map(|it| Value::from(it.as_str())).collect())
        };
        if let Some(Value::Array(default)) = section.get_mut("default") {
            default.push(Value::from(RESOURCES));
        }
        section.insert(RESOURCES.to_owned(), list(&mut names.iter().copied()));
        for name in names {
            section.insert(name.clone(), list(&mut std::iter::empty()));
        }
    }
}
