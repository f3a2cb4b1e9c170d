//! Values as arguments: of setters, and of `new`; and the variables that stand for long ones.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::expression::ExpressionContext;
use super::size::lines;
use super::value::Writer;
use crate::emit::Context;
use crate::emit::types::type_expr::{emit_field_type, is_exact_item};
use crate::ir::{Field, Presence, Type, Value};
use crate::names::{Constructor, Ident, Member};

/// How many lines an argument may take. A longer one becomes a variable.
const SHORT: usize = 2;

/// The variables of every example.
const OWN_VARIABLES: [&str; 4] = ["client", "response", "items", "item"];

/// Where a long argument is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::emit) enum Long {
    /// Among the others.
    Inline,
    /// In a variable that is set before the call.
    Before,
    /// In a variable that is a hidden parameter of the function around the example.
    Supposed,
}

/// What `new` takes: the values of the fields at these positions, as arguments or in the struct that names them.
pub(super) fn emit_needed(
    constructor: &Constructor,
    members: &[Member],
    values: &BTreeMap<usize, TokenStream>,
    named: Option<&TokenStream>,
) -> TokenStream {
    let fields = constructor.fields.iter();
    let fields = fields.filter_map(|at| Some((&members.get(*at)?.name, values.get(at)?)));
    let Some(path) = named else {
        let values = fields.map(|(_, value)| value);
        return quote!(#(#values),*);
    };
    let fields = fields.map(|(name, value)| {
        if value.to_string() == name.as_str() {
            quote!(#name)
        } else {
            quote!(#name: #value)
        }
    });
    quote!(#path { #(#fields),* })
}

/// The context of the items of a list or a map.
fn item_context(item: &Type) -> ExpressionContext {
    if is_exact_item(item) {
        ExpressionContext::Known
    } else {
        ExpressionContext::Into
    }
}

impl Writer<'_> {
    /// The value of a field that `new` takes.
    pub(super) fn needed(
        &mut self,
        field: &Field,
        value: &Value,
        boxed: bool,
        constructor: &Constructor,
    ) -> Option<TokenStream> {
        let is_nullable = field.presence == Presence::Nullable;
        if is_nullable && *value == Value::Null {
            return Some(quote!(None));
        }
        let is_argument = constructor.named.is_none();
        if is_argument && !is_nullable {
            return self.argument(field, value, boxed);
        }
        let value = self.value(&field.ty, value, ExpressionContext::Known)?;
        let value = if boxed {
            quote!(Box::new(#value))
        } else {
            value
        };
        Some(if is_nullable && !is_argument {
            quote!(Some(#value))
        } else {
            value
        })
    }

    /// The argument of the setter of a field.
    pub(super) fn set(&mut self, field: &Field, value: &Value, boxed: bool) -> Option<TokenStream> {
        let (Type::Map(map), Value::Object(entries)) = (&field.ty, value) else {
            return self.argument_as(field, value, boxed, ExpressionContext::Into);
        };
        let entries = self.entries(map, entries, item_context)?;
        Some(quote!([#(#entries),*]))
    }

    /// The argument of `new` for a field.
    fn argument(&mut self, field: &Field, value: &Value, boxed: bool) -> Option<TokenStream> {
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
                let items = self.items(item, items, item_context(item))?;
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

/// The variables that stand for long arguments.
pub(super) struct Variables<'a> {
    long: Long,
    pub(super) statements: Vec<TokenStream>,
    pub(super) supposed: Vec<TokenStream>,
    pub(super) writer: Writer<'a>,
}

impl<'a> Variables<'a> {
    pub(super) fn new(cx: &Context<'a>, long: Long) -> Self {
        Self {
            long,
            statements: Vec::new(),
            supposed: Vec::new(),
            writer: Writer::new(*cx),
        }
    }
}

/// An argument of the params.
pub(super) struct Argument<'v> {
    pub(super) field: &'v Field,
    pub(super) value: Option<&'v Value>,
    pub(super) name: &'v Ident,
    pub(super) constructor: &'v Constructor,
}

impl Argument<'_> {
    /// The argument, or the variable that stands for it.
    pub(super) fn written<'a>(
        self,
        writer: &mut Writer<'a>,
        variables: &mut Variables<'a>,
    ) -> Option<TokenStream> {
        let Self {
            field,
            value,
            name,
            constructor,
        } = self;
        let uses = writer.uses.clone();
        let value = value.and_then(|value| writer.needed(field, value, false, constructor));
        let is_short = value.as_ref().is_some_and(|it| lines(it) <= SHORT);
        if is_short || OWN_VARIABLES.contains(&name.as_str()) {
            return value;
        }
        match variables.long {
            Long::Inline => return value,
            Long::Before => {
                let value = value?;
                variables.statements.push(quote!(let #name = #value;));
            }
            Long::Supposed => {
                // The value is not written, so that the example needs no `use` for it.
                writer.uses = uses;
                let ty = variables.writer.ty(&field.ty);
                let ty = emit_field_type(field.presence, &ty);
                variables.supposed.push(quote!(#name: #ty));
            }
        }
        Some(quote!(#name))
    }
}
