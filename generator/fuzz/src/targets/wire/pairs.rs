//! Names and values with `&` between them, as a query and a form have them: what was written is what is read.

use percent_encoding::percent_decode_str;
use serde_json::Value;

use super::given::{Flat, Given};
use crate::Verdict;
use crate::runtime::{Style, StyleKind};

/// A parameter as it was given.
#[derive(Debug)]
pub(crate) struct Parameter {
    pub(crate) name: String,
    pub(crate) value: Given,
    pub(crate) style: Style,
}

/// The pairs of `text` are those of the parameters, in their order.
pub(crate) fn check(text: &str, parameters: &[Parameter]) -> Verdict {
    let mut pairs = text.split('&').filter(|pair| !pair.is_empty());
    for parameter in parameters {
        let Parameter { name, value, style } = parameter;
        if style.kind == StyleKind::DeepObject {
            deep(parameter, &mut pairs)?;
            continue;
        }
        if style.kind == StyleKind::Json {
            if let Some(json) = value.json() {
                let (found, text) = next(&mut pairs, parameter)?;
                // Numbers are compared as texts: reading one takes a short cut with its last digit.
                let json = json.to_string();
                let is_same = style.allow_reserved || decoded(text) == json;
                ensure!(
                    decoded(found) == *name && is_same,
                    "other JSON: {found} {text} of {parameter:?}"
                );
            }
            continue;
        }
        for (name, value) in expected(parameter) {
            let (found, text) = next(&mut pairs, parameter)?;
            ensure!(
                decoded(found) == name,
                "another name: {found} of {parameter:?} in {text}"
            );
            // What is reserved may stand for itself, and what is encoded already stays so.
            let is_same = style.allow_reserved || value.is(text, style.kind);
            ensure!(is_same, "another value: {text} of {parameter:?}");
        }
    }
    let more = pairs.next();
    ensure!(
        more.is_none(),
        "a pair too many: {more:?} in {text} of {parameters:?}"
    );
    Ok(())
}

fn next<'t>(
    pairs: &mut impl Iterator<Item = &'t str>,
    parameter: &Parameter,
) -> Result<(&'t str, &'t str), crate::Stop> {
    let pair = pairs.next().and_then(|pair| pair.split_once('='));
    pair.ok_or_else(|| crate::Stop::fault(format!("no pair: {parameter:?}")))
}

/// The value of a pair.
enum Expected {
    One(String),
    /// Items with separators between them.
    Joined(Vec<String>),
}

impl Expected {
    /// Whether this is what a text is read as.
    fn is(&self, text: &str, kind: StyleKind) -> bool {
        let separator = match kind {
            StyleKind::SpaceDelimited => "%20",
            StyleKind::PipeDelimited => "%7C",
            StyleKind::TabDelimited => "%09",
            _ => ",",
        };
        match self {
            Self::One(value) => decoded(text) == *value,
            Self::Joined(items) => text.split(separator).map(decoded).eq(items.iter().cloned()),
        }
    }
}

/// The pairs of a parameter.
fn expected(parameter: &Parameter) -> Vec<(String, Expected)> {
    let Parameter { name, value, style } = parameter;
    let one = |text: String| (name.clone(), Expected::One(text));
    let joined = |items: Vec<String>| {
        let pair = (!items.is_empty()).then(|| (name.clone(), Expected::Joined(items)));
        Vec::from_iter(pair)
    };
    match value.flat() {
        None => Vec::new(),
        Some(Flat::One(text)) => vec![one(text)],
        Some(Flat::List(items)) if style.explode => items.into_iter().map(one).collect(),
        Some(Flat::Fields(fields)) if style.explode => {
            let exploded = value.exploded().unwrap_or(fields);
            let pairs = exploded.into_iter();
            pairs
                .map(|(key, text)| (key, Expected::One(text)))
                .collect()
        }
        Some(Flat::List(items)) => joined(items),
        Some(Flat::Fields(fields)) => {
            let items = fields.into_iter();
            joined(items.flat_map(|(key, text)| [key, text]).collect())
        }
    }
}

/// `name[key]=value`, where a list has its name again and again.
fn deep<'t>(parameter: &Parameter, pairs: &mut impl Iterator<Item = &'t str>) -> Verdict {
    let Some(json) = parameter.value.json() else {
        return Ok(());
    };
    for (path, leaf) in leaves(&json, &parameter.name) {
        let (found, text) = next(pairs, parameter)?;
        ensure!(
            decoded(found) == path,
            "another name: {found} for {path} of {parameter:?}"
        );
        let is_same = leaf.as_str().is_none_or(|leaf| leaf == decoded(text));
        ensure!(
            is_same || parameter.style.allow_reserved,
            "another value: {text} of {parameter:?}"
        );
    }
    Ok(())
}

/// The names and texts of all values inside of a value.
fn leaves(json: &Value, name: &str) -> Vec<(String, Value)> {
    match json {
        Value::Null => Vec::new(),
        Value::Object(members) => members
            .iter()
            .flat_map(|(key, value)| leaves(value, &format!("{name}[{key}]")))
            .collect(),
        Value::Array(items) => {
            let items = items.iter().filter(|item| !item.is_null()).enumerate();
            let nested = |(index, item): (usize, &Value)| match item {
                Value::Array(_) | Value::Object(_) => leaves(item, &format!("{name}[{index}]")),
                leaf => vec![(name.to_owned(), leaf.clone())],
            };
            items.flat_map(nested).collect()
        }
        leaf => vec![(name.to_owned(), leaf.clone())],
    }
}

pub(crate) fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}
