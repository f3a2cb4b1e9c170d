//! Security schemes: a `static` each, and the method of the builder that takes the secret.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::Context;
use crate::emit::docs::{Docs, code, docs, emit_docs, emit_words, joined};
use crate::ir::{Scheme, SchemeKind};
use crate::names::Ident;

pub(super) fn emit_scheme(scheme: &Scheme, name: &Ident) -> TokenStream {
    let Scheme {
        name: wire,
        kind,
        env: _,
        docs: _,
        origin: _,
    } = scheme;
    let constant = name.to_constant();
    let kind = match kind {
        SchemeKind::Bearer => quote!(SchemeKind::Bearer),
        SchemeKind::Basic => quote!(SchemeKind::Basic),
        SchemeKind::Header(name) => quote!(SchemeKind::Header(#name)),
        SchemeKind::Query(name) => quote!(SchemeKind::Query(#name)),
        SchemeKind::Cookie(name) => quote!(SchemeKind::Cookie(#name)),
    };
    quote! {
        static #constant: Scheme = Scheme {
            name: #wire,
            kind: #kind,
        };
    }
}

pub(super) fn emit_credential(scheme: &Scheme, name: &Ident) -> TokenStream {
    let constant = name.to_constant();
    let docs = if let Some(words) = scheme.docs.as_deref() {
        emit_words(words)
    } else {
        let name = code(&scheme.name);
        emit_docs(&docs!["The credential for the security scheme ", name, "."])
    };
    let form = match scheme.kind {
        SchemeKind::Basic => Some(quote! {
            ///
            /// It is the name of a user and a password, with a colon between them.
        }),
        SchemeKind::Bearer
        | SchemeKind::Header(_)
        | SchemeKind::Query(_)
        | SchemeKind::Cookie(_) => None,
    };
    quote! {
        #docs
        #form
        #[inline]
        pub fn #name(self, secret: impl Into<Secret<String>>) -> Self {
            self.credential(&#constant, secret)
        }
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
