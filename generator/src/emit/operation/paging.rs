//! Paged lists: how a page leads to the next one, and where its items are.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::Context;
use crate::emit::types::type_expr::{Module, emit_type};
use crate::ir::{ItemsAt, NextPage, OperationId, Paging, Presence, Struct, Type, TypeId, TypeKind};
use crate::names::Ident;

/// The rule by which an operation gets from page to page, if it is paged. `module` stands before the names of its types.
pub(in crate::emit) fn emit_paging(
    cx: &Context<'_>,
    id: OperationId,
    module: &TokenStream,
) -> Option<TokenStream> {
    let Paging {
        next,
        items,
        total,
        pages,
        more,
    } = cx.analysis.paging.get(&id)?;
    let next = emit_next(next);
    let items = &items.wires;
    let items = (!items.is_empty()).then(|| quote!(.items(&[#(#items),*])));
    let total = total.as_ref().map(|path| quote!(.total(&[#(#path),*])));
    let pages = pages.as_ref().map(|path| quote!(.pages(&[#(#path),*])));
    let more = more.as_ref().map(|path| quote!(.more(&[#(#path),*])));
    Some(quote!(#module Paging::new(#module Next::#next) #items #total #pages #more))
}

/// What the request for the next page says.
fn emit_next(next: &NextPage) -> TokenStream {
    match next {
        NextPage::Page {
            parameter,
            size,
            first,
        } => {
            let size = emit_option(size.as_ref().map(|size| quote!(#size)));
            let first = proc_macro2::Literal::u64_unsuffixed(*first);
            quote!(Page { parameter: #parameter, size: #size, first: #first })
        }
        NextPage::Offset { parameter } => quote!(Offset { parameter: #parameter }),
        NextPage::Cursor { parameter, from } => {
            quote!(Cursor { parameter: #parameter, from: &[#(#from),*] })
        }
        NextPage::Item { parameter, key } => quote!(Item { parameter: #parameter, key: #key }),
        NextPage::Url { from, parameter } => {
            let parameter = emit_option(parameter.as_ref().map(|it| quote!(#it)));
            quote!(Url { from: &[#(#from),*], parameter: #parameter })
        }
        NextPage::Link => quote!(Link),
    }
}

fn emit_option(value: Option<TokenStream>) -> TokenStream {
    value.map_or_else(|| quote!(None), |value| quote!(Some(#value)))
}

/// Where the items of a page are, for a type that is the response of a paged operation.
pub(in crate::emit) fn emit_page(
    cx: &Context<'_>,
    id: TypeId,
    name: &Ident,
    module: Module<'_>,
) -> Option<TokenStream> {
    let answers = |operation: &OperationId| {
        let operation = cx.api.operation(*operation);
        operation.and_then(|it| it.success.page()) == Some(&Type::Named(id))
    };
    let (_, paging) = cx
        .analysis
        .paging
        .iter()
        .find(|(operation, _)| answers(operation))?;
    let ItemsAt { fields, wires: _ } = &paging.items;
    let mut value = quote!(self);
    let mut optional = false;
    let mut item = None;
    for (index, (owner, position)) in fields.iter().enumerate() {
        let TypeKind::Struct(Struct {
            fields: all,
            rest: _,
            rest_docs: _,
        }) = &cx.api.ty(*owner)?.kind
        else {
            return None;
        };
        let field = all.get(*position)?;
        let member = &cx.names.ty(*owner)?.members.get(*position)?.name;
        let is_optional = field.presence != Presence::Required;
        value = match (index, optional, is_optional) {
            (0, ..) | (_, false, _) => quote!(#value.#member),
            (_, true, false) => quote!(#value.map(|it| it.#member)),
            (_, true, true) => quote!(#value.and_then(|it| it.#member)),
        };
        optional |= is_optional;
        item = Some(&field.ty);
    }
    let (item, items) = match (item?, optional) {
        (Type::List(item), false) => (emit_type(cx, item, module), value),
        (Type::List(item), true) => (
            emit_type(cx, item, module),
            quote!(#value.unwrap_or_default()),
        ),
        (item, false) => (emit_type(cx, item, module), quote!(vec![#value])),
        (item, true) => (
            emit_type(cx, item, module),
            quote!(#value.into_iter().collect()),
        ),
    };
    Some(quote! {
        impl crate::runtime::paging::Page for #name {
            type Item = #item;

            #[inline]
            fn into_items(self) -> Vec<Self::Item> {
                #items
            }
        }
    })
}
