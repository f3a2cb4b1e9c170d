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
        (*b"true ", 4)
    } else {
        (*b"false", 5)
    };
    push(text, count, out);
}

/// Writes an integer, a small one without a buffer.
#[inline]
pub(super) fn write_integer(value: i64, out: &mut Vec<u8>) -> Result<(), Error> {
    let Some(small) = u32::try_from(value).ok().filter(|it| *it < 10_000) else {
        return by_serde(&value, out);
    };
    let [upper, lower] = [small / 100, small % 100];
    let [first, second, third, last] = [upper / 10, upper % 10, lower / 10, lower % 10];
    let digits = (first << 24) | (second << 16) | (third << 8) | last;
    let zeros = u32::from(small < 10) + u32::from(small < 100) + u32::from(small < 1000);
    let text = (digits | 0x3030_3030) << (8 * zeros);
    push(text.to_be_bytes(), 4 - zeros as usize, out);
    Ok(())
}

#[inline]
pub(super) fn write_float(value: f64, out: &mut Vec<u8>) -> Result<(), Error> {
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

pub(super) fn write_text(text: &str, out: &mut Vec<u8>) -> Result<(), Error> {
    let bytes = text.as_bytes();
    if bytes.len() < 8 {
        // In a register: bytes that are stored one by one are not at hand as a word.
        let letters = bytes.iter().rev();
        let word = letters.fold(ONES * 0x20, |word, it| word << 8 | u64::from(*it));
        if special(word) != 0 {
            return by_serde(text, out);
        }
        out.push(b'"');
        push(word.to_le_bytes(), bytes.len(), out);
    } else {
        if !is_plain(bytes) {
            return by_serde(text, out);
        }
        out.reserve(bytes.len() + 3);
        out.push(b'"');
        out.extend_from_slice(bytes);
    }
    out.push(b'"');
    Ok(())
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
