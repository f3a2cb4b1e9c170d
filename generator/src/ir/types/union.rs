//! Unions: values of one of several types, and what tells the types apart.

use super::Type;
use crate::ir::{Api, Value};
use crate::origin::Origin;

/// One of several types.
#[derive(Debug)]
pub struct Union {
    /// The branches, in the order they are tried.
    pub branches: Vec<Branch>,
}

/// A branch of a union.
#[derive(Clone, Debug)]
pub struct Branch {
    /// What it is named after: a tag, a component, a JSON type.
    pub name: String,
    /// The type of its value.
    pub ty: Type,
    /// The JSON type of its values.
    pub kind: JsonKind,
    /// What gives an object of this branch away, each on its own. Empty for what is not an object or is the last resort.
    pub signs: Vec<Sign>,
    /// What the description says about it, in Markdown.
    pub docs: Option<String>,
    /// Where its schema stands.
    pub origin: Origin,
}

/// How many branches of a union its name may list, and how many letters they may have.
const MOST_NAMED: usize = 3;
const MOST_LETTERS: usize = 40;

impl Union {
    /// What it is named after wherever it stands: few branches, of which none is written in place and so named after the union.
    pub fn alternatives(&self, api: &Api) -> Option<Vec<&str>> {
        let is_known = |ty: &Type| {
            let mut named = ty.named().into_iter();
            named.all(|(id, _)| api.ty(id).is_some_and(|it| it.place.is_component()))
        };
        let mut names: Vec<&str> = self.branches.iter().map(|it| it.name.as_str()).collect();
        names.sort_unstable();
        let letters: usize = names.iter().map(|it| it.len()).sum();
        let is_short = (2..=MOST_NAMED).contains(&names.len()) && letters <= MOST_LETTERS;
        let are_known = self.branches.iter().all(|it| is_known(&it.ty));
        (is_short && are_known).then_some(names)
    }

    /// The branch that a value belongs to: one without signs is what remains where none is seen.
    pub fn branch_of(&self, value: &Value) -> Option<&Branch> {
        let fitting = || self.branches.iter().filter(|it| it.has(value));
        let told = fitting().find(|it| !it.signs.is_empty());
        told.or_else(|| fitting().next())
    }
}

impl Branch {
    /// Whether a value belongs to the branch.
    pub fn has(&self, value: &Value) -> bool {
        self.has_kind_of(value)
            && (self.signs.is_empty() || self.signs.iter().any(|it| it.shows(value)))
    }

    /// Whether a value has the JSON type of the branch.
    pub fn has_kind_of(&self, value: &Value) -> bool {
        match value {
            Value::Null => false,
            Value::Bool(_) => self.kind == JsonKind::Bool,
            Value::Integer(_) => matches!(self.kind, JsonKind::Integer | JsonKind::Number),
            Value::Number(_) => self.kind == JsonKind::Number,
            Value::String(_) => self.kind == JsonKind::String,
            Value::List(_) => self.kind == JsonKind::Array,
            Value::Object(_) => self.kind == JsonKind::Object,
        }
    }

    /// The property that announces the branch, and what it says.
    pub fn tag(&self) -> Option<(&str, &str)> {
        self.tags().next()
    }

    /// The properties that announce the branch, and what each says.
    pub fn tags(&self) -> impl Iterator<Item = (&str, &str)> {
        self.signs.iter().filter_map(|sign| match sign {
            Sign::Value { key, value } | Sign::Tagged { key, value, .. } => {
                Some((key.as_str(), value.as_str()))
            }
            Sign::Key(_) | Sign::Scalar { .. } | Sign::Keys(_) | Sign::Inner { .. } => None,
        })
    }
}

/// What gives a branch away: a property, by its name on the wire.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sign {
    /// It is there.
    Key(String),
    /// It has this string.
    Value {
        /// The name of the property.
        key: String,
        /// The string.
        value: String,
    },
    /// It has this string, as in other branches, and one of these signs is there as well; where there are none, it is what remains of
    /// these branches.
    Tagged {
        /// The name of the property.
        key: String,
        /// The string.
        value: String,
        /// The other signs.
        more: Vec<Sign>,
    },
    /// It has this boolean or integer.
    Scalar {
        /// The name of the property.
        key: String,
        /// The boolean or integer, as JSON.
        value: String,
    },
    /// All of these are there.
    Keys(Vec<String>),
    /// A property of the object in a property has this string.
    Inner {
        /// The names of the properties, the outermost first.
        path: Vec<String>,
        /// The string.
        value: String,
    },
}

impl Sign {
    /// Whether a value has it.
    fn shows(&self, value: &Value) -> bool {
        match self {
            Self::Key(key) => value.get(key).is_some(),
            Self::Value { key, value: text } => {
                matches!(value.get(key), Some(Value::String(given)) if given == text)
            }
            Self::Tagged {
                key,
                value: text,
                more,
            } => {
                let is_tagged =
                    matches!(value.get(key), Some(Value::String(given)) if given == text);
                is_tagged && (more.is_empty() || more.iter().any(|it| it.shows(value)))
            }
            Self::Scalar { key, value: text } => match value.get(key) {
                Some(Value::Bool(given)) => given.to_string() == *text,
                Some(Value::Integer(given)) => given.to_string() == *text,
                _ => false,
            },
            Self::Keys(keys) => keys.iter().all(|key| value.get(key).is_some()),
            Self::Inner { path, value: text } => {
                let mut path = path.iter();
                let inner = path.try_fold(value, |value, key| value.get(key));
                matches!(inner, Some(Value::String(inner)) if inner == text)
            }
        }
    }

    /// What the branch can be called.
    pub fn word(&self) -> Option<String> {
        match self {
            Self::Key(word)
            | Self::Value {
                key: _,
                value: word,
            }
            | Self::Inner {
                path: _,
                value: word,
            } => Some(word.clone()),
            Self::Tagged { value, more, .. } => match more.as_slice() {
                [only] => only.word(),
                _ => Some(value.clone()),
            },
            Self::Scalar { key, value } => Some(format!("{key} {value}")),
            Self::Keys(_) => None,
        }
    }
}

/// The types of JSON that a union can tell apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum JsonKind {
    /// `true` or `false`.
    Bool,
    /// A number without a fraction.
    Integer,
    /// A number.
    Number,
    /// A string.
    String,
    /// An array.
    Array,
    /// An object.
    Object,
}
