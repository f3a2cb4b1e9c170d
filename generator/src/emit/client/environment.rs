//! `from_env`: a client that environment variables set up.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::Context;
use crate::emit::docs::{code, docs, emit_docs, list, paragraphs};
use crate::ir::SchemeKind;

/// Whether there is a `from_env`.
pub(in crate::emit) fn has_env(cx: &Context<'_>) -> bool {
    cx.config.base_url_env.is_some() || cx.api.schemes.iter().any(|scheme| scheme.env.is_some())
}

/// `from_env` of the client and of its builder, where the configuration names an environment variable.
pub(super) fn emit_from_env(cx: &Context<'_>) -> Option<(TokenStream, TokenStream)> {
    if !has_env(cx) {
        return None;
    }
    let read = |variable: &str, method: TokenStream, value: TokenStream| {
        quote! {
            if let Some(value) = client::env(#variable)? {
                builder = builder.#method(#value);
            }
        }
    };
    let base_url = cx
        .config
        .base_url_env
        .as_deref()
        .map(|variable| read(variable, quote!(base_url), quote!(&value)));
    let credentials = cx
        .api
        .schemes
        .iter()
        .zip(&cx.names.schemes)
        .filter_map(|(scheme, name)| {
            scheme.env.as_deref().map(|variable| match scheme.kind {
                SchemeKind::Basic => {
                    let constant = name.to_constant();
                    read(
                        variable,
                        quote!(credential),
                        quote!(Client::#constant, value),
                    )
                }
                SchemeKind::Bearer
                | SchemeKind::Header(_)
                | SchemeKind::Query(_)
                | SchemeKind::Cookie(_) => read(variable, quote!(#name), quote!(value)),
            })
        });
    let variables = cx
        .config
        .base_url_env
        .iter()
        .chain(
            cx.api
                .schemes
                .iter()
                .filter_map(|scheme| scheme.env.as_ref()),
        )
        .map(|variable| docs!["- ", code(variable)]);
    let docs = emit_docs(&paragraphs([
        docs![
            "A client set up by environment variables, of which those that are not set or empty are passed over:"
        ],
        list(variables),
        docs!["[`ClientBuilder::from_env`] leaves room for further settings."],
        docs!["# Errors"],
        docs!["A variable has a value that cannot be used."],
    ]));
    let client = quote! {
        #docs
        pub fn from_env() -> Result<Self, Error> {
            ClientBuilder::from_env()?.build()
        }
    };
    let builder = quote! {
        /// Starts with what the environment variables say that [`Client::from_env`] reads.
        ///
        /// # Errors
        ///
        /// A variable has a value that is not Unicode.
        pub fn from_env() -> Result<Self, Error> {
            let mut builder = Client::builder();
            #base_url
            #(#credentials)*
            Ok(builder)
        }
    };
    Some((client, builder))
}
