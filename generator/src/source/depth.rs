//! How deep lists and mappings are nested in a text of YAML, found out before the YAML reader sees it.
//!
//! That reader takes time quadratic in the depth of brackets, and so does the parser that counts them here. So a text with
//! more open brackets than anybody means is first cut short, right there where that shows.

use saphyr_parser::{Event, Marker, Span};

use super::read::{Failure, MAX_DEPTH, too_deep};
use crate::yaml::{Events, events};

/// From how many open brackets on a text is cut short. The parser is quick up to here, and from 256 on it gives no events.
const MANY: usize = 200;

/// How many brackets may stand open in a text that only the lenient reader can read, those in texts among them.
const MAX_BRACKETS: usize = 2000;

/// Fails where lists and mappings are nested too deep.
pub(super) fn check(text: &str) -> Result<(), Failure> {
    if let Some(start) = cut_short(text) {
        parse(&start)?;
    }
    parse(text)
}

/// How deep the reader of events is, and where it was too deep.
#[derive(Default)]
struct Depth {
    now: usize,
    too_deep: Option<Marker>,
}

impl Events for Depth {
    fn see(&mut self, event: &Event<'_>, span: Span) -> bool {
        match event {
            Event::MappingStart(..) | Event::SequenceStart(..) => self.now += 1,
            Event::MappingEnd | Event::SequenceEnd => self.now = self.now.saturating_sub(1),
            _ => {}
        }
        if self.now > MAX_DEPTH {
            self.too_deep = Some(span.start);
        }
        self.too_deep.is_none()
    }
}

fn parse(text: &str) -> Result<(), Failure> {
    let (depth, is_read) = events(text, Depth::default);
    match depth.too_deep {
        Some(place) => Err(too_deep(Some((place.line(), place.col() + 1)))),
        None if is_read || brackets(text) <= MAX_BRACKETS => Ok(()),
        None => Err(too_deep(None)),
    }
}

/// How many brackets stand open at most, be they in texts or not.
fn brackets(text: &str) -> usize {
    let (mut open, mut most) = (0_usize, 0);
    for byte in text.bytes() {
        match byte {
            b'[' | b'{' => open += 1,
            b']' | b'}' => open = open.saturating_sub(1),
            _ => {}
        }
        most = most.max(open);
    }
    most
}

/// The text up to where many brackets are open, and what closes them again, so that it can be parsed. `None` where there are
/// never as many.
///
/// What is in quotes or in a comment inside of brackets does not count. Outside of them, a bracket may be part of a text; what
/// is found then is a text that the parser takes for what it is.
fn cut_short(text: &str) -> Option<String> {
    let mut open: Vec<char> = Vec::new();
    let mut before = ' ';
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        let starts = before.is_whitespace() || "[{,:?".contains(before);
        match c {
            '[' => open.push(']'),
            '{' => open.push('}'),
            ']' | '}' => {
                open.pop();
            }
            '"' | '\'' if starts && !open.is_empty() => {
                skip_quoted(&mut chars, c);
            }
            '#' if before.is_whitespace() && !open.is_empty() => {
                chars.find(|(_, c)| *c == '\n');
            }
            _ => {}
        }
        if open.len() > MANY {
            let start = text.get(..at + c.len_utf8())?;
            return Some(start.chars().chain(open.into_iter().rev()).collect());
        }
        before = if matches!(c, '"' | '\'' | '#') {
            ' '
        } else {
            c
        };
    }
    None
}

fn skip_quoted(chars: &mut std::str::CharIndices<'_>, quote: char) {
    while let Some((_, c)) = chars.next() {
        if c == quote {
            return;
        }
        if c == '\\' && quote == '"' {
            chars.next();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{check, cut_short};

    #[test]
    fn the_depth_that_is_reported_is_that_of_the_parser() {
        for open in ["[", "{a: ", "{\"a]\": ", "['}', ", "[ # ]\n  "] {
            let found = check(&format!("x: {}", open.repeat(100_000)));
            let Err((code, _, Some(_))) = found else {
                panic!("{open}: {found:?}");
            };
            assert_eq!(code, "nesting-too-deep");
        }
    }

    #[test]
    fn what_is_no_bracket_is_not_too_deep() {
        for text in [
            format!("x: |\n  {}\ny: 1\n", "[ ".repeat(2000)),
            format!("x: a{}\n", "[".repeat(2000)),
            format!("x: [{}]\n", "'[', ".repeat(2000)),
            format!("x: [{}]\n", "{a: \"[\\\"[\"}, ".repeat(2000)),
        ] {
            assert!(check(&text).is_ok());
        }
        assert!(cut_short(&"[a, {b: c}]\n".repeat(2000)).is_none());
    }
}
