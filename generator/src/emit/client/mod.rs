//! The client: where the API is, its credentials, and the way to its resources.
//!
//! In come servers, security schemes and client parameters; out goes `client.rs`, which the functions here put together.
//! [`servers`] has the constants and variables of servers, [`credentials`] the schemes and the methods that take a secret, and
//! [`environment`] the `from_env` that reads both from variables of the process; [`webhooks`] knows the requests of the server.
//! [`mod@constraints`] has the tables of what is checked before it is sent.

pub(in crate::emit) mod constraints;
pub(in crate::emit) mod credentials;
pub(in crate::emit) mod environment;
pub(in crate::emit) mod servers;
mod webhooks;

use proc_macro2::TokenStream;
use quote::quote;

use self::constraints::has_constraints;
use self::credentials::{emit_credential, emit_scheme};
use self::environment::{emit_from_env, has_env};
use self::servers::{emit_server_enums, emit_servers, server_words};
use self::webhooks::emit_verifier;
use crate::emit::docs::{Docs, code, docs, emit_docs, paragraphs};
use crate::emit::operation::resource::resource_docs;
use crate::emit::package::crate_root::emit_module;
use crate::emit::package::features::Features;
use crate::emit::uses::emit_use;
use crate::emit::{Context, Piece, former};
use crate::ir::{ClientParameter, Location, Scheme, SchemeKind};
use crate::names::Ident;

/// The documentation of the builder, with the words about the server where the description has some.
fn builder_docs(cx: &Context<'_>) -> TokenStream {
    let what = docs!["Sets up a client."];
    let server = cx.api.server.as_ref();
    let server = server.filter(|it| it.name.is_some() || it.docs.is_some());
    let docs = match server {
        Some(server) => {
            let (line, rest) = server_words(server, &server.default_url());
            let line = docs!["Without another base URL, requests go to ", line].ended();
            paragraphs([what, line.wrapped(), rest])
        }
        None => what,
    };
    emit_docs(&docs)
}

/// The file of the client.
pub(in crate::emit) fn emit_client(cx: &Context<'_>) -> Vec<Piece> {
    let schemes: Vec<(&Scheme, &Ident)> = cx.api.schemes.iter().zip(&cx.names.schemes).collect();
    let constants = schemes
        .iter()
        .map(|(scheme, name)| emit_scheme(scheme, name));
    let credentials = schemes
        .iter()
        .map(|(scheme, name)| emit_credential(scheme, name));
    let parameters = cx
        .api
        .client_parameters
        .iter()
        .zip(&cx.names.client_parameters)
        .map(|(parameter, name)| emit_client_parameter(parameter, name));
    let base_url = if let Some(url) = &cx.api.base_url {
        quote!(Some(#url))
    } else {
        quote!(None)
    };
    let docs = builder_docs(cx);
    let security = cx.api.security.iter().map(|all| quote!(&[#(#all),*]));
    let has_security = cx.api.security.iter().any(|all| !all.is_empty());
    let security = has_security.then(|| quote!(.security(&[#(#security),*])));
    let all = schemes.iter().map(|(_, name)| name.to_constant());
    let all = (!schemes.is_empty()).then(|| quote!(.schemes(&[#(Self::#all),*])));
    let mut uses = vec![quote!(Client), quote!(ClientBuilder)];
    if !schemes.is_empty() {
        uses.extend([quote!(Scheme), quote!(SchemeKind)]);
    }
    if schemes.iter().any(|(it, _)| it.kind != SchemeKind::Basic) {
        uses.push(quote!(CredentialSource));
    }
    if schemes.iter().any(|(it, _)| !it.flows.is_empty()) {
        uses.extend([quote!(OAuth2Flow), quote!(OAuth2FlowKind)]);
    }
    let has_basic = schemes.iter().any(|(it, _)| it.kind == SchemeKind::Basic);
    if has_basic || cx.api.client_parameters.iter().any(|it| it.is_secret) {
        uses.push(quote!(Secret));
    }
    let servers = emit_servers(cx);
    if servers.is_some() {
        uses.push(quote!(Server));
    }
    if cx.api.servers.iter().any(|it| !it.variables.is_empty()) {
        uses.push(quote!(server::ServerVariable));
    }
    if has_env(cx) {
        uses.extend([quote!(Error), quote!(client)]);
    }
    let has_secret = uses.iter().any(|it| it.to_string() == "Secret");
    let (webhook_uses, verifier) = emit_verifier(cx, has_secret).unzip();
    uses.sort_by_key(ToString::to_string);
    let uses = emit_use(&quote!(crate::runtime), &uses).unwrap_or_default();
    let (from_env, builder_from_env) = emit_from_env(cx).unzip();
    let accessors = emit_accessors(cx);
    let mut pieces = vec![Piece::Code(quote!(#uses #webhook_uses))];
    if has_constraints(cx) {
        pieces.push(Piece::Code(emit_module(
            Some(&quote!(pub(crate))),
            quote!(constraints),
        )));
    }
    pieces.push(Piece::Code(quote! {
        impl Client {
            #(#constants)*

            #docs
            #[inline]
            pub fn builder() -> ClientBuilder {
                ClientBuilder::new(#base_url) #all #security
            }
            #from_env
            #verifier
            #(#accessors)*
        }
    }));
    if has_env(cx) || !cx.api.schemes.is_empty() || !cx.api.client_parameters.is_empty() {
        pieces.push(Piece::Code(quote! {
            impl ClientBuilder {
                #builder_from_env
                #(#credentials)*
                #(#parameters)*
            }
        }));
    }
    pieces.extend(emit_server_enums(cx).into_iter().map(Piece::Code));
    pieces.extend(servers.map(Piece::Code));
    pieces
}

fn emit_client_parameter(parameter: &ClientParameter, name: &Ident) -> TokenStream {
    let ClientParameter {
        wire,
        location,
        docs,
        is_secret,
        is_found: _,
    } = parameter;
    let (ty, set) = if *is_secret {
        (quote!(impl Into<Secret<String>>), quote!(client_secret))
    } else {
        (quote!(&str), quote!(client_parameter))
    };
    let what = match location {
        Some(Location::Header) => "The header ",
        Some(Location::Query) => "The parameter of the query ",
        Some(Location::Path | Location::WholeQuery | Location::Cookie) | None => {
            "The path parameter "
        }
    };
    let words = docs.as_deref().map(Docs::of);
    let words = words.unwrap_or_else(|| docs![what, code(wire), "."]);
    let docs = docs!["Calls that do not set it use this one."];
    let docs = emit_docs(&paragraphs([words, docs]));
    quote! {
        #docs
        #[inline]
        pub fn #name(self, value: #ty) -> Self {
            self.#set(#wire, value)
        }
    }
}

/// The methods that lead to the resources.
fn emit_accessors(cx: &Context<'_>) -> Vec<TokenStream> {
    let features = Features::new(cx);
    cx.api
        .resources()
        .filter(|(_, resource)| resource.parent.is_none())
        .filter_map(|(id, _)| Some((id, cx.names.resource(id)?)))
        .map(|(id, names)| {
            let (module, handle) = (&names.module, &names.handle);
            let docs = emit_docs(&resource_docs(cx, id));
            let gate = features.gate(id);
            let former = former::emit_accessors(names, &quote!(crate::#module), gate.as_ref());
            quote! {
                #docs
                #gate
                #[inline]
                pub fn #module(&self) -> crate::#module::#handle {
                    crate::#module::#handle::new(self)
                }
                #former
            }
        })
        .collect()
}
