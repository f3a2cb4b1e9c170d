//! Instances of a schema: the ordinary ones, and those at the edges.
//!
//! Candidates are made from the keywords; the validator decides which of them count. Everything is bounded: [`limits`] has the
//! numbers.

mod alternatives;
mod array;
pub mod limits;
mod number;
mod object;
mod pattern;
mod shape;
mod text;

use serde_json::Value;

use crate::document::Schemas;
use crate::json::Json;

pub use object::UNNAMED;
use shape::{JsonType, Shape};

/// An instance of a schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instance {
    /// The value.
    pub value: Json,
    /// What it is there for.
    pub label: String,
    /// Whether the description allows it.
    pub standing: Standing,
}

/// Whether the description allows an instance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// It is an instance of the schema.
    Valid,
    /// It is none, but a client that takes what servers send in later versions reads it all the same.
    Later,
}

/// Makes instances of the schemas of a description.
#[derive(Clone, Copy, Debug)]
pub struct Maker<'a> {
    /// The schemas.
    pub schemas: &'a Schemas<'a>,
}

impl<'a> Maker<'a> {
    /// Candidates for instances of a schema.
    pub fn candidates(self, number: usize) -> Vec<Instance> {
        let schema = self.schemas.get(number);
        let mut found = Vec::new();
        for shape in alternatives::of(self.schemas, schema, limits::alternatives(0)) {
            found.extend(self.of_shape(&shape, 0));
        }
        found.truncate(limits::INSTANCES);
        found
    }

    /// Values of a schema that stands `depth` levels below the one asked for, the most ordinary first.
    fn values(self, schema: &'a Value, depth: usize) -> Vec<Json> {
        if depth > limits::DEPTH {
            return Vec::new();
        }
        let mut found: Vec<Json> = Vec::new();
        let mut alternatives: Vec<Vec<Instance>> = Vec::new();
        for shape in alternatives::of(self.schemas, schema, limits::alternatives(depth)) {
            alternatives.push(self.of_shape(&shape, depth));
        }
        // One of each alternative comes before the second of any, and `null` is never the most ordinary.
        let longest = alternatives.iter().map(Vec::len).max().unwrap_or(0);
        for index in 0..longest {
            let row = alternatives.iter().filter_map(|it| it.get(index));
            found.extend(row.map(|it| it.value.clone()));
        }
        found.sort_by_key(|it| *it == Json::Null);
        dedup(&mut found);
        // `null` stays, however few are taken.
        let most = limits::values(depth);
        if found.len() > most && found.last() == Some(&Json::Null) && most > 1 {
            found.truncate(most - 1);
            found.push(Json::Null);
        }
        found.truncate(most);
        found
    }

    /// Values of several schemas at once.
    fn values_of_all(self, schemas: &[&'a Value], depth: usize) -> Vec<Json> {
        if let [one] = schemas {
            return self.values(one, depth);
        }
        if depth > limits::DEPTH {
            return Vec::new();
        }
        let mut found = Vec::new();
        for shape in alternatives::of_all(self.schemas, schemas, limits::alternatives(depth)) {
            found.extend(self.of_shape(&shape, depth).into_iter().map(|it| it.value));
        }
        dedup(&mut found);
        found.truncate(limits::values(depth));
        found
    }

    fn of_shape(self, shape: &Shape<'a>, depth: usize) -> Vec<Instance> {
        if let Some(values) = &shape.values {
            return of_list(values, shape, depth);
        }
        let mut found = Vec::new();
        let shown = shape.samples.iter().filter(|it| shape.has_type(it));
        let shown: Vec<Instance> = shown
            .map(|it| Instance {
                value: Json::from(*it),
                label: "a value that the description shows".to_owned(),
                standing: Standing::Valid,
            })
            .collect();
        for ty in shape.types() {
            let plain = |label: &str, values: Vec<Json>| {
                let values = values.into_iter();
                let of = |value| Instance {
                    value,
                    label: label.to_owned(),
                    standing: Standing::Valid,
                };
                values.map(of).collect::<Vec<_>>()
            };
            found.extend(match ty {
                JsonType::Null => plain("null", vec![Json::Null]),
                JsonType::Boolean => plain("a boolean", vec![Json::Bool(true), Json::Bool(false)]),
                JsonType::Integer => plain("an integer", number::integers(shape)),
                JsonType::Number => plain("a number", number::numbers(shape)),
                JsonType::String => plain("a string", text::texts(shape)),
                JsonType::Array => array::arrays(self, shape, depth),
                JsonType::Object => object::objects(self, shape, depth),
            });
        }
        // What has to match a pattern is more likely to do so if somebody has written it.
        let place = if shape.pattern.is_some() {
            0
        } else {
            found.len()
        };
        found.splice(place..place, shown);
        found
    }
}

/// The values of an enum, and at its place one that is not among them.
fn of_list(values: &[&Value], shape: &Shape<'_>, depth: usize) -> Vec<Instance> {
    let fitting = values.iter().filter(|it| shape.has_type(it));
    let mut found: Vec<Instance> = fitting
        .map(|it| Instance {
            value: Json::from(*it),
            label: "a value of the enum".to_owned(),
            standing: Standing::Valid,
        })
        .collect();
    let later = match values.first() {
        Some(Value::String(_)) if values.len() > 1 => Some(Value::from("a-later-value")),
        Some(Value::Number(_)) if values.len() > 1 => Some(Value::from(7_654_321)),
        _ => None,
    };
    let later = later.filter(|it| shape.has_type(it));
    let later = later.as_ref().map(Json::from);
    if let (0, Some(value)) = (depth, later) {
        let label = "a value that the enum does not have".to_owned();
        found.push(Instance {
            value,
            label,
            standing: Standing::Later,
        });
    }
    found
}

fn dedup(values: &mut Vec<Json>) {
    let mut seen = std::collections::BTreeSet::new();
    values.retain(|it| seen.insert(it.clone()));
}
