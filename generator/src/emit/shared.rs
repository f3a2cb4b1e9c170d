//! Shared types: a file for each component, and the uses that a file of types needs.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Spacing, TokenStream, TokenTree};
use quote::quote;

use super::crate_root::emit_module;
use super::docs::emit_inner_lines;
use super::enum_::emit_enum;
use super::struct_::emit_struct;
use super::type_::Module;
use super::union::emit_union;
use super::{Context, Piece, Source};
use crate::ir::{Direction, TypeDef, TypeId, TypeKind};
use crate::names::{Home, Ident};

/// The module of shared types and the files in it; nothing where there are none.
pub(super) fn emit_shared_types(cx: &Context<'_>) -> Vec<Source> {
    let mut files: BTreeMap<&Ident, Vec<(TypeId, &TypeDef)>> = BTreeMap::new();
    for (id, def) in cx.api.types() {
        if let Some(Home::Shared(module)) = cx.names.ty(id).map(|names| &names.home) {
            files.entry(module).or_default().push((id, def));
        }
    }
    if files.is_empty() {
        return Vec::new();
    }
    let docs = emit_inner_lines("Types that several operations share.");
    let modules = files.keys().map(|module| emit_module(None, module));
    let uses = files.keys().map(|module| quote!(pub use #module::*;));
    let root = Source {
        path: "src/types.rs".to_owned(),
        pieces: vec![
            Piece::Code(quote!(#docs)),
            Piece::Code(quote!(#(#modules)*)),
            Piece::Code(quote!(#(#uses)*)),
        ],
    };
    let files = files.into_iter().map(|(module, mut defs)| {
        // A type is made after the types inside it, and reads better before them.
        defs.sort_by_key(|(id, def)| {
            let is_sent = def.direction == Direction::Write;
            (def.place.steps.len(), is_sent, *id)
        });
        let pieces = defs
            .into_iter()
            .flat_map(|(id, def)| emit_def(cx, id, def, Module::Shared(module)))
            .collect();
        Source {
            path: format!("src/types/{module}.rs"),
            pieces: with_uses(pieces, Module::Shared(module)),
        }
    });
    std::iter::once(root).chain(files).collect()
}

/// The definition of a type, whatever kind it is.
pub(super) fn emit_def(
    cx: &Context<'_>,
    id: TypeId,
    def: &TypeDef,
    module: Module<'_>,
) -> Vec<Piece> {
    let Some(names) = cx.names.ty(id) else {
        return Vec::new();
    };
    match &def.kind {
        TypeKind::Struct(object) => emit_struct(cx, id, def, object, names, module),
        TypeKind::TextEnum(list) => emit_enum(def, list, names),
        TypeKind::Union(union) => emit_union(cx, id, def, union, names, module),
    }
}

/// What the code of operations uses. No type in their files has one of these names.
const RUNTIME: [&str; 5] = ["Client", "Operation", "Request", "Style", "StyleKind"];
/// What the code of types uses. No generated type has one of these names.
const DATA: [&str; 3] = ["Json", "Patch", "Unrecognized"];

/// The pieces with the uses before them that they need.
pub(super) fn with_uses(pieces: Vec<Piece>, module: Module<'_>) -> Vec<Piece> {
    let mut used = BTreeSet::new();
    let mut tables = BTreeSet::new();
    for piece in &pieces {
        match piece {
            Piece::Code(tokens) => collect(tokens.clone(), &mut used),
            Piece::Table(table) => {
                tables.insert(table.name);
                table
                    .lines
                    .iter()
                    .chain(&table.last)
                    .for_each(|line| collect_entry(line.clone(), &mut used));
            }
        }
    }
    let path = |name: &&str| -> TokenStream { name.parse().unwrap_or_default() };
    let of = |names: &[&'static str]| -> Vec<TokenStream> {
        names
            .iter()
            .filter(|name| used.contains(**name))
            .map(path)
            .collect()
    };
    let mut data = of(&DATA);
    data.extend(tables.iter().map(path));
    let has_operations = module == Module::Resource;
    let mut runtime = if has_operations {
        of(&RUNTIME)
    } else {
        Vec::new()
    };
    if used.contains("decode::") {
        runtime.push(quote!(decode));
    }
    runtime.sort_by_key(ToString::to_string);
    data.sort_by_key(ToString::to_string);

    let std = used.contains("BTreeMap").then(|| {
        quote! { use std::collections::BTreeMap; }
    });
    let method = (has_operations && used.contains("Method")).then(|| {
        quote! { use http::Method; }
    });
    let runtime = emit_use(&quote!(crate::runtime), &runtime);
    let data = emit_use(&quote!(crate::runtime::data), &data);
    let types = used.contains("types::").then(|| {
        quote! { use crate::types; }
    });
    let groups = [quote!(#std), quote!(#method), quote!(#data #runtime #types)];
    let uses = groups.into_iter().filter(|group| !group.is_empty());
    uses.map(Piece::Code).chain(pieces).collect()
}

/// The names that are used of a module, in braces where there are several.
pub(super) fn emit_use(module: &TokenStream, names: &[TokenStream]) -> Option<TokenStream> {
    match names {
        [] => None,
        [name] => Some(quote! { use #module::#name; }),
        names => Some(quote! { use #module::{#(#names),*}; }),
    }
}

/// The identifiers in an entry of a table, behind the name of the field or variant that it is about.
fn collect_entry(tokens: TokenStream, used: &mut BTreeSet<String>) {
    let is_named = |token: &TokenTree| matches!(token, TokenTree::Ident(_));
    let mut tokens = tokens.into_iter().peekable();
    tokens.next_if(is_named);
    collect(tokens.collect(), used);
}

/// The identifiers in `tokens` that stand for something outside: no names of variants, and of a path only its start, which
/// keeps its `::`, so that a module is not mistaken for a field.
fn collect(tokens: TokenStream, used: &mut BTreeSet<String>) {
    let mut tokens = tokens.into_iter().peekable();
    let mut is_enum = false;
    // The second colon of `::` stands alone, as that of a field does; only the first is joined to what follows.
    let (mut joined, mut goes_on) = (false, false);
    while let Some(token) = tokens.next() {
        let goes_on = std::mem::replace(&mut goes_on, joined && is_colon(&token));
        joined = is_joined(&token);
        match token {
            TokenTree::Group(group) if std::mem::take(&mut is_enum) => {
                let values = group.stream().into_iter();
                let values = values.filter(|token| matches!(token, TokenTree::Group(_)));
                collect(values.collect(), used);
            }
            TokenTree::Group(group) => collect(group.stream(), used),
            TokenTree::Ident(ident) if ident == "enum" => is_enum = true,
            TokenTree::Ident(_) if goes_on => {}
            TokenTree::Ident(ident) => {
                let is_path = tokens.peek().is_some_and(is_joined);
                let name = ident.to_string();
                if is_path {
                    used.insert(format!("{name}::"));
                }
                used.insert(name);
            }
            _ => {}
        }
    }
}

fn is_colon(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == ':')
}

fn is_joined(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == ':' && punct.spacing() == Spacing::Joint)
}
