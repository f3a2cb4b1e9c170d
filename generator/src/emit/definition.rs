//! Structs with named fields, in parts: most of a client are these, and as parts they are printed without being parsed.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{Docs, emit_deprecated, emit_docs};
use crate::names::Ident;

/// A struct that others cannot make by its fields alone.
#[derive(Debug)]
pub struct StructDefinition {
    pub(crate) docs: Docs,
    pub(crate) deprecated: bool,
    /// The traits that it derives, with commas between them.
    pub(crate) derives: TokenStream,
    /// Other attributes.
    pub(crate) attributes: TokenStream,
    /// What the compiler says of one that is not used.
    pub(crate) must_use: Option<&'static str>,
    pub(crate) name: Ident,
    pub(crate) fields: Vec<DefinedField>,
}

/// A field of a struct.
#[derive(Clone, Debug)]
pub struct DefinedField {
    pub(crate) docs: Docs,
    pub(crate) deprecated: bool,
    pub(crate) is_public: bool,
    pub(crate) name: Ident,
    pub(crate) ty: TokenStream,
}

impl StructDefinition {
    /// All of it as code.
    pub(crate) fn tokens(&self) -> TokenStream {
        let Self {
            docs,
            deprecated,
            derives,
            attributes,
            must_use,
            name,
            fields,
        } = self;
        let docs = emit_docs(docs);
        let deprecated = emit_deprecated(*deprecated);
        let must_use = must_use.map(|reason| quote!(#[must_use = #reason]));
        let fields = fields.iter().map(DefinedField::tokens);
        quote! {
            #docs
            #deprecated
            #[derive(#derives)]
            #attributes
            #must_use
            #[non_exhaustive]
            pub struct #name {
                #(#fields)*
            }
        }
    }
}

impl DefinedField {
    fn tokens(&self) -> TokenStream {
        let Self {
            docs,
            deprecated,
            is_public,
            name,
            ty,
        } = self;
        let docs = emit_docs(docs);
        let deprecated = emit_deprecated(*deprecated);
        let public = is_public.then(|| quote!(pub));
        quote!(#docs #deprecated #public #name: #ty,)
    }
}
