//! Responses: the enum of a response that depends on the status, and how a payload is read.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::Context;
use crate::emit::Piece;
use crate::emit::docs::{Docs, code, docs, emit_docs, emit_words, paragraphs};
use crate::emit::types::type_expr::{Module, emit_type};
use crate::emit::xml::emit_root;
use crate::ir::{Answer, Case, Framing, Payload, StreamItem, Streaming, TypeDef};
use crate::names::TypeNames;

/// The enum of a response that depends on the status.
pub(in crate::emit) fn emit_answer(
    cx: &Context<'_>,
    def: &TypeDef,
    answer: &Answer,
    names: &TypeNames,
    module: Module<'_>,
) -> Vec<Piece> {
    let TypeDef {
        docs,
        deprecated: _,
        place: _,
        direction: _,
        kind: _,
        title: _,
        origin: _,
    } = def;
    let Answer { cases } = answer;
    let name = &names.name;
    let docs = match docs.as_deref() {
        Some(words) => emit_words(words),
        None => emit_docs(&docs!["What the operation answers, by its status."]),
    };
    let members = cases.iter().zip(&names.members);
    let variants = members.clone().map(|(case, member)| {
        let Case {
            status,
            name: _,
            payload,
            docs,
        } = case;
        let status = docs!["Status ", code(status), "."];
        let words = docs.as_deref().map(Docs::of);
        let docs = emit_docs(&paragraphs([status].into_iter().chain(words)));
        let name = &member.name;
        let payload = payload.as_ref().map(|payload| {
            let ty = emit_payload(cx, payload, module);
            quote!((#ty))
        });
        quote!(#docs #name #payload,)
    });
    // A status that the description does not name is read as the case of the widest range.
    let fallback = cases
        .iter()
        .position(|case| case.status.parse::<u16>().is_err())
        .unwrap_or(0);
    let arms = members.enumerate().map(|(index, (case, member))| {
        let pattern = match case.status.parse::<u16>() {
            Ok(status) if index != fallback => {
                let status = proc_macro2::Literal::u16_unsuffixed(status);
                (false, quote!(#status))
            }
            _ => (true, quote!(_)),
        };
        let variant = &member.name;
        let value = case.payload.as_ref().map(|payload| {
            let read = emit_read(cx, payload);
            quote!((#read?))
        });
        (pattern.0, pattern.1, quote!(Self::#variant #value))
    });
    let mut arms: Vec<_> = arms.collect();
    arms.sort_by_key(|(is_fallback, ..)| *is_fallback);
    let arms = arms
        .into_iter()
        .map(|(_, pattern, value)| quote!(#pattern => #value,));
    vec![
        Piece::Code(quote! {
            #docs
            #[derive(Clone, Debug, PartialEq)]
            #[non_exhaustive]
            pub enum #name {
                #(#variants)*
            }
        }),
        Piece::Code(quote! {
            impl #name {
                fn read(response: &response::RawResponse) -> Result<Self, decode::DecodeError> {
                    Ok(match response.status().as_u16() {
                        #(#arms)*
                    })
                }
            }
        }),
    ]
}

/// The type that is read from a response.
pub(in crate::emit) fn emit_payload(
    cx: &Context<'_>,
    payload: &Payload,
    module: Module<'_>,
) -> TokenStream {
    match payload {
        Payload::Json(ty) | Payload::Any(ty) | Payload::Xml(ty, _) => emit_type(cx, ty, module),
        Payload::Text => quote!(String),
        Payload::Bytes => quote!(bytes::Bytes),
    }
}

/// The type that is read from an item of a stream.
pub(in crate::emit) fn emit_item(
    cx: &Context<'_>,
    item: &StreamItem,
    module: Module<'_>,
) -> TokenStream {
    match item {
        StreamItem::Json(ty) => emit_type(cx, ty, module),
        StreamItem::Text => quote!(String),
        StreamItem::Event => quote!(event_stream::Event),
    }
}

/// The call that makes a request one for the items of a stream.
pub(in crate::emit) fn emit_items(stream: &Streaming) -> TokenStream {
    let Streaming { framing, item } = stream;
    let framing = match framing {
        Framing::Data => quote!(Data),
        Framing::Event => quote!(Event),
        Framing::TextEvent => quote!(TextEvent),
        Framing::Lines => quote!(Lines),
        Framing::Sequence => quote!(Sequence),
    };
    let read = match item {
        StreamItem::Json(_) => quote!(json),
        StreamItem::Text => quote!(text),
        StreamItem::Event => quote!(event),
    };
    quote!(.items_as(event_stream::Framing::#framing, event_stream::#read))
}

/// The function that reads a payload.
pub(in crate::emit) fn emit_decode(cx: &Context<'_>, payload: &Payload) -> TokenStream {
    match payload {
        Payload::Json(_) => quote!(decode::json),
        Payload::Any(_) => quote!(decode::any),
        Payload::Xml(..) => {
            let read = emit_read(cx, payload);
            quote!(|response| #read)
        }
        Payload::Text => quote!(decode::text),
        Payload::Bytes => quote!(decode::bytes),
    }
}

/// The call that reads a payload of a `response`.
fn emit_read(cx: &Context<'_>, payload: &Payload) -> TokenStream {
    match payload {
        Payload::Xml(_, id) => {
            let root = emit_root(cx, *id);
            quote!(decode::xml(response, &#root))
        }
        Payload::Json(_) | Payload::Any(_) | Payload::Text | Payload::Bytes => {
            let read = emit_decode(cx, payload);
            quote!(#read(response))
        }
    }
}
