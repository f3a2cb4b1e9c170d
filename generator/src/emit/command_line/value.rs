//! What the value of an argument can be, as the driver reads it.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{Api, ScalarKind, TextEnum, Type, TypeKind};

/// The kind of value that a type has on the command line. What has no text of its own is JSON.
pub(super) fn emit_value(api: &Api, ty: &Type) -> TokenStream {
    match ty {
        Type::Bool => quote!(Value::Boolean),
        Type::I32 | Type::I64 | Type::U32 | Type::U64 | Type::I128 => quote!(Value::Integer),
        Type::F32 | Type::F64 => quote!(Value::Number),
        Type::String => quote!(Value::Text),
        Type::DateTime => quote!(Value::DateTime),
        Type::Date => quote!(Value::Date),
        Type::Base64 => quote!(Value::Base64),
        Type::Secret => quote!(Value::Secret),
        Type::File => quote!(Value::File),
        Type::Json => quote!(Value::Any),
        Type::Parts | Type::Tuple(_) | Type::Map(_) => quote!(Value::Json),
        Type::Nullable(inner) => emit_value(api, inner),
        // Of lists in a list, nobody could tell one from its items.
        Type::List(item) if matches!(**item, Type::List(_)) => quote!(Value::Json),
        Type::List(item) => {
            let item = emit_value(api, item);
            quote!(Value::List(&#item))
        }
        Type::Foreign(id) => match api.foreign.get(id.0) {
            Some(foreign) if foreign.is_json => quote!(Value::Any),
            _ => quote!(Value::Text),
        },
        Type::Named(id) => match api.ty(*id).map(|it| &it.kind) {
            Some(TypeKind::TextEnum(it)) => emit_text_enum(it),
            Some(TypeKind::ScalarEnum(it)) => match it.kind {
                ScalarKind::Integer => quote!(Value::Integer),
                ScalarKind::Number => quote!(Value::Number),
                ScalarKind::Any => quote!(Value::Any),
            },
            Some(TypeKind::Union(it)) if it.branches.iter().any(|it| is_text(api, &it.ty)) => {
                quote!(Value::Any)
            }
            Some(TypeKind::Union(_) | TypeKind::Struct(_) | TypeKind::Answer(_)) | None => {
                quote!(Value::Json)
            }
        },
    }
}

fn emit_text_enum(it: &TextEnum) -> TokenStream {
    let TextEnum {
        values,
        closed,
        default: _,
    } = it;
    let values = values.iter().map(|it| it.wire.as_str());
    if *closed {
        quote!(Value::OneOf(&[#(#values),*]))
    } else {
        quote!(Value::Known(&[#(#values),*]))
    }
}

/// Whether the values of a type are texts.
fn is_text(api: &Api, ty: &Type) -> bool {
    match ty {
        Type::String | Type::DateTime | Type::Date | Type::Base64 | Type::Secret => true,
        Type::Nullable(inner) => is_text(api, inner),
        Type::Named(id) => {
            matches!(api.ty(*id).map(|it| &it.kind), Some(TypeKind::TextEnum(_)))
        }
        Type::Foreign(id) => api.foreign.get(id.0).is_some_and(|it| !it.is_json),
        Type::Bool
        | Type::I32
        | Type::I64
        | Type::U32
        | Type::U64
        | Type::I128
        | Type::F32
        | Type::F64
        | Type::File
        | Type::Parts
        | Type::Json
        | Type::List(_)
        | Type::Tuple(_)
        | Type::Map(_) => false,
    }
}
