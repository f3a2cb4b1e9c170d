//! Parameters read back, as `OpenAPI 3.0.4, 4.8.12.6` describes their styles.

use crate::json::Json;

use super::described::{Parameter, Style};
use super::message::Message;
use super::template;

/// What a reader knows of a parameter: its type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ValueShape {
    /// A string, a number, a boolean.
    Primitive,
    /// An array.
    Array,
    /// An object; in its exploded form it shares the query with parameters of these names.
    Object(Vec<String>),
}

/// What was read: texts, as no style says which of them are numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Read {
    /// It is not there.
    Absent,
    /// A primitive.
    Text(String),
    /// The items of an array.
    List(Vec<String>),
    /// The properties of an object. A list stands where a name is there more than once.
    Pairs(Vec<(String, String)>),
    /// A JSON value.
    Json(Json),
}

/// Reads a parameter. `template` is that of the path.
pub fn read_parameter(
    parameter: &Parameter,
    shape: &ValueShape,
    template: &str,
    message: &Message,
) -> Read {
    let raw = match parameter.location.as_str() {
        "path" => match template::in_path(template, &message.path, parameter) {
            Some(raw) => vec![(parameter.name.clone(), raw)],
            None => Vec::new(),
        },
        "header" => {
            let values: Vec<&str> = message.header(&parameter.name).collect();
            if values.is_empty() {
                Vec::new()
            } else {
                vec![(parameter.name.clone(), values.join(","))]
            }
        }
        "cookie" => pairs(
            &message.header("cookie").collect::<Vec<_>>().join("; "),
            "; ",
        ),
        _ => pairs(&message.query, "&"),
    };
    match parameter.style {
        Style::Json => match find(&raw, &parameter.name).map(|it| decode(parameter, &it)) {
            Some(text) => Json::parse(&text).map_or(Read::Text(text), Read::Json),
            None => Read::Absent,
        },
        Style::Label => delimited(parameter, shape, &raw, ".", "."),
        Style::Matrix => matrix(parameter, shape, &raw),
        Style::DeepObject => deep_object(parameter, &raw),
        // Nothing is encoded in a header.
        Style::SpaceDelimited if parameter.location == "header" => {
            delimited_in_query(parameter, shape, &raw, &[" "])
        }
        Style::SpaceDelimited => delimited_in_query(parameter, shape, &raw, &["%20", "+"]),
        Style::PipeDelimited => delimited_in_query(parameter, shape, &raw, &["%7C", "%7c", "|"]),
        Style::Form if parameter.explode => exploded(parameter, shape, &raw),
        Style::Form => delimited_in_query(parameter, shape, &raw, &[","]),
        Style::Simple | Style::Other => delimited(parameter, shape, &raw, "", ","),
    }
}

/// `a=1&b=2`, undecoded.
fn pairs(text: &str, separator: &str) -> Vec<(String, String)> {
    let pairs = text.split(separator).filter(|it| !it.is_empty());
    pairs
        .map(|it| it.split_once('=').unwrap_or((it, "")))
        .map(|(key, value)| (percent(key), value.to_owned()))
        .collect()
}

fn find(raw: &[(String, String)], name: &str) -> Option<String> {
    raw.iter()
        .find(|(key, _)| key == name)
        .map(|(_, value)| value.clone())
}

/// A text without its encoding: in a header, there is none.
fn decode(parameter: &Parameter, raw: &str) -> String {
    match parameter.location.as_str() {
        "header" => raw.to_owned(),
        "query" | "form" => percent(&raw.replace('+', "%20")),
        _ => percent(raw),
    }
}

pub(super) fn percent(raw: &str) -> String {
    percent_encoding::percent_decode_str(raw)
        .decode_utf8_lossy()
        .into_owned()
}

fn exploded(parameter: &Parameter, shape: &ValueShape, raw: &[(String, String)]) -> Read {
    let decoded = |(key, value): &(String, String)| (key.clone(), decode(parameter, value));
    match shape {
        ValueShape::Primitive => {
            find(raw, &parameter.name).map_or(Read::Absent, |it| Read::Text(decode(parameter, &it)))
        }
        ValueShape::Array => {
            let mine = raw.iter().filter(|(key, _)| *key == parameter.name);
            Read::List(mine.map(decoded).map(|(_, value)| value).collect())
        }
        ValueShape::Object(names) => {
            // `deep[red]` is of the parameter `deep`.
            let is_other = |key: &str| {
                let name = key.split('[').next().unwrap_or_default();
                names.iter().any(|it| it == key || it == name)
            };
            let mine = raw.iter().filter(|(key, _)| !is_other(key));
            Read::Pairs(mine.map(decoded).collect())
        }
    }
}

/// One value with delimiters, of which any may be meant by a style.
fn delimited_in_query(
    parameter: &Parameter,
    shape: &ValueShape,
    raw: &[(String, String)],
    delimiters: &[&str],
) -> Read {
    if parameter.explode {
        return exploded(parameter, shape, raw);
    }
    let Some(value) = find(raw, &parameter.name) else {
        return Read::Absent;
    };
    let mut value = value;
    for delimiter in delimiters {
        value = value.replace(delimiter, "\u{1}");
    }
    split(parameter, shape, &value, "\u{1}")
}

/// `prefix`, then items with delimiters between them.
fn delimited(
    parameter: &Parameter,
    shape: &ValueShape,
    raw: &[(String, String)],
    prefix: &str,
    exploded: &str,
) -> Read {
    let Some(value) = find(raw, &parameter.name) else {
        return Read::Absent;
    };
    let Some(value) = value.strip_prefix(prefix) else {
        return Read::Text(value);
    };
    // The table of 3.0.4 and later has commas where 3.0.3 has the delimiter of the style itself.
    let delimiter = if parameter.explode || !value.contains(',') {
        exploded
    } else {
        ","
    };
    if parameter.explode && matches!(shape, ValueShape::Object(_)) {
        let pairs = value.split(delimiter).filter_map(|it| it.split_once('='));
        return Read::Pairs(
            pairs
                .map(|(key, it)| (decode(parameter, key), decode(parameter, it)))
                .collect(),
        );
    }
    split(parameter, shape, value, delimiter)
}

fn split(parameter: &Parameter, shape: &ValueShape, value: &str, delimiter: &str) -> Read {
    let items = || value.split(delimiter).map(|it| decode(parameter, it));
    match shape {
        ValueShape::Primitive => Read::Text(decode(parameter, &value.replace('\u{1}', ","))),
        ValueShape::Array => Read::List(items().collect()),
        ValueShape::Object(_) => {
            let all: Vec<String> = items().collect();
            let pairs = all.chunks(2).filter_map(|it| match it {
                [key, value] => Some((key.clone(), value.clone())),
                _ => None,
            });
            Read::Pairs(pairs.collect())
        }
    }
}

fn matrix(parameter: &Parameter, shape: &ValueShape, raw: &[(String, String)]) -> Read {
    let Some(value) = find(raw, &parameter.name) else {
        return Read::Absent;
    };
    let all = pairs(&value, ";");
    match shape {
        ValueShape::Object(_) if parameter.explode => Read::Pairs(
            all.into_iter()
                .map(|(key, it)| (key, decode(parameter, &it)))
                .collect(),
        ),
        ValueShape::Array if parameter.explode => {
            let mine = all.into_iter().filter(|(key, _)| *key == parameter.name);
            Read::List(mine.map(|(_, it)| decode(parameter, &it)).collect())
        }
        _ => match find(&all, &parameter.name) {
            Some(value) => split(parameter, shape, &value, ","),
            None => Read::Absent,
        },
    }
}

fn deep_object(parameter: &Parameter, raw: &[(String, String)]) -> Read {
    let inner = |key: &str| {
        let rest = key.strip_prefix(parameter.name.as_str())?;
        Some(rest.strip_prefix('[')?.strip_suffix(']')?.to_owned())
    };
    let found = raw
        .iter()
        .filter_map(|(key, value)| Some((inner(key)?, decode(parameter, value))));
    Read::Pairs(found.collect())
}

#[cfg(test)]
mod tests;
