//! The schemas of a description as one JSON Schema, for one direction.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::children::is_shared;
use super::library::{Dialect, Library, Place};
use super::whole;

/// Which way a value travels: what only travels the other way is no part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum View {
    /// From the server: without `writeOnly`.
    Read,
    /// To the server: without `readOnly`.
    Write,
}

/// An example, or a default, with the schema that it is one of.
#[derive(Clone, Debug)]
pub struct Sample {
    /// Where it stands.
    pub place: Place,
    /// The number of its schema.
    pub schema: usize,
    /// The value.
    pub value: Value,
}

/// The schemas that were asked for, and all that they refer to, each under a number below `$defs`.
#[derive(Debug)]
pub struct Schemas<'a> {
    pub(super) library: &'a Library,
    pub(super) dialect: Dialect,
    pub(super) view: View,
    numbers: BTreeMap<Place, usize>,
    places: Vec<Place>,
    converted: Vec<Value>,
    /// Those of bases as parts of their children: their values need not be of a child.
    plain: BTreeMap<Place, usize>,
    /// Of those that stand for several at once, which these are.
    wholes: BTreeMap<usize, Vec<Value>>,
    /// Every example and default in them.
    pub samples: Vec<Sample>,
    /// The names of properties that tell the branches of unions apart.
    pub tags: Vec<String>,
}

impl<'a> Schemas<'a> {
    /// None yet.
    pub fn new(library: &'a Library, view: View) -> Self {
        Self {
            library,
            dialect: library.dialect(),
            view,
            numbers: BTreeMap::new(),
            places: Vec::new(),
            converted: Vec::new(),
            plain: BTreeMap::new(),
            wholes: BTreeMap::new(),
            samples: Vec::new(),
            tags: Vec::new(),
        }
    }

    /// Which way their values travel.
    pub fn view(&self) -> View {
        self.view
    }

    /// The number of the schema at a place; `None` where there is no schema.
    pub fn number(&mut self, place: &Place) -> Option<usize> {
        let value = self.library.get(place)?;
        if !value.is_object() && !value.is_boolean() {
            return None;
        }
        if let Some(number) = self.numbers.get(place) {
            return Some(*number);
        }
        let number = self.places.len();
        self.numbers.insert(place.clone(), number);
        self.places.push(place.clone());
        Some(number)
    }

    /// The number of the schema of a base at a place, as a part of its children.
    pub(super) fn number_of_part(&mut self, place: &Place) -> usize {
        let next = self.places.len();
        let number = *self.plain.entry(place.clone()).or_insert(next);
        if number == next {
            self.places.push(place.clone());
        }
        number
    }

    /// Whether values of the schema need not be of a child.
    pub(super) fn is_part(&self, number: usize) -> bool {
        self.plain.values().any(|it| *it == number)
    }

    /// The number of the schema at a place, together with all others that its values are of.
    pub fn number_in_whole(&mut self, place: &Place) -> Option<usize> {
        let alone = self.number(place)?;
        if is_shared(self.library, place) {
            return Some(alone);
        }
        let all = whole::schemas_at(self.library, place);
        let numbers: Vec<usize> = all.iter().filter_map(|it| self.number(it)).collect();
        let tags = whole::tags_at(self.library, place);
        if let ([one], true) = (numbers.as_slice(), tags.is_empty()) {
            return Some(*one);
        }
        let number = self.places.len();
        self.places.push(place.clone());
        let parts = numbers.into_iter().map(reference).chain(tags);
        self.wholes.insert(number, parts.collect());
        Some(number)
    }

    /// Converts all schemas that were asked for so far, and those that they lead to.
    pub fn complete(&mut self) {
        while let Some(place) = self.places.get(self.converted.len()).cloned() {
            let schema = self.library.get(&place).unwrap_or(&Value::Null);
            let number = self.converted.len();
            let schema = match self.wholes.get(&number) {
                Some(parts) => json!({ "allOf": parts }),
                None => self.convert(schema, &place, number),
            };
            self.converted.push(schema);
        }
    }

    /// The place of a schema.
    pub fn place(&self, number: usize) -> Option<&Place> {
        self.places.get(number)
    }

    /// A schema, converted.
    pub fn get(&self, number: usize) -> &Value {
        self.converted.get(number).unwrap_or(&Value::Bool(true))
    }

    /// The schema that a reference of this module leads to.
    pub fn target(&self, reference: &str) -> &Value {
        let number = reference
            .strip_prefix("#/$defs/")
            .and_then(|it| it.parse().ok());
        number.map_or(&Value::Bool(true), |number| self.get(number))
    }

    /// All of them as one document, for a validator.
    pub fn document(&self) -> Value {
        let schemas = self.converted.iter().enumerate();
        let schemas: Map<String, Value> = schemas
            .map(|(number, it)| (number.to_string(), it.clone()))
            .collect();
        json!({ "$schema": "https://json-schema.org/draft/2020-12/schema", "$defs": schemas })
    }
}

/// What leads to a schema by its number.
pub(super) fn reference(number: usize) -> Value {
    json!({ "$ref": format!("#/$defs/{number}") })
}
