//! `lib.rs`: the modules, and what is re-exported at the root.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::features::Features;
use super::readme::links;
use crate::config::{Config, RuntimeConfig};
use crate::emit::docs::{Docs, code, docs, emit_inner_docs, item, joined, list, paragraphs};
use crate::emit::types::foreign::has_foreign_types;
use crate::emit::types::type_expr::{Module, emit_type};
use crate::emit::{Context, Piece, former};
use crate::ir::{Api, Hook, Success, Type, TypeId, TypeKind};
use crate::names::{DefiningFile, Ident, crate_ident};

/// The root of the crate.
pub(in crate::emit) fn emit_crate_root(cx: &Context<'_>) -> Vec<Piece> {
    let api = cx.api;
    let links = emit_inner_docs(&links::to_items(cx));
    let readme = emit_readme(cx);
    let docs = emit_inner_docs(&documentation(cx));
    let features = Features::new(cx);
    let resources = cx
        .api
        .resources()
        .filter(|(_, resource)| resource.parent.is_none())
        .filter_map(|(id, _)| Some((features.gate(id), cx.names.resource(id)?)))
        .map(|(gate, names)| {
            let module = emit_module(Some(&quote!(pub)), &names.module);
            let former = former::emit_modules(names, gate.as_ref());
            quote!(#gate #module #former)
        });
    let operations = api
        .operations
        .iter()
        .any(|operation| operation.resource.is_none())
        .then(|| emit_module(Some(&quote!(pub)), quote!(operations)));
    let has_types = !cx.names.types.shared_files().is_empty();
    let types = has_types.then(|| emit_module(Some(&quote!(pub)), quote!(types)));
    let is_module = cx.config.module().is_some();
    let recursion = recursion_limit(api).filter(|_| !is_module);
    let recursion = recursion.map(|limit| quote!(#![recursion_limit = #limit]));
    let lints = is_module.then(emit_lints);
    let client = emit_module(None, quote!(client));
    let foreign = has_foreign_types(cx).then(|| emit_module(None, quote!(foreign)));
    let xml = (!api.xml.is_empty()).then(|| emit_module(None, quote!(xml)));
    let is_stream = |it: &crate::ir::Operation| matches!(it.success, Success::Stream(_));
    let streams = api.operations.iter().any(is_stream).then(|| {
        quote! {
            #[doc(inline)]
            pub use runtime::{Event, EventStream, StreamRequest};
        }
    });
    let server = (!api.servers.is_empty()).then(|| {
        quote! {
            #[doc(inline)]
            pub use runtime::Server;
        }
    });
    let server_enums = cx.names.server_enums.values().map(|it| {
        let ty = &it.ty;
        quote! {
            #[doc(inline)]
            pub use client::#ty;
        }
    });
    let server_enums: TokenStream = server_enums.collect();
    let (runtime, setting) = match &cx.config.runtime {
        None => (
            quote!(
                pub mod runtime;
            ),
            emit_null_is_empty(cx.config),
        ),
        Some(runtime) => (emit_shared_runtime(runtime), Piece::Code(quote!())),
    };
    vec![
        Piece::Code(quote!(#links #readme #docs #recursion #lints)),
        Piece::Code(quote! {
            #client
            #foreign
            #operations
            #(#resources)*
            #runtime
            #types
            #xml
        }),
        setting,
        // In short lines and in its order: `cargo fmt` formats this file, and breaks long lines in other places than the printer does.
        Piece::Code(quote! {
            #server_enums
            #server
            #[doc(inline)]
            pub use runtime::data::Unrecognized;
            #[doc(inline)]
            pub use runtime::data::{Base64, Date, DateTime, Extra, Json, Patch, Secret};
            #[doc(inline)]
            pub use runtime::{Bytes, File, HeaderMap, Method, StatusCode};
            #[doc(inline)]
            pub use runtime::{Client, ClientBuilder, Request, Response, Transport};
            #[doc(inline)]
            pub use runtime::{DecodeError, Error, StatusError, Timeout};
            #[doc(inline)]
            pub use runtime::{DocumentedError, TypedError};
            #streams
            #[doc(inline)]
            pub use runtime::{Items, Pages};
            #[cfg(feature = "mock")]
            #[doc(inline)]
            pub use runtime::{Mock, MockAnswer, MockRequest};
            #[doc(inline)]
            pub use runtime::{RetryBudget, RetryPolicy};
        }),
    ]
}

/// The text that is the front page. Its code is compiled where all is there that it uses.
fn emit_readme(cx: &Context<'_>) -> TokenStream {
    if cx.config.module().is_some() {
        return quote!(#![doc = include_str!("README.md")]);
    }
    let resources = (!Features::new(cx).is_empty()).then(|| quote!(, feature = "resources"));
    quote! {
        #![cfg_attr(not(doctest), doc = include_str!("../README.md"))]
        #![cfg_attr(all(doctest, feature = "mock" #resources), doc = include_str!("../README.md"))]
    }
}

/// The runtime that clients share, with the types that this one adds methods to.
fn emit_shared_runtime(runtime: &RuntimeConfig) -> TokenStream {
    let name = crate_ident(&runtime.package);
    quote! {
        /// What this client has in common with others at run time, and what it has of its own.
        pub mod runtime {
            pub use ::#name::runtime::*;

            ::#name::own_types!();
        }
    }
}

/// What the runtime reads of the configuration.
pub(super) fn emit_null_is_empty(config: &Config) -> Piece {
    let is_empty = !config.strict_nulls;
    Piece::Code(quote! {
        /// Whether `null` in the place of a list or a map is read as an empty one, and is no error.
        const NULL_IS_EMPTY: bool = #is_empty;
    })
}

/// `recursion_limit`, where the default of the compiler does not suffice: the table macro of a struct recurses once for every
/// eight fields.
pub(crate) fn recursion_limit(api: &Api) -> Option<String> {
    const ENOUGH: usize = 128;
    let fields = api.types.iter().map(|def| match &def.kind {
        TypeKind::Struct(object) => object.fields.len(),
        _ => 0,
    });
    let depth = fields.max().unwrap_or(0) / 8;
    let limit = (depth + ENOUGH).to_string();
    (depth > ENOUGH - 16).then_some(limit)
}

/// Lints of the crate around a module are about the code of that. Those of rustc that nobody has unless asked for are in no group.
/// Features that the crate does not have are off.
fn emit_lints() -> TokenStream {
    quote! {
        #![forbid(unsafe_code)]
        #![allow(warnings, unused, unexpected_cfgs, unreachable_pub, unused_results)]
        #![allow(missing_docs, missing_debug_implementations)]
        #![allow(missing_copy_implementations, unused_qualifications)]
        #![allow(elided_lifetimes_in_paths, single_use_lifetimes)]
        #![allow(trivial_casts, trivial_numeric_casts, variant_size_differences)]
        #![allow(clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction)]
        #![allow(rustdoc::all)]
    }
}

/// What the documentation of the crate has behind the text that it includes: the types of what the server sends are in no method.
fn documentation(cx: &Context<'_>) -> Docs {
    let api = cx.api;
    let mut parts = Vec::new();
    if !api.hooks.is_empty() {
        parts.push(docs!["# Requests that the server sends"]);
        let feature = Features::new(cx).hooks();
        parts.extend(
            feature.map(|it| docs!["All their types are there with the feature ", code(it), "."]),
        );
        parts.push(list(api.hooks.iter().map(|hook| hook_item(cx, hook))));
        parts.extend(any_webhook(cx));
    }
    paragraphs(parts)
}

/// How whoever has one URL for all webhooks reads them.
fn any_webhook(cx: &Context<'_>) -> Option<Docs> {
    let ty = cx.api.any_webhook.as_ref()?;
    let read = docs![
        "What any of the webhooks carries is read as ",
        type_link(cx, ty)
    ];
    Some(docs![read, ", which tells them apart."].wrapped())
}

/// A type as a link to its page.
fn type_link(cx: &Context<'_>, ty: &Type) -> Docs {
    let path = Docs::rust(&emit_type(cx, ty, Module::Resource));
    match ty {
        Type::Named(id) => docs!["[`", path, "`]", gated_page(cx, *id)],
        _ => docs!["`", path, "`"],
    }
}

/// A request that the server sends, and the type that reads what it carries.
fn hook_item(cx: &Context<'_>, hook: &Hook) -> Docs {
    let Hook {
        name,
        method,
        id,
        ty,
        docs,
        is_told,
    } = hook;
    let mut line = code(name);
    let beside = joined(method.iter().chain(id).map(|it| code(it)), ", ");
    if !beside.is_empty() {
        line = docs![line, " (", beside, ")"];
    }
    if let Some(ty) = ty {
        line = docs![line, ", read as ", type_link(cx, ty)];
    }
    let words = docs.as_deref().unwrap_or_default().trim();
    let first = words.lines().next().unwrap_or_default();
    let (lead, rest) = Docs::lead_of(if *is_told { first } else { words });
    if !lead.is_empty() {
        line = docs![line, ": ", lead];
    }
    item(&line, &rest)
}

/// Where the page of a type is that not every build has; nothing for another one. A link by its name would not be found by those without it.
fn gated_page(cx: &Context<'_>, id: TypeId) -> Docs {
    let (Some(names), Some(def)) = (cx.names.ty(id), cx.api.ty(id)) else {
        return docs![];
    };
    let DefiningFile::Shared(file) = &names.home else {
        return docs![];
    };
    if Features::new(cx).of_file(file).is_none() {
        return docs![];
    }
    let kind = match def.kind {
        TypeKind::Struct(_) => "struct",
        TypeKind::TextEnum(_)
        | TypeKind::ScalarEnum(_)
        | TypeKind::Union(_)
        | TypeKind::Answer(_) => "enum",
    };
    docs!["(types/", kind, ".", Docs::rust(&names.name), ".html)"]
}

/// The declaration of a module inside another one, which may have the same name.
pub(in crate::emit) fn emit_inner_module(
    visibility: Option<&TokenStream>,
    name: &Ident,
    outer: &str,
) -> TokenStream {
    let lint = (name.as_str() == outer).then(
        || quote!(#[allow(clippy::module_inception, reason = "the description calls both so")]),
    );
    let module = emit_module(visibility, name);
    quote!(#lint #module)
}

/// The declaration of a generated module, which `cargo fmt` leaves as it is.
pub(in crate::emit) fn emit_module(
    visibility: Option<&TokenStream>,
    name: impl ToTokens,
) -> TokenStream {
    // With braces: in brackets, rustfmt would take the attribute for one about this file.
    quote! {
        #[rustfmt::skip]
        #visibility mod #name;
    }
}
