//! Enums: lists of the values that a schema names.

use crate::ir::Value;

/// A string of a list of known values; a server may still send others.
#[derive(Debug)]
pub struct TextEnum {
    /// The known values, in the order of the description.
    pub values: Vec<TextValue>,
    /// Whether there are no others, as the configuration says.
    pub closed: bool,
    /// The value that is meant where there is none: one of the known.
    pub default: Option<String>,
}

/// A known value of an enum of strings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextValue {
    /// The string on the wire.
    pub wire: String,
    /// What the description says about it.
    pub about: AboutValue,
}

/// What a description says about a value of an enum.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AboutValue {
    /// What it is called.
    pub name: Option<String>,
    /// What it means, in Markdown.
    pub docs: Option<String>,
    /// Whether the description advises against it.
    pub deprecated: bool,
}

/// A number, or any scalar, of a list of known values; a server may still send others.
#[derive(Debug)]
pub struct ScalarEnum {
    /// What the values have in common.
    pub kind: ScalarKind,
    /// The known values, in the order of the description.
    pub values: Vec<ScalarValue>,
    /// Whether there are no others, as the configuration says.
    pub closed: bool,
}

/// What the values of a [`ScalarEnum`] have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScalarKind {
    /// They are whole numbers that fit into an `i64`.
    Integer,
    /// They are numbers.
    Number,
    /// They are booleans, numbers or strings.
    Any,
}

/// A known value of a [`ScalarEnum`].
#[derive(Clone, Debug, PartialEq)]
pub struct ScalarValue {
    /// The value on the wire.
    pub wire: Value,
    /// What the description says about it.
    pub about: AboutValue,
}
