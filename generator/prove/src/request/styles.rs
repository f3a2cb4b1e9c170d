//! Parameters read back, as `OpenAPI 3.0.4, 4.8.12.6` describes their styles.

use std::collections::BTreeMap;

use crate::json::Json;

use super::described::{Parameter, Style};
use super::message::Message;

/// What a reader knows of a parameter: its type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
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

/// Whether a style can carry a value so that whoever reads it knows what it was: the specification leaves open how nested values, `null`
/// and empty lists are written, and what is to happen where an item has the delimiter in it.
pub fn is_carried(parameter: &Parameter, value: &Json) -> bool {
    let is_primitive = |it: &Json| !matches!(it, Json::Null | Json::Array(_) | Json::Object(_));
    if parameter.style == Style::Json {
        return true;
    }
    let is_raw = matches!(parameter.location.as_str(), "header" | "cookie");
    let has = |it: &Json, of: &[char]| matches!(it, Json::String(text) if text.contains(of));
    let delimiters: &[char] = match (parameter.style, parameter.location.as_str()) {
        (Style::SpaceDelimited, _) => &[' '],
        (Style::PipeDelimited, _) => &['|'],
        (Style::Label, _) => &['.'],
        (Style::Simple, "header") => &[',', '='],
        _ => &[],
    };
    let is_fit = |it: &Json| {
        is_primitive(it) && (!is_raw || is_plain(it)) && *it != Json::String(String::new())
    };
    let within = |it: &Json| is_fit(it) && !has(it, delimiters);
    match value {
        Json::Null => false,
        Json::Array(items) => {
            !items.is_empty()
                && items.iter().all(within)
                && !(parameter.location == "cookie" && parameter.explode)
        }
        Json::Object(members) => {
            let is_deep = parameter.style == Style::DeepObject
                || (parameter.style == Style::Form && parameter.explode);
            let is_list = |it: &Json| match it {
                Json::Array(items) => {
                    is_deep
                        && parameter.style == Style::Form
                        && items.len() > 1
                        && items.iter().all(within)
                }
                other => within(other),
            };
            let is_key = |key: &String| {
                !key.is_empty()
                    && key
                        .chars()
                        .all(|c| c.is_alphanumeric() || c == '_' || c == '-')
            };
            !members.is_empty()
                && parameter.location != "form"
                && parameter.location != "cookie"
                && members.iter().all(|(key, it)| is_key(key) && is_list(it))
        }
        primitive => {
            is_fit(primitive) || (parameter.location == "query" && is_primitive(primitive))
        }
    }
}

/// What a header can hold: visible characters of ASCII, and spaces inside.
fn is_plain(value: &Json) -> bool {
    match value {
        Json::String(text) => {
            text.trim() == text
                && text.chars().all(|c| c == ' ' || c.is_ascii_graphic())
                && !text.contains(['"', ';', ',', '\\'])
        }
        _ => true,
    }
}

/// Reads a parameter. `others` are the names of the parameters that share its place.
pub fn read_parameter(
    parameter: &Parameter,
    shape: &Shape,
    template: &str,
    message: &Message,
) -> Read {
    let raw = match parameter.location.as_str() {
        "path" => match in_path(template, &message.path, &parameter.name) {
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

fn percent(raw: &str) -> String {
    percent_encoding::percent_decode_str(raw)
        .decode_utf8_lossy()
        .into_owned()
}

fn exploded(parameter: &Parameter, shape: &Shape, raw: &[(String, String)]) -> Read {
    let decoded = |(key, value): &(String, String)| (key.clone(), decode(parameter, value));
    match shape {
        Shape::Primitive => {
            find(raw, &parameter.name).map_or(Read::Absent, |it| Read::Text(decode(parameter, &it)))
        }
        Shape::Array => {
            let mine = raw.iter().filter(|(key, _)| *key == parameter.name);
            Read::List(mine.map(decoded).map(|(_, value)| value).collect())
        }
        Shape::Object(names) => {
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
    shape: &Shape,
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
    shape: &Shape,
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
    if parameter.explode && matches!(shape, Shape::Object(_)) {
        let pairs = value.split(delimiter).filter_map(|it| it.split_once('='));
        return Read::Pairs(
            pairs
                .map(|(key, it)| (decode(parameter, key), decode(parameter, it)))
                .collect(),
        );
    }
    split(parameter, shape, value, delimiter)
}

fn split(parameter: &Parameter, shape: &Shape, value: &str, delimiter: &str) -> Read {
    let items = || value.split(delimiter).map(|it| decode(parameter, it));
    match shape {
        Shape::Primitive => Read::Text(decode(parameter, &value.replace('\u{1}', ","))),
        Shape::Array => Read::List(items().collect()),
        Shape::Object(_) => {
            let all: Vec<String> = items().collect();
            let pairs = all.chunks(2).filter_map(|it| match it {
                [key, value] => Some((key.clone(), value.clone())),
                _ => None,
            });
            Read::Pairs(pairs.collect())
        }
    }
}

fn matrix(parameter: &Parameter, shape: &Shape, raw: &[(String, String)]) -> Read {
    let Some(value) = find(raw, &parameter.name) else {
        return Read::Absent;
    };
    let all = pairs(&value, ";");
    match shape {
        Shape::Object(_) if parameter.explode => Read::Pairs(
            all.into_iter()
                .map(|(key, it)| (key, decode(parameter, &it)))
                .collect(),
        ),
        Shape::Array if parameter.explode => {
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

/// The raw text in the place of `{name}`; what stands around it is as in the template.
fn in_path(template: &str, path: &str, name: &str) -> Option<String> {
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    let template = template.split(['?', '#']).next().unwrap_or_default();
    let (wanted, given): (Vec<&str>, Vec<&str>) =
        (template.split('/').collect(), path.split('/').collect());
    if wanted.len() != given.len() {
        return None;
    }
    for (wanted, given) in wanted.into_iter().zip(given) {
        segment(wanted, given, &mut found)?;
    }
    found.remove(name)
}

fn segment(template: &str, text: &str, found: &mut BTreeMap<String, String>) -> Option<()> {
    let Some((before, rest)) = template.split_once('{') else {
        return (percent(template) == percent(text)).then_some(());
    };
    let (name, after) = rest.split_once('}')?;
    let text = text.strip_prefix(before)?;
    let literal = after.split('{').next().unwrap_or_default();
    let end = if literal.is_empty() {
        text.len()
    } else if after.contains('{') {
        text.find(literal)?
    } else {
        text.len().checked_sub(literal.len())?
    };
    found.insert(name.to_owned(), text.get(..end)?.to_owned());
    segment(after, text.get(end..)?, found)
}
