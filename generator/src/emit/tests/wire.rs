//! What values are on the wire, by the rules of the styles of parameters (`OpenAPI 3.0.4, 4.8.12.6`).
//!
//! This is what a test compares a request with, so that it shares no code with the client. `None` is a value that a style has no
//! rule for, or that a client may refuse to send; tests have another value, or say nothing about it.

use crate::ir::{Style, StyleKind, Value};

/// A value of one level.
enum Flat {
    One(String),
    List(Vec<String>),
    Fields(Vec<(String, String)>),
}

/// The names and values of a parameter in a query, decoded: none where it is not sent.
pub(super) fn query(name: &str, value: &Value, style: Style) -> Option<Vec<(String, String)>> {
    let kind = match (style.kind, value) {
        (StyleKind::Field, Value::Object(_)) => StyleKind::Json,
        (kind, _) => kind,
    };
    if kind == StyleKind::Json {
        return Some(vec![(name.to_owned(), json(value)?)]);
    }
    if kind == StyleKind::DeepObject {
        let mut pairs = Vec::new();
        deep_object(name.to_owned(), value, &mut pairs)?;
        return Some(pairs);
    }
    let separator = match kind {
        StyleKind::SpaceDelimited => " ",
        StyleKind::PipeDelimited => "|",
        StyleKind::TabDelimited => "\t",
        _ => ",",
    };
    let named = |text: String| (name.to_owned(), text);
    let pairs = match flat(value, style.explode)? {
        Flat::One(text) => vec![named(text)],
        Flat::List(items) if style.explode => items.into_iter().map(named).collect(),
        Flat::Fields(fields) if style.explode => fields,
        several => {
            let texts = texts(several, false);
            let is_apart = separator == "," || texts.iter().all(|it| !it.contains(separator));
            if texts.is_empty() || !is_apart {
                return None;
            }
            vec![named(texts.join(separator))]
        }
    };
    let is_encoded = |text: &str| style.allow_reserved && text.contains('%');
    let is_known = pairs.iter().all(|(_, text)| !is_encoded(text));
    is_known.then_some(pairs)
}

/// The text of a parameter in a path, encoded as it is sent.
pub(super) fn path(name: &str, value: &Value, style: Style) -> Option<String> {
    let Style {
        kind,
        explode,
        allow_reserved,
    } = style;
    let flat = flat(value, explode)?;
    let (is_list, is_object) = (
        matches!(flat, Flat::List(_)),
        matches!(flat, Flat::Fields(_)),
    );
    let texts = texts(flat, explode && kind != StyleKind::Matrix);
    let is_plain = |text: &String| text.chars().all(is_unreserved);
    let is_apart =
        |text: &String| !(text.is_empty() || kind == StyleKind::Label && text.contains('.'));
    let is_known = !texts.is_empty()
        && texts.iter().all(is_apart)
        && (!allow_reserved || texts.iter().all(is_plain));
    let name = encoded(name);
    let text = match kind {
        StyleKind::Label => format!(".{}", joined(&texts, if explode { "." } else { "," })),
        StyleKind::Matrix if is_object && explode => return None,
        StyleKind::Matrix if is_list && explode => {
            let items = texts.iter().map(|it| format!(";{name}={}", encoded(it)));
            items.collect()
        }
        StyleKind::Matrix => format!(";{name}={}", joined(&texts, ",")),
        StyleKind::Json => return None,
        _ => joined(&texts, ","),
    };
    (is_known && !matches!(text.as_str(), "." | "..")).then_some(text)
}

fn joined(texts: &[String], separator: &str) -> String {
    // The sign between the name and the value of a field is part of the style.
    let encoded = |text: &String| match text.split_once('\0') {
        Some((name, value)) => format!("{}={}", encoded(name), encoded(value)),
        None => encoded(text),
    };
    texts
        .iter()
        .map(encoded)
        .collect::<Vec<_>>()
        .join(separator)
}

/// The text of a parameter in a header.
pub(super) fn header(value: &Value, style: Style) -> Option<String> {
    let text = if style.kind == StyleKind::Json {
        json(value)?
    } else {
        let texts = texts(flat(value, style.explode)?, style.explode);
        if texts.len() != 1 && texts.iter().any(|it| it.contains(',')) {
            return None;
        }
        texts.join(",").replace('\0', "=")
    };
    let is_visible = text.bytes().all(|byte| (b' '..=b'~').contains(&byte));
    (is_visible && text.trim() == text && !text.is_empty()).then_some(text)
}

/// The pair of a parameter in a cookie.
pub(super) fn cookie(name: &str, value: &Value, style: Style) -> Option<String> {
    let Flat::One(text) = flat(value, style.explode)? else {
        return None;
    };
    let is_plain = |text: &str| text.chars().all(is_unreserved);
    (style.kind != StyleKind::Json && is_plain(&text) && is_plain(name))
        .then(|| format!("{name}={text}"))
}

/// A text with all but the unreserved characters of RFC 3986 encoded.
pub(super) fn encoded(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if is_unreserved(c) {
            out.push(c);
        } else {
            let mut bytes = [0; 4];
            let bytes = c.encode_utf8(&mut bytes).bytes();
            out.extend(bytes.map(|byte| format!("%{byte:02X}")));
        }
    }
    out
}

fn is_unreserved(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-._~".contains(c)
}

/// The texts of a value without its name; the name and the value of a field have NUL between them where they are one text.
fn texts(flat: Flat, explode: bool) -> Vec<String> {
    match flat {
        Flat::One(text) => vec![text],
        Flat::List(items) => items,
        Flat::Fields(fields) if explode => {
            let fields = fields.into_iter();
            fields
                .map(|(name, value)| format!("{name}\0{value}"))
                .collect()
        }
        Flat::Fields(fields) => fields.into_iter().flat_map(<[String; 2]>::from).collect(),
    }
}

fn flat(value: &Value, explode: bool) -> Option<Flat> {
    Some(match value {
        Value::List(items) => Flat::List(items.iter().map(scalar).collect::<Option<_>>()?),
        Value::Object(properties) => {
            let mut fields = Vec::new();
            for (name, value) in properties.iter().filter(|(_, it)| *it != Value::Null) {
                match value {
                    Value::List(items) if explode => {
                        for item in items {
                            fields.push((name.clone(), scalar(item)?));
                        }
                    }
                    value => fields.push((name.clone(), scalar(value)?)),
                }
            }
            Flat::Fields(fields)
        }
        value => Flat::One(scalar(value)?),
    })
}

fn deep_object(name: String, value: &Value, pairs: &mut Vec<(String, String)>) -> Option<()> {
    match value {
        Value::Null => {}
        Value::Object(properties) => {
            for (key, value) in properties {
                if key.contains(['[', ']']) {
                    return None;
                }
                deep_object(format!("{name}[{key}]"), value, pairs)?;
            }
        }
        Value::List(items) => {
            for (index, item) in items.iter().enumerate() {
                match scalar(item) {
                    Some(text) => pairs.push((name.clone(), text)),
                    None => deep_object(format!("{name}[{index}]"), item, pairs)?,
                }
            }
        }
        scalar_value => pairs.push((name, scalar(scalar_value)?)),
    }
    Some(())
}

/// The text of a scalar. NUL stands for something else here, and nowhere in a request.
pub(super) fn scalar(value: &Value) -> Option<String> {
    value.text().filter(|it| !it.contains('\0'))
}

/// A value as JSON without blanks.
pub(super) fn json(value: &Value) -> Option<String> {
    Some(match value {
        Value::Null => "null".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Integer(number) => number.to_string(),
        Value::Number(number) => serde_json::Number::from_f64(*number)?.to_string(),
        Value::String(text) => serde_json::to_string(text).ok()?,
        Value::List(items) => {
            let items: Option<Vec<_>> = items.iter().map(json).collect();
            format!("[{}]", items?.join(","))
        }
        Value::Object(properties) => {
            let property = |(name, value): &(String, Value)| {
                Some(format!(
                    "{}:{}",
                    serde_json::to_string(name).ok()?,
                    json(value)?
                ))
            };
            let properties: Option<Vec<_>> = properties.iter().map(property).collect();
            format!("{{{}}}", properties?.join(","))
        }
    })
}
