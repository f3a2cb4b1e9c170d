//! Percent-encoding (RFC 3986, 2.1): which characters stay as they are, and where.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// All but the unreserved characters of RFC 3986.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// Encodes all but the unreserved characters. Most texts have no others and are returned as they are.
pub(crate) fn encode(text: &str) -> Cow<'_, str> {
    let unreserved =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~');
    if text.bytes().all(unreserved) {
        return text.into();
    }
    utf8_percent_encode(text, RESERVED).into()
}

/// Appends what [`encode`] makes of `text`.
pub(crate) fn encode_to(text: &str, out: &mut String) {
    out.push_str(&encode(text));
}

/// What cannot stand in a query, and `&` and `+`, which have a meaning there.
pub(crate) const UNSAFE: &AsciiSet = &RESERVED
    .remove(b':')
    .remove(b'/')
    .remove(b'?')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b',')
    .remove(b';')
    .remove(b'=');

/// What cannot stand in one segment of a path.
pub(crate) const UNSAFE_IN_PATH: &AsciiSet = &UNSAFE.add(b'/').add(b'?').remove(b'&').remove(b'+');

/// Encodes the characters in `set`, but not what is percent-encoded already.
pub(crate) fn encode_unsafe(text: &str, set: &'static AsciiSet) -> String {
    let mut pieces = text.split('%');
    let first = pieces.next().unwrap_or_default();
    let mut out = utf8_percent_encode(first, set).to_string();
    for piece in pieces {
        let hex = piece.as_bytes().get(..2);
        let encoded = hex.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit));
        out.push_str(if encoded { "%" } else { "%25" });
        out.extend(utf8_percent_encode(piece, set));
    }
    out
}
