//! The events of a text of YAML, with their places.
//!
//! They come from a reader that is stricter than the one that gives the values: it asks brackets and what is between them to
//! stand further right than the block around them. Lines that do not are read as if they did.

use std::borrow::Cow;
use std::collections::BTreeSet;

use saphyr_parser::{Event, Marker, Parser, Span};

/// How many lines are moved. Each costs a reading of the text.
const MAX_MOVED: usize = 64;

/// How far a line is moved.
const FAR: usize = 256;

/// What is done with events.
pub(crate) trait Events {
    /// Sees an event; says whether there is more to see.
    fn see(&mut self, event: &Event<'_>, span: Span) -> bool;
}

/// Shows the events of a text to what `new` makes: to another one, from the start, where a line had to be moved. With it
/// goes whether all of the text was read that it wanted to see.
pub(crate) fn events<E: Events>(text: &str, new: impl Fn() -> E) -> (E, bool) {
    let mut text = Cow::Borrowed(text);
    let mut moved = BTreeSet::new();
    loop {
        let mut reader = new();
        let Some(stop) = read(&text, &moved, &mut reader) else {
            return (reader, true);
        };
        let line = stop.line();
        let start = line_start(&text, line);
        let Some(start) = start.filter(|_| moved.len() < MAX_MOVED && moved.insert(line)) else {
            return (reader, false);
        };
        text.to_mut().insert_str(start, &" ".repeat(FAR));
    }
}

/// Reads to the end, or to where the text is not as it should be.
fn read(text: &str, moved: &BTreeSet<usize>, reader: &mut impl Events) -> Option<Marker> {
    let original = |it: Marker| {
        let by = if moved.contains(&it.line()) { FAR } else { 0 };
        Marker::new(it.index(), it.line(), it.col().saturating_sub(by))
    };
    let mut parser = Parser::new_from_str(text);
    loop {
        match parser.next_event()? {
            Ok((event, span)) => {
                let span = Span::new(original(span.start), original(span.end));
                if !reader.see(&event, span) {
                    return None;
                }
            }
            Err(error) => return Some(*error.marker()),
        }
    }
}

/// Where a line starts that is counted from 1.
fn line_start(text: &str, line: usize) -> Option<usize> {
    let ends = text.match_indices('\n').map(|(at, _)| at + 1);
    std::iter::once(0).chain(ends).nth(line.checked_sub(1)?)
}
