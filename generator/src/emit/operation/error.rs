//! Errors: the error type of an operation, and the enum of one that depends on the status.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::response::emit_payload;
use crate::emit::docs::{Docs, docs, emit_docs, emit_words, paragraphs};
use crate::emit::operation::outcomes::status_words;
use crate::emit::types::type_expr::{Module, emit_type};
use crate::emit::xml::emit_root;
use crate::emit::{Context, Piece, Table};
use crate::ir::{Answer, Case, ErrorType, Operation, Payload, TypeDef};
use crate::names::TypeNames;

/// The type that the documented errors of an operation are read as; `None` where none has a body.
pub(in crate::emit) fn emit_error_type(
    cx: &Context<'_>,
    operation: &Operation,
    module: Module<'_>,
) -> Option<TokenStream> {
    Some(match operation.error.as_ref()? {
        ErrorType::One(payload) => emit_payload(cx, payload, module),
        ErrorType::Several(ty) => emit_type(cx, ty, module),
    })
}

/// The statuses of errors that have a documented body.
pub(super) fn documented_statuses(operation: &Operation) -> Vec<&str> {
    let errors = operation.errors.iter();
    let documented = errors.filter(|it| !it.bodies.is_empty());
    documented.map(|it| it.status.as_str()).collect()
}

/// The enum of errors that depend on the status.
pub(in crate::emit) fn emit_errors(
    cx: &Context<'_>,
    def: &TypeDef,
    answer: &Answer,
    names: &TypeNames,
    module: Module<'_>,
) -> Vec<Piece> {
    let TypeDef {
        docs,
        title: _,
        deprecated: _,
        place: _,
        direction: _,
        kind: _,
        origin: _,
    } = def;
    let Answer { cases } = answer;
    let name = &names.name;
    let docs = match docs.as_deref() {
        Some(words) => emit_words(words),
        None => emit_docs(&docs!["What the body of an error is, by its status."]),
    };
    let mut variants = Vec::new();
    let mut lines = Vec::new();
    for (case, member) in cases.iter().zip(&names.members) {
        let Case {
            status,
            name: _,
            payload,
            docs,
        } = case;
        let Some(payload) = payload else {
            continue;
        };
        let words = docs.as_deref().map(Docs::of);
        let docs = emit_docs(&paragraphs(
            [status_words(status) + "."].into_iter().chain(words),
        ));
        let ty = emit_payload(cx, payload, module);
        let name = &member.name;
        let statuses = emit_statuses(status);
        variants.push(quote!(#docs #name(#ty),));
        let document = match payload {
            Payload::Xml(_, id) => Some(emit_root(cx, *id)),
            Payload::Json(_) | Payload::Any(_) | Payload::Text | Payload::Bytes => None,
        };
        let document = document.map(|it| quote!(as #it));
        lines.push(quote!(#name(#ty #document) = #statuses).into());
    }
    vec![
        Piece::Code(quote! {
            #docs
            #[derive(Clone, Debug, PartialEq)]
            #[non_exhaustive]
            pub enum #name {
                #(#variants)*
            }
        }),
        Piece::Table(Table {
            name: "documented_errors",
            ty: quote!(#name),
            lines,
            last: Vec::new(),
        }),
    ]
}

/// The statuses that a description means, as a pattern.
fn emit_statuses(status: &str) -> TokenStream {
    let class = status
        .strip_suffix("XX")
        .and_then(|it| it.parse::<u16>().ok());
    match (class, status.parse::<u16>()) {
        (Some(class), _) => {
            let first = Literal::u16_unsuffixed(class * 100);
            let last = Literal::u16_unsuffixed(class * 100 + 99);
            quote!(#first..=#last)
        }
        (None, Ok(status)) => {
            let status = Literal::u16_unsuffixed(status);
            quote!(#status)
        }
        (None, Err(_)) => quote!(_),
    }
}
