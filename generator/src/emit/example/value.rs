//! Values as Rust: the example of the description where it fits the type, or else a made-up value.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::Detail;
use super::expression::ExpressionContext;
use super::number::{emit_float, emit_integer};
use super::plain::{emit_json, emit_scalar, is_short, json_size, text, usable};
use super::uses::Use;
use crate::emit::Context;
use crate::emit::types::type_expr::{Module, emit_type};
use crate::ir::{Type, Value};
use crate::names::{DefiningFile, TypeNames, singular};

/// Up to which depth optional fields are shown, and lists without an example.
pub(super) const SHOWN_DEPTH: usize = 3;

/// The greatest depth of an example. A value that needs more is not written.
pub(super) const DEPTH: usize = 8;

/// How many values a JSON value may consist of.
const JSON: usize = 6;

/// Writes values, and collects the `use` lines they need.
pub(super) struct Writer<'a> {
    pub(super) cx: Context<'a>,
    pub(super) detail: Detail,
    pub(super) uses: BTreeSet<Use<'a>>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(cx: Context<'a>, detail: Detail) -> Self {
        Self {
            cx,
            detail,
            uses: BTreeSet::new(),
        }
    }

    /// A value; `None` where it would get too deep.
    pub(super) fn value(
        &mut self,
        ty: &Type,
        example: Option<&Value>,
        name: &str,
        place: ExpressionContext,
        depth: usize,
    ) -> Option<TokenStream> {
        Some(match ty {
            Type::Bool => {
                let value = !matches!(example, Some(Value::Bool(false)));
                quote!(#value)
            }
            Type::I32 | Type::I64 | Type::U32 | Type::U64 => emit_integer(ty, example, place),
            Type::F32 | Type::F64 => emit_float(ty, example, place),
            Type::String => {
                let text = text(example, name);
                match place {
                    ExpressionContext::Into => quote!(#text),
                    ExpressionContext::Known | ExpressionContext::Free => quote!(#text.to_owned()),
                }
            }
            Type::DateTime => self.text_type("DateTime", example, "2026-01-01T00:00:00Z", place),
            Type::Date => self.text_type("Date", example, "2026-01-01", place),
            Type::Base64 => self.text_type("Base64", example, "aGVsbG8=", place),
            Type::Secret => self.text_type("Secret", example, name, place),
            // A file occurs only as an argument `impl Into<File>`.
            Type::File if place == ExpressionContext::Into => {
                let text = text(example, name);
                quote!(#text)
            }
            Type::Parts if place == ExpressionContext::Into => quote!([("name", "text")]),
            Type::File | Type::Parts => return None,
            Type::Json => self.json(example, name, place),
            Type::List(item) => {
                let items = self.items(item, example, name, place.inside(), depth);
                match (items.as_slice(), place) {
                    ([], ExpressionContext::Known) => quote!(Vec::new()),
                    ([], ExpressionContext::Into | ExpressionContext::Free) => {
                        let item = self.ty(item);
                        quote!(Vec::<#item>::new())
                    }
                    (items, _) => quote!(vec![#(#items),*]),
                }
            }
            Type::Tuple(places) => {
                let given = match example {
                    Some(Value::List(items)) => items.as_slice(),
                    _ => &[],
                };
                let value = |(index, ty)| {
                    let example = given.get(index);
                    self.value(ty, example, name, place.inside(), depth + 1)
                };
                let values: Option<Vec<_>> = places.iter().enumerate().map(value).collect();
                let values = values?;
                quote!((#(#values),*))
            }
            Type::Map(value) => {
                let entries = self.entries(value, example, name, place.inside(), depth)?;
                let entries = entries
                    .iter()
                    .map(|(key, value)| quote!((#key.to_owned(), #value)));
                self.uses.insert(Use::Map);
                quote!(BTreeMap::from([#(#entries),*]))
            }
            Type::Nullable(inner) => {
                let example = example.filter(|it| **it != Value::Null);
                let value = self.value(inner, example, name, place.inside(), depth)?;
                quote!(Some(#value))
            }
            Type::Named(id) => self.named(*id, example, name, depth)?,
            Type::Foreign(id) => self.foreign(*id, example, name)?,
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
            Type::Map(value) => {
                self.uses.insert(Use::Map);
                self.ty(value);
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
                self.uses.extend(names.map(use_of));
            }
            _ => {}
        }
        emit_type(&self.cx, ty, Module::Resource)
    }

    /// A value of a type of the runtime that is made from a text.
    fn text_type(
        &mut self,
        name: &'static str,
        example: Option<&Value>,
        made: &str,
        place: ExpressionContext,
    ) -> TokenStream {
        let text = usable(example).unwrap_or(made);
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

    fn json(
        &mut self,
        example: Option<&Value>,
        name: &str,
        place: ExpressionContext,
    ) -> TokenStream {
        let made = Value::String(name.to_owned());
        let value = example.filter(|it| json_size(it) <= JSON).unwrap_or(&made);
        match emit_scalar(value) {
            Some(value) if place == ExpressionContext::Into => value,
            _ => {
                self.uses.insert(Use::Root("Json"));
                emit_json(value)
            }
        }
    }

    /// The items of a list: those of the example, or one that is made up.
    pub(super) fn items(
        &mut self,
        item: &Type,
        example: Option<&Value>,
        name: &str,
        place: ExpressionContext,
        depth: usize,
    ) -> Vec<TokenStream> {
        let one = singular(name);
        let one = one.as_deref().unwrap_or(name);
        let given = match example {
            Some(Value::List(items)) => items.as_slice(),
            _ => &[],
        };
        let items: Vec<TokenStream> = given
            .iter()
            .filter(|it| **it != Value::Null)
            .take(self.detail.items)
            .filter_map(|example| self.value(item, Some(example), one, place, depth + 1))
            .collect();
        if items.is_empty() && depth < SHOWN_DEPTH {
            return Vec::from_iter(self.value(item, None, one, place, depth + 1));
        }
        items
    }

    /// The entries of a map: those of the example, or one that is made up.
    pub(super) fn entries(
        &mut self,
        ty: &Type,
        example: Option<&Value>,
        name: &str,
        place: ExpressionContext,
        depth: usize,
    ) -> Option<Vec<(String, TokenStream)>> {
        let given = match example {
            Some(Value::Object(properties)) => properties.as_slice(),
            _ => &[],
        };
        let entries: Vec<_> = given
            .iter()
            .filter(|(key, _)| is_short(key))
            .take(self.detail.items)
            .filter_map(|(key, value)| {
                let value = self.value(ty, Some(value), key, place, depth + 1)?;
                Some((key.clone(), value))
            })
            .collect();
        if entries.is_empty() {
            let one = singular(name).unwrap_or_else(|| name.to_owned());
            let value = self.value(ty, None, &one, place, depth + 1)?;
            return Some(vec![("key".to_owned(), value)]);
        }
        Some(entries)
    }
}

/// What has to be in scope for the path to a type.
fn use_of(names: &TypeNames) -> Use<'_> {
    match &names.home {
        DefiningFile::Shared(_) => Use::Root("types"),
        DefiningFile::Resource(resource) => Use::Own(*resource, &names.name),
    }
}
