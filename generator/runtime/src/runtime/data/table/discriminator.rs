//! Types that are one of several, told apart by rules fixed when the client was generated.

use crate::runtime::data::{Json, Slot};

/// A union that can be read.
pub trait UnionSlot {
    /// How the branches are told apart.
    fn choices(&self) -> &'static Choices;
    /// Takes the branch at `index` and returns the place of its value.
    fn select(&mut self, index: usize) -> Slot<'_>;
    /// Takes no branch and returns the place where the value is kept as it came.
    fn unknown(&mut self) -> &mut Json;
}

/// The branches of a union.
#[derive(Debug)]
pub struct Choices {
    /// The branches, in the order in which they are tried.
    pub branches: &'static [Branch],
}

/// When a branch is the right one.
#[derive(Debug)]
pub struct Branch {
    /// The JSON type a value of this branch has.
    pub kind: Kind,
    /// What an object of this branch can be recognised by; where empty, the JSON type is enough.
    pub signs: &'static [Sign],
}

/// A type of JSON values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
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

/// What gives an object away.
#[derive(Debug)]
pub enum Sign {
    /// It has this property.
    Key(&'static str),
    /// This property has this string.
    Value(&'static str, &'static str),
    /// This property has this boolean or integer, written as in JSON.
    Scalar(&'static str, &'static str),
    /// It has all of these properties.
    Keys(&'static [&'static str]),
}

impl Choices {
    /// The branch for a value of this JSON type, if the type alone decides.
    pub(crate) fn by_kind(&self, kind: Kind) -> Option<usize> {
        let of = |wanted| {
            self.branches
                .iter()
                .position(|branch| branch.kind == wanted)
        };
        match kind {
            Kind::Integer => of(Kind::Integer).or_else(|| of(Kind::Number)),
            Kind::Object => {
                let mut objects = self
                    .branches
                    .iter()
                    .enumerate()
                    .filter(|(_, branch)| branch.kind == Kind::Object);
                match (objects.next(), objects.next()) {
                    (Some((index, branch)), None) if branch.signs.is_empty() => Some(index),
                    _ => None,
                }
            }
            other => of(other),
        }
    }

    /// The branch that an object with this property belongs to, if the property decides.
    pub(crate) fn by_property(&self, key: &str, value: &Json) -> Option<usize> {
        self.branches.iter().position(|branch| {
            branch.signs.iter().any(|sign| match sign {
                Sign::Key(wanted) => *wanted == key,
                Sign::Value(tag, wanted) => *tag == key && value.as_str() == Some(wanted),
                Sign::Scalar(tag, wanted) => *tag == key && is_scalar(value, wanted),
                // That takes the whole object.
                Sign::Keys(_) => false,
            })
        })
    }

    /// The branch for a whole object in which no single property decided.
    pub(crate) fn by_all(&self, properties: &[(String, Json)]) -> Option<usize> {
        let has = |wanted: &&str| properties.iter().any(|(key, _)| key == wanted);
        let is_it = |sign: &Sign| matches!(sign, Sign::Keys(keys) if keys.iter().all(has));
        let mut branches = self.branches.iter();
        branches
            .position(|branch| branch.signs.iter().any(is_it))
            .or_else(|| self.by_default())
    }

    /// The branch for an object that nothing gave away.
    fn by_default(&self) -> Option<usize> {
        self.branches
            .iter()
            .position(|branch| branch.kind == Kind::Object && branch.signs.is_empty())
    }
}

fn is_scalar(value: &Json, wanted: &str) -> bool {
    match value {
        Json::Bool(flag) => wanted.parse() == Ok(*flag),
        other => other.as_i64().is_some_and(|it| wanted.parse() == Ok(it)),
    }
}
