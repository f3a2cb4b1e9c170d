//! All schemas that a value at a place is of: a branch of a union is of the union as well, and a property may be described by each member
//! of an `allOf`.

use serde_json::Value;

use super::discriminator;
use super::library::{Library, Place};

/// How long a chain of references and members is followed.
pub(super) const CHAIN: usize = 24;

/// The places of all schemas of the value at `place`, by the way to it from the component or the operation that it is in. That of
/// `place` itself is among them.
pub(super) fn schemas_at(library: &Library, place: &Place) -> Vec<Place> {
    let steps: Vec<&str> = place.pointer.split('/').skip(1).collect();
    let mut here = Place {
        file: place.file.clone(),
        pointer: String::new(),
    };
    let mut around: Vec<Place> = vec![here.clone()];
    let mut index = 0;
    while let Some(step) = steps.get(index) {
        let next = steps.get(index + 1).map(|it| unescaped(it));
        here = here.key(&unescaped(step));
        around = match (*step, next) {
            ("allOf" | "anyOf" | "oneOf", Some(number)) => {
                here = here.key(&number);
                index += 1;
                around.push(here.clone());
                around
            }
            ("properties", Some(name)) => {
                here = here.key(&name);
                index += 1;
                inner(library, &around, &["properties", &name], &here)
            }
            ("items" | "additionalProperties", _) => inner(library, &around, &[*step], &here),
            _ => vec![here.clone()],
        };
        index += 1;
    }
    around.sort();
    around.dedup();
    around
}

/// What the tags say that lead to the branches that a place is in.
pub(super) fn tags_at(library: &Library, place: &Place) -> Vec<Value> {
    let mut found = Vec::new();
    let mut rest = place.pointer.as_str();
    while let Some((list, index)) = rest.rsplit_once('/') {
        if let (Some((union, key @ ("oneOf" | "anyOf"))), Ok(index)) =
            (list.rsplit_once('/'), index.parse::<usize>())
        {
            let union = Place {
                file: place.file.clone(),
                pointer: union.to_owned(),
            };
            if let Some(members) = library.get(&union).and_then(Value::as_object) {
                let tags = discriminator::tags(library, members, &union, key);
                found.extend(tags.into_iter().nth(index).flatten());
            }
        }
        // The tags of a union are about the object itself, and not about what is in its properties.
        if list.ends_with("/properties") || !list.contains("Of/") {
            break;
        }
        rest = list;
    }
    found
}

/// The schemas under these keys in all schemas that hold for a value at once.
fn inner(library: &Library, around: &[Place], keys: &[&str], here: &Place) -> Vec<Place> {
    let mut all = Vec::new();
    for it in around {
        conjuncts(library, it, CHAIN, &mut all);
    }
    let under = |it: &Place| keys.iter().fold(it.clone(), |place, key| place.key(key));
    let found = all
        .iter()
        .map(under)
        .filter(|it| library.get(it).is_some_and(Value::is_object));
    std::iter::once(here.clone()).chain(found).collect()
}

/// The schema, what it refers to, and the members of its `allOf`.
pub(super) fn conjuncts(library: &Library, place: &Place, chain: usize, found: &mut Vec<Place>) {
    let Some(schema) = library.get(place) else {
        return;
    };
    if chain == 0 || found.contains(place) {
        return;
    }
    found.push(place.clone());
    let reference = schema.get("$ref").and_then(Value::as_str);
    if let Some(target) = reference.and_then(|it| library.target(place, it)) {
        conjuncts(library, &target, chain - 1, found);
    }
    let members = schema
        .get("allOf")
        .and_then(Value::as_array)
        .map_or(0, Vec::len);
    for index in 0..members {
        conjuncts(
            library,
            &place.key("allOf").key(&index.to_string()),
            chain - 1,
            found,
        );
    }
}

fn unescaped(step: &str) -> String {
    step.replace("~1", "/").replace("~0", "~")
}
