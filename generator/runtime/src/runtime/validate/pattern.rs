//! Patterns: regular expressions that the generator has translated from those of ECMA-262.
//!
//! They are matched in a time that grows with the text and not with its powers, whatever the pattern.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use regex_lite::Regex;

/// The patterns that have been asked for; `None` for one that is none.
static COMPILED: Mutex<BTreeMap<&'static str, Option<Regex>>> = Mutex::new(BTreeMap::new());

/// Whether `pattern` is found in `text`.
pub(super) fn is_found(pattern: &'static str, text: &str) -> bool {
    let mut compiled = COMPILED.lock().unwrap_or_else(PoisonError::into_inner);
    let found = compiled.entry(pattern);
    let regex = found.or_insert_with(|| Regex::new(pattern).ok()).clone();
    drop(compiled);
    regex.is_none_or(|it| it.is_match(text))
}
