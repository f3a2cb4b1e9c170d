//! Parameters in a path.

use crate::runtime::data::View;
use crate::runtime::request::parameter::flat::{flatten, plain_text};
use crate::runtime::request::parameter::percent::{UNSAFE_IN_PATH, encode, encode_unsafe};
use crate::runtime::request::parameter::style::{Style, StyleKind};

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
        Some(text) if style.kind == StyleKind::Simple => Some(encode_in_path(&text, style)),
        _ => styled_path(name, value, style)?,
    };
    match text.as_deref() {
        Some("") => Err("must not be empty"),
        Some("." | "..") => Err("must be neither . nor .."),
        _ => Ok(text),
    }
}

fn encode_in_path(text: &str, style: Style) -> String {
    if style.allow_reserved {
        encode_unsafe(text, UNSAFE_IN_PATH)
    } else {
        encode(text).into_owned()
    }
}

fn styled_path(name: &str, value: View<'_>, style: Style) -> Result<Option<String>, &'static str> {
    let Some(flat) = flatten(value, style)? else {
        return Ok(None);
    };
    let Style { kind, explode, .. } = style;
    let name = encode(name);
    let flat = flat.map(&|text| encode_in_path(text, style));
    Ok(Some(match kind {
        StyleKind::Label => {
            let separator = if explode { "." } else { "," };
            format!(".{}", flat.values(explode).join(separator))
        }
        StyleKind::Matrix => {
            let pair = |(name, value): (String, String)| {
                if value.is_empty() {
                    format!(";{name}")
                } else {
                    format!(";{name}={value}")
                }
            };
            flat.pairs(&name, explode, ",")
                .into_iter()
                .map(pair)
                .collect()
        }
        StyleKind::Simple
        | StyleKind::Form
        | StyleKind::SpaceDelimited
        | StyleKind::PipeDelimited
        | StyleKind::TabDelimited
        | StyleKind::DeepObject
        | StyleKind::Cookie
        | StyleKind::Json => flat.values(explode).join(&kind.encoded_separator()),
    }))
}
