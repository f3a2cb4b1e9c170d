//! Names and values, as a query, a form and cookies have them: what was written is what is read.

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

/// The pairs of a query or a form are those of the parameters, in their order.
pub(crate) fn check(text: &str, parameters: &[Parameter]) -> Verdict {
    let pairs = text.split('&').filter(|pair| !pair.is_empty());
    check_each(pairs, parameters)
}

/// The pairs are those of the parameters, in their order.
pub(crate) fn check_each<'t>(
    mut pairs: impl Iterator<Item = &'t str>,
    parameters: &[Parameter],
) -> Verdict {
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
                let json = super::json_text(&json);
                ensure!(
                    decoded(found) == *name && decoded(text) == meant(&json, *style),
                    "other JSON: {found} {text} of {parameter:?}"
                );
            }
            continue;
        }
        for (name, value) in expected(parameter) {
            let (found, text) = next(&mut pairs, parameter)?;
            ensure!(
                read(found, style.kind) == name,
                "another name: {found} of {parameter:?} in {text}"
            );
            ensure!(
                value.is(text, style.kind),
                "another value: {text} of {parameter:?}"
            );
        }
    }
    let more = pairs.next();
    ensure!(
        more.is_none(),
        "a pair too many: {more:?} of {parameters:?}"
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
            Self::One(value) => read(text, kind) == *value,
            Self::Joined(items) => {
                let pieces = text.split(separator).map(|piece| read(piece, kind));
                pieces.eq(items.iter().cloned())
            }
        }
    }
}

/// The pairs of a parameter.
fn expected(parameter: &Parameter) -> Vec<(String, Expected)> {
    let Parameter { name, value, style } = parameter;
    let one = |text: String| (name.clone(), Expected::One(meant(&text, *style)));
    let joined = |items: Vec<String>| {
        let pair = (!items.is_empty()).then(|| (name.clone(), Expected::Joined(items)));
        Vec::from_iter(pair)
    };
    match value.flat(style.explode) {
        None => Vec::new(),
        Some(Flat::One(text)) => vec![one(text)],
        Some(Flat::List(items)) if style.explode => items.into_iter().map(one).collect(),
        Some(Flat::Fields(fields)) if style.explode => fields
            .into_iter()
            .map(|(key, text)| (key, Expected::One(meant(&text, *style))))
            .collect(),
        Some(Flat::List(items)) => joined(items.iter().map(|it| meant(it, *style)).collect()),
        Some(Flat::Fields(fields)) => {
            let items = fields.into_iter();
            joined(
                items
                    .flat_map(|(key, text)| [key, meant(&text, *style)])
                    .collect(),
            )
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
        let is_same = |leaf: &str| meant(leaf, parameter.style) == decoded(text);
        ensure!(
            leaf.as_str().is_none_or(is_same),
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

/// What a reader gets of a text: where what is reserved stands for itself, what is encoded already stays so.
fn meant(text: &str, style: Style) -> String {
    if style.allow_reserved {
        decoded(text)
    } else {
        text.to_owned()
    }
}

/// What a text is read as: nothing is encoded in the style `cookie`.
fn read(text: &str, kind: StyleKind) -> String {
    if kind == StyleKind::Cookie {
        text.to_owned()
    } else {
        decoded(text)
    }
}

pub(crate) fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}
