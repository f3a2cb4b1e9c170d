//! Where an item of a response ends: server-sent events, JSON lines and JSON text sequences.

use bytes::{Buf, Bytes, BytesMut};

/// Where an item of a response ends, and what is read of each.
#[doc(hidden)]
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
    /// A single item, from a server that does not stream.
    Whole,
}

impl Framing {
    pub(crate) fn is_events(self) -> bool {
        matches!(self, Self::Data | Self::Event | Self::TextEvent)
    }

    /// The media type to ask for. Lines and sequences have no media type that all servers know, so that any other will do.
    pub(crate) fn media_type(self) -> &'static str {
        match self {
            Self::Data | Self::Event | Self::TextEvent => "text/event-stream",
            Self::Lines => {
                "application/jsonl, application/x-ndjson, application/stream+json, */*;q=0.1"
            }
            Self::Sequence => "application/json-seq, */*;q=0.1",
            Self::Whole => "*/*",
        }
    }
}

/// Cuts the bytes that arrive into lines, or the other pieces of a framing, however the network splits them.
#[derive(Debug)]
pub(crate) struct Splitter {
    framing: Framing,
    buffer: BytesMut,
    /// How many bytes of the buffer have been searched for an end.
    scanned: usize,
    /// Whether the last line ended with a carriage return, so that a line feed belongs to it.
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

    /// How many bytes of an unfinished piece there are.
    pub(crate) fn pending(&self) -> usize {
        self.buffer.len()
    }

    /// The next complete piece, without its end.
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

    /// The rest, when no more bytes come.
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
