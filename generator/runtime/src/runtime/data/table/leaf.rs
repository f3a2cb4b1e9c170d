//! Types that are a string on the wire, or JSON that is read and written as a whole.

use std::borrow::Cow;
use std::fmt;

use crate::runtime::data::{Decode, Json};

/// A type that is written as a string.
#[doc(hidden)]
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
#[doc(hidden)]
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

/// What the keys of a map can be.
#[doc(hidden)]
pub trait Key: Ord + Sized {
    /// The key that `text` stands for.
    ///
    /// # Errors
    ///
    /// What was expected instead, as it follows the word "expected" in a message.
    fn of(text: &str) -> Result<Self, &'static str>;

    /// The text on the wire.
    fn as_text(&self) -> &str;
}

impl Key for String {
    #[inline]
    fn of(text: &str) -> Result<Self, &'static str> {
        Ok(text.to_owned())
    }

    #[inline]
    fn as_text(&self) -> &str {
        self
    }
}

impl<T: Decode + FromText + AsRef<str> + Ord> Key for T {
    fn of(text: &str) -> Result<Self, &'static str> {
        let mut key = T::blank();
        key.set_text(text)?;
        Ok(key)
    }

    fn as_text(&self) -> &str {
        self.as_ref()
    }
}

/// A type that is written as the JSON value it becomes.
#[doc(hidden)]
pub trait ToJson {
    /// The value on the wire.
    ///
    /// # Errors
    ///
    /// JSON cannot hold the value, for example because a key is not a string.
    fn to_json(&self) -> Result<Json, serde_json::Error>;

    /// Writes the value for `Debug`.
    ///
    /// # Errors
    ///
    /// What the formatter reports.
    fn show(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result;
}

/// A type that is read from a JSON value.
#[doc(hidden)]
pub trait FromJson {
    /// Takes the value that `json` stands for.
    ///
    /// # Errors
    ///
    /// Why there is no such value.
    fn set_json(&mut self, json: Json) -> Result<(), serde_json::Error>;

    /// Whether a missing value is read as `null`.
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
