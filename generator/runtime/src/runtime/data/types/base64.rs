//! Bytes as base64 text.

use crate::runtime::data::types::text_types::text_types;

text_types! {
    /// Bytes as base64 text (`byte`, RFC 4648, 4 and 5). Two are equal if their texts are.
    ///
    /// A text is taken as it is and must be base64 already; [`encode`](Self::encode) makes it from bytes.
    Base64,
}

/// The digits that both alphabets have in common.
const DIGITS: &[u8; 62] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

impl Base64 {
    /// The text for bytes, in the alphabet of base64 and padded.
    pub fn encode(bytes: impl AsRef<[u8]>) -> Self {
        Self::from(to_base64(bytes.as_ref()))
    }

    /// The text for bytes, in the alphabet that is safe in URLs and not padded, as `base64url` has it.
    pub fn encode_url_safe(bytes: impl AsRef<[u8]>) -> Self {
        Self::from(encode(bytes.as_ref(), ['-', '_'], false))
    }

    /// The bytes; `None` where the text is not base64. Both alphabets are read, padded or not, with or without blanks.
    pub fn decode(&self) -> Option<Vec<u8>> {
        let text = self.as_str().trim_end().trim_end_matches('=');
        let mut bytes = Vec::with_capacity(text.len() / 4 * 3 + 2);
        let (mut bits, mut count) = (0_u32, 0_u32);
        for byte in text.bytes().filter(|byte| !byte.is_ascii_whitespace()) {
            bits = bits << 6 | value(byte)?;
            count += 6;
            if count >= 8 {
                count -= 8;
                bytes.push(u8::try_from(bits >> count & 0xff).ok()?);
            }
        }
        // A single digit at the end is less than a byte.
        (count < 6).then_some(bytes)
    }
}

/// Base64 with padding (RFC 4648, 4), in a buffer of exactly its size.
pub(crate) fn to_base64(bytes: &[u8]) -> String {
    encode(bytes, ['+', '/'], true)
}

fn encode(bytes: &[u8], last: [char; 2], padded: bool) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |index| u32::from(chunk.get(index).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            if place <= chunk.len() {
                text.push(digit(bits >> (18 - 6 * place) & 0x3f, last));
            } else if padded {
                text.push('=');
            }
        }
    }
    text
}

fn digit(value: u32, [plus, slash]: [char; 2]) -> char {
    let digit = usize::try_from(value).ok().and_then(|it| DIGITS.get(it));
    match (digit, value) {
        (Some(digit), _) => char::from(*digit),
        (None, 62) => plus,
        (None, _) => slash,
    }
}

fn value(digit: u8) -> Option<u32> {
    Some(match digit {
        b'A'..=b'Z' => u32::from(digit - b'A'),
        b'a'..=b'z' => u32::from(digit - b'a') + 26,
        b'0'..=b'9' => u32::from(digit - b'0') + 52,
        b'+' | b'-' => 62,
        b'/' | b'_' => 63,
        _ => return None,
    })
}
