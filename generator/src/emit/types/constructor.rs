//! Constructors: `new`, with what a value needs.

use proc_macro2::TokenStream;
use quote::quote;

use super::field::FieldParts;
use crate::emit::docs::{Docs, docs, emit_docs, joined};
use crate::names::{Constructor, Ident, Member};

/// A struct, as its constructor sees it.
pub(in crate::emit) struct Constructed<'a> {
    pub(in crate::emit) name: &'a Ident,
    pub(in crate::emit) parts: &'a [FieldParts],
    pub(in crate::emit) members: &'a [Member],
    pub(in crate::emit) constructor: &'a Constructor,
    /// Whether it derives `Default`.
    pub(in crate::emit) is_default: bool,
    /// The values of what is no field of the description.
    pub(in crate::emit) others: TokenStream,
}

/// `new`, with each required field that can have more than one value: as an argument, or in a struct where they are many. And
/// `Default`, where there is none.
pub(in crate::emit) fn emit_constructor(of: &Constructed<'_>) -> Vec<TokenStream> {
    let Constructed {
        name,
        parts,
        members,
        constructor: Constructor { fields, named },
        is_default,
        others,
    } = of;
    if *is_default {
        let docs = emit_docs(&about("An empty one. Each field", members));
        return vec![quote! {
            impl #name {
                #docs
                #[inline]
                pub fn new() -> Self {
                    Self::default()
                }
            }
        }];
    }
    let docs = emit_docs(&about(
        "One with its required fields. Each other field",
        members,
    ));
    let needed: Vec<&FieldParts> = fields.iter().filter_map(|at| parts.get(*at)).collect();
    let taken = named.as_ref();
    let taken = taken.map(|named| emit_required(name, named, &needed));
    let arguments = if let Some(named) = named {
        quote!(required: #named)
    } else {
        let arguments = needed.iter().filter_map(|part| part.argument.as_ref());
        quote!(#(#arguments),*)
    };
    let values = parts.iter().map(|part| match (named, &part.argument) {
        (Some(_), Some(_)) => {
            let field = &part.name;
            quote!(#field: required.#field)
        }
        _ => part.value.clone(),
    });
    let new = quote! {
        impl #name {
            #docs
            #[inline]
            pub fn new(#arguments) -> Self {
                Self {
                    #(#values,)*
                    #others
                }
            }
        }
    };
    let default = needed.is_empty().then(|| {
        quote! {
            impl Default for #name {
                #[inline]
                fn default() -> Self {
                    Self::new()
                }
            }
        }
    });
    taken.into_iter().chain([new]).chain(default).collect()
}

/// The struct of what a constructor takes. It can be written out, so that a field that is forgotten or renamed does not compile.
fn emit_required(name: &Ident, named: &Ident, needed: &[&FieldParts]) -> TokenStream {
    let name = Docs::rust(name);
    let docs = emit_docs(&docs![
        "The fields of a `",
        &name,
        "` that [`",
        &name,
        "::new`] takes."
    ]);
    let fields = needed.iter().map(|part| {
        let FieldParts {
            name, ty, brief, ..
        } = part;
        let docs = emit_docs(brief);
        quote!(#docs pub #name: #ty,)
    });
    quote! {
        #docs
        #[derive(Clone, Debug)]
        pub struct #named {
            #(#fields)*
        }
    }
}

/// Where the setters are: most have the names of the fields.
fn about(subject: &'static str, members: &[Member]) -> Docs {
    let words = docs![subject, " has a method of its name that sets it"];
    let renamed = members.iter().filter(|it| it.name != it.setter);
    let renamed = renamed.map(|Member { name, setter, .. }| {
        docs!["`", Docs::rust(setter), "` sets `", Docs::rust(name), "`"]
    });
    joined([words].into_iter().chain(renamed), "; ").wrapped() + "."
}
