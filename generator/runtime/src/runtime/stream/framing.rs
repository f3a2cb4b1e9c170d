//! How the items of a response are told apart: server-sent events, JSON lines and JSON text sequences.

use std::time::Duration;

use bytes::{Buf, Bytes, BytesMut};

/// How the items of a response are told apart, and what of each is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Framing {
    /// Server-sent events, of each of which the data is read.
    Data,
    /// Server-sent events, each read as an object of its fields, with data that is JSON.
    Event,
    /// The same, with data that is text.
    TextEvent,
    /// JSON, a value each line.
    Lines,
    /// A JSON text sequence (RFC 7464).
    Sequence,
    /// A single item: what a server sends that does not do as it was asked.
    Whole,
}

impl Framing {
    pub(crate) fn is_events(self) -> bool {
        matches!(self, Self::Data | Self::Event | Self::TextEvent)
    }

    /// The media type to ask for.
    pub(crate) fn media_type(self) -> &'static str {
        match self {
            Self::Data | Self::Event | Self::TextEvent => "text/event-stream",
            Self::Lines => "application/jsonl, application/x-ndjson, application/stream+json",
            Self::Sequence => "application/json-seq",
            Self::Whole => "*/*",
        }
    }
}

/// A server-sent event (WHATWG HTML, 9.2).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Event {
    /// What kind of event it is; `message` goes without saying.
    pub event: Option<String>,
    /// The lines of its data.
    pub data: String,
    /// Its id, or that of the last event that had one.
    pub id: Option<String>,
    /// How long to wait before connecting again, if this event says so.
    pub retry: Option<Duration>,
}

/// Cuts what arrives into lines, or whatever else the pieces of a framing are, wherever it is split on its way.
#[derive(Debug)]
pub(crate) struct Splitter {
    framing: Framing,
    buffer: BytesMut,
    /// How many bytes of the buffer hold no end.
    scanned: usize,
    /// Whether a line feed would belong to the end of the line before.
    after_return: bool,
    /// Whether a byte order mark may still come.
    at_start: bool,
}

impl Splitter {
    pub(crate) fn new(framing: Framing) -> Self {
        Self {
            framing,
            buffer: BytesMut::new(),
            scanned: 0,
            after_return: false,
            at_start: true,
        }
    }

    pub(crate) fn push(&mut self, chunk: &[u8]) {
        self.buffer.extend_from_slice(chunk);
    }

    /// How much of a piece is there whose end is not.
    pub(crate) fn pending(&self) -> usize {
        self.buffer.len()
    }

    /// The next piece whose end is there, without the end.
    pub(crate) fn next(&mut self) -> Option<Bytes> {
        if self.after_return && !self.buffer.is_empty() {
            self.after_return = false;
            if self.buffer.first() == Some(&b'\n') {
                self.buffer.advance(1);
            }
        }
        let new = self.buffer.get(self.scanned..).unwrap_or_default();
        let Some(end) = new.iter().position(|byte| self.is_end(*byte)) else {
            self.scanned = self.buffer.len();
            return None;
        };
        let piece = self.buffer.split_to(self.scanned + end).freeze();
        self.after_return = self.framing.is_events() && self.buffer.first() == Some(&b'\r');
        self.buffer.advance(1);
        self.scanned = 0;
        Some(self.without_mark(piece))
    }

    /// What is left when nothing more comes.
    pub(crate) fn rest(&mut self) -> Bytes {
        let rest = self.buffer.split().freeze();
        self.scanned = 0;
        self.without_mark(rest)
    }

    fn is_end(&self, byte: u8) -> bool {
        match self.framing {
            Framing::Data | Framing::Event | Framing::TextEvent => byte == b'\n' || byte == b'\r',
            Framing::Lines => byte == b'\n',
            Framing::Sequence => byte == 0x1e,
            Framing::Whole => false,
        }
    }

    fn without_mark(&mut self, mut piece: Bytes) -> Bytes {
        if std::mem::take(&mut self.at_start) && piece.starts_with(b"\xef\xbb\xbf") {
            piece.advance(3);
        }
        piece
    }
}

/// Makes events of lines (WHATWG HTML, 9.2.6).
#[derive(Debug, Default)]
pub(crate) struct EventParser {
    event: String,
    data: Option<String>,
    retry: Option<Duration>,
    /// That of the last event that had one; it stays until another comes.
    pub(crate) last_id: Option<String>,
}

impl EventParser {
    /// How much of an event is there whose end is not.
    pub(crate) fn pending(&self) -> usize {
        self.data.as_deref().map_or(0, str::len)
    }

    /// Takes a line; the empty one ends an event.
    pub(crate) fn line(&mut self, line: &[u8]) -> Option<Event> {
        if line.is_empty() {
            return self.end();
        }
        let colon = line.iter().position(|byte| *byte == b':');
        let (name, value) = match colon {
            Some(colon) => line.split_at(colon),
            None => (line, &[][..]),
        };
        let value = value.strip_prefix(b":").unwrap_or(value);
        let value = value.strip_prefix(b" ").unwrap_or(value);
        match name {
            b"data" => {
                let text = String::from_utf8_lossy(value);
                match &mut self.data {
                    Some(data) => data.extend(["\n", &text]),
                    None => self.data = Some(text.into_owned()),
                }
            }
            b"event" => self.event = String::from_utf8_lossy(value).into_owned(),
            b"id" if !value.contains(&0) => {
                let id = String::from_utf8_lossy(value).into_owned();
                self.last_id = Some(id).filter(|id| !id.is_empty());
            }
            b"retry" if value.iter().all(u8::is_ascii_digit) => {
                let number = std::str::from_utf8(value).ok();
                let number = number.and_then(|digits| digits.parse().ok());
                self.retry = number.map(Duration::from_millis).or(self.retry);
            }
            // A comment, or a field that nobody knows.
            _ => {}
        }
        None
    }

    fn end(&mut self) -> Option<Event> {
        let event = std::mem::take(&mut self.event);
        // Without data, there is no event, but a wait or an id that is said counts.
        let data = self.data.take()?;
        Some(Event {
            event: Some(event).filter(|event| !event.is_empty()),
            data,
            id: self.last_id.clone(),
            retry: self.retry.take(),
        })
    }
}
