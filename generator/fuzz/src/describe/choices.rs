//! Decisions by numbers.

use arbitrary::Unstructured;

/// Texts that mean something to some reader.
const WORDS: &[&str] = &[
    "",
    ".",
    "..",
    "%2e",
    ".%2E",
    "%2e%2e",
    "/",
    "../..",
    "a/../b",
    "\\",
    "\\\"",
    "\r\n",
    "\r\nX-Evil: 1\r\n\r\n",
    "%0d%0a",
    "%",
    "%25",
    "%zz",
    "%2F",
    "?",
    "#",
    "&a=b",
    "a=b",
    "a;b",
    "a, b",
    "\"",
    "\"; filename=\"x",
    "[]",
    "[a]",
    "null",
    "[DONE]",
    "é",
    "e\u{301}",
    "\0",
];

/// Decides by the bytes of an input; where there are none left, for what is simplest.
#[derive(Debug)]
pub(crate) struct Choices<'a> {
    bytes: Unstructured<'a>,
}

impl<'a> Choices<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self {
            bytes: Unstructured::new(bytes),
        }
    }

    /// A number below `end`, which is not 0.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.bytes
            .int_in_range(0..=end.saturating_sub(1))
            .unwrap_or(0)
    }

    /// Whether something is so that is so in a number of cases out of 100.
    pub(crate) fn is(&mut self, percent: usize) -> bool {
        self.below(100) > 99 - percent
    }

    /// One of a list that is not empty.
    pub(crate) fn one<T: Copy + Default>(&mut self, list: &[T]) -> T {
        let index = self.below(list.len());
        list.get(index).copied().unwrap_or_default()
    }

    /// Up to `most` of a list, each once.
    pub(crate) fn some<T: Copy + Default + PartialEq>(
        &mut self,
        list: &[T],
        most: usize,
    ) -> Vec<T> {
        let mut chosen = Vec::new();
        for _ in 0..self.below(most + 1) {
            let one = self.one(list);
            if !chosen.contains(&one) {
                chosen.push(one);
            }
        }
        chosen
    }

    /// Up to `most` of what `make` makes, but one at least.
    pub(crate) fn list<T>(&mut self, most: usize, mut make: impl FnMut(&mut Self) -> T) -> Vec<T> {
        (0..=self.below(most)).map(|_| make(self)).collect()
    }

    /// Anything of a type.
    pub(crate) fn any<T: for<'b> arbitrary::Arbitrary<'b> + Default>(&mut self) -> T {
        self.bytes.arbitrary().unwrap_or_default()
    }

    /// A text of a few characters, of all kinds.
    pub(crate) fn word(&mut self) -> String {
        if self.is(12) {
            return self.one(WORDS).to_owned();
        }
        let character = |choices: &mut Self| match choices.below(8) {
            0 => choices.any(),
            1 => choices.one(&[
                '\0', '\r', '\n', '\t', '"', '\\', '\u{7f}', '\u{85}', '\u{2028}', '\u{202e}',
                '\u{feff}',
            ]),
            2 => choices.one(&[
                'é',
                'ß',
                'İ',
                '日',
                '本',
                '🦀',
                '\u{301}',
                '\u{fffd}',
                '\u{10ffff}',
                'ſ',
                'K',
            ]),
            3 => choices.one(&[
                '/', '.', '%', '&', '=', '+', '#', '?', ';', ',', ' ', '{', '}', '[', ']', '(',
                ')', '|', '*', '~', '-',
            ]),
            _ => char::from(choices.any::<u8>() % 95 + 32),
        };
        let length = self.below(8);
        (0..length).map(|_| character(self)).collect()
    }
}
