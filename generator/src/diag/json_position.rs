//! The places of JSON, found without reading what no pointer leads to: the events of YAML take as long as all of a giant's reading.

use std::collections::BTreeSet;
use std::ops::Range;

use super::position::{Position, Positions};

/// The positions of `pointers`, which are there with all that lead to them. `None` where the text is not JSON alone. Of a key that occurs
/// twice, the last position.
pub(super) fn json_positions(text: &str, pointers: &BTreeSet<&str>) -> Option<Positions> {
    let mut scan = Scan {
        bytes: text.as_bytes(),
        at: 0,
        pointers,
        pointer: String::new(),
        found: Vec::new(),
    };
    if !matches!(scan.next()?, b'{' | b'[') {
        return None;
    }
    let start = scan.at;
    scan.value(start..start + 1, 0)?;
    scan.blanks();
    (scan.at == text.len()).then(|| in_lines(text, scan.found))
}

/// What was found, in the order of the text: a pointer, the bytes of its value or key, and whether they are those of a key that was asked
/// for.
struct FoundBytes {
    pointer: String,
    bytes: Range<usize>,
    is_key: bool,
}

/// Bytes as lines and columns.
fn in_lines(text: &str, found: Vec<FoundBytes>) -> Positions {
    let part = |range: Range<usize>| text.get(range).unwrap_or_default();
    let mut positions = Positions::default();
    let (mut line, mut line_start, mut column, mut at) = (1, 0, 0, 0);
    for FoundBytes {
        pointer,
        bytes,
        is_key,
    } in found
    {
        let passed = part(at..bytes.start);
        if let Some(last) = passed.rfind('\n') {
            line += passed.matches('\n').count();
            line_start = at + last + 1;
            column = 0;
        }
        // A line of megabytes is counted once, and not once for each position.
        column += part(at.max(line_start)..bytes.start).chars().count();
        at = bytes.start;
        let covered = part(bytes.clone());
        let first = covered.split('\n').next().unwrap_or_default();
        let end = at
            + if first == covered {
                first
            } else {
                first.trim_end()
            }
            .len();
        let position = Position {
            line,
            column: column + 1,
            span: at - line_start..end - line_start,
        };
        let places = if is_key {
            &mut positions.keys
        } else {
            &mut positions.values
        };
        places.insert(pointer, position);
    }
    positions
}

/// As deep as texts are read.
const MAX_DEPTH: usize = 128;

struct Scan<'a> {
    bytes: &'a [u8],
    at: usize,
    pointers: &'a BTreeSet<&'a str>,
    /// The pointer to the value that comes next or is being read.
    pointer: String,
    found: Vec<FoundBytes>,
}

impl Scan<'_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn blanks(&mut self) {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.peek() {
            self.at += 1;
        }
    }

    /// The next byte that is no blank.
    fn next(&mut self) -> Option<u8> {
        self.blanks();
        self.peek()
    }

    /// Passes over this byte, if it comes next.
    fn take(&mut self, byte: u8) -> bool {
        let is_it = self.next() == Some(byte);
        self.at += usize::from(is_it);
        is_it
    }

    fn mark(&mut self, bytes: Range<usize>, is_key: bool) {
        let pointer = self.pointer.clone();
        self.found.push(FoundBytes {
            pointer,
            bytes,
            is_key,
        });
    }

    /// Reads a value. `place` is where it is shown, if it is an object or an array.
    fn value(&mut self, place: Range<usize>, depth: usize) -> Option<()> {
        let first = self.next()?;
        let is_wanted = self.pointers.contains(self.pointer.as_str());
        let is_inner = matches!(first, b'{' | b'[');
        if !is_wanted || !is_inner {
            let start = self.at;
            self.skip()?;
            if is_wanted {
                self.mark(start..self.at, false);
            }
            return Some(());
        }
        if depth > MAX_DEPTH {
            return None;
        }
        self.mark(place, false);
        self.at += 1;
        let length = self.pointer.len();
        if first == b'{' {
            self.object(length, depth)?;
        } else {
            self.array(length, depth)?;
        }
        self.pointer.truncate(length);
        Some(())
    }

    fn object(&mut self, length: usize, depth: usize) -> Option<()> {
        if self.take(b'}') {
            return Some(());
        }
        loop {
            self.blanks();
            let start = self.at;
            self.string()?;
            let place = start..self.at;
            let written = std::str::from_utf8(self.bytes.get(place.clone())?).ok()?;
            let key: String = serde_json::from_str(written).ok()?;
            self.pointer.truncate(length);
            self.pointer.push('/');
            let key = key.replace('~', "~0").replace('/', "~1");
            self.pointer.push_str(&key);
            if self.pointers.contains(self.pointer.as_str()) {
                self.mark(place.clone(), true);
            }
            if !self.take(b':') {
                return None;
            }
            self.value(place, depth + 1)?;
            if !self.take(b',') {
                return self.take(b'}').then_some(());
            }
        }
    }

    fn array(&mut self, length: usize, depth: usize) -> Option<()> {
        if self.take(b']') {
            return Some(());
        }
        for index in 0_usize.. {
            self.pointer.truncate(length);
            self.pointer.push('/');
            self.pointer.push_str(&index.to_string());
            self.blanks();
            let place = self.at..self.at + 1;
            self.value(place, depth + 1)?;
            if !self.take(b',') {
                break;
            }
        }
        self.take(b']').then_some(())
    }

    /// Passes over a string.
    fn string(&mut self) -> Option<()> {
        if self.peek()? != b'"' {
            return None;
        }
        loop {
            self.at += 1;
            match self.peek()? {
                b'"' => break,
                b'\\' => self.at += 1,
                _ => {}
            }
        }
        self.at += 1;
        Some(())
    }

    /// Passes over a value: it ends where as many brackets have been closed as opened. Signs of YAML alone end the whole.
    fn skip(&mut self) -> Option<()> {
        let mut open = 0_usize;
        loop {
            match self.peek() {
                Some(b'"') => {
                    self.string()?;
                    if open == 0 {
                        return Some(());
                    }
                }
                Some(b'{' | b'[') => {
                    self.at += 1;
                    open += 1;
                }
                Some(b'}' | b']') => {
                    self.at += 1;
                    open = open.checked_sub(1)?;
                    if open == 0 {
                        return Some(());
                    }
                }
                Some(b' ' | b'\n' | b'\r' | b'\t' | b',' | b':') if open > 0 => self.at += 1,
                Some(byte) if byte == b'-' || byte.is_ascii_alphanumeric() => {
                    let rest = self.bytes.get(self.at..)?;
                    let is_word = |it: &&u8| it.is_ascii_alphanumeric() || b".+-".contains(it);
                    self.at += rest.iter().take_while(is_word).count();
                    if open == 0 {
                        return Some(());
                    }
                }
                _ => return None,
            }
        }
    }
}

#[cfg(test)]
mod tests;
