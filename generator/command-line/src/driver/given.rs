//! Values as they are given: from a text on the command line to what the client writes.

use client::runtime::data::{Base64, Encode, SeqView, View};
use serde_json::Value as Json;

use super::failure::Failure;
use super::input::Input;
use super::json::{Node, quoted};
use super::table::Value;

/// A value of an argument.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Given {
    Text(String),
    Secret(client::runtime::Secret<String>),
    Boolean(bool),
    Integer(i128),
    Number(f64),
    List(Vec<Given>),
    /// Any JSON, with its text.
    Json(Json, String),
}

impl Encode for Given {
    fn view(&self) -> View<'_> {
        match self {
            Self::Text(text) => View::Str(text),
            Self::Secret(secret) => secret.view(),
            Self::Boolean(value) => View::Bool(*value),
            Self::Integer(value) => View::I128(*value),
            Self::Number(value) => View::F64(*value),
            Self::List(_) => View::Seq(self),
            Self::Json(json, _) => View::Any(json),
        }
    }
}

impl SeqView for Given {
    fn count(&self) -> usize {
        match self {
            Self::List(items) => items.len(),
            _ => 0,
        }
    }

    fn item(&self, index: usize) -> View<'_> {
        match self {
            Self::List(items) => items.get(index).map_or(View::None, Encode::view),
            _ => View::None,
        }
    }
}

impl Given {
    /// A value of this kind. `name` is what messages call it.
    pub(super) fn read(
        value: Value,
        text: &str,
        name: &str,
        input: &mut Input,
    ) -> Result<Self, Failure> {
        Ok(match value {
            Value::Text | Value::Date | Value::DateTime | Value::OneOf(_) | Value::Known(_) => {
                Self::Text(text.to_owned())
            }
            Value::Secret => Self::Secret(input.secret(text)?.into()),
            Value::Base64 => match text.strip_prefix('@') {
                Some(path) => Self::Text(Base64::encode(input.bytes(path)?).to_string()),
                None => Self::Text(text.to_owned()),
            },
            Value::Boolean => Self::Boolean(text == "true"),
            Value::Integer => {
                Self::Integer(text.parse().map_err(|_| {
                    Failure::Usage(format!("{name}: `{text}` is not a whole number"))
                })?)
            }
            Value::Number => Self::Number(
                text.parse()
                    .map_err(|_| Failure::Usage(format!("{name}: `{text}` is not a number")))?,
            ),
            Value::Json => Self::json(&input.text(text)?, name)?,
            // No `@` here: it begins many a text.
            Value::Any => Self::json(text, name).unwrap_or_else(|_| Self::Text(text.to_owned())),
            Value::File => {
                return Err(Failure::Usage(format!("{name} cannot be a file")));
            }
            Value::List(item) => Self::read(*item, text, name, input)?,
        })
    }

    /// Any JSON.
    pub(super) fn json(text: &str, name: &str) -> Result<Self, Failure> {
        let read = serde_json::from_str(text);
        let json = read.map_err(|error| Failure::Usage(format!("{name} is no JSON: {error}")))?;
        Ok(Self::Json(json, text.to_owned()))
    }

    /// The items of a JSON array.
    pub(super) fn items(text: &str) -> Vec<Self> {
        match Node::parse(text) {
            Ok(Node::Array(items)) => items.iter().filter_map(Self::of_node).collect(),
            Ok(_) | Err(_) => Vec::new(),
        }
    }

    /// A value of JSON that was read before.
    pub(super) fn of_node(node: &Node) -> Option<Self> {
        let text = node.compact();
        let json = serde_json::from_str(&text).ok()?;
        Some(Self::Json(json, text))
    }

    /// The value as JSON.
    pub(super) fn to_json(&self) -> String {
        match self {
            Self::Text(text) => quoted(text),
            Self::Secret(secret) => quoted(secret.expose()),
            Self::Boolean(value) => value.to_string(),
            Self::Integer(value) => value.to_string(),
            Self::Number(value) => Json::from(*value).to_string(),
            Self::List(items) => {
                let items: Vec<String> = items.iter().map(Self::to_json).collect();
                format!("[{}]", items.join(","))
            }
            Self::Json(_, text) => text.trim().to_owned(),
        }
    }
}
