//! Fields: what each contributes to the items of its struct.

use proc_macro2::TokenStream;
use quote::quote;

use super::type_expr::{
    Module, emit_argument, emit_field_type, emit_presence, emit_type, emit_value,
};
use crate::emit::docs::Docs;
use crate::emit::{Context, DefinedField, TableLine};
use crate::ir::{Field, Presence, Type, TypeKind, Value};
use crate::names::{Ident, Member};

/// What a field contributes to the items of its struct.
pub(in crate::emit) struct FieldParts {
    pub(super) name: Ident,
    /// Its type, with what its presence makes of it.
    pub(super) ty: TokenStream,
    pub(in crate::emit) definition: DefinedField,
    /// The field in a table: its name, presence and type.
    pub(in crate::emit) entry: TokenStream,
    /// What a setter of the field says.
    pub(in crate::emit) brief: Docs,
    /// The argument of `new` for a required field.
    pub(in crate::emit) argument: Option<TokenStream>,
    /// The field in the body of `new`.
    pub(super) value: TokenStream,
    /// The only value that it can have, where it is required.
    pub(super) constant: Option<TokenStream>,
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

/// A field of a struct that is sent, or of params.
pub(in crate::emit) fn emit_field(
    cx: &Context<'_>,
    field: &Field,
    member: &Member,
    boxed: bool,
    module: Module<'_>,
) -> FieldParts {
    let parts = emit_received_field(cx, field, member, boxed, module);
    let Member { name, .. } = member;
    let value = emit_value(cx, &field.ty, boxed, module);
    let preset = emit_preset(cx, field, boxed, module);
    let (argument, made) = match field.presence {
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
        brief: Docs::brief(field.docs.as_deref(), field.constraints.as_deref()),
        argument,
        value: made,
        ..parts
    }
}

/// The value that a field has unless it is set.
fn emit_preset(
    cx: &Context<'_>,
    field: &Field,
    boxed: bool,
    module: Module<'_>,
) -> Option<TokenStream> {
    let is_preset = field.preset().is_some() && !boxed;
    emit_constant(cx, field, module).filter(|_| is_preset)
}

/// A field of a struct that only tests construct: its setter says nothing, and it is no argument.
pub(super) fn emit_received_field(
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
        constraints: _,
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
    let value = emit_value(cx, ty, boxed, module);
    let field_type = emit_field_type(*presence, &value);
    let word = emit_presence(*presence);
    let renamed = (name != setter).then(|| quote!(as #setter));
    let null = null.as_ref().map(|null| quote!(or #null));
    let preset = emit_preset(cx, field, boxed, module);
    FieldParts {
        name: name.clone(),
        ty: field_type.clone(),
        definition: DefinedField {
            docs: docs.as_deref().map(Docs::of).unwrap_or_default(),
            deprecated: *deprecated,
            is_public: true,
            name: name.clone(),
            ty: field_type.clone(),
        },
        entry: quote!(#name #renamed: #word(#value) #null),
        brief: Docs::default(),
        argument: None,
        value: TokenStream::new(),
        constant: preset.filter(|_| *presence == Presence::Required),
    }
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
