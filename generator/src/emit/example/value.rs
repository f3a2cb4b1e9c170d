//! Values as Rust: what was chosen for a type, as an expression of that type.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::expression::ExpressionContext;
use super::number::{emit_float, emit_integer};
use super::plain::{emit_json, emit_scalar};
use super::uses::Use;
use crate::emit::Context;
use crate::emit::types::type_expr::{Module, emit_type};
use crate::ir::{MapType, Type, TypeId, Value};
use crate::names::{DefiningFile, Ident, TypeNames};

/// Writes values, and collects the `use` lines they need.
pub(super) struct Writer<'a> {
    pub(super) cx: Context<'a>,
    pub(super) uses: BTreeSet<Use<'a>>,
    /// The unions that are being written, with their values: one may be a branch of itself.
    pub(super) open: Vec<(TypeId, *const Value)>,
    /// How many more unions may be tried.
    pub(super) tries: usize,
}

/// How many unions are tried for an example. Those that are branches of each other have more ways through them than anybody has time for.
const TRIES: usize = 1000;

impl<'a> Writer<'a> {
    pub(super) fn new(cx: Context<'a>) -> Self {
        Self {
            cx,
            uses: BTreeSet::new(),
            open: Vec::new(),
            tries: TRIES,
        }
    }

    /// A value; `None` where it is not one of the type, or is one that only the client itself makes.
    pub(super) fn value(
        &mut self,
        ty: &Type,
        value: &Value,
        place: ExpressionContext,
    ) -> Option<TokenStream> {
        Some(match (ty, value) {
            (Type::Bool, Value::Bool(value)) => quote!(#value),
            (
                Type::I32 | Type::I64 | Type::U32 | Type::U64 | Type::I128,
                Value::Integer(number),
            ) => emit_integer(ty, *number, place),
            (Type::F32 | Type::F64, Value::Number(number)) => emit_float(ty, *number, place),
            (Type::String, Value::String(text)) => match place {
                ExpressionContext::Into => quote!(#text),
                ExpressionContext::Known | ExpressionContext::Free => quote!(#text.to_owned()),
            },
            (Type::DateTime, Value::String(text)) => self.text_type("DateTime", text, place),
            (Type::Date, Value::String(text)) => self.text_type("Date", text, place),
            (Type::Base64, Value::String(text)) => self.text_type("Base64", text, place),
            (Type::Secret, Value::String(text)) => self.text_type("Secret", text, place),
            (Type::File, Value::String(text)) => match place {
                ExpressionContext::Into => quote!(#text),
                ExpressionContext::Known => quote!(#text.into()),
                ExpressionContext::Free => return None,
            },
            (Type::Parts, _) => match place {
                ExpressionContext::Into => quote!([("name", "text")]),
                ExpressionContext::Known => quote!([("name", "text")].into()),
                ExpressionContext::Free => return None,
            },
            (Type::Json, value) => self.json(value, place),
            (Type::List(item), Value::List(items)) => {
                let items = self.items(item, items, place.inside())?;
                match (items.as_slice(), place) {
                    ([], ExpressionContext::Known) => quote!(Vec::new()),
                    ([], ExpressionContext::Into | ExpressionContext::Free) => {
                        let item = self.ty(item);
                        quote!(Vec::<#item>::new())
                    }
                    (items, _) => quote!(vec![#(#items),*]),
                }
            }
            (Type::Tuple(places), Value::List(values)) if places.len() == values.len() => {
                let values = places.iter().zip(values);
                let values = values.map(|(ty, value)| self.value(ty, value, place.inside()));
                let values = values.collect::<Option<Vec<_>>>()?;
                quote!((#(#values),*))
            }
            (Type::Map(map), Value::Object(entries)) => {
                let entries = self.entries(map, entries, |_| place.inside())?;
                self.uses.insert(Use::Map);
                quote!(BTreeMap::from([#(#entries),*]))
            }
            (Type::Nullable(inner), value) => {
                let value = self.value(inner, value, place.inside())?;
                quote!(Some(#value))
            }
            (Type::Named(id), value) => self.named(*id, value)?,
            (Type::Foreign(id), value) => self.foreign(*id, value)?,
            _ => return None,
        })
    }

    /// A type, as `Vec::<T>` has it.
    pub(super) fn ty(&mut self, ty: &Type) -> TokenStream {
        match ty {
            Type::DateTime => self.uses.extend([Use::Root("DateTime")]),
            Type::Date => self.uses.extend([Use::Root("Date")]),
            Type::Base64 => self.uses.extend([Use::Root("Base64")]),
            Type::Secret => self.uses.extend([Use::Root("Secret")]),
            Type::Json => self.uses.extend([Use::Root("Json")]),
            Type::Map(map) => {
                self.uses.insert(Use::Map);
                self.ty(&map.key);
                self.ty(&map.value);
            }
            Type::List(inner) | Type::Nullable(inner) => {
                self.ty(inner);
            }
            Type::Tuple(places) => {
                for place in places {
                    self.ty(place);
                }
            }
            Type::Named(id) => {
                let names = self.cx.names.ty(*id);
                self.uses
                    .extend(names.map(|names| use_of(names, &names.name)));
            }
            _ => {}
        }
        emit_type(&self.cx, ty, Module::Resource)
    }

    /// The path to `name`, which is defined where a type is.
    pub(super) fn beside(&mut self, names: &TypeNames, name: &'a Ident) -> TokenStream {
        self.uses.insert(use_of(names, name));
        match &names.home {
            DefiningFile::Shared(_) => quote!(types::#name),
            DefiningFile::Resource(_) => quote!(#name),
        }
    }

    /// A value of a type of the runtime that is made from a text.
    fn text_type(
        &mut self,
        name: &'static str,
        text: &str,
        place: ExpressionContext,
    ) -> TokenStream {
        match place {
            ExpressionContext::Into => quote!(#text),
            ExpressionContext::Known => quote!(#text.into()),
            ExpressionContext::Free => {
                self.uses.insert(Use::Root(name));
                let name: TokenStream = name.parse().unwrap_or_default();
                quote!(#name::from(#text))
            }
        }
    }

    fn json(&mut self, value: &Value, place: ExpressionContext) -> TokenStream {
        match emit_scalar(value) {
            Some(value) if place == ExpressionContext::Into => value,
            _ => {
                self.uses.insert(Use::Root("Json"));
                emit_json(value)
            }
        }
    }

    /// The items of a list.
    pub(super) fn items(
        &mut self,
        item: &Type,
        items: &[Value],
        place: ExpressionContext,
    ) -> Option<Vec<TokenStream>> {
        let items = items.iter().map(|value| self.value(item, value, place));
        items.collect()
    }

    /// The entries of a map.
    pub(super) fn entries(
        &mut self,
        map: &MapType,
        entries: &[(String, Value)],
        place: impl Fn(&Type) -> ExpressionContext,
    ) -> Option<Vec<TokenStream>> {
        let entry = |(key, value): &(String, Value)| {
            let key = Value::String(key.clone());
            let key = self.value(&map.key, &key, place(&map.key))?;
            let value = self.value(&map.value, value, place(&map.value))?;
            Some(quote!((#key, #value)))
        };
        entries.iter().map(entry).collect()
    }
}

/// What has to be in scope for the path to `name`, which is defined where the type is.
fn use_of<'a>(names: &TypeNames, name: &'a Ident) -> Use<'a> {
    match &names.home {
        DefiningFile::Shared(_) => Use::Root("types"),
        DefiningFile::Resource(resource) => Use::Own(*resource, name),
    }
}
