//! Which values of a tag lead to which branch of a union (`OpenAPI 3.0.4, 4.8.25`). JSON Schema does not know of it.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::library::{Library, Place};

/// How many schemas inside each other are looked into for the property.
const DEPTH: usize = 16;

/// The name of the property, if there is one. Swagger 2.0 has only the name.
pub(super) fn name(members: &Map<String, Value>) -> Option<&str> {
    let discriminator = members.get("discriminator")?;
    discriminator
        .get("propertyName")
        .unwrap_or(discriminator)
        .as_str()
}

/// For each branch of the union under `key`, a schema that only values with its tags have; none for a branch that does not have the
/// property, or that nothing is said of.
pub(super) fn tags(
    library: &Library,
    members: &Map<String, Value>,
    place: &Place,
    key: &str,
) -> Vec<Option<Value>> {
    let branches = members
        .get(key)
        .and_then(Value::as_array)
        .map_or(0, Vec::len);
    let (Some(discriminator), Some(name)) = (members.get("discriminator"), name(members)) else {
        return vec![None; branches];
    };
    let mapping = mapping(library, discriminator, place);
    let of = |index: usize| {
        let branch = place.key(key).key(&index.to_string());
        let (target, _) = library.follow(&branch)?;
        let mapped = mapping
            .iter()
            .filter(|(_, it)| *it == target)
            .map(|(tag, _)| tag.clone());
        let mut tags: BTreeSet<String> = mapped.collect();
        if tags.is_empty() {
            tags.extend(
                target
                    .pointer
                    .strip_prefix("/components/schemas/")
                    .map(unescaped),
            );
        }
        let property = property(library, &target, name, DEPTH)?;
        if let Some(own) = constants(library, &property) {
            let both: BTreeSet<String> = tags.intersection(&own).cloned().collect();
            tags = if both.is_empty() { own } else { both };
        }
        if tags.is_empty() {
            return None;
        }
        Some(json!({ "required": [name], "properties": { name: { "enum": tags } } }))
    };
    (0..branches).map(of).collect()
}

/// The targets of the mapping, each with its tag.
pub(super) fn mapping(
    library: &Library,
    discriminator: &Value,
    place: &Place,
) -> Vec<(String, Place)> {
    let entries = discriminator.get("mapping").and_then(Value::as_object);
    let entries = entries.into_iter().flatten();
    let of = |(tag, target): (&String, &Value)| {
        let target = target.as_str()?;
        let by_name = library.root().key("components").key("schemas").key(target);
        let target = match library.get(&by_name) {
            Some(_) => by_name,
            None => library.target(place, target)?,
        };
        Some((tag.clone(), library.follow(&target)?.0))
    };
    entries.filter_map(of).collect()
}

/// The schema of the property, in the schema at `place` or any that it consists of.
fn property(library: &Library, place: &Place, name: &str, depth: usize) -> Option<Place> {
    let (place, schema) = library.follow(place)?;
    if schema
        .get("properties")
        .is_some_and(|it| it.get(name).is_some())
    {
        return Some(place.key("properties").key(name));
    }
    if depth == 0 {
        return None;
    }
    let parts = ["allOf", "oneOf", "anyOf"].into_iter().flat_map(|key| {
        let several = schema
            .get(key)
            .and_then(Value::as_array)
            .map_or(0, Vec::len);
        (0..several).map(move |index| (key, index))
    });
    let mut members = parts.map(|(key, index)| place.key(key).key(&index.to_string()));
    members.find_map(|it| property(library, &it, name, depth - 1))
}

/// The strings that the property can have, if they are listed.
fn constants(library: &Library, place: &Place) -> Option<BTreeSet<String>> {
    let (place, schema) = library.follow(place)?;
    let listed = schema.get("const").into_iter();
    let listed = listed.chain(
        schema
            .get("enum")
            .and_then(Value::as_array)
            .into_iter()
            .flatten(),
    );
    let listed: BTreeSet<String> = listed
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect();
    if !listed.is_empty() {
        return Some(listed);
    }
    let inner = schema
        .get("allOf")
        .and_then(Value::as_array)
        .map_or(0, Vec::len);
    (0..inner).find_map(|index| {
        let member = place.key("allOf").key(&index.to_string());
        let (member, _) = library.follow(&member)?;
        (member != place)
            .then(|| constants(library, &member))
            .flatten()
    })
}

fn unescaped(step: &str) -> String {
    step.replace("~1", "/").replace("~0", "~")
}
