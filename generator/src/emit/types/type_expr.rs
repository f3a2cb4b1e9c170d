//! Types as they are written: in fields, in tables, as arguments.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use crate::emit::Context;
use crate::ir::{Field, Presence, Type, TypeId};
use crate::names::{DefiningFile, Ident};

/// The module that code is emitted into, which decides by which path it reaches a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::emit) enum Module<'a> {
    /// A file of shared types.
    Shared(&'a Ident),
    /// The file of a resource, or of the operations of the client.
    Resource,
}

/// A type.
pub(in crate::emit) fn emit_type(cx: &Context<'_>, ty: &Type, module: Module<'_>) -> TokenStream {
    match ty {
        Type::Bool => quote!(bool),
        Type::I32 => quote!(i32),
        Type::I64 => quote!(i64),
        Type::U32 => quote!(u32),
        Type::U64 => quote!(u64),
        Type::I128 => quote!(i128),
        Type::F32 => quote!(f32),
        Type::F64 => quote!(f64),
        Type::String => quote!(String),
        Type::DateTime => quote!(DateTime),
        Type::Date => quote!(Date),
        Type::Base64 => quote!(Base64),
        Type::Secret => quote!(Secret<String>),
        Type::File => quote!(body::File),
        Type::Parts => quote!(body::Parts),
        Type::Json => quote!(Json),
        Type::List(item) => {
            let item = emit_type(cx, item, module);
            quote!(Vec<#item>)
        }
        Type::Tuple(places) => {
            let places = places.iter().map(|place| emit_type(cx, place, module));
            quote!((#(#places),*))
        }
        Type::Map(map) => {
            let key = emit_type(cx, &map.key, module);
            let value = emit_type(cx, &map.value, module);
            quote!(BTreeMap<#key, #value>)
        }
        Type::Nullable(inner) => {
            let inner = emit_type(cx, inner, module);
            quote!(Option<#inner>)
        }
        Type::Named(id) => emit_named(cx, *id, module),
        Type::Foreign(id) => {
            let names = cx.names.foreign(*id);
            names.map_or_else(|| quote!(Json), |names| names.ty.to_token_stream())
        }
    }
}

/// The path to a type of the crate.
pub(in crate::emit) fn emit_named(cx: &Context<'_>, id: TypeId, module: Module<'_>) -> TokenStream {
    let Some(names) = cx.names.ty(id) else {
        return quote!(Json);
    };
    let name = &names.name;
    match (&names.home, module) {
        (DefiningFile::Shared(_), Module::Resource) => quote!(types::#name),
        (DefiningFile::Shared(file), Module::Shared(here)) if file != here => quote!(super::#name),
        (DefiningFile::Shared(_) | DefiningFile::Resource(_), _) => quote!(#name),
    }
}

/// The type of a field's value, in a `Box` where recursion needs one.
pub(in crate::emit) fn emit_value(
    cx: &Context<'_>,
    ty: &Type,
    boxed: bool,
    module: Module<'_>,
) -> TokenStream {
    let ty = emit_type(cx, ty, module);
    if boxed { quote!(Box<#ty>) } else { ty }
}

/// The type of a field.
pub(in crate::emit) fn emit_field_type(presence: Presence, value: &TokenStream) -> TokenStream {
    match presence {
        Presence::Required => value.clone(),
        Presence::Nullable | Presence::Optional | Presence::Nullish => quote!(Option<#value>),
        Presence::Patch => quote!(Patch<#value>),
    }
}

/// The keyword of the table macros for the presence of a field.
pub(in crate::emit) fn emit_presence(presence: Presence) -> TokenStream {
    match presence {
        Presence::Required => quote!(required),
        Presence::Nullable => quote!(nullable),
        Presence::Optional | Presence::Nullish => quote!(optional),
        Presence::Patch => quote!(patch),
    }
}

/// The type of an argument of `new`, and the field's value made from it.
pub(in crate::emit) fn emit_argument(
    cx: &Context<'_>,
    field: &Field,
    name: &Ident,
    boxed: bool,
    module: Module<'_>,
) -> (TokenStream, TokenStream) {
    let value = emit_value(cx, &field.ty, boxed, module);
    match &field.ty {
        Type::Bool | Type::I32 | Type::I64 | Type::U32 | Type::U64 | Type::I128 | Type::F32 => {
            (quote!(#value), quote!(#name))
        }
        Type::List(item) => {
            let is_exact = is_exact_item(item);
            let item = emit_type(cx, item, module);
            if is_exact {
                let made = quote!(#name: #name.into_iter().collect());
                return (quote!(impl IntoIterator<Item = #item>), made);
            }
            (
                quote!(impl IntoIterator<Item = impl Into<#item>>),
                quote!(#name: #name.into_iter().map(Into::into).collect()),
            )
        }
        Type::Map(map) => {
            let is_exact = is_exact_item(&map.value);
            let key = emit_type(cx, &map.key, module);
            let item = emit_type(cx, &map.value, module);
            if is_exact {
                let made = quote!(#name: #name.into_iter().map(|(key, value)| (key.into(), value)).collect());
                return (
                    quote!(impl IntoIterator<Item = (impl Into<#key>, #item)>),
                    made,
                );
            }
            (
                quote!(impl IntoIterator<Item = (impl Into<#key>, impl Into<#item>)>),
                quote! {
                    #name: #name.into_iter().map(|(key, value)| (key.into(), value.into())).collect()
                },
            )
        }
        Type::Json | Type::Nullable(_) | Type::Tuple(_) => (value, quote!(#name)),
        Type::F64
        | Type::String
        | Type::DateTime
        | Type::Date
        | Type::Base64
        | Type::Secret
        | Type::File
        | Type::Parts
        | Type::Foreign(_)
        | Type::Named(_) => (quote!(impl Into<#value>), quote!(#name: #name.into())),
    }
}

/// Whether an argument of a method is converted to its type, as that of a setter is.
pub(in crate::emit) fn is_converted(ty: &Type) -> bool {
    matches!(
        ty,
        Type::DateTime | Type::Date | Type::Base64 | Type::Secret | Type::Named(_)
    )
}

/// Whether a list or a map takes its items as they are: a literal is an `i32` or `f64` to the compiler, where anything is taken that
/// becomes an item, and these do not become one.
pub(in crate::emit) fn is_exact_item(item: &Type) -> bool {
    matches!(item, Type::U32 | Type::U64 | Type::F32)
}
