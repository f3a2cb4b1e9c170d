//! Unions: enums with a variant for each branch.

use proc_macro2::TokenStream;
use quote::quote;

use super::conversion::lacking_words;
use super::type_expr::{Module, emit_value};
use crate::emit::docs::{Docs, code, docs, emit_deprecated, emit_docs, joined, paragraphs};
use crate::emit::{Context, Piece, Table};
use crate::ir::{Branch, JsonKind, Sign, TypeDef, TypeId, Union};
use crate::names::TypeNames;

/// A union and its table.
pub(in crate::emit) fn emit_union(
    cx: &Context<'_>,
    id: TypeId,
    def: &TypeDef,
    union: &Union,
    names: &TypeNames,
    module: Module<'_>,
) -> Vec<Piece> {
    let TypeDef {
        docs,
        deprecated,
        place: _,
        direction: _,
        kind: _,
        origin: _,
    } = def;
    let Union { branches } = union;
    let name = &names.name;
    let unknown = &names.rest;
    let words = docs.as_deref().map(Docs::of);
    let docs = emit_docs(&paragraphs(
        words.into_iter().chain(lacking_words(cx, id, module)),
    ));
    let deprecated = emit_deprecated(*deprecated);
    let mut variants = Vec::new();
    let mut lines = Vec::new();
    for (position, (branch, member)) in branches.iter().zip(&names.members).enumerate() {
        let Branch {
            ty,
            kind,
            signs,
            docs,
            name: _,
            origin: _,
        } = branch;
        let boxed = cx.analysis.boxed.contains(&(id, position));
        let ty = emit_value(cx, ty, boxed, module);
        let told = |it: &Branch| it.kind == *kind && !it.signs.is_empty();
        let is_rest = signs.is_empty() && branches.iter().any(told);
        let recognised = recognised(*kind, signs, is_rest);
        let words = docs.as_deref();
        let words = words.filter(|it| !recognised.as_str().starts_with(it));
        let words = words.map(Docs::of);
        let docs = emit_docs(&paragraphs([recognised].into_iter().chain(words)));
        let variant = &member.name;
        let kind = emit_kind(*kind);
        let signs = signs.iter().map(emit_sign);
        // A value of a type that several branches have does not tell which of them it is.
        let twins = branches.iter().filter(|it| it.ty == branch.ty).count();
        let shared = (twins > 1).then(|| quote!(shared));
        variants.push(quote!(#docs #variant(#ty),));
        lines.push(quote!(#variant(#ty) #shared: #kind(#(#signs),*)));
    }
    let definition = quote! {
        #docs
        #deprecated
        #[derive(Clone)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            /// Another value, as it came.
            #unknown(Json),
        }
    };
    let table = Table {
        name: "union",
        ty: quote!(#name),
        lines,
        last: vec![quote!(..#unknown)],
    };
    vec![Piece::Code(definition), Piece::Table(table)]
}

fn emit_sign(sign: &Sign) -> TokenStream {
    match sign {
        Sign::Key(key) => quote!(#key),
        Sign::Value { key, value } => quote!(#key = #value),
        Sign::Scalar { key, value } => {
            // A literal, as lowering has written it.
            let value: TokenStream = value.parse().unwrap_or_default();
            quote!(#key is #value)
        }
        Sign::Keys(keys) => quote!((#(#keys),*)),
        Sign::Inner { path, value } => quote!((#(#path),*) = #value),
    }
}

fn emit_kind(kind: JsonKind) -> TokenStream {
    match kind {
        JsonKind::Bool => quote!(Bool),
        JsonKind::Integer => quote!(Integer),
        JsonKind::Number => quote!(Number),
        JsonKind::String => quote!(String),
        JsonKind::Array => quote!(Array),
        JsonKind::Object => quote!(Object),
    }
}

/// By what the client recognises a value of the branch, in words.
fn recognised(kind: JsonKind, signs: &[Sign], is_rest: bool) -> Docs {
    let (article, what) = match kind {
        JsonKind::Bool => ("A", "boolean"),
        JsonKind::Integer => ("A", "whole number"),
        JsonKind::Number => ("A", "number"),
        JsonKind::String => ("A", "string"),
        JsonKind::Array => ("An", "array"),
        JsonKind::Object => ("An", "object"),
    };
    let article = if is_rest { "Any other" } else { article };
    let what = docs![article, " ", what];
    let signs = signs.iter().map(|sign| match sign {
        Sign::Key(key) => docs!["with ", code(key)],
        Sign::Value { key, value } | Sign::Scalar { key, value } => {
            docs!["whose ", code(key), " is ", code(value)]
        }
        Sign::Keys(keys) => {
            docs!["with ", joined(keys.iter().map(|key| code(key)), " and ")]
        }
        Sign::Inner { path, value } => {
            docs!["whose ", code(&path.join(".")), " is ", code(value)]
        }
    });
    let signs = joined(signs, ", or ");
    if signs.is_empty() {
        docs![what, "."]
    } else {
        docs![what, " ", signs, "."]
    }
}
