//! What the keywords of a schema say together, where no choice is left.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use crate::document::SAMPLES;

use super::number::Bound;

/// The types of JSON Schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum JsonType {
    Object,
    Array,
    String,
    Integer,
    Number,
    Boolean,
    Null,
}

impl JsonType {
    pub(super) const ALL: [Self; 7] = [
        Self::Object,
        Self::Array,
        Self::String,
        Self::Integer,
        Self::Number,
        Self::Boolean,
        Self::Null,
    ];

    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "object" => Self::Object,
            "array" => Self::Array,
            "string" => Self::String,
            "integer" => Self::Integer,
            "number" => Self::Number,
            "boolean" => Self::Boolean,
            "null" => Self::Null,
            _ => return None,
        })
    }
}

/// Keywords of one or more schemas that hold at once; choices between schemas are made.
#[derive(Clone, Debug, Default)]
pub(super) struct Shape<'a> {
    types: Option<BTreeSet<JsonType>>,
    /// The only values.
    pub(super) values: Option<Vec<&'a Value>>,
    /// The schemas of each property.
    pub(super) properties: BTreeMap<&'a str, Vec<&'a Value>>,
    /// Properties that are always there.
    pub(super) required: BTreeSet<&'a str>,
    /// The schemas of properties without a name.
    pub(super) rest: Vec<&'a Value>,
    /// Whether there are no properties without a name.
    pub(super) is_closed: bool,
    /// The schemas of properties whose names match.
    pub(super) pattern_properties: Vec<(&'a str, &'a Value)>,
    /// The schemas of names.
    pub(super) names: Vec<&'a Value>,
    /// The schemas of the items of an array.
    pub(super) items: Vec<&'a Value>,
    /// The schemas of its first items.
    pub(super) first_items: Vec<&'a Value>,
    /// Whether there are no others.
    pub(super) no_more_items: bool,
    /// Bounds, by their keywords: the strictest of all.
    pub(super) bounds: BTreeMap<&'a str, Bound>,
    /// What a number is a multiple of.
    pub(super) multiple_of: Option<&'a Value>,
    /// Whether no item of an array is there twice.
    pub(super) unique: bool,
    /// What a string matches.
    pub(super) pattern: Option<&'a str>,
    /// Values that the description shows.
    pub(super) samples: Vec<&'a Value>,
    /// What a string is.
    pub(super) format: Option<&'a str>,
}

impl<'a> Shape<'a> {
    /// What the keywords of a schema say, without those that hold schemas for the same value.
    pub(super) fn new(members: &'a Map<String, Value>) -> Self {
        let text = |key: &str| members.get(key).and_then(Value::as_str);
        let values = members.get("enum").and_then(Value::as_array);
        let values = values.map(|it| it.iter().collect());
        let mut shape = Self {
            types: members.get("type").map(types),
            values: members.get("const").map(|it| vec![it]).or(values),
            pattern: text("pattern"),
            format: text("format"),
            multiple_of: members.get("multipleOf"),
            unique: members.get("uniqueItems") == Some(&Value::Bool(true)),
            ..Self::default()
        };
        let samples = members.get(SAMPLES).and_then(Value::as_array);
        shape.samples.extend(samples.into_iter().flatten());
        let properties = members.get("properties").and_then(Value::as_object);
        for (name, schema) in properties.into_iter().flatten() {
            shape.properties.insert(name, vec![schema]);
        }
        let required = members.get("required").and_then(Value::as_array);
        shape
            .required
            .extend(required.into_iter().flatten().filter_map(Value::as_str));
        let patterns = members.get("patternProperties").and_then(Value::as_object);
        shape.pattern_properties.extend(
            patterns
                .into_iter()
                .flatten()
                .map(|(name, it)| (name.as_str(), it)),
        );
        shape.names.extend(members.get("propertyNames"));
        for key in ["additionalProperties", "unevaluatedProperties"] {
            match members.get(key) {
                Some(Value::Bool(false)) => shape.is_closed = true,
                Some(schema @ Value::Object(_)) => shape.rest.push(schema),
                _ => {}
            }
        }
        match members
            .get("items")
            .or_else(|| members.get("additionalItems"))
        {
            Some(Value::Bool(false)) => shape.no_more_items = true,
            Some(schema) => shape.items.push(schema),
            None => {}
        }
        let first = members.get("prefixItems").and_then(Value::as_array);
        shape.first_items.extend(first.into_iter().flatten());
        for (key, value) in members {
            if let (Some(_), Value::Number(bound)) = (keeps_greater(key), value) {
                shape.bounds.insert(key, Bound::new(bound));
            }
        }
        shape
    }

    /// What both say; `None` if nothing can be both.
    pub(super) fn and(&self, other: &Self) -> Option<Self> {
        let mut both = self.clone();
        both.types = match (&self.types, &other.types) {
            (Some(one), Some(other)) => Some(common(one, other)?),
            (one, other) => one.clone().or_else(|| other.clone()),
        };
        both.values = match (&self.values, &other.values) {
            (Some(one), Some(other)) => {
                let common: Vec<&Value> = one
                    .iter()
                    .copied()
                    .filter(|it| other.contains(it))
                    .collect();
                (!common.is_empty()).then_some(Some(common))?
            }
            (one, other) => one.clone().or_else(|| other.clone()),
        };
        for (name, schemas) in &other.properties {
            both.properties.entry(name).or_default().extend(schemas);
        }
        both.required.extend(&other.required);
        both.rest.extend(&other.rest);
        both.is_closed |= other.is_closed;
        both.pattern_properties.extend(&other.pattern_properties);
        both.names.extend(&other.names);
        both.items.extend(&other.items);
        if both.first_items.is_empty() {
            both.first_items.clone_from(&other.first_items);
        }
        both.no_more_items |= other.no_more_items;
        for (key, bound) in &other.bounds {
            let mine = both.bounds.entry(key).or_insert_with(|| bound.clone());
            let stricter = if keeps_greater(key) == Some(true) {
                Ordering::Greater
            } else {
                Ordering::Less
            };
            if bound.order(mine) == stricter {
                *mine = bound.clone();
            }
        }
        both.multiple_of = self.multiple_of.or(other.multiple_of);
        both.samples.extend(&other.samples);
        both.unique |= other.unique;
        both.pattern = self.pattern.or(other.pattern);
        both.format = self.format.or(other.format);
        Some(both)
    }

    /// The types that are tried: those that it names, else those that its keywords are about, else all.
    pub(super) fn types(&self) -> Vec<JsonType> {
        if let Some(types) = &self.types {
            return types.iter().copied().collect();
        }
        let is_bounded = |keys: &[&str]| keys.iter().any(|key| self.bounds.contains_key(key));
        let is_object = !self.properties.is_empty()
            || !self.required.is_empty()
            || !self.rest.is_empty()
            || self.is_closed
            || !self.pattern_properties.is_empty()
            || is_bounded(&["minProperties", "maxProperties"]);
        let is_array = !self.items.is_empty()
            || !self.first_items.is_empty()
            || is_bounded(&["minItems", "maxItems"]);
        let is_string = self.pattern.is_some()
            || self.format.is_some()
            || is_bounded(&["minLength", "maxLength"]);
        let is_number = self.multiple_of.is_some()
            || is_bounded(&["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"]);
        let implied = [
            (is_object, JsonType::Object),
            (is_array, JsonType::Array),
            (is_string, JsonType::String),
            (is_number, JsonType::Number),
        ];
        let implied: Vec<_> = implied
            .into_iter()
            .filter(|(is, _)| *is)
            .map(|(_, ty)| ty)
            .collect();
        if implied.is_empty() {
            JsonType::ALL.to_vec()
        } else {
            implied
        }
    }

    /// Whether a value has one of its types.
    pub(super) fn has_type(&self, value: &Value) -> bool {
        let Some(types) = &self.types else {
            return true;
        };
        match value {
            Value::Null => types.contains(&JsonType::Null),
            Value::Bool(_) => types.contains(&JsonType::Boolean),
            Value::Number(_) => {
                types.contains(&JsonType::Integer) || types.contains(&JsonType::Number)
            }
            Value::String(_) => types.contains(&JsonType::String),
            Value::Array(_) => types.contains(&JsonType::Array),
            Value::Object(_) => types.contains(&JsonType::Object),
        }
    }

    /// A bound on a count.
    pub(super) fn count(&self, key: &str) -> Option<usize> {
        self.bounds.get(key)?.text.parse().ok()
    }
}

/// Whether the greater of two bounds is the stricter one; `None` for what is no bound.
fn keeps_greater(key: &str) -> Option<bool> {
    match key {
        "minimum" | "exclusiveMinimum" | "minLength" | "minItems" | "minProperties" => Some(true),
        "maximum" | "exclusiveMaximum" | "maxLength" | "maxItems" | "maxProperties" => Some(false),
        _ => None,
    }
}

fn types(value: &Value) -> BTreeSet<JsonType> {
    let names = match value {
        Value::Array(several) => several.iter().collect(),
        one => vec![one],
    };
    let types = names
        .into_iter()
        .filter_map(Value::as_str)
        .filter_map(JsonType::named);
    let mut types: BTreeSet<JsonType> = types.collect();
    if types.contains(&JsonType::Number) {
        types.remove(&JsonType::Integer);
    }
    types
}

/// The types of both; an integer is a number.
fn common(one: &BTreeSet<JsonType>, other: &BTreeSet<JsonType>) -> Option<BTreeSet<JsonType>> {
    let mut types: BTreeSet<JsonType> = one.intersection(other).copied().collect();
    for (a, b) in [(one, other), (other, one)] {
        if a.contains(&JsonType::Integer) && b.contains(&JsonType::Number) {
            types.insert(JsonType::Integer);
        }
    }
    (!types.is_empty()).then_some(types)
}
