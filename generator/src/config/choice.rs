//! Types that the user chooses: for a format, or for the schema at a place.

use std::fmt;

use serde::de::value::{MapAccessDeserializer, StrDeserializer};
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

/// A type that is chosen: one that clients have anyway, by its name here, or one of another crate, by its path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TypeChoice {
    /// One that clients have anyway.
    Known(FormatType),
    /// One of another crate.
    Foreign(ForeignChoice),
}

/// A type of another crate.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ForeignChoice {
    /// Its path, from the name of its crate on.
    #[serde(rename = "type")]
    pub path: String,
    /// How its values travel.
    #[serde(rename = "as", default)]
    pub travels: Travels,
    /// The path of a constant of the type, or of a function that makes one, where it has no `Default`.
    #[serde(default)]
    pub blank: Option<String>,
}

/// How values of a type of another crate travel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Travels {
    /// As a string, by `FromStr` and `Display`.
    #[default]
    Text,
    /// As any JSON, by `Serialize` and `DeserializeOwned`.
    Json,
}

/// The types that clients have anyway and that a value may be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FormatType {
    /// Any text, as `String`.
    String,
    /// A moment, as a text that can be converted.
    DateTime,
    /// A day, as a text that can be converted.
    Date,
    /// Bytes, as a text that can be converted.
    Base64,
    /// A text that is never shown.
    Secret,
    /// `i32`.
    I32,
    /// `i64`.
    I64,
    /// `u32`.
    U32,
    /// `u64`.
    U64,
    /// `i128`.
    I128,
    /// `f32`.
    F32,
    /// `f64`.
    F64,
}

impl FormatType {
    /// Whether its values are strings; those of the others are numbers.
    pub fn is_text(self) -> bool {
        match self {
            Self::String | Self::DateTime | Self::Date | Self::Base64 | Self::Secret => true,
            Self::I32 | Self::I64 | Self::U32 | Self::U64 | Self::I128 | Self::F32 | Self::F64 => {
                false
            }
        }
    }
}

impl<'de> Deserialize<'de> for TypeChoice {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Choice)
    }
}

struct Choice;

impl<'de> Visitor<'de> for Choice {
    type Value = TypeChoice;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a type, the path to one, or a table with `type`")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<TypeChoice, E> {
        // A word is a name; that of a type without the crate it comes from would be one that nobody knows.
        if text.contains("::") {
            return Ok(TypeChoice::Foreign(ForeignChoice {
                path: text.to_owned(),
                travels: Travels::default(),
                blank: None,
            }));
        }
        let known = FormatType::deserialize(StrDeserializer::<E>::new(text));
        known.map(TypeChoice::Known).map_err(|error| {
            let error = error.to_string();
            E::custom(format_args!(
                "{}, or a path such as `uuid::Uuid`",
                error.trim_end()
            ))
        })
    }

    fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<TypeChoice, A::Error> {
        ForeignChoice::deserialize(MapAccessDeserializer::new(entries)).map(TypeChoice::Foreign)
    }
}
