//! Values as Rust: what a description gives as an example where that fits the type, else a value made up for it.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::Detail;
use super::number::{emit_float, emit_integer};
use super::uses::Use;
use crate::emit::Context;
use crate::emit::type_::{Module, emit_type};
use crate::ir::{
    Branch, Field, JsonKind, Presence, Sign, Struct, TextEnum, Type, TypeId, TypeKind, Union, Value,
};
use crate::names::{Home, Member, TypeNames, singular};

/// How deep fields are shown that may be left out, and lists that nobody gives.
const SHOWN_DEPTH: usize = 3;

/// How deep an example gets at all; what is deeper cannot be written.
const DEPTH: usize = 8;

/// How long a text may be; a longer one is not shown.
const TEXT: usize = 60;

/// What surrounds a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// It has the type, and the compiler knows it.
    Known,
    /// It is made into the type by `Into`.
    Into,
    /// It has the type, and has to show it by itself.
    Free,
}

impl Place {
    /// The place of what is inside a value of this place.
    fn inside(self) -> Self {
        match self {
            Self::Known => Self::Known,
            Self::Into | Self::Free => Self::Free,
        }
    }
}

/// Writes values, and remembers what they use.
pub(super) struct Writer<'a> {
    cx: Context<'a>,
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

    /// The argument of the setter of a field.
    pub(super) fn set(
        &mut self,
        field: &Field,
        example: Option<&Value>,
        boxed: bool,
        depth: usize,
    ) -> Option<TokenStream> {
        let Type::Map(value) = &field.ty else {
            return self.argument_as(field, example, boxed, Place::Into, depth);
        };
        let entries = self.entries(value, example, &field.wire, Place::Into, depth)?;
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
            ty @ (Type::Map(_) | Type::Json | Type::Nullable(_)) => {
                let value = self.value(ty, example, &field.wire, Place::Known, depth)?;
                Some(if boxed {
                    quote!(Box::new(#value))
                } else {
                    value
                })
            }
            _ => self.argument_as(field, example, boxed, Place::Into, depth),
        }
    }

    fn argument_as(
        &mut self,
        field: &Field,
        example: Option<&Value>,
        boxed: bool,
        place: Place,
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
            | Type::F64) => self.value(ty, example, name, Place::Known, depth),
            Type::List(item) => {
                let items = self.items(item, example, name, Place::Into, depth);
                if items.is_empty() {
                    let item = self.ty(item);
                    return Some(quote!(Vec::<#item>::new()));
                }
                Some(quote!([#(#items),*]))
            }
            ty if boxed => self.value(ty, example, name, Place::Free, depth),
            ty => self.value(ty, example, name, place, depth),
        }
    }

    /// A value; `None` where it would get too deep.
    pub(super) fn value(
        &mut self,
        ty: &Type,
        example: Option<&Value>,
        name: &str,
        place: Place,
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
                    Place::Into => quote!(#text),
                    Place::Known | Place::Free => quote!(#text.to_owned()),
                }
            }
            Type::DateTime => self.moment("DateTime", example, "2026-01-01T00:00:00Z", place),
            Type::Date => self.moment("Date", example, "2026-01-01", place),
            // Only arguments hold them, which take what bytes can be made from.
            Type::Bytes | Type::File if place == Place::Into => {
                let text = text(example, name);
                quote!(#text)
            }
            Type::Bytes | Type::File => return None,
            Type::Json => self.json(example, name, place),
            Type::List(item) => {
                let items = self.items(item, example, name, place.inside(), depth);
                match (items.as_slice(), place) {
                    ([], Place::Known) => quote!(Vec::new()),
                    ([], Place::Into | Place::Free) => {
                        let item = self.ty(item);
                        quote!(Vec::<#item>::new())
                    }
                    (items, _) => quote!(vec![#(#items),*]),
                }
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
        })
    }

    /// A type, as `Vec::<T>` has it.
    fn ty(&mut self, ty: &Type) -> TokenStream {
        match ty {
            Type::DateTime => self.uses.extend([Use::Root("DateTime")]),
            Type::Date => self.uses.extend([Use::Root("Date")]),
            Type::Json => self.uses.extend([Use::Root("Json")]),
            Type::Map(value) => {
                self.uses.insert(Use::Map);
                self.ty(value);
            }
            Type::List(inner) | Type::Nullable(inner) => {
                self.ty(inner);
            }
            Type::Named(id) => {
                let names = self.cx.names.ty(*id);
                self.uses.extend(names.map(use_of));
            }
            _ => {}
        }
        emit_type(&self.cx, ty, Module::Resource)
    }

    fn moment(
        &mut self,
        name: &'static str,
        example: Option<&Value>,
        made: &str,
        place: Place,
    ) -> TokenStream {
        let text = usable(example).unwrap_or(made);
        match place {
            Place::Into => quote!(#text),
            Place::Known => quote!(#text.into()),
            Place::Free => {
                self.uses.insert(Use::Root(name));
                let name: TokenStream = name.parse().unwrap_or_default();
                quote!(#name::from(#text))
            }
        }
    }

    fn json(&mut self, example: Option<&Value>, name: &str, place: Place) -> TokenStream {
        if let Some(Value::Null) = example {
            self.uses.insert(Use::Root("Json"));
            return quote!(Json::Null);
        }
        let value = match example {
            Some(value @ (Value::List(_) | Value::Object(_))) if size(value) <= 6 => {
                let value = emit_json(value);
                return quote!(serde_json::json!(#value));
            }
            Some(value @ (Value::Bool(_) | Value::Integer(_) | Value::Number(_))) => {
                emit_json(value)
            }
            _ => {
                let text = text(example, name);
                quote!(#text)
            }
        };
        if place == Place::Into {
            return value;
        }
        self.uses.insert(Use::Root("Json"));
        quote!(Json::from(#value))
    }

    fn items(
        &mut self,
        item: &Type,
        example: Option<&Value>,
        name: &str,
        place: Place,
        depth: usize,
    ) -> Vec<TokenStream> {
        let one = singular(name);
        let one = one.as_deref().unwrap_or(name);
        match example {
            Some(Value::List(given)) => given
                .iter()
                .take(self.detail.items)
                .filter_map(|example| self.value(item, Some(example), one, place, depth + 1))
                .collect(),
            _ if depth >= SHOWN_DEPTH => Vec::new(),
            _ => self
                .value(item, None, one, place, depth + 1)
                .into_iter()
                .collect(),
        }
    }

    /// The entries of a map: those of the example, or one that is made up.
    fn entries(
        &mut self,
        ty: &Type,
        example: Option<&Value>,
        name: &str,
        place: Place,
        depth: usize,
    ) -> Option<Vec<(String, TokenStream)>> {
        let given = match example {
            Some(Value::Object(properties)) => properties.as_slice(),
            _ => &[],
        };
        let entries: Vec<_> = given
            .iter()
            .filter(|(key, _)| key.chars().count() <= TEXT)
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

    fn named(
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
            TypeKind::Union(union) => self.branch(id, union, names, example, name, depth)?,
            // Nobody passes what an operation answers.
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
        let Struct { fields, rest: _ } = object;
        let mut required = Vec::new();
        let mut optional = Vec::new();
        for (position, (field, member)) in fields.iter().zip(&names.members).enumerate() {
            let Member { name: _, setter } = member;
            let boxed = self.cx.analysis.boxed.contains(&(id, position));
            let given = example.and_then(|it| it.get(&field.wire));
            if field.presence == Presence::Required {
                let example = given.or(field.example.as_ref());
                required.push(self.argument(field, example, boxed, depth + 1)?);
            } else if is_given(given)
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
                let value = self.value(ty, example, name, Place::Known, depth + 1)?;
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

/// What has to be in scope for the path to a type.
fn use_of(names: &TypeNames) -> Use<'_> {
    match &names.home {
        Home::Shared(_) => Use::Root("types"),
        Home::Resource(resource) => Use::Own(*resource, &names.name),
    }
}

fn text_enum(
    list: &TextEnum,
    names: &TypeNames,
    example: Option<&Value>,
    name: &str,
) -> TokenStream {
    let TextEnum { values } = list;
    let position = match example {
        Some(Value::String(text)) => values.iter().position(|value| value.wire == *text),
        _ => None,
    };
    let member = names.members.get(position.unwrap_or(0));
    member.map_or_else(|| quote!(from(#name)), |Member { name, .. }| quote!(#name))
}

/// Whether a value is of a branch.
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
    let shows = |sign: &Sign| match (&sign.value, value.get(&sign.key)) {
        (None, Some(_)) => true,
        (Some(wanted), Some(Value::String(text))) => wanted == text,
        _ => false,
    };
    branch.kind == kind && (branch.signs.is_empty() || branch.signs.iter().any(shows))
}

/// Whether there is an example with something in it.
pub(super) fn is_given(example: Option<&Value>) -> bool {
    match example {
        None | Some(Value::Null) => false,
        Some(Value::List(items)) => !items.is_empty(),
        Some(Value::Object(properties)) => !properties.is_empty(),
        Some(_) => true,
    }
}

/// A text: that of the example, or else the name of what it stands for.
pub(super) fn text<'a>(example: Option<&'a Value>, name: &'a str) -> &'a str {
    usable(example).unwrap_or(name)
}

fn usable(example: Option<&Value>) -> Option<&str> {
    match example {
        Some(Value::String(text)) if !text.is_empty() && text.chars().count() <= TEXT => Some(text),
        _ => None,
    }
}

/// How many values are in a value.
fn size(value: &Value) -> usize {
    match value {
        Value::List(items) => 1 + items.iter().map(size).sum::<usize>(),
        Value::Object(properties) => 1 + properties.iter().map(|(_, it)| size(it)).sum::<usize>(),
        Value::String(text) if text.chars().count() > TEXT => 100,
        _ => 1,
    }
}

/// A value as `json!` takes it.
fn emit_json(value: &Value) -> TokenStream {
    match value {
        Value::Null => quote!(null),
        Value::Bool(value) => quote!(#value),
        Value::Integer(_) => emit_integer(&Type::I64, Some(value), Place::Into),
        Value::Number(_) => emit_float(&Type::F64, Some(value), Place::Into),
        Value::String(text) => quote!(#text),
        Value::List(items) => {
            let items = items.iter().map(emit_json);
            quote!([#(#items),*])
        }
        Value::Object(properties) => {
            let entries = properties.iter().map(|(key, value)| {
                let value = emit_json(value);
                quote!(#key: #value)
            });
            quote!({ #(#entries),* })
        }
    }
}
