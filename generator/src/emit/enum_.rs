//! Enums of strings.

use quote::quote;

use super::docs::{code, emit_deprecated, emit_docs, emit_lines};
use super::{Piece, Table};
use crate::ir::{TextEnum, TextValue, TypeDef};
use crate::names::TypeNames;

/// An enum of strings and its table.
pub(super) fn emit_enum(def: &TypeDef, list: &TextEnum, names: &TypeNames) -> Vec<Piece> {
    let TypeDef {
        docs,
        deprecated,
        place: _,
        direction: _,
        kind: _,
        origin: _,
    } = def;
    let TextEnum { values } = list;
    let name = &names.name;
    let unknown = &names.rest;
    let docs = docs.as_deref().map(emit_docs);
    let deprecated = emit_deprecated(*deprecated);
    let variants = values.iter().zip(&names.members).map(|(value, member)| {
        let TextValue { wire } = value;
        let docs = emit_lines(&code(wire));
        let name = &member.name;
        quote!(#docs #name,)
    });
    let definition = quote! {
        #docs
        #deprecated
        #[derive(Clone)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            /// Another string, which a newer server may send.
            #unknown(Unrecognized),
        }
    };
    let lines = values.iter().zip(&names.members).map(|(value, member)| {
        let wire = &value.wire;
        let name = &member.name;
        quote!(#name = #wire)
    });
    let table = Table {
        name: "text_enum",
        ty: quote!(#name),
        lines: lines.collect(),
        last: Some(quote!(..#unknown)),
    };
    vec![Piece::Code(definition), Piece::Table(table)]
}
