//! Inputs from inputs: each is changed in a few places, with no idea of what it means but for a list of words.

use std::ops::Range;

use fastrand::Rng;

/// Numbers at which programs change their mind.
const NUMBERS: &[&str] = &[
    "0",
    "-1",
    "1",
    "255",
    "256",
    "65536",
    "2147483648",
    "-2147483649",
    "4294967296",
    "9007199254740993",
    "9223372036854775808",
    "18446744073709551616",
    "1e400",
    "-0.0",
    "1e-400",
    "0x1",
    "00",
    "1.0",
    "NaN",
];

/// Characters that are handled by code of their own somewhere.
const CHARACTERS: &[&str] = &[
    "\0",
    "\t",
    "\r\n",
    "\r",
    "\n",
    "\u{1b}",
    "\"",
    "\\",
    "\u{7f}",
    "\u{80}",
    "\u{85}",
    "\u{a0}",
    "é",
    "e\u{301}",
    "ß",
    "İ",
    "\u{200d}",
    "\u{202e}",
    "\u{2028}",
    "\u{2066}",
    "\u{fe0f}",
    "\u{feff}",
    "\u{fffd}",
    "日本",
    "🦀",
    "\u{1f1e6}",
    "\u{10ffff}",
];

/// Changes `input` in up to eight places. `other` is another input to take pieces of.
pub(crate) fn mutate(
    input: &mut Vec<u8>,
    other: &[u8],
    words: &[&str],
    longest: usize,
    rng: &mut Rng,
) {
    for _ in 0..1 << rng.u32(0..4) {
        change(input, other, words, rng);
        input.truncate(longest);
    }
}

fn change(input: &mut Vec<u8>, other: &[u8], words: &[&str], rng: &mut Rng) {
    let at = rng.usize(0..=input.len());
    match rng.u32(0..16) {
        0 => flip(input, rng),
        1 => {
            let byte = rng.u8(..);
            insert(input, at..at, &[byte]);
        }
        2 => {
            let (end, byte) = ((at + 1).min(input.len()), rng.u8(..));
            insert(input, at..end, &[byte]);
        }
        3 => drop(input.drain(piece(input.len(), rng))),
        4 => {
            let copy = bytes_of(input, piece(input.len(), rng)).repeat(repetitions(rng));
            insert(input, at..at, &copy);
        }
        5 | 6 => {
            let copy = bytes_of(other, piece(other.len(), rng));
            insert(input, at..at, &copy);
        }
        7 => {
            let copy = bytes_of(other, piece(other.len(), rng));
            let end = (at + copy.len()).min(input.len());
            insert(input, at..end, &copy);
        }
        8 | 9 => {
            let place = token(input, at);
            let word = one(words, rng);
            insert(input, place, word.as_bytes());
        }
        10 | 11 => {
            let word = one(words, rng).repeat(repetitions(rng));
            insert(input, at..at, word.as_bytes());
        }
        12 => {
            let place = token(input, at);
            insert(input, place, one(NUMBERS, rng).as_bytes());
        }
        13 => insert(input, at..at, one(CHARACTERS, rng).as_bytes()),
        14 => {
            // A line moves, or is there twice.
            let line = line(input, at);
            let copy = bytes_of(input, line.clone());
            if rng.bool() {
                input.drain(line);
            }
            let to = rng.usize(0..=input.len());
            let to = self::line(input, to).start;
            insert(input, to..to, &copy);
        }
        _ => {
            let place = token(input, at);
            let copy = token(other, rng.usize(0..=other.len()));
            insert(input, place, &bytes_of(other, copy));
        }
    }
}

fn flip(input: &mut [u8], rng: &mut Rng) {
    if let Some(byte) = rng.choice(input) {
        *byte ^= 1 << rng.u32(0..8);
    }
}

/// Mostly one.
fn repetitions(rng: &mut Rng) -> usize {
    if rng.u32(0..32) == 0 {
        1 << rng.u32(1..12)
    } else {
        1
    }
}

fn one<'a>(list: &[&'a str], rng: &mut Rng) -> &'a str {
    rng.choice(list).copied().unwrap_or_default()
}

/// A range of what is so long, more often a short one.
fn piece(length: usize, rng: &mut Rng) -> Range<usize> {
    let start = rng.usize(0..=length);
    let most = (length - start).min(1 << rng.u32(0..12));
    start..start + rng.usize(0..=most)
}

/// The word around a place.
fn token(input: &[u8], at: usize) -> Range<usize> {
    let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_' || *byte >= 0x80;
    around(input, at, |byte| !is_word(byte))
}

/// The line around a place, with its end.
fn line(input: &[u8], at: usize) -> Range<usize> {
    let line = around(input, at, |byte| *byte == b'\n');
    line.start..(line.end + 1).min(input.len())
}

fn around(input: &[u8], at: usize, ends: impl Fn(&u8) -> bool) -> Range<usize> {
    let (before, after) = input.split_at(at.min(input.len()));
    let start = before.iter().rposition(&ends).map_or(0, |found| found + 1);
    let length = after.iter().position(&ends).unwrap_or(after.len());
    start..before.len() + length
}

fn bytes_of(input: &[u8], range: Range<usize>) -> Vec<u8> {
    input.get(range).unwrap_or_default().to_vec()
}

fn insert(input: &mut Vec<u8>, place: Range<usize>, bytes: &[u8]) {
    input.splice(place, bytes.iter().copied());
}

#[cfg(test)]
mod tests {
    use super::{line, mutate, token};
    use fastrand::Rng;

    #[test]
    fn a_seed_gives_the_same_inputs() {
        let made = |seed| {
            let mut rng = Rng::with_seed(seed);
            let mut input = b"a: 1\nb: 2\n".to_vec();
            for _ in 0..1000 {
                mutate(&mut input, b"other words", &["$ref"], 500, &mut rng);
                assert!(input.len() <= 500);
            }
            input
        };
        assert_eq!(made(1), made(1));
        assert_ne!(made(1), made(2));
    }

    #[test]
    fn words_and_lines_have_their_ends() {
        let input = b"one two\nthree\n";
        assert_eq!(token(input, 5), 4..7);
        assert_eq!(token(input, 7), 4..7);
        assert_eq!(token(b"", 0), 0..0);
        assert_eq!(line(input, 9), 8..14);
        assert_eq!(line(input, 14), 14..14);
    }
}
