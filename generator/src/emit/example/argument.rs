//! Values as arguments: of setters, and of `new`.

use proc_macro2::TokenStream;
use quote::quote;

use super::expression::ExpressionContext;
use super::value::Writer;
use crate::ir::{Field, Type, Value};

impl Writer<'_> {
    /// The argument of the setter of a field.
    pub(super) fn set(
        &mut self,
        field: &Field,
        example: Option<&Value>,
        boxed: bool,
        depth: usize,
    ) -> Option<TokenStream> {
        let Type::Map(value) = &field.ty else {
            return self.argument_as(field, example, boxed, ExpressionContext::Into, depth);
        };
        let entries = self.entries(value, example, &field.wire, ExpressionContext::Into, depth)?;
        let entries = entries.iter().map(|(key, value)| quote!((#key, #value)));
        Some(quote!([#(#entries),*]))
    }

    /// The argument of `new` for a field.
    pub(super) fn argument(
        &mut self,
        field: &Field,
        example: Option<&Value>,
        boxed: bool,
        depth: usize,
    ) -> Option<TokenStream> {
        match &field.ty {
            ty @ (Type::Map(_) | Type::Json | Type::Nullable(_) | Type::Tuple(_)) => {
                let value =
                    self.value(ty, example, &field.wire, ExpressionContext::Known, depth)?;
                Some(if boxed {
                    quote!(Box::new(#value))
                } else {
                    value
                })
            }
            _ => self.argument_as(field, example, boxed, ExpressionContext::Into, depth),
        }
    }

    fn argument_as(
        &mut self,
        field: &Field,
        example: Option<&Value>,
        boxed: bool,
        place: ExpressionContext,
        depth: usize,
    ) -> Option<TokenStream> {
        let name = &field.wire;
        match &field.ty {
            ty @ (Type::Bool
            | Type::I32
            | Type::I64
            | Type::U32
            | Type::U64
            | Type::F32
            | Type::F64) => self.value(ty, example, name, ExpressionContext::Known, depth),
            Type::List(item) => {
                let items = self.items(item, example, name, ExpressionContext::Into, depth);
                if items.is_empty() {
                    let item = self.ty(item);
                    return Some(quote!(Vec::<#item>::new()));
                }
                Some(quote!([#(#items),*]))
            }
            ty if boxed => self.value(ty, example, name, ExpressionContext::Free, depth),
            ty => self.value(ty, example, name, place, depth),
        }
    }
}
