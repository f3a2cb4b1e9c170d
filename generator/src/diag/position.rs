//! From JSON pointers to lines and columns, by a second pass over the text, which is made only for diagnostics.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use saphyr_parser::{Event, Span};

use super::json_position::json_positions;
use crate::yaml::{self, Events};

/// A place in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Position {
    /// The line, counted from 1.
    pub(super) line: usize,
    /// The column in characters, counted from 1.
    pub(super) column: usize,
    /// The bytes of the line that it covers, counted from the start of that line.
    pub(super) span: Range<usize>,
}

/// An object or array that the reader is inside of.
struct Level {
    /// The length of the pointer to it.
    pointer: usize,
    /// In an array, the number of items so far; in an object, whether a value comes next.
    state: State,
}

enum State {
    Array(usize),
    Key,
    Value,
}

/// The positions of pointers in a text.
#[derive(Debug, Default)]
pub(super) struct Positions {
    /// The places of values: of a scalar itself, of anything else its key.
    pub(super) values: BTreeMap<String, Position>,
    /// The places of keys.
    pub(super) keys: BTreeMap<String, Position>,
}

/// The positions of `pointers` in a text of YAML or JSON. Of a key that occurs twice, the last position.
pub(super) fn positions(text: &str, pointers: &BTreeSet<&str>) -> Positions {
    json_positions(text, pointers).unwrap_or_else(|| event_positions(text, pointers))
}

/// The same by the events of all of the text.
pub(super) fn event_positions(text: &str, pointers: &BTreeSet<&str>) -> Positions {
    let reader = || PositionFinder {
        lines: Lines::of(text),
        pointers,
        found: Positions::default(),
        levels: Vec::new(),
        pointer: String::new(),
        key: None,
    };
    let (reader, _) = yaml::events(text, reader);
    reader.found
}

struct PositionFinder<'a> {
    lines: Lines<'a>,
    pointers: &'a BTreeSet<&'a str>,
    found: Positions,
    levels: Vec<Level>,
    /// The pointer to the value that comes next or is being read.
    pointer: String,
    key: Option<Span>,
}

impl Events for PositionFinder<'_> {
    fn see(&mut self, event: &Event<'_>, span: Span) -> bool {
        match event {
            Event::Scalar(text, ..) => {
                if let Some(
                    level @ Level {
                        state: State::Key, ..
                    },
                ) = self.levels.last_mut()
                {
                    level.state = State::Value;
                    self.pointer.truncate(level.pointer);
                    self.pointer.push('/');
                    self.pointer
                        .push_str(&text.replace('~', "~0").replace('/', "~1"));
                    self.key = Some(span);
                    if let Some(position) = self.wanted(span) {
                        self.found.keys.insert(self.pointer.clone(), position);
                    }
                } else {
                    self.step();
                    // An empty value has no width, so that its key is shown instead.
                    let span = if span.is_empty() {
                        self.key.unwrap_or(span)
                    } else {
                        span
                    };
                    self.note(span);
                    self.done();
                }
            }
            Event::Alias(_) => {
                self.step();
                self.note(span);
                self.done();
            }
            Event::MappingStart(..) => self.open(State::Key, span),
            Event::SequenceStart(..) => self.open(State::Array(0), span),
            Event::MappingEnd | Event::SequenceEnd => {
                if let Some(level) = self.levels.pop() {
                    self.pointer.truncate(level.pointer);
                }
                self.done();
            }
            _ => {}
        }
        true
    }
}

impl PositionFinder<'_> {
    fn open(&mut self, state: State, span: Span) {
        self.step();
        let place = self.key.unwrap_or(span);
        self.note(place);
        self.key = None;
        self.levels.push(Level {
            pointer: self.pointer.len(),
            state,
        });
    }

    /// Moves the pointer to the next item, where the reader is inside an array.
    fn step(&mut self) {
        if let Some(Level {
            pointer,
            state: State::Array(count),
        }) = self.levels.last_mut()
        {
            self.pointer.truncate(*pointer);
            self.pointer.push('/');
            self.pointer.push_str(&count.to_string());
            *count += 1;
            self.key = None;
        }
    }

    /// Expects the next key, as the value of one has ended.
    fn done(&mut self) {
        if let Some(
            level @ Level {
                state: State::Value,
                ..
            },
        ) = self.levels.last_mut()
        {
            level.state = State::Key;
        }
        self.key = None;
    }

    fn note(&mut self, span: Span) {
        if let Some(position) = self.wanted(span) {
            self.found.values.insert(self.pointer.clone(), position);
        }
    }

    /// The position of `span`, if the current pointer is asked for.
    fn wanted(&mut self, span: Span) -> Option<Position> {
        let is_wanted = self.pointers.contains(self.pointer.as_str());
        is_wanted.then(|| self.lines.position(span))
    }
}

/// The lines of a text, with the last position: positions are asked for in the order of the text, so that a line of megabytes is
/// scanned once, and not once for each position.
pub(super) struct Lines<'a> {
    lines: Vec<&'a str>,
    last: TextPosition,
}

#[derive(Clone, Copy, Default)]
struct TextPosition {
    line: usize,
    column: usize,
    byte: usize,
}

impl<'a> Lines<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        Self {
            lines: text.split('\n').collect(),
            last: TextPosition::default(),
        }
    }

    /// The character at a line and a column, both counted from 1.
    pub(super) fn character(&mut self, line: usize, column: usize) -> Option<Position> {
        let text = *self.lines.get(line.checked_sub(1)?)?;
        let start = self.byte(text, line, column.saturating_sub(1));
        let character = text.get(start..).and_then(|rest| rest.chars().next());
        let width = character.map_or(0, char::len_utf8);
        Some(Position {
            line,
            column,
            span: start..start + width,
        })
    }

    fn position(&mut self, span: Span) -> Position {
        let line = span.start.line();
        let text = self.line(line);
        let start = self.byte(text, line, span.start.col());
        let end = if span.end.line() == line {
            let ahead = span.end.col().saturating_sub(span.start.col());
            let rest = text.get(start..).unwrap_or_default();
            let end = rest.char_indices().nth(ahead).map(|(at, _)| start + at);
            end.unwrap_or_else(|| text.trim_end().len())
        } else {
            text.trim_end().len()
        };
        Position {
            line,
            column: span.start.col() + 1,
            span: start..end.max(start),
        }
    }

    /// The byte at which a column of a line starts. Only starts are remembered, as the next position may begin in this one.
    fn byte(&mut self, text: &str, line: usize, column: usize) -> usize {
        if self.last.line != line || self.last.column > column {
            self.last = TextPosition {
                line,
                ..TextPosition::default()
            };
        }
        let from = self.last;
        let rest = text.get(from.byte..).unwrap_or_default();
        match rest.char_indices().nth(column - from.column) {
            Some((ahead, _)) => {
                self.last.column = column;
                self.last.byte = from.byte + ahead;
                self.last.byte
            }
            None => text.trim_end().len(),
        }
    }

    fn line(&self, line: usize) -> &'a str {
        let index = line.saturating_sub(1);
        self.lines.get(index).copied().unwrap_or_default()
    }
}
