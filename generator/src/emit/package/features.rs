//! Cargo features: one for each resource, so that a caller compiles what is called and nothing else, and one for what the server sends.
//!
//! Behind features are the modules of resources, the methods that lead to them, and the types that only some resources need. What
//! is below a resource comes with it.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;
use toml::{Table, Value};

use crate::emit::Context;
use crate::ir::ResourceId;
use crate::manifest::RESOURCES;
use crate::names::{FeatureNames, Ident};

/// The features of resources, and that of what the server sends.
#[derive(Clone, Copy, Debug)]
pub(in crate::emit) struct Features<'a>(&'a FeatureNames);

impl<'a> Features<'a> {
    pub(in crate::emit) fn new(cx: &Context<'a>) -> Self {
        Self(&cx.names.features)
    }

    /// Whether there are any of resources.
    pub(in crate::emit) fn is_empty(self) -> bool {
        self.0.of.is_empty()
    }

    /// Whether several resources have the same.
    pub(in crate::emit) fn are_shared(self) -> bool {
        let names: BTreeSet<&String> = self.0.of.values().collect();
        names.len() < self.0.of.len()
    }

    /// The attribute of a resource's module, and of the method that leads to it.
    pub(in crate::emit) fn gate(self, id: ResourceId) -> Option<TokenStream> {
        if let Some(feature) = self.0.of.get(&id) {
            return Some(quote!(#[cfg(feature = #feature)]));
        }
        // A resource without operations would hold a client that nothing uses.
        let features: BTreeSet<&String> = self.0.of.values().collect();
        let features = features.into_iter();
        let is_around = !self.is_empty() && self.0.around.contains(&id);
        is_around.then(|| quote!(#[cfg(any(#(feature = #features),*))]))
    }

    /// The features that a file of shared types is compiled with; `None` for one that always is.
    pub(in crate::emit) fn of_file(self, file: &Ident) -> Option<&'a BTreeSet<String>> {
        self.0.of_files.get(file)
    }

    /// The feature of what the server sends.
    pub(in crate::emit) fn hooks(self) -> Option<&'a str> {
        self.0.hooks.as_deref()
    }

    /// Whether that is the feature of a resource, too.
    pub(in crate::emit) fn hooks_are_of_resource(self) -> bool {
        let mut of = self.0.of.values();
        of.any(|it| Some(it.as_str()) == self.hooks())
    }

    /// Adds them to the section of a manifest.
    pub(in crate::emit) fn add_to(self, section: &mut Table) {
        if let Some(Value::Array(default)) = section.get_mut("default") {
            let names = self.0.default.iter();
            default.extend(names.map(|it| Value::from(it.as_str())));
        }
        let names: BTreeSet<&str> = self.0.of.values().map(String::as_str).collect();
        if !names.is_empty() {
            let names = names.iter().copied().map(Value::from).collect();
            section.insert(RESOURCES.to_owned(), Value::Array(names));
        }
        let hooks = self.hooks().filter(|it| !names.contains(it));
        for name in names.iter().copied().chain(hooks) {
            section.insert(name.to_owned(), Value::Array(Vec::new()));
        }
        for (old, new) in &self.0.former {
            let new = Value::Array(vec![Value::from(new.as_str())]);
            section.insert(old.clone(), new);
        }
    }
}
