//! Structs: what an object schema becomes.

use proc_macro2::TokenStream;
use quote::quote;

use super::constructor::{Constructed, emit_constructor};
use super::conversion::lacking_words;
use super::field::{FieldParts, emit_field, emit_received_field};
use super::type_expr::{Module, emit_type};
use crate::analyze::Keeps;
use crate::emit::docs::{Docs, docs, paragraphs};
use crate::emit::{Context, DefinedField, Piece, StructDefinition, Table, TableLine, former};
use crate::ir::{Direction, Field, Presence, Struct, Type, TypeDef, TypeId};
use crate::names::{Ident, TypeNames};

/// A struct, its constructor and its table.
pub(in crate::emit) fn emit_struct(
    cx: &Context<'_>,
    id: TypeId,
    def: &TypeDef,
    object: &Struct,
    names: &TypeNames,
    module: Module<'_>,
) -> Vec<Piece> {
    let TypeDef {
        docs,
        deprecated,
        place: _,
        direction,
        kind: _,
        title: _,
        origin: _,
    } = def;
    let Struct {
        fields,
        rest,
        rest_docs,
    } = object;
    let name = &names.name;
    let words = docs.as_deref().map(Docs::of);
    let docs = paragraphs(words.into_iter().chain(lacking_words(cx, id, module)));
    let boxed = |position| cx.analysis.boxed.contains(&(id, position));
    let parts: Vec<FieldParts> = fields
        .iter()
        .zip(&names.members)
        .enumerate()
        .map(|(position, (field, member))| {
            if *direction == Direction::Read {
                emit_received_field(cx, field, member, boxed(position), module)
            } else {
                emit_field(cx, field, member, boxed(position), module)
            }
        })
        .collect();
    let rest_field = rest.as_ref().map(|ty| {
        let ty = emit_type(cx, ty, module);
        let name = &names.rest;
        let own = docs!["All other properties."];
        let words = rest_docs.as_deref().map(Docs::of);
        DefinedField {
            docs: paragraphs([own].into_iter().chain(words)),
            deprecated: false,
            is_public: true,
            name: name.clone(),
            ty: quote!(BTreeMap<String, #ty>),
        }
    });
    let keeps = cx.analysis.keeps.get(&id).copied();
    let extra_field = keeps.map(|keeps| emit_extra(keeps, &names.extra));
    let is_sent = *direction != Direction::Read;
    let is_given = |field: &Field| field.is_needed() || field.preset().is_some();
    let default = fields
        .iter()
        .all(|field| field.presence != Presence::Required && !(is_sent && is_given(field)))
        .then(|| quote!(, Default));
    let derives = cx.names.types.derives(id);
    let (traits, added) = (derives.traits(), derives.attributes());
    let definitions = parts.iter().map(|it| it.definition.clone());
    let definition = StructDefinition {
        docs,
        deprecated: *deprecated,
        derives: quote!(Clone #default #traits),
        attributes: added,
        must_use: None,
        name: name.clone(),
        fields: definitions.chain(rest_field).chain(extra_field).collect(),
    };
    let table = emit_table(cx, def, object, names, &parts, keeps, module);
    let empty = rest.as_ref().map(|_| {
        let name = &names.rest;
        quote!(#name: BTreeMap::new(),)
    });
    let extra = keeps.map(|_| {
        let name = &names.extra;
        quote!(#name: crate::Extra::default(),)
    });
    let mut pieces = vec![Piece::Struct(definition)];
    // Only tests construct a type that is only received: its table gives it what they need.
    if is_sent {
        let constructor = emit_constructor(&Constructed {
            name,
            parts: &parts,
            members: &names.members,
            constructor: &names.constructor,
            is_default: default.is_some(),
            others: quote!(#empty #extra),
        });
        pieces.extend(constructor.into_iter().map(Piece::Code));
        pieces.extend(emit_wrapping(cx, def, name, module).map(Piece::Code));
    }
    pieces.push(Piece::Table(table));
    let (of, own) = ((name, !is_sent), (&fields[..], &names.members[..]));
    pieces.extend(former::emit_setters(cx, of, own, boxed, module));
    pieces
}

/// The table of a struct: its fields, all other properties, and what it keeps beside them.
fn emit_table(
    cx: &Context<'_>,
    def: &TypeDef,
    object: &Struct,
    names: &TypeNames,
    parts: &[FieldParts],
    keeps: Option<Keeps>,
    module: Module<'_>,
) -> Table {
    let TypeNames {
        name, rest, extra, ..
    } = names;
    let is_received = def.direction == Direction::Read;
    let lines = object.fields.iter().zip(parts).map(|(field, part)| {
        let (entry, wire) = (&part.entry, &field.wire);
        let constant = part.constant.as_ref().filter(|_| is_received);
        let constant = constant.map(|only| quote!(=> #only));
        let code = quote!(#entry = #wire #constant);
        let docs = part.brief.clone();
        TableLine { docs, code }
    });
    let others = object.rest.as_ref().map(|ty| {
        let ty = emit_type(cx, ty, module);
        quote!(..#rest(#ty))
    });
    let kept = keeps.map(|keeps| match keeps {
        Keeps::Nulls => quote!(=> #extra(nulls)),
        Keeps::Unknown => quote!(=> #extra(unknown)),
    });
    Table {
        name: if is_received { "received" } else { "record" },
        ty: quote!(#name),
        lines: lines.collect(),
        last: others.into_iter().chain(kept).collect(),
    }
}

/// The field of what a struct keeps. Callers see the properties that have no field of their own.
fn emit_extra(keeps: Keeps, name: &Ident) -> DefinedField {
    let docs = match keeps {
        Keeps::Nulls => Docs::default(),
        Keeps::Unknown => docs!["The properties that have no field of their own."],
    };
    DefinedField {
        docs,
        deprecated: false,
        is_public: keeps == Keeps::Unknown,
        name: name.clone(),
        ty: quote!(crate::Extra),
    }
}

/// `From` what an object is around, where it is a branch of a union and has nothing else.
fn emit_wrapping(
    cx: &Context<'_>,
    def: &TypeDef,
    name: &Ident,
    module: Module<'_>,
) -> Option<TokenStream> {
    let (_, inner) = cx.api.wrapped(def)?;
    let inner = emit_type(cx, &Type::Named(inner), module);
    Some(quote! {
        impl From<#inner> for #name {
            #[inline]
            fn from(value: #inner) -> Self {
                Self::new(value)
            }
        }
    })
}
