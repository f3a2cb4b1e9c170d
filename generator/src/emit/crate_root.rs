//! `lib.rs`: the modules, and what a caller finds at the root.

use quote::quote;

use super::docs::{emit_inner_lines, markdown};
use super::{Context, Piece, Source};
use crate::ir::Role;

/// The root of the crate.
pub(super) fn emit_crate_root(cx: &Context<'_>) -> Source {
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
    docs.push_str(
        "\n\nStart with [`Client::builder`] or [`Client::from_env`]. A method of a resource returns a [`Request`];\n\
         `.await` sends it.",
    );
    let docs = emit_inner_lines(&docs);
    let resources = cx
        .api
        .resources()
        .filter(|(_, resource)| resource.parent.is_none())
        .filter_map(|(id, _)| cx.names.resource(id))
        .map(|names| {
            let module = &names.module;
            quote!(#[rustfmt::skip] pub mod #module;)
        });
    let operations = api
        .operations
        .iter()
        .any(|operation| operation.resource.is_none())
        .then(|| quote!());
    let types = api
        .types
        .iter()
        .any(|def| matches!(def.place.role, Role::Component(_)))
        .then(|| quote!());
    Source {
        path: "src/lib.rs".to_owned(),
        pieces: vec![
            Piece::Code(docs),
            Piece::Code(quote! {
                #[rustfmt::skip]
                mod client;
                #operations
                #(#resources)*
                pub mod runtime;
                #types
            }),
            Piece::Code(quote! {
                pub use runtime::data::{Json, Patch, Unrecognized};
                pub use runtime::{Client, ClientBuilder, DecodeError, Error, Request, Response, StatusError, Transport};
            }),
        ],
    }
}
