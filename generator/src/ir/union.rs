//! Unions: values of one of several types, and what tells the types apart.

use super::Type;
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

/// What gives a branch away: a property, by its name on the wire.
#[derive(Clone, Debug, PartialEq, Eq)]
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
