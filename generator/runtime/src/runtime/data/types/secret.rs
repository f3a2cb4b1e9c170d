//! Values that are sent but never shown.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};
use zeroize::Zeroize;

use crate::runtime::data::{Decode, Encode, Slot, Text, View, other_properties, see_fields};

/// A value that nothing prints: `Debug` shows `[redacted]`, and there is no `Display`. Its memory is overwritten when it
/// is dropped.
///
/// This is so for this copy of the value. Buffers that serde or the network read it from or wrote it to, such as the
/// headers, the URL and the body of a request, are not overwritten.
///
/// `Serialize` writes the value itself, as a request needs it: a secret is as safe as what it is written to.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Secret<T: Zeroize>(T);

impl<T: Zeroize> Secret<T> {
    /// Wraps a value.
    pub fn new(value: T) -> Self {
        Self(value)
    }

    /// The value.
    pub fn expose(&self) -> &T {
        &self.0
    }
}

impl<T: Zeroize> Drop for Secret<T> {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl<T: Zeroize> fmt::Debug for Secret<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

impl From<String> for Secret<String> {
    fn from(value: String) -> Self {
        Self(value)
    }
}

impl From<&String> for Secret<String> {
    fn from(value: &String) -> Self {
        Self(value.clone())
    }
}

impl From<&str> for Secret<String> {
    fn from(value: &str) -> Self {
        Self(value.to_owned())
    }
}

/// Shared as bytes, it is wiped when the last of its owners is dropped.
impl AsRef<[u8]> for Secret<String> {
    fn as_ref(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl Text for Secret<String> {
    fn text(&self) -> Cow<'_, str> {
        Cow::Borrowed(&self.0)
    }

    fn show(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }

    fn is_secret(&self) -> bool {
        true
    }
}

impl Encode for Secret<String> {
    #[inline]
    fn view(&self) -> View<'_> {
        View::Text(self)
    }
}

impl Decode for Secret<String> {
    #[inline]
    fn blank() -> Self {
        Self(String::new())
    }

    #[inline]
    fn slot(&mut self) -> Slot<'_> {
        Slot::Secret(&mut self.0)
    }
}

impl Serialize for Secret<String> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        crate::runtime::data::encode(self, serializer)
    }
}

impl<'de> Deserialize<'de> for Secret<String> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::runtime::data::decode(deserializer)
    }
}

/// Whether there is a secret in `value`, however deep.
pub(crate) fn holds_secret(value: View<'_>) -> bool {
    match value {
        View::Text(text) => text.is_secret(),
        View::Some(inner) | View::Branch(_, inner) => holds_secret(inner.view()),
        View::Seq(items) => (0..items.count()).any(|index| holds_secret(items.item(index))),
        View::Map(map) => map.entries().any(|(_, value)| holds_secret(value)),
        View::Object(object) => {
            let mut found = false;
            see_fields(object, |values| {
                found = values.iter().copied().any(holds_secret);
            });
            found || other_properties(object).any(|(_, value)| holds_secret(value))
        }
        View::None
        | View::Null
        | View::Bool(_)
        | View::I64(_)
        | View::I128(_)
        | View::U64(_)
        | View::F32(_)
        | View::F64(_)
        | View::Str(_)
        | View::Any(_)
        | View::Whole(_) => false,
    }
}
