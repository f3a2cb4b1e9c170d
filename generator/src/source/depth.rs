//! The depth of lists and mappings in a text of YAML, checked before the YAML reader gets it.
//!
//! That reader takes time quadratic in the depth of brackets, and so does the parser that measures the depth here. So a text
//! with too many open brackets is first cut off where it exceeds a limit.

use saphyr_parser::{Event, Marker, Span};

use super::read::{Failure, MAX_DEPTH, too_deep};
use crate::yaml::{Events, events};

/// The number of open brackets at which a text is cut off. The parser is fast up to here, and gives no events from 256 on.
const MANY: usize = 200;

/// How many brackets may be open in a text that only the lenient reader can read, including those in strings.
const MAX_BRACKETS: usize = 2000;

/// Fails where lists and mappings are nested too deep.
pub(super) fn check(text: &str) -> Result<(), Failure> {
    if let Some(start) = cut_short(text) {
        parse(&start)?;
    }
    parse(text)
}

/// The current depth, and the place where it was too great.
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

/// The greatest number of open brackets, including those in strings.
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

/// The text up to the place where too many brackets are open, followed by closing brackets, so that it can be parsed. `None`
/// where there are never as many.
///
/// Quotes and comments inside of brackets do not count. Outside of brackets, a bracket may be part of a plain string, so that
/// the cut text may be less deep than it seems; the parser decides.
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
