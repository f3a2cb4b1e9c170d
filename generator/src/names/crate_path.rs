//! Where code outside of a client finds it.

use std::fmt;

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::{Ident, crate_ident};

/// The path to a client: the name of its crate, or `crate` and the modules that lead to it there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CratePath(Vec<Ident>);

impl CratePath {
    /// That of the library called `library`.
    pub(crate) fn of_crate(library: &str) -> Self {
        Self(vec![crate_ident(library)])
    }

    /// That of a module, by the modules from the root of its crate on; what is no identifier has been reported.
    pub(crate) fn of_module(modules: &[&str]) -> Self {
        let modules = modules.iter().filter_map(|it| Ident::checked(it));
        Self([Ident::root()].into_iter().chain(modules).collect())
    }
}

impl fmt::Display for CratePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words: Vec<&str> = self.0.iter().map(Ident::as_str).collect();
        f.write_str(&words.join("::"))
    }
}

impl ToTokens for CratePath {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let words = &self.0;
        quote!(#(#words)::*).to_tokens(tokens);
    }
}
