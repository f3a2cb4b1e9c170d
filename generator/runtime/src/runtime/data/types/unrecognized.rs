//! What an open enum keeps of a value it does not know.

use std::fmt;

use crate::runtime::data::{Encode, View};

/// A value that an enum has no variant for: a string, a number, or JSON. Only the reader makes one, so it never equals
/// a known variant.
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

impl fmt::Display for Unrecognized {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} is none of the known values", self.0)
    }
}

/// Why a text is no value of a closed enum.
impl std::error::Error for Unrecognized {}

impl<T: fmt::Debug> fmt::Debug for Unrecognized<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<T: Encode> Encode for Unrecognized<T> {
    #[inline]
    fn view(&self) -> View<'_> {
        self.get().view()
    }
}
