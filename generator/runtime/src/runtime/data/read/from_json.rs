//! Reading JSON text, with the place of an error beside its message.

use std::fmt;

use crate::runtime::data::read::fill::fill;
use crate::runtime::data::read::location::Trail;
use crate::runtime::data::read::quick;
use crate::runtime::data::read::reason::reason;
use crate::runtime::data::{Decode, Path};

/// Why a JSON text could not be read as the type that was asked for.
#[derive(Debug)]
pub struct JsonError {
    path: Path,
    source: serde_json::Error,
}

impl JsonError {
    /// An error at a place in a document.
    pub(crate) fn new(path: Path, source: serde_json::Error) -> Self {
        Self { path, source }
    }

    /// The path to the value that did not fit; the root if the text is not JSON.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What was expected, without the value that stood there, as `expected a boolean, found a string`. `None` where only the value
    /// itself tells.
    pub fn reason(&self) -> Option<String> {
        reason(&self.source)
    }

    /// Whether a number is beyond the integer that it should be.
    pub(crate) fn is_about_an_integer(&self) -> bool {
        let message = self.source.to_string();
        let rest = message.strip_prefix("invalid ").unwrap_or_default();
        let numbers = ["value: integer", "type: integer", "type: floating point"];
        let is_number = numbers.iter().any(|it| rest.starts_with(it));
        is_number && rest.contains("-bit integer")
    }

    /// The line of the error, counted from 1; 0 where it is not known.
    pub fn line(&self) -> usize {
        self.source.line()
    }

    /// The column of the error in bytes, counted from 1; 0 where it is not known.
    pub fn column(&self) -> usize {
        self.source.column()
    }
}

/// An error without a path.
impl From<serde_json::Error> for JsonError {
    fn from(source: serde_json::Error) -> Self {
        Self::new(Path::default(), source)
    }
}

impl fmt::Display for JsonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_root() {
            write!(f, "{}: ", self.path)?;
        }
        self.source.fmt(f)
    }
}

impl std::error::Error for JsonError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}

/// Reads a whole JSON text.
///
/// # Errors
///
/// The text is no JSON, has more after its end, or does not fit `T`.
pub fn from_json<T: Decode>(text: &str) -> Result<T, JsonError> {
    let mut value = T::blank();
    if quick::read(text, value.slot()).is_some() {
        return Ok(value);
    }
    value = T::blank();
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let trail = Trail::default();
    match fill(value.slot(), &trail, &mut deserializer).and_then(|()| deserializer.end()) {
        Ok(()) => Ok(value),
        Err(source) => Err(JsonError::new(trail.into_path(), source)),
    }
}
