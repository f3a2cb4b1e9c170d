//! Values of the crate's own types: structs by `new` and setters, enums by a variant.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::argument::emit_needed;
use super::branch::without_tag;
use super::expression::ExpressionContext;
use super::value::Writer;
use crate::ir::{Presence, Struct, Type, TypeId, TypeKind, Union, Value};
use crate::names::{Member, TypeNames};

/// How many unions a value may be inside of.
const DEEPEST: usize = 16;

impl<'a> Writer<'a> {
    /// A value of a type of the crate's own.
    pub(super) fn named(&mut self, id: TypeId, value: &Value) -> Option<TokenStream> {
        let names = self.cx.names.ty(id)?;
        let value = match &self.cx.api.ty(id)?.kind {
            TypeKind::Struct(object) => self.object(id, object, names, value)?,
            TypeKind::TextEnum(list) => {
                let Value::String(text) = value else {
                    return None;
                };
                let position = list.values.iter().position(|it| it.wire == *text);
                let member = position.and_then(|position| names.members.get(position));
                let name = member.map(|Member { name, .. }| quote!(#name));
                name.unwrap_or_else(|| quote!(from(#text)))
            }
            TypeKind::ScalarEnum(list) => {
                let position = list.values.iter().position(|it| it.wire == *value)?;
                let name = &names.members.get(position)?.name;
                quote!(#name)
            }
            TypeKind::Union(union) => {
                let this = (id, std::ptr::from_ref(value));
                if self.open.contains(&this) || self.open.len() >= DEEPEST {
                    return None;
                }
                self.tries = self.tries.checked_sub(1)?;
                self.open.push(this);
                let branch = self.branch(id, union, names, value);
                self.open.pop();
                branch?
            }
            // An `Answer` is only received, and never an argument.
            TypeKind::Answer(_) => return None,
        };
        let path = self.ty(&Type::Named(id));
        Some(quote!(#path::#value))
    }

    /// `new(…)` and setters.
    fn object(
        &mut self,
        id: TypeId,
        object: &Struct,
        names: &'a TypeNames,
        value: &Value,
    ) -> Option<TokenStream> {
        let Struct {
            fields,
            rest: _,
            rest_docs: _,
        } = object;
        if !matches!(value, Value::Object(_)) {
            return None;
        }
        let mut arguments = BTreeMap::new();
        let mut optional = Vec::new();
        for (position, (field, member)) in fields.iter().zip(&names.members).enumerate() {
            let setter = &member.setter;
            let boxed = self.cx.analysis.boxed.contains(&(id, position));
            let given = value.get(&field.wire);
            if field.is_needed() {
                let given = self.needed(field, given?, boxed, &names.constructor)?;
                arguments.insert(position, given);
            } else if let Some(given) = given
                && field.presence != Presence::Required
                && field.preset() != Some(given)
                && *given != Value::Null
            {
                let value = self.set(field, given, boxed)?;
                optional.push(quote!(.#setter(#value)));
            }
        }
        let constructor = &names.constructor;
        let named = constructor.named.as_ref();
        let named = named.map(|name| self.beside(names, name));
        let needed = emit_needed(constructor, &names.members, &arguments, named.as_ref());
        Some(quote!(new(#needed) #(#optional)*))
    }

    /// The variant of the branch that a value is of, with the value.
    fn branch(
        &mut self,
        id: TypeId,
        union: &Union,
        names: &TypeNames,
        value: &Value,
    ) -> Option<TokenStream> {
        let Union { branches } = union;
        let all = branches.iter().zip(&names.members).enumerate();
        let (mut of, others): (Vec<_>, Vec<_>) = all
            .filter(|(_, (branch, _))| branch.has_kind_of(value))
            .partition(|(_, (branch, _))| branch.has(value));
        // One without signs is what remains where none is seen.
        of.sort_by_key(|(_, (branch, _))| branch.signs.is_empty());
        of.into_iter()
            .chain(others)
            .find_map(|(position, (branch, member))| {
                let variant = &member.name;
                // The client writes the tag itself, unless the type has no value without it.
                let value = without_tag(branch, value)
                    .and_then(|it| self.try_value(&branch.ty, &it))
                    .or_else(|| self.try_value(&branch.ty, value))?;
                let boxed = self.cx.analysis.boxed.contains(&(id, position));
                let value = if boxed {
                    quote!(Box::new(#value))
                } else {
                    value
                };
                Some(quote!(#variant(#value)))
            })
    }

    /// A value, or nothing, which needs no `use` lines.
    fn try_value(&mut self, ty: &Type, value: &Value) -> Option<TokenStream> {
        let uses = self.uses.clone();
        let value = self.value(ty, value, ExpressionContext::Known);
        if value.is_none() {
            self.uses = uses;
        }
        value
    }
}
