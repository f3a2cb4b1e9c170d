//! Values of parameters, and what they are on the wire.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::describe::Choices;
use crate::runtime::data::Encode;
use crate::runtime::{Style, StyleKind};

/// A value as callers have it.
#[derive(Debug)]
pub(crate) enum Given {
    Text(String),
    Integer(i64),
    Number(f64),
    Flag(bool),
    List(Vec<String>),
    Map(BTreeMap<String, String>),
    Nothing(Option<String>),
    Any(Value),
}

/// The same, as the styles of parameters see it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Flat {
    One(String),
    List(Vec<String>),
    Fields(Vec<(String, String)>),
}

impl Given {
    pub(crate) fn new(choices: &mut Choices<'_>) -> Self {
        match choices.below(8) {
            0 | 1 => Self::Text(choices.word()),
            2 => Self::Integer(choices.any()),
            3 => Self::Number(choices.any()),
            4 => Self::List((0..choices.below(4)).map(|_| choices.word()).collect()),
            5 => Self::Map(
                (0..choices.below(4))
                    .map(|_| (choices.word(), choices.word()))
                    .collect(),
            ),
            6 => match choices.below(3) {
                0 => Self::Flag(choices.any()),
                1 => Self::Nothing(None),
                _ => Self::Nothing(Some(choices.word())),
            },
            _ => Self::Any(any(choices, 3)),
        }
    }

    /// What the runtime is given.
    pub(crate) fn as_encode(&self) -> &dyn Encode {
        match self {
            Self::Text(value) => value,
            Self::Integer(value) => value,
            Self::Number(value) => value,
            Self::Flag(value) => value,
            Self::List(value) => value,
            Self::Map(value) => value,
            Self::Nothing(value) => value,
            Self::Any(value) => value,
        }
    }

    /// What should be read of it; `None` where nothing is sent. In an object that is exploded, a list has the name of its
    /// field for each item.
    pub(crate) fn flat(&self, explode: bool) -> Option<Flat> {
        let fields = |(key, value): (&String, &String)| (key.clone(), value.clone());
        Some(match self {
            Self::Text(text) => Flat::One(text.clone()),
            Self::Integer(value) => Flat::One(value.to_string()),
            Self::Number(value) => Flat::One(value.to_string()),
            Self::Flag(value) => Flat::One(value.to_string()),
            Self::List(items) => Flat::List(items.clone()),
            Self::Map(map) => Flat::Fields(map.iter().map(fields).collect()),
            Self::Nothing(value) => Flat::One(value.clone()?),
            Self::Any(Value::Null) => return None,
            Self::Any(Value::Array(items)) => Flat::List(texts(items)),
            Self::Any(Value::Object(members)) => {
                let named = |(key, value): (&String, &Value)| {
                    let texts = match value {
                        Value::Null => Vec::new(),
                        Value::Array(items) if explode => texts(items),
                        other => vec![text(other)],
                    };
                    let key = key.clone();
                    texts.into_iter().map(move |text| (key.clone(), text))
                };
                Flat::Fields(members.iter().flat_map(named).collect())
            }
            Self::Any(scalar) => Flat::One(text(scalar)),
        })
    }

    /// The same as JSON; `None` where nothing is sent.
    pub(crate) fn json(&self) -> Option<Value> {
        Some(match self {
            Self::Text(text) => text.as_str().into(),
            Self::Integer(value) => (*value).into(),
            Self::Number(value) => (*value).into(),
            Self::Flag(value) => (*value).into(),
            Self::List(items) => items.as_slice().into(),
            Self::Map(map) => map
                .iter()
                .map(|(key, value)| (key.clone(), Value::from(value.as_str())))
                .collect(),
            Self::Nothing(value) => value.clone()?.into(),
            Self::Any(value) => value.clone(),
        })
    }
}

/// What stands for a value within another.
fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => super::json_text(other),
    }
}

/// The same of the items of a list.
fn texts(items: &[Value]) -> Vec<String> {
    let items = items.iter().filter(|item| !item.is_null());
    items.map(text).collect()
}

fn any(choices: &mut Choices<'_>, depth: usize) -> Value {
    match choices.below(if depth == 0 { 5 } else { 7 }) {
        0 => Value::Null,
        1 => choices.any::<bool>().into(),
        2 => choices.any::<i64>().into(),
        3 => choices.any::<f64>().into(),
        4 => choices.word().into(),
        5 => (0..choices.below(4))
            .map(|_| any(choices, depth - 1))
            .collect(),
        _ => (0..choices.below(4))
            .map(|_| (choices.word(), any(choices, depth - 1)))
            .collect(),
    }
}

/// A style that a query or a form can have.
pub(crate) fn query_style(choices: &mut Choices<'_>) -> Style {
    let kinds = [
        StyleKind::Form,
        StyleKind::Form,
        StyleKind::SpaceDelimited,
        StyleKind::PipeDelimited,
        StyleKind::TabDelimited,
        StyleKind::DeepObject,
        StyleKind::Json,
    ];
    style(&kinds, choices)
}

/// One of these styles.
pub(crate) fn style(kinds: &[StyleKind], choices: &mut Choices<'_>) -> Style {
    let index = choices.below(kinds.len());
    let kind = kinds.get(index).copied().unwrap_or(StyleKind::Form);
    let style = Style::new(kind, choices.is(50));
    if choices.is(20) {
        style.allow_reserved()
    } else {
        style
    }
}
