//! A text as words.

use crate::names::ident::{IdentCase, ident, singular};

/// The words of a name, in small letters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Words(Vec<String>);

impl Words {
    /// The words of a text, as an identifier would have them.
    pub(super) fn of(text: &str) -> Self {
        let name = ident(text, IdentCase::Snake);
        let is_unsaid = !text.contains(char::is_alphanumeric);
        let words = name.as_str().split('_');
        let words = words.filter(|it| !it.is_empty() && !is_unsaid);
        let mut words: Vec<String> = words.map(str::to_owned).collect();
        // An identifier cannot begin with a digit.
        if text.starts_with(|c: char| c.is_ascii_digit())
            && let Some(first) = words.first_mut()
            && let Some(digits) = first.strip_prefix('n')
        {
            *first = digits.to_owned();
        }
        Self(words)
    }

    /// One after the other.
    pub(super) fn joined<'w>(all: impl IntoIterator<Item = &'w Self>) -> Self {
        Self(all.into_iter().flat_map(|it| it.0.clone()).collect())
    }

    /// These words.
    pub(super) fn from_slice<S: AsRef<str>>(words: &[S]) -> Self {
        Self(words.iter().map(|it| it.as_ref().to_owned()).collect())
    }

    pub(super) fn as_slice(&self) -> &[String] {
        &self.0
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// The words, separated by blanks.
    pub(super) fn text(&self) -> String {
        self.0.join(" ")
    }

    /// All letters and digits, whatever the words are: `pageupdate` and `page_update` are the same text.
    pub(super) fn letters(&self) -> String {
        self.0.concat()
    }

    /// The words that both begin with.
    pub(super) fn in_common(&self, other: &Self) -> Self {
        let pairs = self.0.iter().zip(&other.0);
        let common = pairs.take_while(|(a, b)| a == b).map(|(a, _)| a.clone());
        Self(common.collect())
    }

    /// The same with its last word in the singular.
    pub(super) fn singular(&self) -> Self {
        let mut words = self.0.clone();
        if let Some(last) = words.last_mut()
            && let Some(one) = singular(last)
        {
            *last = one;
        }
        Self(words)
    }

    /// Whether the last word is a plural.
    pub(super) fn is_plural(&self) -> bool {
        self.0.last().is_some_and(|it| singular(it).is_some())
    }
}

/// Whether these are the same words but for their number.
pub(super) fn alike(some: &[String], others: &[String]) -> bool {
    let one = |word: &String| singular(word).unwrap_or_else(|| word.clone());
    some.len() == others.len()
        && some
            .iter()
            .zip(others)
            .all(|(a, b)| a == b || one(a) == one(b))
}
