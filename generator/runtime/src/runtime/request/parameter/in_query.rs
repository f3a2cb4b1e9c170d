//! Parameters in a query, and fields of a form, which are written alike.

use crate::runtime::data::View;
use crate::runtime::request::parameter::deep_object::deep_object;
use crate::runtime::request::parameter::flat::{flatten, is_object, plain_text};
use crate::runtime::request::parameter::percent::{UNSAFE, encode, encode_to, encode_unsafe};
use crate::runtime::request::parameter::separator::in_url;
use crate::runtime::request::parameter::style::{Layout, Style, StyleKind};

/// The piece of a query that is a parameter; `None` where it is not set or has no items.
///
/// # Errors
///
/// Why the value cannot be sent.
pub(crate) fn query(
    name: &str,
    value: View<'_>,
    style: Style,
) -> Result<Option<String>, &'static str> {
    named(name, value, style, "&")
}

/// The piece of a query that is one value without a name; `None` where it is not set.
///
/// # Errors
///
/// Why the value cannot be sent.
pub(crate) fn whole_query(value: View<'_>, style: Style) -> Result<Option<String>, &'static str> {
    let text = flatten(value, style)?.map(|flat| flat.values(style.explode).join(","));
    Ok(text.map(|text| encode(&text).into_owned()))
}

/// Names and values with `between` between them.
pub(crate) fn named(
    name: &str,
    value: View<'_>,
    style: Style,
    between: &str,
) -> Result<Option<String>, &'static str> {
    if let Some(text) = plain_text(value)
        && matches!(style.kind, StyleKind::Form | StyleKind::Field)
        && !style.allow_reserved
    {
        let mut pair = String::with_capacity(name.len() + 1 + text.len());
        encode_to(name, &mut pair);
        pair.push('=');
        encode_to(&text, &mut pair);
        return Ok(Some(pair));
    }
    let kind = match style.kind {
        StyleKind::Field if is_object(value)? => StyleKind::Json,
        kind => kind,
    };
    let style = Style { kind, ..style };
    let mut pairs = Vec::new();
    let encode_value = |text: &str| {
        if style.allow_reserved {
            encode_unsafe(text, UNSAFE)
        } else {
            encode(text).into_owned()
        }
    };
    match style.kind.layout() {
        Layout::Deep => deep_object(&encode(name), value, 0, &encode_value, &mut pairs)?,
        Layout::Flat | Layout::Json => {
            if let Some(flat) = flatten(value, style)? {
                let text = style.kind.encoded_separator();
                let separator = style.separator_of_pairs(in_url(&text));
                let flat = flat.encoded(separator, &encode_value)?;
                pairs = flat.pairs(&encode(name), style.explode, &text);
            }
        }
    }
    Ok(join(&pairs, between))
}

/// Names and values as one text, if there are any.
pub(crate) fn join(pairs: &[(String, String)], between: &str) -> Option<String> {
    let pairs: Vec<_> = pairs
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    (!pairs.is_empty()).then(|| pairs.join(between))
}
