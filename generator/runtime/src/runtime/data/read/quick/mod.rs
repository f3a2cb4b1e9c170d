//! Reading JSON text that is as it is expected to be, without serde: a reader that knows no errors.
//!
//! It takes what is usual: the next key of a table in its place, a number where one should be. At whatever else it stops, and the
//! reader that is built on `serde_json` begins again: that one says what is wrong, and reads what only it can. So this one may refuse
//! anything, but must not read anything otherwise; scalars go through the same [`Fill`](super::fill::Fill), and a fuzzer compares the
//! two.
//!
//! - `cursor`: the tokens of JSON: texts, numbers, what is skipped
//! - `quick_value`: what a slot takes, and lists of scalars; `quick_any`: any JSON
//! - `quick_object`, `quick_union`: the properties of an object, and the branch that it is

mod cursor;
mod quick_any;
mod quick_object;
mod quick_union;
mod quick_value;

use std::fmt;

use crate::runtime::data::Slot;
use crate::runtime::data::read::location::Trail;

/// How deep objects and arrays are read. It is less than where the other reader stops, which says what is too deep.
const MAX_DEPTH: usize = 120;

/// Fills `slot` with a whole text, if there is nothing unusual about it. Otherwise the slot holds a part of it.
pub(super) fn read(text: &str, slot: Slot<'_>) -> Option<()> {
    let mut reader = Quick {
        text,
        at: 0,
        depth: 0,
        looks: 0,
        is_early: false,
        scratch: String::new(),
        trail: Trail::default(),
    };
    reader.value(slot)?;
    reader.space();
    (reader.at == text.len()).then_some(())
}

/// A place in a text. Whatever is `None` has met something unusual.
#[doc(hidden)]
pub struct Quick<'a> {
    text: &'a str,
    /// The next byte.
    at: usize,
    depth: usize,
    /// How many bytes have been looked at ahead, for the branches of unions.
    looks: usize,
    /// Whether the other reader reads the value by way of [`Json`](crate::runtime::data::Json).
    is_early: bool,
    /// A string with escapes while it is read.
    scratch: String,
    trail: Trail,
}

impl fmt::Debug for Quick<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Quick")
    }
}

impl Quick<'_> {
    /// Reads one level deeper.
    #[inline]
    fn deeper(&mut self, read: impl FnOnce(&mut Self) -> Option<()>) -> Option<()> {
        if self.depth >= MAX_DEPTH {
            return None;
        }
        self.depth += 1;
        read(self)?;
        self.depth -= 1;
        Some(())
    }
}
