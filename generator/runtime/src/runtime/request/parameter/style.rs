//! How parameters are written: the styles of `OpenAPI` 3.0.4, 4.8.12.6, which are expansions of RFC 6570.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::runtime::data::View;
use crate::runtime::request::parameter::flat::{Level, flatten, is_set, level, scalar, whole};

/// The way a parameter is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// The style.
    pub kind: StyleKind,
    /// Whether each item of an array and each property of an object is written with a name of its own.
    pub explode: bool,
    /// Whether characters that mean something in a URL are left as they are, but for those that would end the value.
    pub allow_reserved: bool,
}

/// The styles a description can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum StyleKind {
    /// Values with commas between them: paths and headers.
    Simple,
    /// Values with a dot before each: paths.
    Label,
    /// Names and values with a semicolon before each: paths.
    Matrix,
    /// Names and values: queries and cookies.
    Form,
    /// Values with spaces between them: queries.
    SpaceDelimited,
    /// Values with bars between them: queries.
    PipeDelimited,
    /// Values with tabs between them, which `OpenAPI` 2.0 has.
    TabDelimited,
    /// Properties by `name[property]`: queries.
    DeepObject,
    /// Names and values of which nothing is encoded: cookies.
    Cookie,
    /// One text of JSON: a parameter described by `content`.
    Json,
}

impl Style {
    /// What a path or header parameter has unless the description says otherwise.
    pub const SIMPLE: Self = Self::new(StyleKind::Simple, false);
    /// What a query or cookie parameter has unless the description says otherwise.
    pub const FORM: Self = Self::new(StyleKind::Form, true);

    /// A style that encodes reserved characters.
    pub const fn new(kind: StyleKind, explode: bool) -> Self {
        Self {
            kind,
            explode,
            allow_reserved: false,
        }
    }

    /// The same style, which leaves reserved characters as they are.
    #[must_use]
    pub const fn allow_reserved(self) -> Self {
        Self {
            allow_reserved: true,
            ..self
        }
    }
}

/// All but the unreserved characters of RFC 3986.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// Encodes all but the unreserved characters. Most texts have no others, which is quickly seen.
pub(crate) fn encode(text: &str) -> Cow<'_, str> {
    let unreserved = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    if text.bytes().all(unreserved) {
        return text.into();
    }
    utf8_percent_encode(text, RESERVED).into()
}

/// Appends what [`encode`] makes of `text`.
pub(crate) fn encode_to(text: &str, out: &mut String) {
    out.push_str(&encode(text));
}

/// What cannot stand in a query, and `&` and `+`, which would be read as something else there.
const UNSAFE: &AsciiSet = &RESERVED
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
const UNSAFE_IN_PATH: &AsciiSet = &UNSAFE.add(b'/').add(b'?').remove(b'&').remove(b'+');

/// Encodes what is unsafe. What is encoded already stays so.
fn encode_unsafe(text: &str, set: &'static AsciiSet) -> String {
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

/// The text of a path parameter; `None` where it is not set.
///
/// # Errors
///
/// Why the value cannot be sent. What would be an empty segment, `.` or `..` would change which path is called.
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

/// The text of a value that is one word or number, as most parameters are: no style has anything to arrange there.
fn plain_text(value: View<'_>) -> Option<Cow<'_, str>> {
    match value {
        View::Some(inner) => plain_text(inner.view()),
        View::Str(text) => Some(text.into()),
        View::Text(text) => Some(text.text()),
        View::Bool(value) => Some(if value { "true" } else { "false" }.into()),
        View::I64(value) => Some(value.to_string().into()),
        View::U64(value) => Some(value.to_string().into()),
        _ => None,
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
        _ => flat.values(explode).join(&encode_separator(kind)),
    }))
}

/// What stands between values.
fn separator(kind: StyleKind) -> &'static str {
    match kind {
        StyleKind::SpaceDelimited => " ",
        StyleKind::PipeDelimited => "|",
        StyleKind::TabDelimited => "\t",
        _ => ",",
    }
}

/// The same in a URL, where a comma has no need to be encoded.
fn encode_separator(kind: StyleKind) -> Cow<'static, str> {
    match separator(kind) {
        "," => ",".into(),
        other => encode(other),
    }
}

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

/// The piece of a query that is one value without a name; `None` where it is not set.
///
/// # Errors
///
/// Why the value cannot be sent.
pub(crate) fn whole_query(value: View<'_>, style: Style) -> Result<Option<String>, &'static str> {
    let text = flatten(value, style)?.map(|flat| flat.values(style.explode).join(","));
    Ok(text.map(|text| encode(&text).into_owned()))
}

/// The names and texts of a parameter that is written as parts of a body, where nothing is encoded.
///
/// # Errors
///
/// Why the value cannot be sent.
pub(crate) fn parts(
    name: &str,
    value: View<'_>,
    style: Style,
) -> Result<Vec<(String, String)>, &'static str> {
    if style.kind == StyleKind::DeepObject {
        let mut pairs = Vec::new();
        deep(&encode(name), value, 0, &str::to_owned, &mut pairs)?;
        let plain = |name: String| percent_decode_str(&name).decode_utf8_lossy().into_owned();
        return Ok(pairs
            .into_iter()
            .map(|(name, text)| (plain(name), text))
            .collect());
    }
    let flat = flatten(value, style)?;
    Ok(flat.map_or_else(Vec::new, |it| {
        it.pairs(name, style.explode, separator(style.kind))
    }))
}

/// The value of a header parameter, which is not encoded; `None` where it is not set.
///
/// # Errors
///
/// Why the value cannot be sent.
pub(crate) fn header(value: View<'_>, style: Style) -> Result<Option<String>, &'static str> {
    let separator = separator(style.kind);
    let is_control = |byte: u8| byte.is_ascii_control() && byte != b'\t';
    let text = flatten(value, style)?.map(|flat| flat.values(style.explode).join(separator));
    match text {
        Some(text) if text.bytes().any(is_control) => {
            Err("has control characters, which cannot stand in a header")
        }
        text => Ok(text),
    }
}

fn named(
    name: &str,
    value: View<'_>,
    style: Style,
    between: &str,
) -> Result<Option<String>, &'static str> {
    if let Some(text) = plain_text(value)
        && style.kind == StyleKind::Form
        && !style.allow_reserved
    {
        let mut pair = String::with_capacity(name.len() + 1 + text.len());
        encode_to(name, &mut pair);
        pair.push('=');
        encode_to(&text, &mut pair);
        return Ok(Some(pair));
    }
    let mut pairs = Vec::new();
    let encode_value = |text: &str| {
        if style.allow_reserved {
            encode_unsafe(text, UNSAFE)
        } else {
            encode(text).into_owned()
        }
    };
    if style.kind == StyleKind::DeepObject {
        deep(&encode(name), value, 0, &encode_value, &mut pairs)?;
    } else if let Some(flat) = flatten(value, style)? {
        let flat = flat.map(&encode_value);
        let separator = encode_separator(style.kind);
        pairs = flat.pairs(&encode(name), style.explode, &separator);
    }
    Ok(join(&pairs, between))
}

/// Names and values as one text, if there are any.
fn join(pairs: &[(String, String)], between: &str) -> Option<String> {
    let pairs: Vec<_> = pairs
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    (!pairs.is_empty()).then(|| pairs.join(between))
}

/// Writes properties within properties by ever longer names. No specification has them, but servers read them; arrays repeat
/// their name. What lies deeper than any server looks is written as JSON.
fn deep(
    name: &str,
    value: View<'_>,
    depth: usize,
    encode_value: &dyn Fn(&str) -> String,
    pairs: &mut Vec<(String, String)>,
) -> Result<(), &'static str> {
    const DEEPEST: usize = 16;
    if let Some(json) = whole(value)? {
        return deep(name, View::Any(&json), depth, encode_value, pairs);
    }
    match level(value) {
        Level::Absent => Ok(()),
        Level::Fields(fields) if depth < DEEPEST => {
            fields.into_iter().try_for_each(|(key, value)| {
                let name = format!("{name}%5B{}%5D", encode(key));
                deep(&name, value, depth + 1, encode_value, pairs)
            })
        }
        Level::Items(items) => {
            let items = items.into_iter().filter(is_set).enumerate();
            for (index, item) in items {
                if depth < DEEPEST && !matches!(level(item), Level::Scalar(_)) {
                    // Which fields belong together is told by the number of the item.
                    let name = format!("{name}%5B{index}%5D");
                    deep(&name, item, depth + 1, encode_value, pairs)?;
                } else {
                    pairs.push((name.to_owned(), encode_value(&scalar(item)?)));
                }
            }
            Ok(())
        }
        Level::Scalar(_) | Level::Fields(_) => {
            pairs.push((name.to_owned(), encode_value(&scalar(value)?)));
            Ok(())
        }
    }
}
