//! Bases: a discriminator beside no union leads to schemas that have its own schema as a part (`OpenAPI 3.0.4, 4.8.25.2`). A value of the
//! base with one of their tags is one of theirs, and their values have their tags.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::discriminator::{self, mapping};
use super::library::{Library, Place};
use super::schemas::{Schemas, reference};

/// How many schemas inside each other are looked into for a part.
const DEPTH: usize = 8;

/// What says nothing about the values of a child: its parts are taken one by one.
const NOT_TAKEN: [&str; 5] = ["allOf", "discriminator", "example", "examples", "default"];

impl Schemas<'_> {
    /// Binds the values of a base to its children, and those of a child to its tags.
    pub(super) fn bind(
        &mut self,
        members: &Map<String, Value>,
        place: &Place,
        number: usize,
        found: &mut Map<String, Value>,
    ) {
        let mut bound: Vec<Value> = Vec::new();
        let is_union = ["oneOf", "anyOf"]
            .iter()
            .any(|it| members.contains_key(*it));
        if !is_union
            && !is_shared(self.library, place)
            && !self.is_part(number)
            && let Some((name, discriminator)) = own_discriminator(members)
        {
            bound.extend(self.of_children(discriminator, place, name));
        }
        let all = members.get("allOf").and_then(Value::as_array);
        let count = all.map_or(0, Vec::len);
        // One that adds nothing is the base by another name.
        let is_child = members.contains_key("properties") || count > 1;
        for index in 0..count {
            let part = place.key("allOf").key(&index.to_string());
            let Some((base, schema)) = self.library.follow(&part) else {
                continue;
            };
            if is_child
                && !members.contains_key("$ref")
                && schema.as_object().and_then(own_discriminator).is_some()
                && let Some(Value::Array(all)) = found.get_mut("allOf")
                && let Some(part) = all.get_mut(index)
            {
                *part = reference(self.number_of_part(&base));
            }
            for (name, tags) in tags_below(self.library, &base, place, DEPTH) {
                bound.push(json!({ "properties": { name: tags } }));
            }
        }
        if bound.is_empty() {
            return;
        }
        match found.get_mut("allOf") {
            Some(Value::Array(all)) => all.extend(bound),
            _ => {
                found.insert("allOf".to_owned(), bound.into());
            }
        }
    }

    /// The choice between the children, and anything with another tag.
    fn of_children(&mut self, discriminator: &Value, place: &Place, name: &str) -> Option<Value> {
        let mut children: BTreeMap<Place, BTreeSet<String>> = BTreeMap::new();
        for (tag, child) in mapping(self.library, discriminator, place) {
            if has_part(self.library, &child, place, DEPTH) {
                children.entry(child).or_default().insert(tag);
            }
        }
        let all: BTreeSet<&String> = children.values().flatten().collect();
        let tagged =
            |tags: Value| json!({ "required": [name], "properties": { name: { "enum": tags } } });
        let other = json!({ "not": tagged(json!(all)) });
        let branches = children.iter().map(|(child, tags)| {
            let mut all = vec![tagged(json!(tags))];
            self.add_parts(child, place, DEPTH, &mut all);
            json!({ "allOf": all })
        });
        let mut branches: Vec<Value> = branches.collect();
        if branches.is_empty() {
            return None;
        }
        branches.push(other);
        Some(json!({ "oneOf": branches }))
    }

    /// All that a child consists of but for its base.
    fn add_parts(&mut self, child: &Place, base: &Place, depth: usize, found: &mut Vec<Value>) {
        let Some((child, schema)) = self.library.follow(child) else {
            return;
        };
        for part in parts(schema, &child) {
            let Some((target, _)) = self.library.follow(&part) else {
                continue;
            };
            if target == *base {
                continue;
            }
            if depth > 0 && has_part(self.library, &target, base, DEPTH) {
                self.add_parts(&target, base, depth - 1, found);
            } else {
                found.extend(self.number(&part).map(reference));
            }
        }
        let mut own = schema.as_object().cloned().unwrap_or_default();
        own.retain(|key, _| !NOT_TAKEN.contains(&key.as_str()));
        if !own.is_empty() {
            // It has no bases left, and no examples.
            found.push(self.convert(&Value::Object(own), &child, usize::MAX));
        }
    }
}

/// Whether a schema is the part of a base that has its discriminator: what all children share, and no value by itself.
pub(super) fn is_shared(library: &Library, place: &Place) -> bool {
    let of = |it: &Value| it.as_object().and_then(discriminator::name).is_some();
    let list = place.pointer.rsplit_once('/').map(|(list, _)| list);
    list.is_some_and(|it| it.ends_with("/allOf")) && library.get(place).is_some_and(of)
}

/// The discriminator of a base, which may stand in a part of its own.
fn own_discriminator(members: &Map<String, Value>) -> Option<(&str, &Value)> {
    let of = |it| Some((discriminator::name(it)?, it.get("discriminator")?));
    let parts = members.get("allOf").and_then(Value::as_array);
    let parts = parts.into_iter().flatten().filter_map(Value::as_object);
    of(members).or_else(|| parts.filter(|it| !it.contains_key("$ref")).find_map(of))
}

/// For each discriminator of a base of `child`, and of the bases of that, its name and a schema of the tags that the child has: those that
/// lead to it or to what has it as a part, or else none of those that lead elsewhere.
fn tags_below(
    library: &Library,
    base: &Place,
    child: &Place,
    depth: usize,
) -> Vec<(String, Value)> {
    let Some((base, schema)) = library.follow(base) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    if let Some((name, discriminator)) = schema.as_object().and_then(own_discriminator) {
        let mapped = mapping(library, discriminator, &base).into_iter();
        let leads = |(_, it): &(String, Place)| it == child || has_part(library, it, child, DEPTH);
        let (own, others): (Vec<_>, Vec<_>) = mapped.partition(leads);
        let tags = |of: Vec<(String, Place)>| of.into_iter().map(|(tag, _)| tag).collect();
        let (own, others): (Vec<String>, Vec<String>) = (tags(own), tags(others));
        let schema = match (own.is_empty(), others.is_empty()) {
            (false, _) => Some(json!({ "enum": own })),
            (true, false) => Some(json!({ "not": { "enum": others } })),
            (true, true) => None,
        };
        found.extend(schema.map(|it| (name.to_owned(), it)));
    }
    if depth > 0 {
        for part in parts(schema, &base) {
            found.extend(tags_below(library, &part, child, depth - 1));
        }
    }
    found
}

/// Whether a schema consists of another one, among others.
fn has_part(library: &Library, schema: &Place, part: &Place, depth: usize) -> bool {
    let Some((place, schema)) = library.follow(schema) else {
        return false;
    };
    let mut targets = parts(schema, &place).filter_map(|it| library.follow(&it));
    targets.any(|(it, _)| it == *part || depth > 0 && has_part(library, &it, part, depth - 1))
}

fn parts(schema: &Value, place: &Place) -> impl Iterator<Item = Place> + use<> {
    let count = schema.get("allOf").and_then(Value::as_array);
    let list = place.key("allOf");
    (0..count.map_or(0, Vec::len)).map(move |index| list.key(&index.to_string()))
}
