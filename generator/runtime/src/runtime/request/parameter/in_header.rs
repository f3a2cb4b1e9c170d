//! Parameters in headers, and in cookies, which are a header as well.

use crate::runtime::data::View;
use crate::runtime::request::parameter::flat::flatten;
use crate::runtime::request::parameter::in_query::{join, named};
use crate::runtime::request::parameter::separator::Separator;
use crate::runtime::request::parameter::style::{Style, StyleKind};

/// The value of a header parameter, which is not encoded; `None` where it is not set or has no items.
///
/// # Errors
///
/// Why the value cannot be sent.
pub(crate) fn header(value: View<'_>, style: Style) -> Result<Option<String>, &'static str> {
    let Some(flat) = flatten(value, style)? else {
        return Ok(None);
    };
    let separator = style.kind.separator();
    let flat = flat.plain(Separator::Exclusive(separator), style.explode)?;
    let texts = flat.values(style.explode);
    let is_control = |byte: u8| byte.is_ascii_control() && byte != b'\t';
    if texts.iter().any(|text| text.bytes().any(is_control)) {
        return Err("has control characters, which cannot stand in a header");
    }
    Ok((!texts.is_empty()).then(|| texts.join(separator)))
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
    let separator = style.separator_of_pairs(Separator::Exclusive(","));
    let flat = flat.plain(separator, style.explode)?;
    let pairs = flat.pairs(name, style.explode, ",");
    let ends_it = |text: &str| {
        text.bytes()
            .any(|byte| byte.is_ascii_control() || byte == b';')
    };
    if pairs
        .iter()
        .any(|(name, value)| name.contains('=') || ends_it(name) || ends_it(value))
    {
        return Err("has characters that cannot stand in a cookie");
    }
    Ok(join(&pairs, "; "))
}
