//! A schema of `OpenAPI` as one of JSON Schema 2020-12.

use serde_json::{Map, Value, json};

use super::discriminator;
use super::keywords::{self, Holds};
use super::library::{Dialect, Place};
use super::schemas::{Sample, Schemas, View, reference};
use super::whole;

/// The keyword that the examples and defaults of a schema are kept under.
pub const SAMPLES: &str = "x-samples";

impl Schemas<'_> {
    /// The schema at `place`, which is, or is inside of, the one of this number.
    pub(super) fn convert(&mut self, schema: &Value, place: &Place, number: usize) -> Value {
        let Some(members) = schema.as_object() else {
            return Value::Bool(schema != &Value::Bool(false));
        };
        let mut found = Map::new();
        if let Some(target) = members.get("$ref").and_then(Value::as_str) {
            let target = self.library.target(place, target);
            let target = target.and_then(|it| self.number(&it));
            let Some(target) = target else {
                return Value::Bool(true);
            };
            if self.dialect == Dialect::Old {
                return reference(target);
            }
            found.insert("allOf".to_owned(), json!([reference(target)]));
        }
        for (key, value) in members {
            let at = place.key(key);
            let converted = match keywords::holds(key) {
                Holds::Schema => self.inner(value, &at),
                Holds::List => self.list(value, &at),
                Holds::Map => self.map(value, &at, key == "properties"),
                Holds::Data => Some(value.clone()),
                Holds::Nothing => None,
            };
            let Some(converted) = converted else { continue };
            match (key.as_str(), found.get_mut(key)) {
                // A reference beside an `allOf`.
                (_, Some(Value::Array(several))) => {
                    several.extend(converted.as_array().cloned().unwrap_or_default());
                }
                ("items", None) if value.is_array() => {
                    found.insert("prefixItems".to_owned(), converted);
                }
                _ => {
                    found.insert(key.clone(), converted);
                }
            }
        }
        let samples = self.collect_samples(members, place, number);
        if !samples.is_empty() {
            found.insert(SAMPLES.to_owned(), samples.into());
        }
        // A tuple has all its places, unless it says how many.
        if let Some(Value::Array(places)) = found.get("prefixItems")
            && !found.contains_key("minItems")
        {
            found.insert("minItems".to_owned(), places.len().into());
        }
        self.restrict(members, place, &mut found);
        self.bind(members, place, number, &mut found);
        keywords::modernize(members, &mut found);
        if members.get("nullable") == Some(&Value::Bool(true)) {
            return json!({ "anyOf": [found, { "type": "null" }] });
        }
        Value::Object(found)
    }

    fn inner(&mut self, value: &Value, place: &Place) -> Option<Value> {
        if value.is_array() && place.pointer.ends_with("/items") {
            return self.list(value, place);
        }
        if value.is_boolean() {
            return Some(value.clone());
        }
        self.number(place).map(reference)
    }

    fn list(&mut self, value: &Value, place: &Place) -> Option<Value> {
        let items = value.as_array()?.iter().enumerate();
        let converted = items.map(|(index, it)| {
            let at = place.key(&index.to_string());
            self.inner(it, &at).unwrap_or(Value::Bool(true))
        });
        Some(converted.collect())
    }

    fn map(&mut self, value: &Value, place: &Place, are_properties: bool) -> Option<Value> {
        let mut found = Map::new();
        for (key, value) in value.as_object()? {
            let place = place.key(key);
            if are_properties && self.is_hidden(&place) {
                continue;
            }
            // Of what is no schema, nothing is known.
            let inner = self.inner(value, &place).unwrap_or(Value::Bool(true));
            found.insert(key.clone(), inner);
        }
        Some(Value::Object(found))
    }

    /// Whether a property only travels the other way.
    fn is_hidden(&self, place: &Place) -> bool {
        let keyword = match self.view {
            View::Read => "writeOnly",
            View::Write => "readOnly",
        };
        let says = |it: &Place| {
            let schema = self.library.get(it);
            schema.is_some_and(|it| it.get(keyword) == Some(&Value::Bool(true)))
        };
        self.conjuncts(place).iter().any(says)
    }

    /// A schema, what it refers to, and the members of its `allOf`.
    fn conjuncts(&self, place: &Place) -> Vec<Place> {
        let mut found = Vec::new();
        whole::conjuncts(self.library, place, whole::CHAIN, &mut found);
        found
    }

    /// Takes properties that travel the other way out of what is required, and binds the branches of a union to the tags that
    /// lead to them.
    fn restrict(
        &mut self,
        members: &Map<String, Value>,
        place: &Place,
        found: &mut Map<String, Value>,
    ) {
        if let Some(Value::Array(required)) = found.get_mut("required") {
            // A member of its `allOf` may describe the property.
            let conjuncts = self.conjuncts(place);
            required.retain(|name| {
                let name = name.as_str().unwrap_or_default();
                let properties = conjuncts.iter().map(|it| it.key("properties").key(name));
                !{ properties }.any(|it| self.library.get(&it).is_some() && self.is_hidden(&it))
            });
        }
        self.tags
            .extend(discriminator::name(members).map(str::to_owned));
        for key in ["oneOf", "anyOf"] {
            let tags = discriminator::tags(self.library, members, place, key);
            let Some(Value::Array(branches)) = found.get_mut(key) else {
                continue;
            };
            for (branch, tag) in branches.iter_mut().zip(tags) {
                if let Some(tag) = tag {
                    *branch = json!({ "allOf": [branch.take(), tag] });
                }
            }
        }
    }

    /// Notes the examples and defaults of a schema, and returns them.
    fn collect_samples(
        &mut self,
        members: &Map<String, Value>,
        place: &Place,
        number: usize,
    ) -> Vec<Value> {
        let mut found: Vec<(Place, &Value)> = Vec::new();
        for key in ["example", "default"] {
            found.extend(members.get(key).map(|value| (place.key(key), value)));
        }
        if let Some(Value::Array(several)) = members.get("examples") {
            let place = place.key("examples");
            let several = several.iter().enumerate();
            found.extend(several.map(|(index, value)| (place.key(&index.to_string()), value)));
        }
        let values = found.iter().map(|(_, value)| (*value).clone()).collect();
        let samples = found.into_iter().map(|(place, value)| Sample {
            place,
            schema: number,
            value: value.clone(),
        });
        self.samples.extend(samples);
        values
    }
}
