//! Parameters in a path.

use crate::runtime::data::View;
use crate::runtime::request::parameter::flat::{flatten, plain_text};
use crate::runtime::request::parameter::percent::{UNSAFE_IN_PATH, encode, encode_unsafe};
use crate::runtime::request::parameter::separator::in_url;
use crate::runtime::request::parameter::style::{Style, StyleKind};

/// Why a segment of dots cannot be sent.
pub(crate) const DOTS: &str = "must be neither . nor ..";

/// Whether a segment of a path is one that URL parsers take out, and perhaps the one before it. An encoded dot is one to them
/// (WHATWG URL, 4.4).
pub(crate) fn has_dots(path: &str) -> bool {
    let begins_so = |it: u8| matches!(it, b'.' | b'%');
    let mut before = b'/';
    // Hardly any segment begins with a dot, so that paths are seldom split.
    let may_have = path.bytes().any(|byte| {
        let before = std::mem::replace(&mut before, byte);
        before == b'/' && begins_so(byte)
    });
    may_have && path.split('/').any(is_dots)
}

fn is_dots(segment: &str) -> bool {
    let mut rest = segment.as_bytes();
    let mut dots = 0;
    while let [b'.', more @ ..] | [b'%', b'2', b'e' | b'E', more @ ..] = rest {
        rest = more;
        dots += 1;
    }
    rest.is_empty() && matches!(dots, 1 | 2)
}

/// The text of a path parameter; `None` where it is not set.
///
/// # Errors
///
/// Why the value cannot be sent. An empty segment, `.` or `..` would call another path.
pub(crate) fn path(
    name: &str,
    value: View<'_>,
    style: Style,
) -> Result<Option<String>, &'static str> {
    let text = match plain_text(value) {
        Some(text) if matches!(style.kind, StyleKind::Simple | StyleKind::Segments) => {
            Some(encode_in_path(&text, style))
        }
        _ => styled_path(name, value, style)?,
    };
    match text.as_deref() {
        Some("") => Err("must not be empty"),
        Some(text) if has_dots(text) => Err(DOTS),
        _ => Ok(text),
    }
}

fn encode_in_path(text: &str, style: Style) -> String {
    if style.kind == StyleKind::Segments {
        let segments: Vec<_> = text.split('/').map(encode).collect();
        return segments.join("/");
    }
    if !style.allow_reserved {
        return encode(text).into_owned();
    }
    let encoded = encode_unsafe(text, UNSAFE_IN_PATH);
    match style.kind {
        // It begins the next pair.
        StyleKind::Matrix => encoded.replace(';', "%3B"),
        _ => encoded,
    }
}

fn styled_path(name: &str, value: View<'_>, style: Style) -> Result<Option<String>, &'static str> {
    let Some(flat) = flatten(value, style)? else {
        return Ok(None);
    };
    let Style { kind, explode, .. } = style;
    let name = encode(name);
    let between = match kind {
        StyleKind::Label if explode => ".".into(),
        kind => kind.encoded_separator(),
    };
    let separator = match kind {
        StyleKind::Matrix => style.separator_of_pairs(in_url(&between)),
        _ => in_url(&between),
    };
    let flat = flat.encoded(separator, &|text| encode_in_path(text, style))?;
    Ok(Some(match kind {
        StyleKind::Label => format!(".{}", flat.values(explode).join(&between)),
        StyleKind::Matrix => {
            let pair = |(name, value): (String, String)| {
                if value.is_empty() {
                    format!(";{name}")
                } else {
                    format!(";{name}={value}")
                }
            };
            flat.pairs(&name, explode, &between)
                .into_iter()
                .map(pair)
                .collect()
        }
        StyleKind::Simple
        | StyleKind::Segments
        | StyleKind::Form
        | StyleKind::SpaceDelimited
        | StyleKind::PipeDelimited
        | StyleKind::TabDelimited
        | StyleKind::DeepObject
        | StyleKind::Cookie
        | StyleKind::Json
        | StyleKind::Field => flat.values(explode).join(&between),
    }))
}
