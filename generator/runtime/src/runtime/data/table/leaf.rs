//! Types of their own that are strings on the wire, or JSON that is read and written as a whole.

use std::borrow::Cow;
use std::fmt;

use crate::runtime::data::Json;

/// A type that is written as a string.
pub trait Text {
    /// The string on the wire.
    fn text(&self) -> Cow<'_, str>;

    /// Writes the value for `Debug`.
    ///
    /// # Errors
    ///
    /// What the formatter reports.
    fn show(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result;

    /// Whether the string must not be shown anywhere.
    fn is_secret(&self) -> bool {
        false
    }
}

/// A type that is read from a string.
pub trait FromText {
    /// Takes the value that `text` stands for.
    ///
    /// # Errors
    ///
    /// What was expected instead, as it follows the word "expected" in a message.
    fn set_text(&mut self, text: &str) -> Result<(), &'static str>;

    /// Whether a number or a boolean in place of the string is taken as the text it is written with.
    fn takes_scalars(&self) -> bool {
        false
    }
}

/// A type that is written as the JSON value it becomes.
pub trait ToJson {
    /// The value on the wire.
    ///
    /// # Errors
    ///
    /// The value has something that JSON has not, such as a key that is no string.
    fn to_json(&self) -> Result<Json, serde_json::Error>;

    /// Writes the value for `Debug`.
    ///
    /// # Errors
    ///
    /// What the formatter reports.
    fn show(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result;
}

/// A type that is read from a JSON value.
pub trait FromJson {
    /// Takes the value that `json` stands for.
    ///
    /// # Errors
    ///
    /// Why it stands for none.
    fn set_json(&mut self, json: Json) -> Result<(), serde_json::Error>;

    /// Whether a value that is not there is as good as `null`.
    fn may_be_missing(&self) -> bool {
        false
    }
}

impl FromJson for Json {
    fn set_json(&mut self, json: Json) -> Result<(), serde_json::Error> {
        *self = json;
        Ok(())
    }

    fn may_be_missing(&self) -> bool {
        true
    }
}

/// A value that an enum has no variant for: a string, a number, or JSON. Only reading makes one, so it never equals a known
/// variant.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Unrecognized<T = Box<str>>(T);

impl<T> Unrecognized<T> {
    /// Keeps `value`, which the caller has found to be none of the known values.
    #[doc(hidden)]
    pub fn of(value: T) -> Self {
        Self(value)
    }

    /// The value on the wire.
    pub fn get(&self) -> &T {
        &self.0
    }
}

impl Unrecognized {
    /// Keeps `text`, which the caller has found to be none of the known values.
    #[doc(hidden)]
    pub fn new(text: &str) -> Self {
        Self(text.into())
    }

    /// The string on the wire.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<T: fmt::Debug> fmt::Debug for Unrecognized<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
