//! The `use` lines of an example.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use crate::emit::Context;
use crate::emit::uses::emit_use;
use crate::ir::ResourceId;
use crate::names::Ident;

/// Something that an example uses by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::emit) enum Use<'a> {
    /// The map of the standard library.
    Map,
    /// The macro for values of JSON.
    JsonMacro,
    /// The module with the client that tests have.
    TestClient,
    /// An item at the root of the crate.
    Root(&'static str),
    /// A type of a resource's module; `None` for that of the client's own operations.
    Own(Option<ResourceId>, &'a Ident),
    /// `Box<dyn Error>`, as the example returns errors of other crates, too.
    AnyError,
}

/// The `use` lines for what an example uses.
pub(in crate::emit) fn emit_uses(
    cx: &Context<'_>,
    krate: &impl ToTokens,
    uses: BTreeSet<Use<'_>>,
) -> TokenStream {
    let mut modules: BTreeMap<String, (TokenStream, Vec<TokenStream>)> = BTreeMap::new();
    for it in uses {
        let (module, name) = match it {
            Use::Map => (quote!(std::collections), quote!(BTreeMap)),
            Use::TestClient => (quote!(crate), quote!(client)),
            Use::JsonMacro => (quote!(serde_json), quote!(json)),
            Use::Root(name) => (quote!(#krate), name.parse().unwrap_or_default()),
            Use::AnyError => continue,
            Use::Own(resource, name) => {
                let module = module(cx, resource);
                (quote!(#krate #(::#module)*), name.to_token_stream())
            }
        };
        modules
            .entry(module.to_string())
            .or_insert_with(|| (module, Vec::new()))
            .1
            .push(name);
    }
    let mut lines: Vec<(String, TokenStream)> = modules
        .into_values()
        .filter_map(|(module, names)| {
            // Braces come last in the order of rustfmt.
            let path = match names.as_slice() {
                [only] => quote!(#module::#only).to_string(),
                _ => format!("{module} :: {{"),
            };
            Some((path, emit_use(&module, &names)?))
        })
        .collect();
    lines.sort_by(|(one, _), (other, _)| one.cmp(other));
    lines.into_iter().map(|(_, line)| line).collect()
}

/// The way from the root of the crate to the module of a resource.
pub(super) fn module(cx: &Context<'_>, resource: Option<ResourceId>) -> Vec<TokenStream> {
    match resource {
        None => vec![quote!(operations)],
        Some(resource) => chain(cx, resource)
            .into_iter()
            .map(ToTokens::to_token_stream)
            .collect(),
    }
}

/// The modules from the root of the crate down to that of a resource, which are also the methods that lead there.
pub(super) fn chain<'a>(cx: &Context<'a>, resource: ResourceId) -> Vec<&'a Ident> {
    let mut path = Vec::new();
    let mut next = Some(resource);
    while let Some(id) = next {
        path.extend(cx.names.resource(id).map(|names| &names.module));
        let resource = cx.api.resources.get(id.0);
        next = resource.and_then(|resource| resource.parent);
    }
    path.reverse();
    path
}
