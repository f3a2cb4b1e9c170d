//! The tokens of JSON.

use std::borrow::Cow;

use super::Quick;
use crate::runtime::data::write::json_scalars::special;

/// A number, as `serde_json` hands it out.
pub(super) enum Number {
    Unsigned(u64),
    Negative(i64),
    Float(f64),
}

/// So many digits are always a number of 64 bits.
const LONGEST: usize = 19;

/// So many digits are always a whole number that is a double.
const EXACT: usize = 15;

/// The powers of ten with as many zeros as their place says.
const POWERS: [u64; EXACT] = [
    1,
    10,
    100,
    1000,
    10_000,
    100_000,
    1_000_000,
    10_000_000,
    100_000_000,
    1_000_000_000,
    10_000_000_000,
    100_000_000_000,
    1_000_000_000_000,
    10_000_000_000_000,
    100_000_000_000_000,
];

#[allow(clippy::cast_precision_loss, reason = "below 2^53")]
fn as_double(value: u64) -> f64 {
    value as f64
}

impl<'a> Quick<'a> {
    /// The next byte; 0 at the end.
    #[inline]
    pub(super) fn peek(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or(0)
    }

    /// The next byte that is no white space; 0 at the end.
    #[inline]
    pub(super) fn space(&mut self) -> u8 {
        loop {
            match self.peek() {
                b' ' | b'\n' | b'\t' | b'\r' => self.at += 1,
                byte => return byte,
            }
        }
    }

    /// Takes a byte after white space.
    #[inline]
    pub(super) fn take(&mut self, byte: u8) -> Option<()> {
        (self.space() == byte).then(|| self.at += 1)
    }

    /// Takes this text.
    #[inline]
    pub(super) fn word(&mut self, word: &str) -> Option<()> {
        let rest = self.text.as_bytes().get(self.at..)?;
        rest.starts_with(word.as_bytes())
            .then(|| self.at += word.len())
    }

    /// Takes what stands between the items of an array or the properties of an object; `false` where `end` does.
    #[inline]
    pub(super) fn goes_on(&mut self, end: u8) -> Option<bool> {
        let byte = self.space();
        self.at += 1;
        match byte {
            b',' => Some(true),
            byte if byte == end => Some(false),
            _ => None,
        }
    }

    /// Takes the beginning of an array or an object, and its end where it is empty, which is `false`.
    #[inline]
    pub(super) fn begins(&mut self, end: u8) -> bool {
        self.at += 1;
        let is_empty = self.space() == end;
        self.at += usize::from(is_empty);
        !is_empty
    }

    /// The name of a property, with the colon behind it. In what has one of these names, `serde_json` may hide something else.
    pub(super) fn key(&mut self) -> Option<Cow<'a, str>> {
        self.space();
        let key = self.string()?;
        self.take(b':')?;
        (!key.starts_with("$serde_json")).then_some(key)
    }

    /// The same for a name without escapes, and nothing is taken where there is none: a text that needs no `Cow` is handed over in registers.
    #[inline]
    pub(super) fn plain_key(&mut self) -> Option<&'a str> {
        self.space();
        let start = self.at;
        let key = self.plain_string()?;
        if self.space() != b':' || key.as_bytes().first() == Some(&b'$') {
            self.at = start;
            return None;
        }
        self.at += 1;
        Some(key)
    }

    /// A string.
    pub(super) fn string(&mut self) -> Option<Cow<'a, str>> {
        if let Some(plain) = self.plain_string() {
            return Some(Cow::Borrowed(plain));
        }
        self.word("\"")?;
        let plain = self.plain()?;
        self.escaped(plain).map(Cow::Owned)
    }

    /// A string without escapes; nothing is taken where there is none.
    #[inline]
    pub(super) fn plain_string(&mut self) -> Option<&'a str> {
        let start = self.at;
        if self.peek() == b'"' {
            self.at += 1;
            if let Some(plain) = self.plain()
                && self.peek() == b'"'
            {
                self.at += 1;
                return Some(plain);
            }
        }
        self.at = start;
        None
    }

    /// What follows up to a quote or a backslash.
    #[inline]
    pub(super) fn plain(&mut self) -> Option<&'a str> {
        let start = self.at;
        let (words, rest) = self.text.as_bytes().get(start..)?.as_chunks::<8>();
        for word in words {
            let special = special(u64::from_le_bytes(*word));
            if special != 0 {
                self.at += special.trailing_zeros() as usize / 8;
                return self.text.get(start..self.at);
            }
            self.at += 8;
        }
        let is_special = |it: &u8| matches!(it, ..b' ' | b'"' | b'\\');
        self.at += rest.iter().position(is_special)?;
        self.text.get(start..self.at)
    }

    /// The rest of a string with escapes, of which `plain` is the beginning.
    fn escaped(&mut self, plain: &str) -> Option<String> {
        let mut text = std::mem::take(&mut self.scratch);
        text.clear();
        text.push_str(plain);
        while self.word("\"").is_none() {
            self.word("\\")?;
            let escape = self.peek();
            self.at += 1;
            text.push(match escape {
                b'"' | b'\\' | b'/' => char::from(escape),
                b'b' => '\u{8}',
                b'f' => '\u{c}',
                b'n' => '\n',
                b'r' => '\r',
                b't' => '\t',
                b'u' => self.escaped_char()?,
                _ => return None,
            });
            text.push_str(self.plain()?);
        }
        let exact = text.as_str().to_owned();
        self.scratch = text;
        Some(exact)
    }

    /// The character that stands behind `\u`, in two parts if there is no other way.
    fn escaped_char(&mut self) -> Option<char> {
        let first = self.four_digits()?;
        if !(0xd800..0xdc00).contains(&first) {
            return char::from_u32(first);
        }
        self.word("\\u")?;
        let second = self.four_digits()?.checked_sub(0xdc00)?;
        (second < 0x400)
            .then(|| char::from_u32(0x1_0000 + ((first - 0xd800) << 10 | second)))
            .flatten()
    }

    fn four_digits(&mut self) -> Option<u32> {
        let digits = self.text.get(self.at..self.at + 4)?;
        self.at += 4;
        let is_number = digits.bytes().all(|it| it.is_ascii_hexdigit());
        u32::from_str_radix(digits, 16).ok().filter(|_| is_number)
    }

    /// A number. The other reader has zero with a sign, and integers that 64 bits may not hold.
    #[inline]
    pub(super) fn number(&mut self) -> Option<Number> {
        let start = self.at;
        let is_negative = self.peek() == b'-';
        self.at += usize::from(is_negative);
        let (value, count) = self.digits();
        let is_padded = count > 1 && self.text.as_bytes().get(self.at - count) == Some(&b'0');
        if count == 0 || count > LONGEST || is_padded {
            return None;
        }
        match (self.peek(), is_negative) {
            (b'.' | b'e' | b'E', _) => self.float(start, value, count).map(Number::Float),
            (_, false) => Some(Number::Unsigned(value)),
            (_, true) if value == 0 => None,
            (_, true) => 0_i64.checked_sub_unsigned(value).map(Number::Negative),
        }
    }

    /// A number with a point or an exponent, to the nearest double, as `serde_json` has it. It begins at `start`; the digits so far have
    /// been taken. Up to fifteen digits are an exact double, and so is a power of ten: their quotient is what is nearest. The standard
    /// library parses all others.
    #[inline]
    fn float(&mut self, start: usize, whole: u64, count: usize) -> Option<f64> {
        let mut exact = None;
        if self.peek() == b'.' {
            self.at += 1;
            let (fraction, places) = self.digits();
            if places == 0 {
                return None;
            }
            if let Some(power) = POWERS.get(places).filter(|_| count + places <= EXACT) {
                let digits = whole * power + fraction;
                exact = Some(as_double(digits) / as_double(*power));
            }
        }
        if matches!(self.peek(), b'e' | b'E') {
            exact = None;
            self.at += 1;
            self.at += usize::from(matches!(self.peek(), b'+' | b'-'));
            let (_, places) = self.digits();
            if places == 0 {
                return None;
            }
        }
        match exact {
            Some(value) if self.text.as_bytes().get(start) == Some(&b'-') => Some(-value),
            Some(value) => Some(value),
            None => {
                let value: f64 = self.text.get(start..self.at)?.parse().ok()?;
                value.is_finite().then_some(value)
            }
        }
    }

    /// Digits, as a number that is right if there are no more than [`LONGEST`] of them, and how many they are.
    #[inline]
    pub(super) fn digits(&mut self) -> (u64, usize) {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let mut value = 0_u64;
        let mut count = 0;
        for byte in rest {
            let digit = byte.wrapping_sub(b'0');
            if digit > 9 {
                break;
            }
            value = value.wrapping_mul(10).wrapping_add(digit.into());
            count += 1;
        }
        self.at += count;
        (value, count)
    }
}
