//! Why something could not be done.

use std::fmt;

/// Why something could not be done: a sentence, or a diagnostic with its place. `Debug` shows the same as `Display`, so that a `main` that
/// ends with it is readable.
#[derive(Clone, PartialEq, Eq)]
pub struct Error(String);

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Error {}

impl From<String> for Error {
    fn from(message: String) -> Self {
        Self(message)
    }
}

impl From<Error> for String {
    fn from(error: Error) -> Self {
        error.0
    }
}
