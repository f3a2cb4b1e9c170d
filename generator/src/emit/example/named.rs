//! Values of the crate's own types: structs by `new` and setters, enums by a variant.

use proc_macro2::TokenStream;
use quote::quote;

use super::expression::ExpressionContext;
use super::plain::is_given;
use super::value::{DEPTH, SHOWN_DEPTH, Writer};
use crate::ir::{
    Branch, JsonKind, Presence, ScalarEnum, Sign, Struct, TextEnum, Type, TypeId, TypeKind, Union,
    Value,
};
use crate::names::{Member, TypeNames};

impl Writer<'_> {
    /// A value of a type of the crate's own.
    pub(super) fn named(
        &mut self,
        id: TypeId,
        example: Option<&Value>,
        name: &str,
        depth: usize,
    ) -> Option<TokenStream> {
        if depth >= DEPTH {
            return None;
        }
        let names = self.cx.names.ty(id)?;
        let value = match &self.cx.api.ty(id)?.kind {
            TypeKind::Struct(object) => self.object(id, object, names, example, depth)?,
            TypeKind::TextEnum(list) => text_enum(list, names, example, name),
            TypeKind::ScalarEnum(list) => scalar_enum(list, names, example),
            TypeKind::Union(union) => self.branch(id, union, names, example, name, depth)?,
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
        names: &TypeNames,
        example: Option<&Value>,
        depth: usize,
    ) -> Option<TokenStream> {
        let Struct {
            fields,
            rest: _,
            rest_docs: _,
        } = object;
        let mut required = Vec::new();
        let mut optional = Vec::new();
        for (position, (field, member)) in fields.iter().zip(&names.members).enumerate() {
            let Member { name: _, setter } = member;
            let boxed = self.cx.analysis.boxed.contains(&(id, position));
            let given = example.and_then(|it| it.get(&field.wire));
            if field.is_needed() {
                let example = given.or(field.example.as_ref());
                required.push(self.argument(field, example, boxed, depth + 1)?);
            } else if field.presence != Presence::Required
                && is_given(given)
                && !field.deprecated
                && depth < SHOWN_DEPTH
                && optional.len() < self.detail.inner
            {
                let value = self.set(field, given, boxed, depth + 1);
                optional.extend(value.map(|value| quote!(.#setter(#value))));
            }
        }
        Some(quote!(new(#(#required),*) #(#optional)*))
    }

    /// A variant with its value: of the branch that the example is of, or else of the first that can be written.
    fn branch(
        &mut self,
        id: TypeId,
        union: &Union,
        names: &TypeNames,
        example: Option<&Value>,
        name: &str,
        depth: usize,
    ) -> Option<TokenStream> {
        let Union { branches } = union;
        let of_example = example.and_then(|example| {
            let position = branches.iter().position(|it| is_of(it, example))?;
            Some((position, example))
        });
        let given = of_example.map(|(position, example)| (position, Some(example)));
        let made = (0..branches.len()).map(|position| (position, None));
        given
            .into_iter()
            .chain(made)
            .find_map(|(position, example)| {
                let Member { name: variant, .. } = names.members.get(position)?;
                let ty = &branches.get(position)?.ty;
                let value = self.value(ty, example, name, ExpressionContext::Known, depth + 1)?;
                let boxed = self.cx.analysis.boxed.contains(&(id, position));
                let value = if boxed {
                    quote!(Box::new(#value))
                } else {
                    value
                };
                Some(quote!(#variant(#value)))
            })
    }
}

fn text_enum(
    list: &TextEnum,
    names: &TypeNames,
    example: Option<&Value>,
    name: &str,
) -> TokenStream {
    let TextEnum { values, closed: _ } = list;
    let position = match example {
        Some(Value::String(text)) => values.iter().position(|value| value.wire == *text),
        _ => None,
    };
    if let Some(Member { name, .. }) = names.members.get(position.unwrap_or(0)) {
        quote!(#name)
    } else {
        quote!(from(#name))
    }
}

fn scalar_enum(list: &ScalarEnum, names: &TypeNames, example: Option<&Value>) -> TokenStream {
    let ScalarEnum {
        kind: _,
        values,
        closed: _,
    } = list;
    let position = values.iter().position(|value| Some(&value.wire) == example);
    // An enum from lowering has a value at least.
    let member = names.members.get(position.unwrap_or(0));
    let name = member.map_or(&names.rest, |member| &member.name);
    quote!(#name)
}

/// Whether a value belongs to a branch.
fn is_of(branch: &Branch, value: &Value) -> bool {
    let kind = match value {
        Value::Null => return false,
        Value::Bool(_) => JsonKind::Bool,
        Value::Integer(_) if branch.kind == JsonKind::Number => JsonKind::Number,
        Value::Integer(_) => JsonKind::Integer,
        Value::Number(_) => JsonKind::Number,
        Value::String(_) => JsonKind::String,
        Value::List(_) => JsonKind::Array,
        Value::Object(_) => JsonKind::Object,
    };
    let shows = |sign: &Sign| match sign {
        Sign::Key(key) => value.get(key).is_some(),
        Sign::Value { key, value: text } => {
            matches!(value.get(key), Some(Value::String(given)) if given == text)
        }
        Sign::Scalar { key, value: text } => match value.get(key) {
            Some(Value::Bool(given)) => given.to_string() == *text,
            Some(Value::Integer(given)) => given.to_string() == *text,
            _ => false,
        },
        Sign::Keys(keys) => keys.iter().all(|key| value.get(key).is_some()),
        Sign::Inner { path, value: text } => {
            let mut path = path.iter();
            let inner = path.try_fold(value, |value, key| value.get(key));
            matches!(inner, Some(Value::String(inner)) if inner == text)
        }
    };
    branch.kind == kind && (branch.signs.is_empty() || branch.signs.iter().any(shows))
}
