//! The values of an example: those of the description where they fit their types, or else made-up ones.
//!
//! Out comes a [`Value`] that fits its type in full, as it travels: with the constants that `new` sets and the tags that a union
//! writes. [`value`](super::value) writes it as Rust.

use super::Detail;
use super::branch::announce;
use super::number::{float, integer};
use super::plain::{is_given, json_size, text_within};
use crate::emit::Context;
use crate::emit::types::foreign::sample;
use crate::ir::{
    Field, ForeignId, MapType, Presence, Struct, Type, TypeId, TypeKind, Union, Value,
};
use crate::names::singular;

/// Up to which depth optional fields of what is sent are shown, and lists without an example.
const SHOWN_DEPTH: usize = 3;

/// The greatest depth of an example. A value that needs more is not shown.
const DEPTH: usize = 8;

/// Chooses values.
#[derive(Clone, Copy)]
pub(in crate::emit) struct Chooser<'a> {
    cx: Context<'a>,
    detail: Detail,
}

impl<'a> Chooser<'a> {
    pub(in crate::emit) fn new(cx: Context<'a>, detail: Detail) -> Self {
        Self { cx, detail }
    }

    /// A value; `None` where it would get too deep, or where nothing is known about what it can be.
    pub(in crate::emit) fn value(
        self,
        ty: &Type,
        example: Option<&Value>,
        name: &str,
        depth: usize,
    ) -> Option<Value> {
        let text = |made: &str| Value::String(self.text(example, made).to_owned());
        Some(match ty {
            Type::Bool => Value::Bool(!matches!(example, Some(Value::Bool(false)))),
            Type::I32 | Type::I64 | Type::U32 | Type::U64 | Type::I128 => {
                Value::Integer(integer(ty, example))
            }
            Type::F32 | Type::F64 => Value::Number(float(ty, example)),
            Type::String | Type::Secret | Type::File => text(name),
            // Whatever it is, the parts that are shown are the same.
            Type::Parts => Value::Null,
            Type::DateTime => text("2026-01-01T00:00:00Z"),
            Type::Date => text("2026-01-01"),
            Type::Base64 => text("aGVsbG8="),
            Type::Json => {
                let fits = |it: &&Value| json_size(it, self.detail.text) <= self.detail.json;
                example.filter(fits).cloned().unwrap_or_else(|| text(name))
            }
            Type::List(item) => Value::List(self.items(item, example, name, depth)),
            Type::Tuple(places) => {
                let given = match example {
                    Some(Value::List(items)) => items.as_slice(),
                    _ => &[],
                };
                let value = |(index, ty)| self.value(ty, given.get(index), name, depth + 1);
                Value::List(
                    places
                        .iter()
                        .enumerate()
                        .map(value)
                        .collect::<Option<_>>()?,
                )
            }
            Type::Map(map) => Value::Object(self.entries(map, example, name, depth)?),
            Type::Nullable(inner) => {
                let example = example.filter(|it| **it != Value::Null);
                self.value(inner, example, name, depth)?
            }
            Type::Named(id) => self.named(*id, example, name, depth)?,
            Type::Foreign(id) => self.foreign(*id, example, name)?,
        })
    }

    /// A text: that of the example, unless it is empty or too long.
    fn text<'t>(self, example: Option<&'t Value>, made: &'t str) -> &'t str {
        text_within(example, self.detail.text).unwrap_or(made)
    }

    /// The items of a list: those of the example, or one that is made up.
    fn items(self, item: &Type, example: Option<&Value>, name: &str, depth: usize) -> Vec<Value> {
        let one = singular(name);
        let one = one.as_deref().unwrap_or(name);
        let given = match example {
            Some(Value::List(items)) => items.as_slice(),
            _ => &[],
        };
        let items: Vec<Value> = given
            .iter()
            .filter(|it| **it != Value::Null)
            .take(self.detail.items)
            .filter_map(|example| self.value(item, Some(example), one, depth + 1))
            .collect();
        if items.is_empty() && depth < SHOWN_DEPTH {
            return Vec::from_iter(self.value(item, None, one, depth + 1));
        }
        items
    }

    /// The entries of a map: those of the example, or one that is made up.
    fn entries(
        self,
        map: &MapType,
        example: Option<&Value>,
        name: &str,
        depth: usize,
    ) -> Option<Vec<(String, Value)>> {
        let MapType { key, value: ty } = map;
        let fits = |name: &str| {
            let text = Value::String(name.to_owned());
            *key == Type::String || self.value(key, Some(&text), name, depth) == Some(text)
        };
        let given = match example {
            Some(Value::Object(properties)) => properties.as_slice(),
            _ => &[],
        };
        let entries: Vec<_> = given
            .iter()
            .filter(|(key, _)| key.chars().count() <= self.detail.text && fits(key))
            .take(self.detail.items)
            .filter_map(|(key, value)| {
                Some((key.clone(), self.value(ty, Some(value), key, depth + 1)?))
            })
            .collect();
        if entries.is_empty() {
            let one = singular(name).unwrap_or_else(|| name.to_owned());
            let value = self.value(ty, None, &one, depth + 1)?;
            let Value::String(key) = self.value(key, None, "key", depth)? else {
                return None;
            };
            return Some(vec![(key, value)]);
        }
        Some(entries)
    }

    /// A value of a type of the crate's own.
    fn named(self, id: TypeId, example: Option<&Value>, name: &str, depth: usize) -> Option<Value> {
        if depth >= DEPTH {
            return None;
        }
        match &self.cx.api.ty(id)?.kind {
            TypeKind::Struct(object) => self.object(object, example, depth),
            TypeKind::TextEnum(list) => {
                let is_known = |text: &String| list.values.iter().any(|it| it.wire == *text);
                let text = match example {
                    Some(Value::String(text)) if is_known(text) => text,
                    _ => list.values.first().map_or(name, |it| &it.wire),
                };
                Some(Value::String(text.to_owned()))
            }
            TypeKind::ScalarEnum(list) => {
                let given = list.values.iter().find(|it| Some(&it.wire) == example);
                given.or(list.values.first()).map(|it| it.wire.clone())
            }
            TypeKind::Union(union) => self.branch(union, example, name, depth),
            // An `Answer` is only received, and by its status.
            TypeKind::Answer(_) => None,
        }
    }

    fn object(self, object: &Struct, example: Option<&Value>, depth: usize) -> Option<Value> {
        let Struct {
            fields,
            rest: _,
            rest_docs: _,
        } = object;
        let mut properties = Vec::new();
        let mut shown = 0;
        for field in fields {
            let given = example.and_then(|it| it.get(&field.wire));
            let value = match (field.presence, field.preset()) {
                (_, Some(constant)) => Some(constant.clone()),
                (Presence::Required, None) => {
                    let example = given.or(field.example.as_ref());
                    Some(self.value(&field.ty, example, &field.wire, depth + 1)?)
                }
                _ if self.is_shown(field, given, depth, shown) => {
                    let value = self.value(&field.ty, given, &field.wire, depth + 1);
                    shown += usize::from(value.is_some());
                    value
                }
                _ => None,
            };
            let null = (field.presence == Presence::Nullable).then_some(Value::Null);
            properties.extend(value.or(null).map(|value| (field.wire.clone(), value)));
        }
        Some(Value::Object(properties))
    }

    fn is_shown(self, field: &Field, given: Option<&Value>, depth: usize, shown: usize) -> bool {
        let is_worth = self.detail.is_received || !field.deprecated && depth < SHOWN_DEPTH;
        (self.detail.is_full || is_given(given)) && is_worth && shown < self.detail.inner
    }

    /// A value of the branch that the example is of, or else of the first that can be shown.
    fn branch(
        self,
        union: &Union,
        example: Option<&Value>,
        name: &str,
        depth: usize,
    ) -> Option<Value> {
        let Union { branches } = union;
        let of_example = example.and_then(|example| {
            let branch = union.branch_of(example)?;
            Some((branch, Some(example)))
        });
        let made = branches.iter().map(|branch| (branch, None));
        of_example
            .into_iter()
            .chain(made)
            .find_map(|(branch, example)| {
                let mut value = self.value(&branch.ty, example, name, depth + 1)?;
                announce(branch, &mut value);
                Some(value)
            })
    }

    /// A value of a type of another crate; `None` where there is no example of what it takes.
    fn foreign(self, id: ForeignId, example: Option<&Value>, name: &str) -> Option<Value> {
        let foreign = self.cx.api.foreign.get(id.0)?;
        if !foreign.is_json {
            let path = self.cx.names.foreign(id)?.ty.text();
            let text = match sample(&path) {
                // Others may not be texts of the type, or not be written as they are read.
                Some(sample) if self.detail.is_run => sample,
                None if self.detail.is_run => text_within(example, self.detail.text)?,
                sample => self.text(example, sample.unwrap_or(name)),
            };
            return Some(Value::String(text.to_owned()));
        }
        example
            .filter(|it| {
                let text = match it {
                    Value::String(_) => text_within(example, self.detail.text).map(str::to_owned),
                    other => other.text(),
                };
                text.is_some_and(|it| it.chars().count() <= self.detail.text)
            })
            .cloned()
    }
}
