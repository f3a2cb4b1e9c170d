//! Objects: what must be there, all that can be there, each value of each property, and properties without a name.

use std::collections::BTreeMap;

use crate::json::Json;

use super::shape::Shape;
use super::{Instance, Maker, Standing, limits};

/// What the names of properties begin with that the description does not name.
pub const UNNAMED: &str = "x-unnamed-";

/// Keys of maps that are hard to write.
const ODD_KEYS: [&str; 7] = ["key", "", "a.b/c~d", "$ref", "日本 \"q\"", "type", "0"];

/// How many properties are left out one by one.
const ONE_BY_ONE: usize = 80;

/// The values of a property, the most ordinary first.
type Choices<'a> = BTreeMap<&'a str, Vec<Json>>;

/// Objects that may be of a shape.
pub(super) fn objects<'a>(maker: Maker<'a>, shape: &Shape<'a>, depth: usize) -> Vec<Instance> {
    let Some(choices) = choices(maker, shape, depth) else {
        return Vec::new();
    };
    let needed = |name: &&str| shape.required.contains(name);
    let row = |index: usize, only_needed: bool| {
        let chosen = choices
            .iter()
            .filter(|(name, _)| !only_needed || needed(name));
        let of = |(name, values): (&&str, &Vec<Json>)| {
            let value = values.get(index % values.len().max(1))?;
            Some(((*name).to_owned(), value.clone()))
        };
        chosen.filter_map(of).collect::<BTreeMap<String, Json>>()
    };
    let mut found = Found {
        instances: Vec::new(),
    };
    let full = row(0, false);
    if depth > 0
        && shape
            .count("maxProperties")
            .is_some_and(|most| full.len() > most)
    {
        found.add("only what is required", row(0, true));
    }
    found.add("everything", full.clone());
    if depth > 1 {
        found.with_others(maker, shape, &full, depth);
        found.add("only what is required", row(0, true));
        return found.instances;
    }
    found.add("only what is required", row(0, true));
    found.with_others(maker, shape, &full, depth);
    let longest = choices.values().map(Vec::len).max().unwrap_or(0);
    for index in 1..longest {
        found.add("other values", row(index, false));
    }
    let optional: Vec<&str> = choices
        .keys()
        .copied()
        .filter(|it| !needed(it))
        .take(ONE_BY_ONE)
        .collect();
    for name in &optional {
        let mut without = full.clone();
        without.remove(*name);
        found.add(&format!("without `{name}`"), without);
        let mut alone = row(0, true);
        alone.extend(full.get(*name).map(|it| ((*name).to_owned(), it.clone())));
        found.add(&format!("`{name}` and what is required"), alone);
    }
    if depth == 0
        && !shape.is_closed
        && shape.rest.is_empty()
        && shape.pattern_properties.is_empty()
    {
        found.unnamed(&full, &row(0, true));
    }
    found.instances
}

/// The values of each property that is there; `None` if one that must be there has none.
fn choices<'a>(maker: Maker<'a>, shape: &Shape<'a>, depth: usize) -> Option<Choices<'a>> {
    let mut found = Choices::new();
    let mut room = limits::optional_properties(depth);
    for (name, schemas) in &shape.properties {
        let is_needed = shape.required.contains(name);
        if !is_needed && room == 0 {
            continue;
        }
        let values = maker.values_of_all(schemas, depth + 1);
        match (values.is_empty(), is_needed) {
            (true, true) => return None,
            (true, false) => {}
            (false, _) => {
                found.insert(name, values);
                room -= usize::from(!is_needed);
            }
        }
    }
    for name in &shape.required {
        if !found.contains_key(name) {
            let values = match shape.rest.as_slice() {
                [] => vec![Json::String("undescribed".to_owned())],
                rest => maker.values_of_all(rest, depth + 1),
            };
            found.insert(name, values);
        }
    }
    Some(found)
}

struct Found {
    instances: Vec<Instance>,
}

impl Found {
    fn add(&mut self, label: &str, members: BTreeMap<String, Json>) {
        let value = Json::Object(members);
        self.instances.push(Instance {
            value,
            label: label.to_owned(),
            standing: Standing::Valid,
        });
    }

    /// With properties of schemas that are not by a name.
    fn with_others<'a>(
        &mut self,
        maker: Maker<'a>,
        shape: &Shape<'a>,
        full: &BTreeMap<String, Json>,
        depth: usize,
    ) {
        let least = shape.count("minProperties").unwrap_or(0);
        for (pattern, schema) in &shape.pattern_properties {
            let names = super::pattern::matching(pattern);
            let values = maker.values(schema, depth + 1);
            let pairs = names.into_iter().zip(values.iter().cycle().cloned());
            let members = full.clone().into_iter().chain(pairs).collect();
            self.add("with names that match", members);
        }
        if shape.rest.is_empty() {
            return;
        }
        let values = maker.values_of_all(&shape.rest, depth + 1);
        if values.is_empty() {
            return;
        }
        let keys = keys(maker, shape, depth);
        for start in 0..values.len().div_ceil(keys.len().max(1)) {
            let from = values.iter().cycle().skip(start * keys.len());
            let pairs = keys.iter().cloned().zip(from.cloned());
            let members = pairs.chain(full.clone()).collect();
            self.add("a map with odd keys", members);
        }
        let count = least.saturating_sub(full.len()).max(1);
        let one = keys
            .iter()
            .cloned()
            .zip(values.iter().cycle().cloned())
            .take(count);
        self.add("a map with few keys", one.chain(full.clone()).collect());
    }

    /// With properties that the description does not name, and allows.
    fn unnamed(&mut self, full: &BTreeMap<String, Json>, least: &BTreeMap<String, Json>) {
        let values = [
            ("object", r#"{"a":{"b":[1,null,"c"]}}"#),
            ("null", "null"),
            ("number", "12345678901234567890"),
            ("text", r#""text""#),
        ];
        let unnamed = values.into_iter().filter_map(|(name, text)| {
            let value = Json::parse(text).ok()?;
            Some((format!("{UNNAMED}{name}"), value))
        });
        let unnamed: BTreeMap<String, Json> = unnamed.collect();
        for members in [full, least] {
            let members = members.clone().into_iter().chain(unnamed.clone()).collect();
            self.add("with properties that are not named", members);
        }
    }
}

/// The keys of a map: those that its schema has for them, or odd ones.
fn keys<'a>(maker: Maker<'a>, shape: &Shape<'a>, depth: usize) -> Vec<String> {
    let of_schema = shape
        .names
        .iter()
        .flat_map(|it| maker.values(it, depth + 1));
    let texts = of_schema.filter_map(|it| match it {
        Json::String(text) => Some(text),
        _ => None,
    });
    let texts: Vec<String> = texts.collect();
    let found = if shape.names.is_empty() {
        ODD_KEYS.map(str::to_owned).to_vec()
    } else {
        texts
    };
    // What has a name is no key of the map.
    found
        .into_iter()
        .filter(|it| !shape.properties.contains_key(it.as_str()))
        .collect()
}
