//! Reading JSON text that is as it is expected to be, without serde: a reader that knows no errors.
//!
//! It takes what is usual: the next key of a table in its place, a number where one should be. At whatever else it stops, and the
//! reader that is built on `serde_json` begins again: that one says what is wrong, and reads what only it can. So this one may refuse
//! anything, but must not read anything otherwise; scalars go through the same [`Fill`](super::fill::Fill), and a fuzzer compares the
//! two.
//!
//! - `cursor`: the tokens of JSON, texts and numbers; `skip`: values that are not read
//! - `quick_value`: what a slot takes, and lists of scalars; `quick_any`: any JSON
//! - `quick_object`, `quick_union`: the properties of an object, and the branch that it is

mod cursor;
mod quick_any;
mod quick_object;
mod quick_union;
mod quick_value;
mod skip;

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

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use crate::runtime::data::{Decode, Json};

    fn is_usual<T: Decode>(text: &str) -> bool {
        super::read(text, T::blank().slot()).is_some()
    }

    #[test]
    fn what_is_usual_is_read_without_the_other_reader() {
        assert!(is_usual::<Vec<i64>>("[0, -7, 9223372036854775807]"));
        assert!(is_usual::<Vec<f64>>("[1, -0.5, 1e3, 0.30000000000000004]"));
        assert!(is_usual::<Vec<Option<bool>>>("[true,null,false]\n"));
        assert!(is_usual::<Vec<u64>>(r#"["1", 2.0]"#));
        assert!(is_usual::<BTreeMap<String, String>>(
            r#"{"a": "", "b\n": "\u00e9\ud83e\udd80"}"#
        ));
        assert!(is_usual::<Json>(r#"[{"a":{"b":[1.5,"c",true,null]}}]"#));
        assert!(is_usual::<(i64, Option<String>)>(r#"[1,"a",{"more":[]}]"#));
    }

    #[test]
    fn what_is_unusual_is_left_to_the_other_reader() {
        for text in [
            "[-0]",
            "[01]",
            "[1",
            "[1,]",
            "[1]1",
            "[true]",
            "[123456789012345678901]",
        ] {
            assert!(!is_usual::<Vec<i64>>(text), "{text}");
        }
        for text in [r#"["\ud800"]"#, r#"["\x"]"#, "[\"\t\"]", "[1]", "[\"a]"] {
            assert!(!is_usual::<Vec<String>>(text), "{text}");
        }
        assert!(!is_usual::<Json>(r#"{"$serde_json::private::Number":"1"}"#));
        assert!(!is_usual::<f64>("1e400"));
    }
}
