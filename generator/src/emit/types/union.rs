//! Unions: enums with a variant for each branch.

use proc_macro2::TokenStream;
use quote::quote;

use super::conversion::lacking_words;
use super::type_expr::{Module, emit_presence, emit_type, emit_value};
use crate::emit::docs::{Docs, code, docs, emit_deprecated, emit_docs, joined, paragraphs};
use crate::emit::{Context, Piece, Table, TableLine, former};
use crate::ir::{
    Branch, Direction, JsonKind, Sign, Struct, Type, TypeDef, TypeId, TypeKind, Union,
};
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
        title: _,
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
        let word = if twins > 1 {
            Some(quote!(shared))
        } else {
            emit_others(cx, (id, union), branch, boxed, module)
        };
        variants.push(quote!(#docs #variant(#ty),));
        lines.push(quote!(#variant(#ty) #word: #kind(#(#signs),*)).into());
    }
    let derives = cx.names.types.derives(id);
    let (traits, added) = (derives.traits(), derives.attributes());
    let definition = quote! {
        #docs
        #deprecated
        #[derive(Clone #traits)]
        #added
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
    let mut pieces = vec![Piece::Code(definition), Piece::Table(table)];
    pieces.extend(emit_shared_fields(cx, union, names, module).map(Piece::Table));
    let members = &names.members;
    pieces.extend(former::emit_branches(
        cx,
        (id, name),
        branches,
        members,
        module,
    ));
    pieces
}

/// The table of the fields that all branches have, which can be read without knowing the branch.
fn emit_shared_fields(
    cx: &Context<'_>,
    union: &Union,
    names: &TypeNames,
    module: Module<'_>,
) -> Option<Table> {
    let mut objects = Vec::new();
    for branch in &union.branches {
        let Type::Named(id) = branch.ty else {
            return None;
        };
        let TypeKind::Struct(object) = &cx.api.ty(id)?.kind else {
            return None;
        };
        objects.push((id, object, cx.names.ty(id)?));
    }
    let ((first_id, first, first_names), others) = objects.split_first()?;
    let is_boxed = |id, at| cx.analysis.boxed.contains(&(id, at));
    let fields = first.fields.iter().zip(&first_names.members).enumerate();
    let fields = fields.filter(|(at, (field, member))| {
        let is_alike = |(id, object, names): &(TypeId, &Struct, &TypeNames)| {
            let fields = object.fields.iter().zip(&names.members).enumerate();
            fields.into_iter().any(|(at, (it, named))| {
                let is_same = it.wire == field.wire && it.presence == field.presence;
                is_same && it.ty == field.ty && named.name == member.name && !is_boxed(*id, at)
            })
        };
        // What has no setter of its name would hide a method of every type. The tag is the branch itself.
        let is_tag = union.branches.iter().filter_map(Branch::tag);
        let is_tag = { is_tag }.any(|(key, _)| key == field.wire);
        let is_free = member.name == member.setter && !is_boxed(*first_id, *at) && !is_tag;
        is_free && others.iter().all(is_alike)
    });
    let lines: Vec<TableLine> = fields
        .map(|(_, (field, member))| {
            let how = match &field.ty {
                Type::String => quote!(text),
                Type::Bool | Type::I32 | Type::I64 | Type::U32 | Type::U64 | Type::I128 => {
                    quote!(copied)
                }
                Type::F32 | Type::F64 => quote!(copied),
                _ => quote!(borrowed),
            };
            let (name, word) = (&member.name, emit_presence(field.presence));
            let ty = emit_type(cx, &field.ty, module);
            quote!(#name: #word(#ty) #how).into()
        })
        .collect();
    let (name, variants) = (&names.name, names.members.iter().map(|it| &it.name));
    (!others.is_empty() && !lines.is_empty()).then(|| Table {
        name: "shared_fields",
        ty: quote!(#name(#(#variants),*)),
        lines,
        last: Vec::new(),
    })
}

/// What else a branch is made from: what is in its box, and what a literal is. Of several branches of texts it is the one of plain
/// strings, and of several of numbers that of whole ones.
fn emit_others(
    cx: &Context<'_>,
    (id, union): (TypeId, &Union),
    branch: &Branch,
    boxed: bool,
    module: Module<'_>,
) -> Option<TokenStream> {
    let is_only = |kinds: &[JsonKind]| {
        let of_kind = union.branches.iter().filter(|it| kinds.contains(&it.kind));
        of_kind.count() == 1
    };
    let is_open_enum = |id: TypeId| match cx.api.ty(id).map(|it| &it.kind) {
        Some(TypeKind::TextEnum(list)) => !list.closed,
        _ => false,
    };
    let wrapped = |branch: &Branch| match branch.ty {
        Type::Named(id) => {
            let def = cx.api.ty(id).filter(|it| it.direction != Direction::Read)?;
            cx.api.wrapped(def).map(|(_, inner)| Type::Named(inner))
        }
        _ => None,
    };
    let others: Vec<TokenStream> = match &branch.ty {
        // A value is made from itself already.
        Type::Named(own) if *own == id => Vec::new(),
        _ if boxed => vec![emit_type(cx, &branch.ty, module)],
        Type::String => vec![quote!(&str)],
        Type::DateTime | Type::Date | Type::Base64 if is_only(&[JsonKind::String]) => {
            vec![quote!(&str), quote!(String)]
        }
        Type::Named(id) if is_open_enum(*id) && is_only(&[JsonKind::String]) => {
            vec![quote!(&str), quote!(String)]
        }
        Type::I64 if is_only(&[JsonKind::Integer]) => vec![quote!(i32), quote!(u32)],
        Type::U64 if is_only(&[JsonKind::Integer]) => vec![quote!(u32)],
        Type::F64 if is_only(&[JsonKind::Integer, JsonKind::Number]) => {
            vec![quote!(f32), quote!(i32), quote!(u32)]
        }
        // What a branch is around, if no other branch is or is around the same.
        Type::Named(_) if let Some(inner) = wrapped(branch) => {
            let is_same = |it: &&Branch| it.ty == inner || wrapped(it).as_ref() == Some(&inner);
            let is_only = union.branches.iter().filter(is_same).count() == 1;
            let is_only = is_only && inner != Type::Named(id);
            let inner = is_only.then(|| emit_type(cx, &inner, module));
            inner.into_iter().collect()
        }
        _ => Vec::new(),
    };
    (!others.is_empty()).then(|| quote!(or(#(#others),*)))
}

fn emit_sign(sign: &Sign) -> TokenStream {
    match sign {
        Sign::Key(key) => quote!(#key),
        Sign::Value { key, value } => quote!(#key = #value),
        Sign::Tagged { key, value, more } => {
            let more = more.iter().map(emit_sign);
            quote!(#key = #value if(#(#more),*))
        }
        Sign::Scalar { key, value } => {
            // A literal, as lowering has written it.
            let value: TokenStream = value.parse().unwrap_or_default();
            quote!(#key is #value)
        }
        Sign::Keys(keys) => quote!((#(#keys),*)),
        Sign::Inner { path, value } => quote!((#(#path),*) = #value),
    }
}

/// What an object of a branch has, in words.
fn in_words(sign: &Sign) -> Docs {
    match sign {
        Sign::Key(key) => docs!["with ", code(key)],
        Sign::Value { key, value } | Sign::Scalar { key, value } => {
            docs!["whose ", code(key), " is ", code(value)]
        }
        Sign::Tagged { key, value, more } if more.is_empty() => {
            docs!["whose ", code(key), " is ", code(value), " otherwise"]
        }
        Sign::Tagged { key, value, more } => {
            let more = joined(more.iter().map(in_words), " or ");
            docs!["whose ", code(key), " is ", code(value), " and ", more]
        }
        Sign::Keys(keys) => {
            docs!["with ", joined(keys.iter().map(|key| code(key)), " and ")]
        }
        Sign::Inner { path, value } => {
            docs!["whose ", code(&path.join(".")), " is ", code(value)]
        }
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
    let signs = match one_of_values(signs) {
        Some(values) => values,
        None => joined(signs.iter().map(in_words), ", or "),
    };
    if signs.is_empty() {
        docs![what, "."]
    } else {
        docs![what, " ", signs, "."]
    }
}

/// What an object has, in words, where it is one of several values of one property.
fn one_of_values(signs: &[Sign]) -> Option<Docs> {
    let value = |sign| match sign {
        &Sign::Value { ref key, ref value } | &Sign::Scalar { ref key, ref value } => {
            Some((key, code(value)))
        }
        _ => None,
    };
    let all: Vec<(&String, Docs)> = signs.iter().map(value).collect::<Option<_>>()?;
    let (first, _) = all.first()?;
    let (key, is_one) = (code(first), all.iter().all(|(key, _)| key == first));
    let mut values: Vec<Docs> = all.into_iter().map(|(_, value)| value).collect();
    let last = values.pop().filter(|_| is_one && !values.is_empty())?;
    Some(docs![
        "whose ",
        key,
        " is ",
        joined(values, ", "),
        " or ",
        last
    ])
}
