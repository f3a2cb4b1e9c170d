//! Items cut out of what arrives, wherever it is split.

use proptest::prelude::*;

use crate::runtime::event_stream::{Event, Framing};
use crate::runtime::stream::event::EventParser;
use crate::runtime::stream::framing::Splitter;

/// The events in `chunks`.
fn events<'a>(chunks: impl IntoIterator<Item = &'a [u8]>) -> Vec<Event> {
    let mut splitter = Splitter::new(Framing::Data);
    let mut parser = EventParser::default();
    let mut events = Vec::new();
    for chunk in chunks {
        splitter.push(chunk);
        while let Some(line) = splitter.next() {
            events.extend(parser.line(&line));
        }
    }
    events
}

/// The pieces in `chunks`, the last one included.
fn pieces<'a>(framing: Framing, chunks: impl IntoIterator<Item = &'a [u8]>) -> Vec<Vec<u8>> {
    let mut splitter = Splitter::new(framing);
    let mut pieces = Vec::new();
    for chunk in chunks {
        splitter.push(chunk);
        while let Some(piece) = splitter.next() {
            pieces.push(piece.to_vec());
        }
    }
    pieces.push(splitter.rest().to_vec());
    pieces
}

/// What an event says: its kind, its data, its id, and how long to wait in milliseconds.
type Said = (Option<String>, String, Option<String>, Option<u128>);

fn shown(text: &str) -> Vec<Said> {
    events([text.as_bytes()])
        .into_iter()
        .map(|it| (it.event, it.data, it.id, it.retry.map(|it| it.as_millis())))
        .collect()
}

fn data(text: &str) -> Vec<String> {
    events([text.as_bytes()])
        .into_iter()
        .map(|it| it.data)
        .collect()
}

#[test]
fn fields_are_read_as_the_standard_says() {
    // The examples of WHATWG HTML, 9.2.6.
    assert_eq!(data("data: YHOO\ndata: +2\ndata: 10\n\n"), ["YHOO\n+2\n10"]);
    let stream = ": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n";
    assert_eq!(
        shown(stream),
        [
            (None, "first event".to_owned(), Some("1".to_owned()), None),
            (None, "second event".to_owned(), None, None),
            (None, " third event".to_owned(), None, None),
        ]
    );
    assert_eq!(data("data\n\ndata\ndata\n\ndata:"), ["", "\n"]);
    assert_eq!(data("data:test\n\ndata: test\n\n"), ["test", "test"]);

    let stream = "event: add\nid: 7\nretry: 250\nother: x\ndata: {}\n\nevent: lost\n\nid: a\0b\nretry: 1s\ndata: 2\n\n";
    assert_eq!(
        shown(stream),
        [
            (
                Some("add".to_owned()),
                "{}".to_owned(),
                Some("7".to_owned()),
                Some(250)
            ),
            (None, "2".to_owned(), Some("7".to_owned()), None),
        ]
    );
}

#[test]
fn lines_end_in_three_ways() {
    for end in ["\n", "\r", "\r\n"] {
        let stream = format!("\u{feff}data: a{end}data: b{end}{end}data: c{end}{end}");
        assert_eq!(data(&stream), ["a\nb", "c"], "{end:?}");
    }
    // Only the first mark is none of the text.
    assert_eq!(data("\u{feff}data: a\n\n\u{feff}data: b\n\n"), ["a"]);
}

#[test]
fn what_is_not_ended_is_no_event() {
    assert!(data("data: a\n").is_empty());
    assert!(data("data: a").is_empty());
    assert!(data("").is_empty());
}

#[test]
fn lines_and_sequences_have_a_last_piece() {
    let lines = pieces(Framing::Lines, [&b"\xef\xbb\xbf1\r\n\n2"[..]]);
    assert_eq!(lines, [&b"1\r"[..], b"", b"2"]);
    let sequence = pieces(Framing::Sequence, [&b"\x1e1\n\x1e[\n]\n"[..]]);
    assert_eq!(sequence, [&b""[..], b"1\n", b"[\n]\n"]);
}

/// `bytes`, cut at these places.
fn cut<'a>(bytes: &'a [u8], places: &[usize]) -> Vec<&'a [u8]> {
    let mut places: Vec<usize> = places.iter().map(|at| at % (bytes.len() + 1)).collect();
    places.sort_unstable();
    let starts = std::iter::once(0).chain(places.iter().copied());
    let ends = places.iter().copied().chain([bytes.len()]);
    starts
        .zip(ends)
        .map(|(start, end)| &bytes[start..end])
        .collect()
}

/// The events of `text` by the grammar alone: lines first, then blocks of them.
fn by_the_grammar(text: &str) -> Vec<String> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let (ended, _) = text.rsplit_once('\n').unwrap_or(("", ""));
    let mut found = Vec::new();
    let mut block: Vec<&str> = Vec::new();
    let lines = if text.contains('\n') {
        ended.split('\n').collect()
    } else {
        Vec::new()
    };
    for line in lines {
        if !line.is_empty() {
            block.push(line);
            continue;
        }
        let data: Vec<&str> = std::mem::take(&mut block)
            .into_iter()
            .filter_map(|line| {
                let (name, value) = line.split_once(':').unwrap_or((line, ""));
                (name == "data").then(|| value.strip_prefix(' ').unwrap_or(value))
            })
            .collect();
        if !data.is_empty() {
            found.push(data.join("\n"));
        }
    }
    found
}

fn stream() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("data".to_owned()),
        Just("data: ".to_owned()),
        Just("event:".to_owned()),
        Just(":".to_owned()),
        Just("\n".to_owned()),
        Just("\n\n".to_owned()),
        Just("\r".to_owned()),
        Just("\r\n".to_owned()),
        Just("\r\n\r\n".to_owned()),
        Just("\u{feff}".to_owned()),
        Just("é€\u{1f600}".to_owned()),
        ".{0,4}",
    ];
    proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn events_are_those_of_the_grammar(text in stream()) {
        prop_assert_eq!(data(&text), by_the_grammar(&text));
    }

    #[test]
    fn where_it_is_split_does_not_matter(
        text in stream(),
        places in proptest::collection::vec(0..200_usize, 0..12),
    ) {
        let bytes = text.as_bytes();
        prop_assert_eq!(events(cut(bytes, &places)), events([bytes]));
        for framing in [Framing::Lines, Framing::Sequence, Framing::Whole] {
            prop_assert_eq!(pieces(framing, cut(bytes, &places)), pieces(framing, [bytes]));
        }
    }

    #[test]
    fn no_bytes_are_too_odd(chunks in proptest::collection::vec(any::<Vec<u8>>(), 0..8)) {
        let whole = chunks.concat();
        prop_assert_eq!(events(chunks.iter().map(Vec::as_slice)), events([whole.as_slice()]));
    }
}
