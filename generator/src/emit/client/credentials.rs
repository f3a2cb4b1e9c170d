//! Security schemes: a constant each, and the method of the builder that takes the credential.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::Context;
use crate::emit::docs::{Docs, code, docs, emit_docs, joined, paragraphs};
use crate::ir::{OAuth2Flow, OAuth2FlowKind, Scheme, SchemeKind};
use crate::names::Ident;

pub(super) fn emit_scheme(scheme: &Scheme, name: &Ident) -> TokenStream {
    let Scheme {
        name: wire,
        kind,
        flows,
        env: _,
        docs: _,
        origin: _,
    } = scheme;
    let constant = name.to_constant();
    let kind = match kind {
        SchemeKind::Bearer if !flows.is_empty() => {
            let flows = flows.iter().map(emit_flow);
            quote!(SchemeKind::OAuth2(&[#(#flows),*]))
        }
        SchemeKind::Bearer => quote!(SchemeKind::Bearer),
        SchemeKind::Basic => quote!(SchemeKind::Basic),
        SchemeKind::Header(name) => quote!(SchemeKind::Header(#name)),
        SchemeKind::Query(name) => quote!(SchemeKind::Query(#name)),
        SchemeKind::Cookie(name) => quote!(SchemeKind::Cookie(#name)),
    };
    let docs = emit_docs(&docs!["The security scheme ", code(wire), "."]);
    quote! {
        #docs
        pub const #constant: &'static Scheme = &Scheme {
            name: #wire,
            kind: #kind,
        };
    }
}

fn emit_flow(flow: &OAuth2Flow) -> TokenStream {
    let OAuth2Flow {
        kind,
        authorization_url,
        token_url,
        refresh_url,
        scopes,
    } = flow;
    let kind = match kind {
        OAuth2FlowKind::AuthorizationCode => quote!(AuthorizationCode),
        OAuth2FlowKind::ClientCredentials => quote!(ClientCredentials),
        OAuth2FlowKind::Implicit => quote!(Implicit),
        OAuth2FlowKind::Password => quote!(Password),
    };
    let renewed = (!refresh_url.is_empty()).then(|| quote!(.renewed_at(#refresh_url)));
    let needing = (!scopes.is_empty()).then(|| quote!(.needing(&[#(#scopes),*])));
    quote! {
        OAuth2Flow::new(OAuth2FlowKind::#kind, #authorization_url, #token_url) #renewed #needing
    }
}

pub(super) fn emit_credential(scheme: &Scheme, name: &Ident) -> TokenStream {
    let constant = name.to_constant();
    let words = scheme.docs.as_deref().map(Docs::of);
    let words = words.unwrap_or_else(|| {
        let name = code(&scheme.name);
        docs!["The credential for the security scheme ", name, "."]
    });
    let tokens = has_token_url(scheme).then(|| {
        docs![
            "A token, or with the feature `oauth2-flows` an `OAuth2`, which gets tokens and renews them."
        ]
    });
    let parts = [words, place(&scheme.kind)].into_iter().chain(tokens);
    let docs = emit_docs(&paragraphs(parts));
    if scheme.kind == SchemeKind::Basic {
        return quote! {
            #docs
            #[inline]
            pub fn #name(self, user: impl AsRef<str>, password: impl Into<Secret<String>>) -> Self {
                self.basic_credential(Client::#constant, user, password)
            }
        };
    }
    quote! {
        #docs
        #[inline]
        pub fn #name(self, credential: impl Into<CredentialSource>) -> Self {
            self.credential(Client::#constant, credential)
        }
    }
}

/// Whether the description says where tokens of the scheme come from.
pub(in crate::emit) fn has_token_url(scheme: &Scheme) -> bool {
    let mut flows = scheme.flows.iter();
    flows.any(|flow| !flow.token_url.is_empty())
}

/// Where a credential is sent.
pub(in crate::emit) fn place(kind: &SchemeKind) -> Docs {
    match kind {
        SchemeKind::Bearer => docs!["Sent as `Authorization: Bearer …`."],
        SchemeKind::Basic => docs!["Sent as `Authorization: Basic …`."],
        // What names no scheme here is the whole value, which has one.
        SchemeKind::Header(name) if name.eq_ignore_ascii_case("authorization") => docs![
            "The whole value of the header `Authorization`, with the scheme before the secret if the API asks for one, as in \
             `Bearer …`."
        ],
        SchemeKind::Header(name) => docs!["Sent in the header ", code(name), "."],
        SchemeKind::Query(name) => docs!["Sent in the query parameter ", code(name), "."],
        SchemeKind::Cookie(name) => docs!["Sent in the cookie ", code(name), "."],
    }
}

/// What the method of a scheme takes, for a secret as in a variable of the environment.
pub(in crate::emit) fn emit_secret(kind: &SchemeKind, secret: &str) -> TokenStream {
    match secret.split_once(':') {
        Some((user, password)) if *kind == SchemeKind::Basic => quote!(#user, #password),
        _ => quote!(#secret),
    }
}

/// The methods that take what calls need, where one of the outer list suffices; nothing where they need nothing.
pub(in crate::emit) fn needed_words(cx: &Context<'_>, security: &[Vec<String>]) -> Option<Docs> {
    let method = |wire: &String| {
        let position = cx.api.schemes.iter().position(|it| it.name == *wire)?;
        Some(code(cx.names.schemes.get(position)?.as_str()))
    };
    let one = |all: &Vec<String>| match all.as_slice() {
        [] => docs!["nothing"],
        all => joined(all.iter().filter_map(method), " and "),
    };
    let needs_some = security.iter().any(|all| !all.is_empty());
    needs_some.then(|| joined(security.iter().map(one), ", or "))
}
