//! Aliases for what had another name before: deprecated items that lead to what has the new one.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{Docs, docs, emit_docs};
use super::types::type_expr::{Module, emit_argument, emit_named, emit_value};
use super::{Context, Piece};
use crate::ir::{Branch, Field, Operation, Type, TypeId};
use crate::names::{
    DefiningFile, FormerMethod, FormerResource, Ident, Member, OperationNames, ResourceNames,
};

/// The words and the attribute of an alias of what is called `new`, to which `link` leads.
fn emit_head(new: &Ident, link: &Docs) -> TokenStream {
    let docs = emit_docs(&docs!["The former name of [`", link.clone(), "`]."]);
    let note = format!("renamed to `{new}`");
    quote!(#docs #[deprecated(note = #note)])
}

fn emit_own_head(new: &Ident) -> TokenStream {
    emit_head(new, &docs!["Self::", Docs::rust(new)])
}

/// The former names of the types that a file defines.
pub(super) fn emit_types(cx: &Context<'_>, home: &DefiningFile, module: Module<'_>) -> Vec<Piece> {
    let former = cx.names.types.former_in(home);
    let former = former.filter_map(|it| {
        let ty = emit_named(cx, it.of, module);
        let new = &cx.names.ty(it.of)?.name;
        Some(emit_alias(&it.name, new, &ty))
    });
    former.collect()
}

fn emit_alias(old: &Ident, new: &Ident, ty: &TokenStream) -> Piece {
    let head = emit_head(new, &Docs::rust(ty));
    Piece::Code(quote!(#head pub type #old = #ty;))
}

/// The former names of the params of an operation.
pub(super) fn emit_params(names: &OperationNames) -> impl Iterator<Item = Piece> {
    let params = &names.params;
    let former = names.former.iter().filter_map(|it| it.params.as_ref());
    former.map(move |old| emit_alias(old, params, &quote!(#params)))
}

/// The former names of a method with these parameters, to which these values are passed on.
pub(super) fn emit_methods(
    names: &OperationNames,
    operation: &Operation,
    parameters: &[TokenStream],
    returned: &TokenStream,
) -> TokenStream {
    let OperationNames {
        method,
        former,
        params: _,
        arguments,
        fields: _,
        constructor: _,
    } = names;
    former
        .iter()
        .map(|FormerMethod { method: old, .. }| {
            let head = emit_own_head(method);
            let params = operation.takes_params().then(|| quote!(params));
            let values = arguments.iter().map(|it| quote!(#it)).chain(params);
            quote! {
                #head
                #[inline]
                pub fn #old(&self, #(#parameters),*) -> #returned {
                    self.#method(#(#values),*)
                }
            }
        })
        .collect()
}

/// The former setters of a struct, and what has made its fields `null`. `boxed` says of which positions the fields are in boxes.
pub(super) fn emit_setters(
    cx: &Context<'_>,
    (name, is_received): (&Ident, bool),
    (fields, members): (&[Field], &[Member]),
    boxed: impl Fn(usize) -> bool,
    module: Module<'_>,
) -> Option<Piece> {
    let mut setters = Vec::new();
    for (position, (field, member)) in fields.iter().zip(members).enumerate() {
        let boxed = boxed(position);
        let Member {
            name: _,
            setter,
            null,
            former,
        } = member;
        if former.is_empty() {
            continue;
        }
        let argument = match field.ty {
            Type::Json | Type::Nullable(_) | Type::Tuple(_) | Type::I128 => {
                let value = emit_value(cx, &field.ty, boxed, module);
                quote!(impl Into<#value>)
            }
            _ => emit_argument(cx, field, setter, boxed, module).0,
        };
        let head = emit_own_head(setter);
        for old in former {
            let null = null.as_ref().zip(old.null.as_ref());
            let null = null.map(|(null, old)| {
                let head = emit_own_head(null);
                quote! {
                    #head
                    #[inline]
                    pub fn #old(self) -> Self {
                        self.#null()
                    }
                }
            });
            let old = &old.name;
            setters.push(quote! {
                #head
                #[inline]
                pub fn #old(self, value: #argument) -> Self {
                    self.#setter(value)
                }
                #null
            });
        }
    }
    let gate = is_received.then(|| quote!(#[cfg(feature = "mock")]));
    (!setters.is_empty()).then(|| Piece::Code(quote!(#gate impl #name { #(#setters)* })))
}

/// The former names of the values of an enum, which can be written and compared, but are no patterns.
pub(super) fn emit_values(name: &Ident, members: &[Member]) -> Option<Piece> {
    let values = members.iter().flat_map(|member| {
        let new = &member.name;
        let former = member.former.iter().map(|it| &it.name);
        former.map(move |old| {
            let head = emit_own_head(new);
            quote! {
                #head
                #[allow(non_upper_case_globals, reason = "it was a variant")]
                pub const #old: Self = Self::#new;
            }
        })
    });
    let values: Vec<TokenStream> = values.collect();
    (!values.is_empty()).then(|| Piece::Code(quote!(impl #name { #(#values)* })))
}

/// The former names of the branches of a union, which make a value of it, but are no patterns.
pub(super) fn emit_branches(
    cx: &Context<'_>,
    (id, name): (TypeId, &Ident),
    branches: &[Branch],
    members: &[Member],
    module: Module<'_>,
) -> Option<Piece> {
    let mut made = Vec::new();
    for (position, (branch, member)) in branches.iter().zip(members).enumerate() {
        let new = &member.name;
        made.extend(member.former.iter().map(|it| {
            let head = emit_own_head(new);
            let old = &it.name;
            let boxed = cx.analysis.boxed.contains(&(id, position));
            let ty = emit_value(cx, &branch.ty, boxed, module);
            quote! {
                #head
                #[allow(non_snake_case, reason = "it was a variant")]
                #[inline]
                pub fn #old(value: #ty) -> Self {
                    Self::#new(value)
                }
            }
        }));
    }
    (!made.is_empty()).then(|| Piece::Code(quote!(impl #name { #(#made)* })))
}

/// The former modules of a resource, which lies beside them.
pub(super) fn emit_modules(names: &ResourceNames, gate: Option<&TokenStream>) -> TokenStream {
    let ResourceNames {
        module,
        handle,
        former,
    } = names;
    let modules = former.iter().map(|it| {
        let head = emit_head(module, &docs!["mod@", Docs::rust(module)]);
        let FormerResource {
            module: old,
            handle: old_handle,
        } = it;
        let handle_head = emit_head(
            handle,
            &docs!["super::", Docs::rust(module), "::", Docs::rust(handle)],
        );
        let alias = (old_handle != handle).then(|| {
            quote! {
                #handle_head
                pub type #old_handle = super::#module::#handle;
            }
        });
        quote! {
            #head
            #gate
            pub mod #old {
                pub use super::#module::*;
                #alias
            }
        }
    });
    modules.collect()
}

/// The former methods that lead to a resource, which is at `path` from there.
pub(super) fn emit_accessors(
    names: &ResourceNames,
    path: &TokenStream,
    gate: Option<&TokenStream>,
) -> TokenStream {
    let ResourceNames {
        module,
        handle,
        former,
    } = names;
    let methods = former.iter().map(|it| {
        let head = emit_own_head(module);
        let old = &it.module;
        quote! {
            #head
            #gate
            #[inline]
            pub fn #old(&self) -> #path::#handle {
                self.#module()
            }
        }
    });
    methods.collect()
}
