//! Parameters in headers, and in cookies, which are a header as well.

use crate::runtime::data::View;
use crate::runtime::request::parameter::flat::flatten;
use crate::runtime::request::parameter::in_query::{join, named};
use crate::runtime::request::parameter::style::{Style, StyleKind};

/// The value of a header parameter, which is not encoded; `None` where it is not set.
///
/// # Errors
///
/// Why the value cannot be sent.
pub(crate) fn header(value: View<'_>, style: Style) -> Result<Option<String>, &'static str> {
    let separator = style.kind.separator();
    let is_control = |byte: u8| byte.is_ascii_control() && byte != b'\t';
    let text = flatten(value, style)?.map(|flat| flat.values(style.explode).join(separator));
    match text {
        Some(text) if text.bytes().any(is_control) => {
            Err("has control characters, which cannot stand in a header")
        }
        text => Ok(text),
    }
}

/// The piece of a cookie header that is a parameter; `None` where it is not set or has no items.
///
/// # Errors
///
/// Why the value cannot be sent.
pub(crate) fn cookie(
    name: &str,
    value: View<'_>,
    style: Style,
) -> Result<Option<String>, &'static str> {
    if style.kind != StyleKind::Cookie {
        return named(name, value, style, "; ");
    }
    let Some(flat) = flatten(value, style)? else {
        return Ok(None);
    };
    let pairs = flat.pairs(name, style.explode, ",");
    let ends_it = |text: &str| {
        text.bytes()
            .any(|byte| byte.is_ascii_control() || byte == b';')
    };
    if pairs
        .iter()
        .any(|(name, value)| ends_it(name) || ends_it(value))
    {
        return Err("has characters that cannot stand in a cookie");
    }
    Ok(join(&pairs, "; "))
}
