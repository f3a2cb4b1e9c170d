//! Structs: what an object schema becomes.

use proc_macro2::TokenStream;
use quote::quote;

use super::constructor::{Constructed, emit_constructor};
use super::conversion::lacking_words;
use super::type_expr::{
    Module, emit_argument, emit_field_type, emit_presence, emit_type, emit_value,
};
use crate::analyze::Keeps;
use crate::emit::docs::{Docs, docs, emit_deprecated, emit_docs, emit_words, paragraphs};
use crate::emit::{Context, Piece, Table, TableLine, former};
use crate::ir::{Direction, Field, Presence, Struct, Type, TypeDef, TypeId, TypeKind, Value};
use crate::names::{Ident, Member, TypeNames};

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
    let docs = emit_docs(&paragraphs(
        words.into_iter().chain(lacking_words(cx, id, module)),
    ));
    let deprecated = emit_deprecated(*deprecated);
    let boxed = |position| cx.analysis.boxed.contains(&(id, position));
    let parts: Vec<FieldParts> = fields
        .iter()
        .zip(&names.members)
        .enumerate()
        .map(|(position, (field, member))| emit_field(cx, field, member, boxed(position), module))
        .collect();
    let rest_field = rest.as_ref().map(|ty| {
        let ty = emit_type(cx, ty, module);
        let name = &names.rest;
        let own = docs!["All other properties."];
        let words = rest_docs.as_deref().map(Docs::of);
        let docs = emit_docs(&paragraphs([own].into_iter().chain(words)));
        quote! {
            #docs
            pub #name: BTreeMap<String, #ty>,
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
    let definitions = parts.iter().map(|part| &part.definition);
    let definition = quote! {
        #docs
        #deprecated
        #[derive(Clone #default #traits)]
        #added
        #[non_exhaustive]
        pub struct #name {
            #(#definitions)*
            #rest_field
            #extra_field
        }
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
    let mut pieces = vec![Piece::Code(definition)];
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
        // Only tests set the fields of what is received.
        let docs = if is_received {
            Docs::default()
        } else {
            part.brief.clone()
        };
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
fn emit_extra(keeps: Keeps, name: &Ident) -> TokenStream {
    match keeps {
        Keeps::Nulls => quote!(#name: crate::Extra,),
        Keeps::Unknown => quote! {
            /// The properties that have no field of their own.
            pub #name: crate::Extra,
        },
    }
}

/// What a field contributes to the items of its struct.
pub(in crate::emit) struct FieldParts {
    pub(super) name: Ident,
    /// Its type, with what its presence makes of it.
    pub(super) ty: TokenStream,
    pub(in crate::emit) definition: TokenStream,
    /// The field in a table: its name, presence and type.
    pub(in crate::emit) entry: TokenStream,
    /// What a setter of the field says.
    pub(in crate::emit) brief: Docs,
    /// The argument of `new` for a required field.
    pub(in crate::emit) argument: Option<TokenStream>,
    /// The field in the body of `new`.
    pub(super) value: TokenStream,
    /// The only value that it can have, where it is required.
    constant: Option<TokenStream>,
}

impl FieldParts {
    /// The field in a table of setters.
    pub(in crate::emit) fn setter(&self) -> TableLine {
        TableLine {
            docs: self.brief.clone(),
            code: self.entry.clone(),
        }
    }
}

/// A field of a struct or of params.
pub(in crate::emit) fn emit_field(
    cx: &Context<'_>,
    field: &Field,
    member: &Member,
    boxed: bool,
    module: Module<'_>,
) -> FieldParts {
    let Field {
        wire: _,
        ty,
        presence,
        docs,
        constraints,
        example: _,
        constant: _,
        by_default: _,
        deprecated,
        format: _,
        order: _,
        origin: _,
    } = field;
    let Member {
        name,
        setter,
        null,
        former: _,
    } = member;
    let brief = Docs::brief(docs.as_deref(), constraints.as_deref());
    let docs = docs.as_deref().map(emit_words);
    let deprecated = emit_deprecated(*deprecated);
    let value = emit_value(cx, ty, boxed, module);
    let field_type = emit_field_type(*presence, &value);
    let word = emit_presence(*presence);
    let renamed = (name != setter).then(|| quote!(as #setter));
    let null = null.as_ref().map(|null| quote!(or #null));
    let is_preset = field.preset().is_some() && !boxed;
    let preset = emit_constant(cx, field, module).filter(|_| is_preset);
    let (argument, made) = match presence {
        Presence::Required => {
            if let Some(only) = &preset {
                (None, quote!(#name: #only))
            } else {
                let (argument, made) = emit_argument(cx, field, name, boxed, module);
                (Some(quote!(#name: #argument)), made)
            }
        }
        Presence::Optional | Presence::Nullable | Presence::Nullish if preset.is_some() => {
            (None, quote!(#name: Some(#preset)))
        }
        // What `null` means, such as to reset a value, is for the caller to say.
        Presence::Nullable => (
            Some(quote!(#name: impl Into<Option<#value>>)),
            quote!(#name: #name.into()),
        ),
        Presence::Optional | Presence::Nullish => (None, quote!(#name: None)),
        Presence::Patch => (None, quote!(#name: Patch::Absent)),
    };
    FieldParts {
        name: name.clone(),
        ty: field_type.clone(),
        definition: quote! {
            #docs
            #deprecated
            pub #name: #field_type,
        },
        entry: quote!(#name #renamed: #word(#value) #null),
        brief,
        argument,
        value: made,
        constant: preset.filter(|_| *presence == Presence::Required),
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

/// The value of a field that can have only one value.
pub(super) fn emit_constant(
    cx: &Context<'_>,
    field: &Field,
    module: Module<'_>,
) -> Option<TokenStream> {
    match (field.constant.as_ref()?, &field.ty) {
        (Value::Bool(value), Type::Bool) => Some(quote!(#value)),
        (Value::String(value), Type::String) => Some(quote!(#value.to_owned())),
        (value, Type::Named(id)) => {
            let position = match &cx.api.ty(*id)?.kind {
                TypeKind::TextEnum(list) => {
                    let text = value.text()?;
                    list.values.iter().position(|it| it.wire == text)?
                }
                TypeKind::ScalarEnum(list) => {
                    list.values.iter().position(|it| it.wire == *value)?
                }
                TypeKind::Struct(_) | TypeKind::Union(_) | TypeKind::Answer(_) => return None,
            };
            let variant = &cx.names.ty(*id)?.members.get(position)?.name;
            let ty = emit_type(cx, &field.ty, module);
            Some(quote!(#ty::#variant))
        }
        _ => None,
    }
}
