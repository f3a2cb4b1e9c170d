//! Values as arguments: of setters, and of `new`.

use proc_macro2::TokenStream;
use quote::quote;

use super::expression::ExpressionContext;
use super::value::Writer;
use crate::ir::{Field, Type, Value};

impl Writer<'_> {
    /// The argument of the setter of a field.
    pub(super) fn set(&mut self, field: &Field, value: &Value, boxed: bool) -> Option<TokenStream> {
        let (Type::Map(ty), Value::Object(entries)) = (&field.ty, value) else {
            return self.argument_as(field, value, boxed, ExpressionContext::Into);
        };
        let entries = self.entries(ty, entries, ExpressionContext::Into)?;
        let entries = entries.iter().map(|(key, value)| quote!((#key, #value)));
        Some(quote!([#(#entries),*]))
    }

    /// The argument of `new` for a field.
    pub(super) fn argument(
        &mut self,
        field: &Field,
        value: &Value,
        boxed: bool,
    ) -> Option<TokenStream> {
        match &field.ty {
            ty @ (Type::Map(_) | Type::Json | Type::Nullable(_) | Type::Tuple(_)) => {
                let value = self.value(ty, value, ExpressionContext::Known)?;
                Some(if boxed {
                    quote!(Box::new(#value))
                } else {
                    value
                })
            }
            _ => self.argument_as(field, value, boxed, ExpressionContext::Into),
        }
    }

    fn argument_as(
        &mut self,
        field: &Field,
        value: &Value,
        boxed: bool,
        place: ExpressionContext,
    ) -> Option<TokenStream> {
        match (&field.ty, value) {
            (
                ty @ (Type::Bool
                | Type::I32
                | Type::I64
                | Type::U32
                | Type::U64
                | Type::I128
                | Type::F32
                | Type::F64),
                value,
            ) => self.value(ty, value, ExpressionContext::Known),
            (Type::List(item), Value::List(items)) => {
                let items = self.items(item, items, ExpressionContext::Into)?;
                if items.is_empty() {
                    let item = self.ty(item);
                    return Some(quote!(Vec::<#item>::new()));
                }
                Some(quote!([#(#items),*]))
            }
            (ty, value) if boxed => self.value(ty, value, ExpressionContext::Free),
            (ty, value) => self.value(ty, value, place),
        }
    }
}
