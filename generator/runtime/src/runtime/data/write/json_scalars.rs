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
            let zeros = u32::from(small < 10) + u32::from(small < 100) + u32::from(small < 1000);
            let text = (four_digits(small) | 0x3030_3030) << (8 * zeros);
            push(text.to_be_bytes(), 4 - zeros as usize, out);
            Ok(())
        }
        Ok(small) if small < 100_000_000 => {
            write_eight(small, out);
            Ok(())
        }
        _ => by_serde(&value, out),
    }
}

/// Writes a number of five to eight digits.
#[inline(never)]
fn write_eight(value: u32, out: &mut Vec<u8>) {
    let [upper, lower] = [value / 10_000, value % 10_000]
        .map(four_digits)
        .map(u64::from);
    let digits = upper << 32 | lower;
    let zeros = digits.leading_zeros() / 8;
    let text = (digits | (ONES * 0x30)) << (8 * zeros);
    push(text.to_be_bytes(), 8 - zeros as usize, out);
}

/// The digits of a number below 10,000, the first in the highest byte.
#[inline]
fn four_digits(value: u32) -> u32 {
    let [upper, lower] = [value / 100, value % 100];
    let [first, second, third, last] = [upper / 10, upper % 10, lower / 10, lower % 10];
    (first << 24) | (second << 16) | (third << 8) | last
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

/// Adds the first of bytes that are more than are wanted.
#[inline]
pub(super) fn push_key(padded: &[u8], count: usize, out: &mut Vec<u8>) {
    match padded.first_chunk::<16>() {
        Some(first) if count <= 16 => push(*first, count, out),
        _ => out.extend_from_slice(padded.get(..count).unwrap_or_default()),
    }
}

/// Writes a text. What is short is put together in registers.
pub(super) fn write_text(text: &str, out: &mut Vec<u8>) -> Result<(), Error> {
    let bytes = text.as_bytes();
    let count = bytes.len();
    if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        let [first, last] = [*first, *last].map(u64::from_le_bytes);
        if special(first) | special(last) != 0 || count > 16 && !is_plain(bytes) {
            return by_serde(text, out);
        }
        if count > 16 {
            out.reserve(count + 3);
            out.push(b'"');
            out.extend_from_slice(bytes);
            out.push(b'"');
        } else {
            push(
                (u128::from(first) << 8 | 0x22).to_le_bytes(),
                count - 7,
                out,
            );
            push((u128::from(last) | 0x22 << 64).to_le_bytes(), 9, out);
        }
    } else {
        let word = few(bytes);
        let blanks = (ONES * 0x20) << (8 * count);
        if special(word | blanks) != 0 {
            return by_serde(text, out);
        }
        let quotes = 0x22_u128 << (8 * count + 8) | 0x22;
        push(
            (u128::from(word) << 8 | quotes).to_le_bytes(),
            count + 2,
            out,
        );
    }
    Ok(())
}

/// Less than eight bytes as a number, the first of them its lowest. In a register: bytes that are stored one by one are not at hand as a
/// word.
#[inline]
pub(crate) fn few(bytes: &[u8]) -> u64 {
    if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        let last = u64::from(u32::from_le_bytes(*last));
        return u64::from(u32::from_le_bytes(*first)) | last << (8 * (bytes.len() - 4));
    }
    match *bytes {
        [first] => first.into(),
        [first, second] => u64::from(first) | u64::from(second) << 8,
        [first, second, third] => {
            u64::from(first) | u64::from(second) << 8 | u64::from(third) << 16
        }
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
