//! Writing the scalars of JSON text: what is frequent here, and the rest by `serde_json`.

use serde::Serialize;
use serde::ser::Error as _;
use serde_json::Error;

use super::encode::NOT_FINITE;

pub(super) fn by_serde<T: Serialize + ?Sized>(value: &T, out: &mut Vec<u8>) -> Result<(), Error> {
    serde_json::to_writer(out, value)
}

/// Writes values of one type as items of an array, each with a comma behind it.
pub(super) fn each<T>(
    items: &[T],
    out: &mut Vec<u8>,
    write: impl Fn(&T, &mut Vec<u8>) -> Result<(), Error>,
) -> Result<bool, Error> {
    for item in items {
        write(item, out)?;
        out.push(b',');
    }
    Ok(true)
}

#[inline]
pub(super) fn write_bool(value: bool, out: &mut Vec<u8>) {
    let (text, count) = if value {
        (*b"true    ", 4)
    } else {
        (*b"false   ", 5)
    };
    push(text, count, out);
}

/// Writes booleans as [`each`] does.
pub(super) fn write_bools(items: &[bool], out: &mut Vec<u8>) {
    for item in items {
        let (text, count) = if *item {
            (*b"true,   ", 5)
        } else {
            (*b"false,  ", 6)
        };
        push(text, count, out);
    }
}

/// Writes an integer, unless it is very large, without a buffer.
#[inline]
pub(super) fn write_integer(value: i64, out: &mut Vec<u8>) -> Result<(), Error> {
    if value < 0 {
        out.push(b'-');
    }
    write_unsigned(value.unsigned_abs(), out)
}

#[inline]
pub(super) fn write_unsigned(value: u64, out: &mut Vec<u8>) -> Result<(), Error> {
    match u32::try_from(value) {
        Ok(small) if small < 10_000 => {
            let digits = four_digits(small);
            let zeros = (digits | 1).leading_zeros() / 8;
            let text = (digits | 0x3030_3030) << (8 * zeros);
            push(text.to_be_bytes(), 4 - zeros as usize, out);
            Ok(())
        }
        Ok(small) if small < 100_000_000 => {
            let digits = eight_digits(small);
            let zeros = digits.leading_zeros() / 8;
            let text = (digits | (ONES * 0x30)) << (8 * zeros);
            push(text.to_be_bytes(), 8 - zeros as usize, out);
            Ok(())
        }
        _ => by_serde(&value, out),
    }
}

/// The digits of a number below 10,000, the first in the highest byte.
#[inline]
fn four_digits(value: u32) -> u32 {
    let [upper, lower] = [value / 100, value % 100];
    let [first, second, third, last] = [upper / 10, upper % 10, lower / 10, lower % 10];
    (first << 24) | (second << 16) | (third << 8) | last
}

/// The digits of a number below 100,000,000, the first in the highest byte.
#[inline]
fn eight_digits(value: u32) -> u64 {
    let [upper, lower] = [value / 10_000, value % 10_000].map(four_digits).map(u64::from);
    upper << 32 | lower
}

/// Writes a number. One of a few decimals is the quotient of an integer and a power of ten, both of which are doubles: no other number
/// of at most fifteen digits is read as that double, so that these are the shortest digits, which `serde_json` would write.
#[inline]
pub(super) fn write_float(value: f64, out: &mut Vec<u8>) -> Result<(), Error> {
    let scaled = value.abs() * DECIMALS;
    if (LEAST..MOST).contains(&scaled) {
        #[allow(
            clippy::cast_possible_truncation,
            reason = "below 2^53"
        )]
        let digits = (scaled + 0.5) as i64;
        #[allow(clippy::cast_precision_loss, reason = "below 2^53")]
        let quotient = digits as f64 / DECIMALS;
        #[allow(clippy::float_cmp, reason = "the same double, or not")]
        if quotient == value.abs() {
            return write_decimals(value < 0.0, digits.unsigned_abs(), out);
        }
    }
    write_any_float(value, out)
}

/// How many parts of a whole are looked at: six decimals.
const DECIMALS: f64 = 1_000_000.0;

/// From here on, with so many decimals, `serde_json` writes no exponent.
const LEAST: f64 = 1_000.0;

/// Up to here, a number has no more than fifteen digits.
const MOST: f64 = 1e15;

/// Writes a number of millionths.
fn write_decimals(is_negative: bool, digits: u64, out: &mut Vec<u8>) -> Result<(), Error> {
    if is_negative {
        out.push(b'-');
    }
    write_unsigned(digits / 1_000_000, out)?;
    let decimals = u32::try_from(digits % 1_000_000).unwrap_or_default();
    // The first in the lowest byte but one, behind the point.
    let decimals = (eight_digits(decimals) << 8).swap_bytes();
    let count = (71 - (decimals | 0x0100).leading_zeros() as usize) / 8;
    let text = decimals | (ONES * 0x30) ^ (0x30 ^ 0x2e);
    push(text.to_le_bytes(), count, out);
    Ok(())
}

#[inline(never)]
fn write_any_float(value: f64, out: &mut Vec<u8>) -> Result<(), Error> {
    if value.is_finite() {
        by_serde(&value, out)
    } else {
        Err(Error::custom(NOT_FINITE))
    }
}

/// Adds the first of `bytes`, of which there are few: cheaper than a copy of a length that the compiler does not know.
#[inline]
fn push<const N: usize>(bytes: [u8; N], count: usize, out: &mut Vec<u8>) {
    let end = out.len() + count;
    out.extend_from_slice(&bytes);
    out.truncate(end);
}

/// Adds the first of bytes that are more than are wanted.
#[inline]
pub(super) fn push_key(padded: &[u8], count: usize, out: &mut Vec<u8>) {
    match padded.first_chunk::<16>() {
        Some(first) if count <= 16 => push(*first, count, out),
        _ => out.extend_from_slice(padded.get(..count).unwrap_or_default()),
    }
}

/// Adds a few bytes, as [`push`] does: the first eight and the last eight, or four.
#[inline]
pub(super) fn push_few(bytes: &[u8], out: &mut Vec<u8>) {
    if bytes.len() > 16 {
        out.extend_from_slice(bytes);
    } else if let (Some(first), Some(last)) = (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
        push(*first, bytes.len() - 8, out);
        out.extend_from_slice(last);
    } else if let (Some(first), Some(last)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        push(*first, bytes.len() - 4, out);
        out.extend_from_slice(last);
    } else {
        out.extend_from_slice(bytes);
    }
}

pub(super) fn write_text(text: &str, out: &mut Vec<u8>) -> Result<(), Error> {
    let bytes = text.as_bytes();
    if bytes.len() < 8 {
        let word = few(bytes);
        let spaces = (ONES * 0x20) << (8 * bytes.len());
        if special(word | spaces) != 0 {
            return by_serde(text, out);
        }
        if bytes.len() < 7 {
            let quotes = (0x2200 << (8 * bytes.len())) | 0x22;
            push((word << 8 | quotes).to_le_bytes(), bytes.len() + 2, out);
            return Ok(());
        }
        out.push(b'"');
        push(word.to_le_bytes(), 7, out);
    } else {
        if !is_plain(bytes) {
            return by_serde(text, out);
        }
        out.reserve(bytes.len() + 3);
        out.push(b'"');
        push_few(bytes, out);
    }
    out.push(b'"');
    Ok(())
}

/// Less than eight bytes as a number, the first of them its lowest. In a register: bytes that are stored one by one are not at hand as a
/// word.
#[inline]
fn few(bytes: &[u8]) -> u64 {
    if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        let last = u64::from(u32::from_le_bytes(*last));
        return u64::from(u32::from_le_bytes(*first)) | last << (8 * (bytes.len() - 4));
    }
    match *bytes {
        [first] => first.into(),
        [first, second] => u64::from(first) | u64::from(second) << 8,
        [first, second, third] => u64::from(first) | u64::from(second) << 8 | u64::from(third) << 16,
        _ => 0,
    }
}

/// Whether nothing in a text of at least eight bytes is escaped: no quote, no backslash, no control character.
#[inline]
fn is_plain(text: &[u8]) -> bool {
    let is_plain = |word: &[u8; 8]| special(u64::from_le_bytes(*word)) == 0;
    text.as_chunks().0.iter().all(is_plain) && text.last_chunk().is_some_and(is_plain)
}

/// The number 1 in each of eight bytes.
const ONES: u64 = 0x0101_0101_0101_0101;

/// A bit for each of eight bytes, its highest, which says whether the byte is a quote, a backslash or a control character. The bits
/// after the first that is set are not to be trusted.
#[inline]
pub(crate) fn special(word: u64) -> u64 {
    let quotes = word ^ (ONES * 0x22);
    let backslashes = word ^ (ONES * 0x5c);
    let below = word.wrapping_sub(ONES * 0x20) & !word;
    let zeros = |it: u64| it.wrapping_sub(ONES) & !it;
    (below | zeros(quotes) | zeros(backslashes)) & (ONES * 0x80)
}
