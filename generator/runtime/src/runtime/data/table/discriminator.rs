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
    /// This property has this string, as in other branches, and one of these is so as well; where there are none, the branches before
    /// it decide.
    Tagged(&'static str, &'static str, &'static [Discriminator]),
    /// This property has this boolean or integer, written as in JSON.
    Scalar(&'static str, &'static str),
    /// It has all of these properties.
    Properties(&'static [&'static str]),
    /// The property at the end of this way through objects has this string.
    Inner(&'static [&'static str], &'static str),
}

/// The value of a property that may tell branches apart.
#[derive(Clone, Copy)]
pub(crate) enum Shown<'a> {
    /// A string.
    Text(&'a str),
    /// Any value.
    Json(&'a Json),
}

impl Discriminator {
    /// The property and the string that announce a branch.
    #[inline]
    pub(crate) fn tag(&self) -> Option<(&'static str, &'static str)> {
        match self {
            Self::String(name, text) | Self::Tagged(name, text, _) => Some((name, text)),
            Self::Property(_) | Self::Scalar(..) | Self::Properties(_) | Self::Inner(..) => None,
        }
    }

    /// Whether the property has to do with it.
    fn names(&self, key: &str) -> bool {
        match self {
            Self::Property(name) | Self::String(name, _) | Self::Scalar(name, _) => *name == key,
            Self::Inner(way, _) => way.first() == Some(&key),
            Self::Properties(names) => names.contains(&key),
            Self::Tagged(name, _, more) => *name == key || more.iter().any(|it| it.names(key)),
        }
    }

    /// Whether a property with this value decides.
    fn is_shown_by(&self, key: &str, value: Shown<'_>) -> bool {
        match (self, value) {
            (Self::Property(name), _) => *name == key,
            (Self::String(name, text) | Self::Inner([name], text), Shown::Text(value)) => {
                *name == key && value == *text
            }
            (Self::String(name, text), Shown::Json(value)) => {
                *name == key && value.as_str() == Some(text)
            }
            (Self::Scalar(name, text), Shown::Json(value)) => {
                *name == key && is_scalar(value, text)
            }
            (Self::Inner([name, way @ ..], text), Shown::Json(value)) => {
                let inner = || way.iter().try_fold(value, |value, name| value.get(name));
                *name == key && inner().and_then(Json::as_str) == Some(text)
            }
            // A text is neither a boolean nor an integer, and has nothing inside. Whether all properties are there is known once
            // the whole object has been read.
            (Self::Scalar(..) | Self::Inner(..) | Self::Properties(_) | Self::Tagged(..), _) => {
                false
            }
        }
    }

    /// Whether an object with all these properties is so.
    fn is_shown_by_all(&self, properties: &[(String, Json)]) -> bool {
        let has = |wanted: &&str| properties.iter().any(|(key, _)| key == wanted);
        match self {
            Self::Properties(names) => names.iter().all(has),
            Self::Tagged(name, text, more) => {
                let tag = Self::String(name, text);
                let is_tagged = properties
                    .iter()
                    .any(|(key, value)| tag.is_shown_by(key, Shown::Json(value)));
                is_tagged
                    && (more.is_empty() || more.iter().any(|it| it.is_shown_by_all(properties)))
            }
            one => properties
                .iter()
                .any(|(key, value)| one.is_shown_by(key, Shown::Json(value))),
        }
    }
}

impl Branch {
    /// Whether a property with this value is what announces the branch, and is written with it.
    pub(crate) fn is_tag(&self, key: &str, value: &Json) -> bool {
        let mut tags = self.discriminators.iter().map(Discriminator::tag);
        let is_first = tags
            .clone()
            .next()
            .flatten()
            .is_some_and(|(name, _)| name == key);
        is_first
            && tags.any(|it| it.is_some_and(|tag| tag.0 == key && value.as_str() == Some(tag.1)))
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

    /// Whether the property has to do with which branch an object is.
    pub(crate) fn names(&self, key: &str) -> bool {
        let mut all = self.branches.iter().flat_map(|it| it.discriminators);
        all.any(|it| it.names(key))
    }

    /// The branch that an object with this property belongs to, if the property decides.
    pub(crate) fn by_property(&self, key: &str, value: Shown<'_>) -> Option<usize> {
        let decides = |it: &Discriminator| it.is_shown_by(key, value);
        let mut branches = self.branches.iter();
        branches.position(|branch| branch.discriminators.iter().any(decides))
    }

    /// The branch for a whole object in which no single property decided.
    pub(crate) fn by_all(&self, properties: &[(String, Json)]) -> Option<usize> {
        let decides = |it: &Discriminator| {
            let is_whole = matches!(it, Discriminator::Properties(_) | Discriminator::Tagged(..));
            is_whole && it.is_shown_by_all(properties)
        };
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
