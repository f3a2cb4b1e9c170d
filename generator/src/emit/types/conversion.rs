//! Conversions: what was read as one type becomes what is sent as another.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::field::emit_constant;
use super::type_expr::{Module, emit_named};
use crate::analyze::{Conversion, Keeps};
use crate::emit::Context;
use crate::emit::docs::{Docs, code, docs, joined};
use crate::ir::{Field, Presence, Struct, Type, TypeId, TypeKind, Union};
use crate::names::TypeNames;

/// `From` the type that is read, where a type of its own is sent and lacks nothing.
pub(in crate::emit) fn emit_conversion(
    cx: &Context<'_>,
    id: TypeId,
    module: Module<'_>,
) -> Option<TokenStream> {
    let Conversion { from, lacking } = cx.analysis.conversions.get(&id)?;
    let (names, read_names) = (cx.names.ty(id)?, cx.names.ty(*from)?);
    if !lacking.is_empty() {
        return None;
    }
    let made = match (&cx.api.ty(id)?.kind, &cx.api.ty(*from)?.kind) {
        (TypeKind::Struct(to), TypeKind::Struct(read)) => {
            emit_fields(cx, (id, to, names), (*from, read, read_names), module)
        }
        (TypeKind::Union(to), TypeKind::Union(read)) => {
            let from_type = emit_named(cx, *from, module);
            emit_branches((id, to, names), (*from, read, read_names), &from_type, cx)
        }
        _ => return None,
    };
    let name = &names.name;
    let from_type = emit_named(cx, *from, module);
    Some(quote! {
        impl From<#from_type> for #name {
            /// What was read, to be sent: without what only the server sets.
            fn from(read: #from_type) -> Self {
                #made
            }
        }
    })
}

/// Why there is no conversion from what is read.
pub(in crate::emit) fn lacking_words(
    cx: &Context<'_>,
    id: TypeId,
    module: Module<'_>,
) -> Option<Docs> {
    let Conversion { from, lacking } = cx.analysis.conversions.get(&id)?;
    if lacking.is_empty() {
        return None;
    }
    let from = Docs::rust(&emit_named(cx, *from, module));
    let lacking = joined(lacking.iter().map(|it| code(it)), ", ");
    let words = docs![
        "It is not made from `",
        from,
        "`, which does not have what is needed for "
    ];
    Some((words + lacking + ".").wrapped())
}

type Side<'a, T> = (TypeId, &'a T, &'a TypeNames);

fn emit_fields(
    cx: &Context<'_>,
    (id, to, names): Side<'_, Struct>,
    (read_id, read, read_names): Side<'_, Struct>,
    module: Module<'_>,
) -> TokenStream {
    let is_boxed = |id, position| cx.analysis.boxed.contains(&(id, position));
    let fields = to.fields.iter().zip(&names.members).enumerate();
    let fields = fields.map(|(position, (field, member))| {
        let name = &member.name;
        let given = read.fields.iter().position(|it| it.wire == field.wire);
        let same = given.and_then(|at| read.fields.get(at));
        let same = same.filter(|it| it.ty == field.ty && it.presence == field.presence);
        if let (Some(only), None) = (emit_constant(cx, field, module), same)
            && field.presence == Presence::Required
        {
            return quote!(#name: #only);
        }
        let given = given.and_then(|at| {
            let value = ReadField {
                field: read.fields.get(at)?,
                from: is_boxed(read_id, at),
                to: is_boxed(id, position),
            };
            Some((value, &read_names.members.get(at)?.name))
        });
        let value = match given {
            Some((given, read)) => given.emit(field, quote!(read.#read)),
            None if field.presence == Presence::Patch => quote!(Patch::Absent),
            None => quote!(None),
        };
        quote!(#name: #value)
    });
    let rest = to.rest.as_ref().map(|ty| {
        let name = &names.rest;
        if let Some(read_ty) = &read.rest {
            let read = &read_names.rest;
            let value = emit_value(ty, read_ty, quote!(read.#read));
            quote!(#name: #value,)
        } else {
            quote!(#name: BTreeMap::new(),)
        }
    });
    let keeps = |id| cx.analysis.keeps.get(&id).copied();
    let extra = keeps(id).map(|_| {
        let name = &names.extra;
        match keeps(read_id) {
            Some(Keeps::Unknown) => {
                let read = &read_names.extra;
                quote!(#name: read.#read.without_nulls(),)
            }
            Some(Keeps::Nulls) | None => quote!(#name: crate::Extra::default(),),
        }
    });
    quote!(Self { #(#fields,)* #rest #extra })
}

/// A field that is read, and whether it is in a box on either side.
struct ReadField<'a> {
    field: &'a Field,
    from: bool,
    to: bool,
}

impl ReadField<'_> {
    /// The value of the field that is sent. What was `null` or absent is `null`, where that is something else than to leave it as it is.
    fn emit(&self, to: &Field, read: TokenStream) -> TokenStream {
        let convert = |value: TokenStream| {
            if self.field.ty == to.ty && self.from == self.to {
                return value;
            }
            let value = if self.from {
                unboxed(&to.ty, &self.field.ty, &value)
            } else {
                value
            };
            let value = emit_value(&to.ty, &self.field.ty, value);
            if self.to {
                quote!(Box::new(#value))
            } else {
                value
            }
        };
        let mapped = || match convert(quote!(it)) {
            value if value.to_string() == "it" => read.clone(),
            value => {
                let closure = closure(&value);
                quote!(#read.map(#closure))
            }
        };
        match (self.field.presence, to.presence) {
            (Presence::Required, Presence::Required) => convert(read),
            (_, Presence::Required) => quote!(#read.unwrap_or_default()),
            (Presence::Required, Presence::Patch) => {
                let value = convert(read);
                quote!(Patch::Value(#value))
            }
            (Presence::Required, _) => {
                let value = convert(read);
                quote!(Some(#value))
            }
            (Presence::Optional, Presence::Patch) => {
                let value = mapped();
                quote!(#value.map_or(Patch::Absent, Patch::Value))
            }
            (Presence::Nullable | Presence::Nullish, Presence::Patch) => {
                let value = mapped();
                quote!(#value.into())
            }
            (_, _) => mapped(),
        }
    }
}

/// What is in a box. Only before a method it needs parentheses.
fn unboxed(to: &Type, read: &Type, value: &TokenStream) -> TokenStream {
    if to == read || matches!(to, Type::Tuple(_)) {
        quote!(*#value)
    } else {
        quote!((*#value))
    }
}

/// A function from `it` to a value.
fn closure(value: &TokenStream) -> TokenStream {
    if value.to_string() == quote!(it.into()).to_string() {
        quote!(Into::into)
    } else {
        quote!(|it| #value)
    }
}

/// A value of type `to` from one of type `read`.
fn emit_value(to: &Type, read: &Type, value: TokenStream) -> TokenStream {
    let inner = |to: &Type, read: &Type| emit_value(to, read, quote!(it));
    match (to, read) {
        (to, read) if to == read => value,
        (Type::List(to), Type::List(read)) => {
            let closure = closure(&inner(to, read));
            quote!(#value.into_iter().map(#closure).collect())
        }
        (Type::Map(to), Type::Map(read)) => {
            let key = emit_value(&to.key, &read.key, quote!(key));
            let inner = inner(&to.value, &read.value);
            quote!(#value.into_iter().map(|(key, it)| (#key, #inner)).collect())
        }
        (Type::Nullable(to), Type::Nullable(read)) => {
            let closure = closure(&inner(to, read));
            quote!(#value.map(#closure))
        }
        (Type::Tuple(to), Type::Tuple(read)) => {
            let places = to.iter().zip(read).enumerate().map(|(at, (to, read))| {
                let at = Literal::usize_unsuffixed(at);
                emit_value(to, read, quote!(it.#at))
            });
            quote!({ let it = #value; (#(#places),*) })
        }
        _ => quote!(#value.into()),
    }
}

fn emit_branches(
    (id, to, names): Side<'_, Union>,
    (read_id, read, read_names): Side<'_, Union>,
    from: &TokenStream,
    cx: &Context<'_>,
) -> TokenStream {
    let is_boxed = |id, position| cx.analysis.boxed.contains(&(id, position));
    let arms = read.branches.iter().enumerate().filter_map(|(at, branch)| {
        let position = to.branches.iter().position(|it| it.name == branch.name)?;
        let sent = to.branches.get(position)?;
        let (read, sent_name) = (
            &read_names.members.get(at)?.name,
            &names.members.get(position)?.name,
        );
        let (was, is) = (is_boxed(read_id, at), is_boxed(id, position));
        let value = if sent.ty == branch.ty && was == is {
            quote!(it)
        } else {
            let value = if was {
                unboxed(&sent.ty, &branch.ty, &quote!(it))
            } else {
                quote!(it)
            };
            let value = emit_value(&sent.ty, &branch.ty, value);
            if is { quote!(Box::new(#value)) } else { value }
        };
        Some(quote!(#from::#read(it) => Self::#sent_name(#value)))
    });
    let (read, sent) = (&read_names.rest, &names.rest);
    quote! {
        match read {
            #(#arms,)*
            #from::#read(json) => Self::#sent(json),
        }
    }
}
