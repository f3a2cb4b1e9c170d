//! `lib.rs`: the modules, and what a caller finds at the root.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::client::has_env;
use super::docs::{code, emit_inner_lines, markdown};
use super::example::emit_crate_example;
use super::features::Features;
use super::type_::{Module, emit_type};
use super::{Context, Piece};
use crate::ir::{Api, Hook, Role, Success, Type, TypeKind};

/// The root of the crate.
pub(super) fn emit_crate_root(cx: &Context<'_>) -> Vec<Piece> {
    let api = cx.api;
    let mut docs = format!(
        "A client of {}, version {}.",
        markdown(&api.title),
        markdown(&api.version)
    );
    if let Some(text) = &api.docs {
        docs.push_str("\n\n");
        docs.push_str(&markdown(text));
    }
    let start = if has_env(cx) {
        "[`Client::builder`] or [`Client::from_env`]"
    } else {
        "[`Client::builder`]"
    };
    let place = if api.resources.is_empty() {
        "the client"
    } else {
        "a resource"
    };
    docs.extend([
        "\n\nStart with ",
        start,
        ". A method of ",
        place,
        " returns a [`Request`];\n`.await` sends it.",
    ]);
    let features = Features::new(cx);
    if !features.is_empty() {
        docs.push_str(
            "\n\nEach resource has a Cargo feature of its name; the feature `resources`, which is on by default, has all of them.",
        );
    }
    docs.push_str(&hooks(cx));
    let docs = emit_inner_lines(&docs);
    let example = emit_crate_example(cx);
    let resources = cx
        .api
        .resources()
        .filter(|(_, resource)| resource.parent.is_none())
        .filter_map(|(id, _)| Some((features.gate(id), cx.names.resource(id)?)))
        .map(|(gate, names)| {
            let module = emit_module(Some(&quote!(pub)), &names.module);
            quote!(#gate #module)
        });
    let operations = api
        .operations
        .iter()
        .any(|operation| operation.resource.is_none())
        .then(|| emit_module(Some(&quote!(pub)), quote!(operations)));
    let types = api
        .types
        .iter()
        .any(|def| matches!(def.place.role, Role::Component(_)))
        .then(|| emit_module(Some(&quote!(pub)), quote!(types)));
    let recursion = emit_recursion_limit(api);
    let client = emit_module(None, quote!(client));
    let foreign = (!api.foreign.is_empty()).then(|| emit_module(None, quote!(foreign)));
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
    vec![
        Piece::Code(quote!(#docs #example #recursion)),
        Piece::Code(quote! {
            #client
            #foreign
            #operations
            #(#resources)*
            pub mod runtime;
            #types
        }),
        // In lines that no formatter breaks: `cargo fmt` reaches this file, and does not break where the printer does.
        Piece::Code(quote! {
            #[doc(inline)]
            pub use runtime::data::{Base64, Date, DateTime, Json, Patch, Secret, Unrecognized};
            #[doc(inline)]
            pub use runtime::{Client, ClientBuilder, DecodeError, Error, Items, Method};
            #[doc(inline)]
            pub use runtime::{Pages, Request, Response, StatusCode, StatusError, Transport};
            #server
            #streams
        }),
    ]
}

/// How deep macros may call themselves, where the compiler would allow too little: the table of a struct does so for every
/// eight of its fields.
fn emit_recursion_limit(api: &Api) -> Option<TokenStream> {
    const ENOUGH: usize = 128;
    let fields = api.types.iter().map(|def| match &def.kind {
        TypeKind::Struct(object) => object.fields.len(),
        _ => 0,
    });
    let depth = fields.max().unwrap_or(0) / 8;
    let limit = (depth + ENOUGH).to_string();
    (depth > ENOUGH - 16).then(|| quote!(#![recursion_limit = #limit]))
}

/// The requests that the server sends, and the types that read what they carry.
fn hooks(cx: &Context<'_>) -> String {
    let mut text = String::new();
    for hook in &cx.api.hooks {
        let Hook {
            name,
            method,
            id,
            ty,
            docs,
            is_told,
        } = hook;
        let beside: Vec<String> = method.iter().chain(id).map(|it| code(it)).collect();
        let beside = match beside.as_slice() {
            [] => String::new(),
            words => format!(" ({})", words.join(", ")),
        };
        let ty = ty.as_ref().map(|ty| {
            let path = emit_type(cx, ty, Module::Resource).to_string();
            let path = path.replace(' ', "");
            match ty {
                Type::Named(_) => format!(", read as [`{path}`]"),
                _ => format!(", read as `{path}`"),
            }
        });
        let words = docs.as_deref().unwrap_or_default().trim();
        let first = words.lines().next().unwrap_or_default();
        let words = markdown(if *is_told { first } else { words });
        text.extend([
            "\n- ",
            &code(name),
            &beside,
            ty.as_deref().unwrap_or_default(),
        ]);
        if !words.is_empty() {
            // What comes behind the first line stays in the item of the list.
            let mut lines = words.lines();
            text.extend([": ", lines.next().unwrap_or_default()]);
            for line in lines {
                text.push('\n');
                if !line.is_empty() {
                    text.extend(["  ", line]);
                }
            }
        }
    }
    if text.is_empty() {
        return text;
    }
    format!("\n\n# Requests that the server sends\n{text}")
}

/// The declaration of a generated module, which `cargo fmt` leaves as it is.
pub(super) fn emit_module(visibility: Option<&TokenStream>, name: impl ToTokens) -> TokenStream {
    // With braces, since rustfmt takes the attribute for its own where it formats what is quoted.
    quote! {
        #[rustfmt::skip]
        #visibility mod #name;
    }
}
