//! Fields of `multipart/form-data` that are written in the style of a parameter.

use percent_encoding::percent_decode_str;

use crate::runtime::data::View;
use crate::runtime::request::parameter::deep_object::deep_object;
use crate::runtime::request::parameter::flat::flatten;
use crate::runtime::request::parameter::percent::encode;
use crate::runtime::request::parameter::separator::Separator;
use crate::runtime::request::parameter::style::{Layout, Style};

/// The names and texts of a parameter that is written as parts of a body, where nothing is encoded.
///
/// # Errors
///
/// Why the value cannot be sent.
pub(crate) fn multipart(
    name: &str,
    value: View<'_>,
    style: Style,
) -> Result<Vec<(String, String)>, &'static str> {
    match style.kind.layout() {
        Layout::Deep => {
            let mut pairs = Vec::new();
            deep_object(&encode(name), value, 0, &str::to_owned, &mut pairs)?;
            let plain = |name: String| percent_decode_str(&name).decode_utf8_lossy().into_owned();
            Ok(pairs
                .into_iter()
                .map(|(name, text)| (plain(name), text))
                .collect())
        }
        Layout::Flat | Layout::Json => {
            let Some(flat) = flatten(value, style)? else {
                return Ok(Vec::new());
            };
            let text = style.kind.separator();
            let separator = style.separator_of_pairs(Separator::Exclusive(text));
            let flat = flat.plain(separator, false)?;
            Ok(flat.pairs(name, style.explode, text))
        }
    }
}
