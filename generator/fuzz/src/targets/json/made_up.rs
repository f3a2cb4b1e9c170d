//! Texts that are mostly values of the types, written in all the ways that JSON has, with a few faults.

use std::fmt::{self, Write as _};

use super::kinds::Kind::{Any, Bool, List, Map, Number, Object, OneOf, Other, Text, Tuple};
use super::kinds::{ANY, Kind, NAME, kind};
use crate::describe::Choices;

/// A text for the type of a letter, as the target counts them.
pub(super) fn made_up(letter: u8, choices: &mut Choices<'_>) -> String {
    let kind = kind(letter);
    let mut maker = TextMaker {
        is_tight: choices.is(60),
        faults: choices.one(&[0, 0, 2, 8]),
        text: String::new(),
        choices,
    };
    maker.space();
    maker.value(kind, DEEPEST);
    maker.space();
    maker.text
}

/// How many levels there are at most.
const DEEPEST: usize = 6;

/// Numbers of all sizes and spellings.
const NUMBERS: &[&str] = &[
    "0",
    "-0",
    "1",
    "-1",
    "0.5",
    "1.0",
    "3.00",
    "1e0",
    "1E+2",
    "12e-1",
    "-2.5e-3",
    "255",
    "2147483647",
    "2147483648",
    "-2147483648",
    "-2147483649",
    "4294967295",
    "4294967296",
    "9007199254740993",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775808",
    "18446744073709551615",
    "18446744073709551616",
    "1e19",
    "3.4028236e38",
    "1e400",
    "1e-400",
    "0.1",
    "5e-324",
    "123456789.123456789",
    "0.30000000000000004",
    "100000000000000000000000.0",
    "\"1\"",
    "\"-7.50\"",
    "\"0.5\"",
    "\"1e3\"",
    "\"\"",
    "01",
    "1.",
    ".5",
    "+1",
    "-",
    "1e",
    "NaN",
];

/// Characters and escapes, some of which are wrong.
const PIECES: &[&str] = &[
    "a",
    "b",
    "Z",
    "0",
    " ",
    "é",
    "日",
    "🦀",
    "\\n",
    "\\\"",
    "\\\\",
    "\\/",
    "\\u0041",
    "\\u00e9",
    "\\ud83e\\udd80",
    "\\b\\f\\r\\t",
    "the quick brown fox jumps",
    "\u{7f}",
    "\\u0000",
    "\\ud800",
    "\\x",
    "\n",
    "\0",
];

/// How many of the pieces are right.
const RIGHT: usize = 19;

struct TextMaker<'c, 'b> {
    choices: &'c mut Choices<'b>,
    is_tight: bool,
    /// In how many of a hundred places something is wrong.
    faults: usize,
    text: String,
}

impl TextMaker<'_, '_> {
    fn value(&mut self, kind: &Kind, depth: usize) {
        if self.is_wrong() {
            let wrong = self.choices.one(&[
                "null", "\"null\"", "[]", "{}", "true", "1", "", "nul", "\"a",
            ]);
            return self.text.push_str(wrong);
        }
        if depth == 0 || self.choices.is(4) {
            return self.text.push_str("null");
        }
        match kind {
            Bool => self.text.push_str(self.choices.one(&["true", "false"])),
            Number => self.number(),
            Text(known) => self.text(known),
            List(item) => {
                let length = self.length();
                self.between('[', ']', length, |it, _| it.value(item, depth - 1));
            }
            Map(value) => {
                let length = self.length();
                self.between('{', '}', length, |it, _| {
                    it.member(None, value, depth - 1);
                });
            }
            Object(required, properties) => self.object(*required, properties, depth - 1),
            Tuple(places) => self.between('[', ']', places.len(), |it, index| {
                if let Some(place) = places.get(index) {
                    it.value(place, depth - 1);
                }
            }),
            OneOf(kinds) => {
                let index = self.choices.below(kinds.len());
                if let Some(kind) = kinds.get(index) {
                    self.value(kind, depth);
                }
            }
            Other(kind) => self.value(kind, depth - 1),
            Any => {
                let kinds = [&Bool, &Number, &NAME, &List(&ANY), &Map(&ANY)];
                if let Some(kind) = kinds.get(self.choices.below(kinds.len())) {
                    self.value(kind, depth - 1);
                }
            }
        }
    }

    /// Some of the properties, in any order; some are there twice, and some are unknown.
    fn object(&mut self, required: usize, properties: &[(&str, Kind)], depth: usize) {
        let is_shuffled = self.choices.is(30);
        let mut order = Vec::new();
        for (index, property) in properties.iter().enumerate() {
            let is_left_out = if index < required {
                self.is_wrong()
            } else {
                self.choices.is(50)
            };
            let is_twice = self.is_wrong();
            let copies = usize::from(!is_left_out) + usize::from(is_twice);
            let is_beside_unknown = self.choices.is(8);
            let all = std::iter::repeat_n(Some(property), copies);
            for one in all.chain(is_beside_unknown.then_some(None)) {
                let at = if is_shuffled {
                    self.choices.below(order.len() + 1)
                } else {
                    order.len()
                };
                order.insert(at, one);
            }
        }
        self.between('{', '}', order.len(), |it, index| {
            match order.get(index).copied().flatten() {
                Some((name, kind)) => it.member(Some(name), kind, depth),
                None => it.member(None, &Any, depth),
            }
        });
    }

    fn member(&mut self, name: Option<&str>, kind: &Kind, depth: usize) {
        match name {
            Some(name) if self.choices.is(3) => {
                // The same name, its first letter escaped.
                let mut letters = name.chars();
                let first = letters.next().map_or(0, u32::from);
                self.write(format_args!("\"\\u{first:04x}{}\"", letters.as_str()));
            }
            Some(name) => self.write(format_args!("\"{name}\"")),
            None => self.text(&["", "id", "kind", "unknown"]),
        }
        self.space();
        let colon = if self.is_wrong() { ',' } else { ':' };
        self.text.push(colon);
        self.space();
        self.value(kind, depth);
    }

    /// So many of something between two brackets, commas between them.
    fn between(
        &mut self,
        open: char,
        close: char,
        count: usize,
        mut one: impl FnMut(&mut Self, usize),
    ) {
        self.text.push(open);
        self.space();
        for index in 0..count {
            if index > 0 {
                self.text.push(',');
                self.space();
            }
            one(self, index);
            self.space();
        }
        if self.is_wrong() {
            self.text.push(',');
        }
        self.text.push(close);
    }

    fn number(&mut self) {
        match self.choices.below(8) {
            0 => self.text.push_str(self.choices.one(NUMBERS)),
            1 => {
                let number: f64 = self.choices.any();
                self.write(format_args!("{number:?}"));
            }
            2 => {
                let number: i64 = self.choices.any();
                self.text.push_str(&number.to_string());
            }
            3 => {
                let (whole, part): (u16, u32) = (self.choices.any(), self.choices.any());
                self.write(format_args!("{whole}.{part}"));
            }
            _ => {
                let number: i8 = self.choices.any();
                self.text.push_str(&number.to_string());
            }
        }
    }

    fn text(&mut self, known: &[&str]) {
        self.text.push('"');
        if !known.is_empty() && self.choices.is(80) {
            self.text.push_str(self.choices.one(known));
        } else {
            let pieces = if self.is_wrong() {
                PIECES
            } else {
                PIECES.get(..RIGHT).unwrap_or(PIECES)
            };
            for _ in 0..self.choices.below(12) {
                self.text.push_str(self.choices.one(pieces));
            }
        }
        self.text.push('"');
    }

    fn write(&mut self, what: fmt::Arguments<'_>) {
        // A text takes whatever is written.
        let _ = self.text.write_fmt(what);
    }

    /// Mostly a short list.
    fn length(&mut self) -> usize {
        self.choices.one(&[0, 1, 1, 2, 3, 5])
    }

    fn space(&mut self) {
        if !self.is_tight {
            self.text
                .push_str(self.choices.one(&["", " ", "\n  ", "\t", "\r\n"]));
        }
    }

    fn is_wrong(&mut self) -> bool {
        self.faults > 0 && self.choices.is(self.faults)
    }
}
