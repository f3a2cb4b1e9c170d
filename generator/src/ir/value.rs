//! Values: what a description gives as examples.

/// How many items of a list and properties of an object are kept of an example: none shows more.
pub const MAX_KEPT: usize = 256;

/// A value as it stands in a description.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number without a fraction.
    Integer(i128),
    /// Any other number.
    Number(f64),
    /// A string.
    String(String),
    /// An array.
    List(Vec<Value>),
    /// An object.
    Object(Vec<(String, Value)>),
}

impl Value {
    /// The text that a scalar is on the wire; `None` for what is no scalar.
    pub fn text(&self) -> Option<String> {
        Some(match self {
            Self::Bool(value) => value.to_string(),
            Self::Integer(number) => number.to_string(),
            Self::Number(number) => number.to_string(),
            Self::String(text) => text.clone(),
            Self::Null | Self::List(_) | Self::Object(_) => return None,
        })
    }

    /// The value of a property; `None` also where this is no object.
    pub fn get(&self, wire: &str) -> Option<&Self> {
        let Self::Object(properties) = self else {
            return None;
        };
        let found = properties.iter().find(|(name, _)| name == wire);
        found.map(|(_, value)| value)
    }
}
