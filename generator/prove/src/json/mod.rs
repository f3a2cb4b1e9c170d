//! JSON values whose numbers keep all their digits.
//!
//! `serde_json` without its feature `arbitrary_precision`, which would change every other crate of the workspace, rounds numbers: it
//! could not say whether a digit was lost.

mod number;

use std::collections::BTreeMap;
use std::fmt;

use serde_json::Value;
use serde_json::value::RawValue;

pub use number::{Decimal, is_same_number};

/// A JSON value. The order of its keys means nothing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Json {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number as it is written.
    Number(String),
    /// A string.
    String(String),
    /// An array.
    Array(Vec<Json>),
    /// An object.
    Object(BTreeMap<String, Json>),
}

/// The least number beyond an `i64`.
const TWO_TO_63: f64 = 9_223_372_036_854_775_808.0;

impl Json {
    /// Reads a JSON text.
    ///
    /// # Errors
    ///
    /// What is wrong with the text.
    pub fn parse(text: &str) -> Result<Self, String> {
        let failed = |error: serde_json::Error| error.to_string();
        let text = text.trim();
        Ok(match text.bytes().next() {
            Some(b'{') => {
                let members: BTreeMap<String, &RawValue> =
                    serde_json::from_str(text).map_err(failed)?;
                let members = members.into_iter();
                let members = members.map(|(key, raw)| Ok((key, Self::parse(raw.get())?)));
                Self::Object(members.collect::<Result<_, String>>()?)
            }
            Some(b'[') => {
                let items: Vec<&RawValue> = serde_json::from_str(text).map_err(failed)?;
                let items = items.into_iter().map(|raw| Self::parse(raw.get()));
                Self::Array(items.collect::<Result<_, String>>()?)
            }
            Some(b'-' | b'0'..=b'9') => {
                let raw: &RawValue = serde_json::from_str(text).map_err(failed)?;
                Self::Number(raw.get().to_owned())
            }
            _ => Self::from(&serde_json::from_str::<Value>(text).map_err(failed)?),
        })
    }

    /// The value with its numbers rounded, as a validator takes it.
    pub fn to_value(&self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Bool(it) => Value::Bool(*it),
            Self::Number(text) => serde_json::from_str(text).unwrap_or(Value::Null),
            Self::String(text) => Value::String(text.clone()),
            Self::Array(items) => items.iter().map(Self::to_value).collect(),
            Self::Object(members) => {
                let members = members.iter();
                members
                    .map(|(key, it)| (key.clone(), it.to_value()))
                    .collect()
            }
        }
    }

    /// Whether there is an integer in it that 64 bits do not hold: one beyond those of `i64`, but for the last two of `u64`, which a
    /// schema has to name as its bounds.
    pub fn is_wide(&self) -> bool {
        match self {
            Self::Number(text) => {
                let is_integer = text.bytes().all(|it| it.is_ascii_digit() || it == b'-');
                let is_last = text.parse::<u64>().is_ok_and(|it| it >= u64::MAX - 1);
                // A bound that no integer of 64 bits is may be written as a double.
                let is_bound = text
                    .parse::<f64>()
                    .is_ok_and(|it| it == -TWO_TO_63 || it == TWO_TO_63);
                let is_wide = is_integer || is_bound;
                is_wide && text.parse::<i64>().is_err() && !is_last
            }
            Self::Array(items) => items.iter().any(Self::is_wide),
            Self::Object(members) => members.values().any(Self::is_wide),
            _ => false,
        }
    }

    /// How many values it consists of.
    pub fn size(&self) -> usize {
        match self {
            Self::Array(items) => 1 + items.iter().map(Self::size).sum::<usize>(),
            Self::Object(members) => 1 + members.values().map(Self::size).sum::<usize>(),
            _ => 1,
        }
    }
}

impl From<&Value> for Json {
    fn from(value: &Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(it) => Self::Bool(*it),
            Value::Number(it) => Self::Number(it.to_string()),
            Value::String(text) => Self::String(text.clone()),
            Value::Array(items) => Self::Array(items.iter().map(Self::from).collect()),
            Value::Object(members) => {
                let members = members.iter();
                Self::Object(
                    members
                        .map(|(key, it)| (key.clone(), Self::from(it)))
                        .collect(),
                )
            }
        }
    }
}

impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Bool(it) => write!(f, "{it}"),
            Self::Number(text) => f.write_str(text),
            Self::String(text) => write!(f, "{}", Value::String(text.clone())),
            Self::Array(items) => {
                f.write_str("[")?;
                for (index, item) in items.iter().enumerate() {
                    let comma = if index == 0 { "" } else { "," };
                    write!(f, "{comma}{item}")?;
                }
                f.write_str("]")
            }
            Self::Object(members) => {
                f.write_str("{")?;
                for (index, (key, value)) in members.iter().enumerate() {
                    let comma = if index == 0 { "" } else { "," };
                    write!(f, "{comma}{}:{value}", Value::String(key.clone()))?;
                }
                f.write_str("}")
            }
        }
    }
}
