//! Unions: the table of their branches, and what tells the branches apart.

use crate::runtime::data::{Json, Slot};

/// A union that can be read.
#[doc(hidden)]
pub trait UnionSlot {
    /// Its branches.
    fn table(&self) -> &'static UnionTable;
    /// Takes the branch at `index` and returns the place of its value.
    fn select(&mut self, index: usize) -> Slot<'_>;
    /// Takes no branch and returns the place where the value is kept as JSON.
    fn unknown(&mut self) -> &mut Json;
}

/// The branches of a union.
#[doc(hidden)]
#[derive(Debug)]
pub struct UnionTable {
    /// The branches, in the order in which they are tried.
    pub branches: &'static [Branch],
}

/// When a branch is the right one.
#[doc(hidden)]
#[derive(Debug)]
pub struct Branch {
    /// The JSON type of its values.
    pub json_type: JsonType,
    /// What tells an object of this branch from others; where empty, the JSON type is enough.
    pub discriminators: &'static [Discriminator],
}

/// A type of JSON values.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JsonType {
    /// `true` or `false`.
    Bool,
    /// A number without a fraction.
    Integer,
    /// Any number.
    Number,
    /// A string.
    String,
    /// An array.
    Array,
    /// An object.
    Object,
}

/// What tells an object of one branch from those of the others.
#[doc(hidden)]
#[derive(Debug)]
pub enum Discriminator {
    /// It has this property.
    Property(&'static str),
    /// This property has this string.
    String(&'static str, &'static str),
    /// This property has this boolean or integer, written as in JSON.
    Scalar(&'static str, &'static str),
    /// It has all of these properties.
    Properties(&'static [&'static str]),
    /// The property at the end of this way through objects has this string.
    Inner(&'static [&'static str], &'static str),
}

impl Branch {
    /// Whether a property with this value is what announces the branch, and is written with it.
    pub(crate) fn is_tag(&self, key: &str, value: &Json) -> bool {
        let is_it = |it: &Discriminator| matches!(it, Discriminator::String(name, text) if *name == key && value.as_str() == Some(text));
        matches!(self.discriminators.first(), Some(Discriminator::String(name, _)) if *name == key)
            && self.discriminators.iter().any(is_it)
    }
}

impl UnionTable {
    /// The branch for a value of this JSON type, if the type alone decides.
    pub(crate) fn by_type(&self, json_type: JsonType) -> Option<usize> {
        let of = |wanted| {
            self.branches
                .iter()
                .position(|branch| branch.json_type == wanted)
        };
        match json_type {
            JsonType::Integer => of(JsonType::Integer).or_else(|| of(JsonType::Number)),
            JsonType::Object => {
                let mut objects = self
                    .branches
                    .iter()
                    .enumerate()
                    .filter(|(_, branch)| branch.json_type == JsonType::Object);
                match (objects.next(), objects.next()) {
                    (Some((index, branch)), None) if branch.discriminators.is_empty() => {
                        Some(index)
                    }
                    _ => None,
                }
            }
            JsonType::Bool | JsonType::Number | JsonType::String | JsonType::Array => of(json_type),
        }
    }

    /// The branch that an object with this property belongs to, if the property decides.
    pub(crate) fn by_property(&self, key: &str, value: &Json) -> Option<usize> {
        let decides = |discriminator: &Discriminator| match discriminator {
            Discriminator::Property(name) => *name == key,
            Discriminator::String(name, text) => *name == key && value.as_str() == Some(text),
            Discriminator::Scalar(name, text) => *name == key && is_scalar(value, text),
            Discriminator::Inner([name, way @ ..], text) => {
                let inner = || way.iter().try_fold(value, |value, name| value.get(name));
                *name == key && inner().and_then(Json::as_str) == Some(text)
            }
            // Whether all of them are there is known once the whole object has been read.
            Discriminator::Properties(_) | Discriminator::Inner([], _) => false,
        };
        let mut branches = self.branches.iter();
        branches.position(|branch| branch.discriminators.iter().any(decides))
    }

    /// The branch for a whole object in which no single property decided.
    pub(crate) fn by_all(&self, properties: &[(String, Json)]) -> Option<usize> {
        let has = |wanted: &&str| properties.iter().any(|(key, _)| key == wanted);
        let decides = |discriminator: &Discriminator| matches!(discriminator, Discriminator::Properties(names) if names.iter().all(has));
        let mut branches = self.branches.iter();
        branches
            .position(|branch| branch.discriminators.iter().any(decides))
            .or_else(|| self.by_default())
    }

    /// The branch for an object that no discriminator decided on.
    fn by_default(&self) -> Option<usize> {
        self.branches.iter().position(|branch| {
            branch.json_type == JsonType::Object && branch.discriminators.is_empty()
        })
    }
}

fn is_scalar(value: &Json, wanted: &str) -> bool {
    match value {
        Json::Bool(flag) => wanted.parse() == Ok(*flag),
        other => other.as_i64().is_some_and(|it| wanted.parse() == Ok(it)),
    }
}
