//! Names of components that are made because a reference leads to their place.

use std::collections::{BTreeMap, BTreeSet};

use crate::source::Node;

/// The names of all components, by their section.
#[derive(Debug, Default)]
pub(super) struct ComponentNames {
    given: BTreeMap<&'static str, BTreeSet<String>>,
    /// The last number that was appended to each name: all smaller ones are taken.
    numbers: BTreeMap<(&'static str, String), u32>,
}

/// Steps that are keywords of the specification, which say nothing about the particular place.
const GRAMMAR: [&str; 26] = [
    "components",
    "schemas",
    "definitions",
    "$defs",
    "properties",
    "patternProperties",
    "paths",
    "parameters",
    "responses",
    "requestBodies",
    "requestBody",
    "headers",
    "content",
    "schema",
    "items",
    "allOf",
    "oneOf",
    "anyOf",
    "prefixItems",
    "additionalProperties",
    "propertyNames",
    "securitySchemes",
    "securityDefinitions",
    "webhooks",
    "pathItems",
    "not",
];

impl ComponentNames {
    pub(super) fn add(&mut self, section: &'static str, name: &str) {
        self.given
            .entry(section)
            .or_default()
            .insert(name.to_owned());
    }

    pub(super) fn has(&self, section: &str, name: &str) -> bool {
        self.given
            .get(section)
            .is_some_and(|names| names.contains(name))
    }

    pub(super) fn all(&self, section: &str) -> impl Iterator<Item = &str> {
        self.given
            .get(section)
            .into_iter()
            .flatten()
            .map(String::as_str)
    }

    /// The first candidate that is free, or else the last one with a number.
    pub(super) fn choose(&mut self, section: &'static str, candidates: &[String]) -> String {
        let free = candidates.iter().find(|name| !self.has(section, name));
        let name = free.cloned().unwrap_or_else(|| {
            let last = candidates.last().map_or("Component", String::as_str);
            let key = (section, last.to_owned());
            let first = self.numbers.get(&key).copied().unwrap_or(2);
            let mut numbered =
                (first..=u32::MAX).map(|number| (number, format!("{last}_{number}")));
            let found = numbered.find(|(_, name)| !self.has(section, name));
            let (number, name) = found.unwrap_or_default();
            self.numbers.insert(key, number);
            name
        });
        self.add(section, &name);
        name
    }
}

/// Candidates for the name of a place, the best first: its title or its last step, then with more of the steps to it, then with
/// the name of the file.
pub(super) fn candidates(
    file: &str,
    steps: &[String],
    node: &Node,
    is_schema: bool,
) -> Vec<String> {
    let stem = clean(file_stem(file));
    let telling: Vec<String> = steps
        .iter()
        .enumerate()
        .filter(|(index, step)| is_telling(steps, *index, step))
        .map(|(_, step)| clean(step))
        .filter(|step| !step.is_empty())
        .collect();
    let own = node
        .get("name")
        .and_then(Node::as_str)
        .filter(|_| !is_schema)
        .map(clean);
    let is_named = steps.iter().rev().nth(1).is_none_or(|step| {
        matches!(
            step.as_str(),
            "schemas"
                | "definitions"
                | "$defs"
                | "parameters"
                | "responses"
                | "requestBodies"
                | "headers"
                | "securitySchemes"
        )
    });
    let way = telling.join("_");
    let mut all = Vec::new();
    all.extend(own);
    if telling.is_empty() {
        all.push(stem);
    } else {
        if is_named {
            all.extend(telling.last().cloned());
        }
        let with_file = format!("{stem}_{way}");
        all.extend([way, with_file]);
    }
    all.retain(|name| !name.is_empty());
    all
}

/// Whether a step is a name and no keyword. A keyword is a name where it is that of a property.
fn is_telling(steps: &[String], index: usize, step: &str) -> bool {
    let outer = index
        .checked_sub(1)
        .and_then(|index| steps.get(index))
        .map(String::as_str);
    match outer {
        Some("properties" | "schemas" | "definitions" | "$defs") => true,
        // A media type or an index makes a poor name.
        Some("content") => false,
        _ => !GRAMMAR.contains(&step),
    }
}

fn file_stem(file: &str) -> &str {
    let name = file.rsplit('/').next().unwrap_or(file);
    name.split('.')
        .next()
        .filter(|stem| !stem.is_empty())
        .unwrap_or(name)
}

/// A name of letters, digits, dots, hyphens and underscores.
fn clean(text: &str) -> String {
    let mut name = String::new();
    for c in text.chars() {
        if c.is_alphanumeric() || matches!(c, '.' | '-' | '_') {
            name.push(c);
        } else if !name.is_empty() && !name.ends_with('_') {
            name.push('_');
        }
    }
    name.trim_end_matches('_').to_owned()
}

#[cfg(test)]
mod tests {
    use super::{ComponentNames, candidates};
    use crate::source::Node;

    fn best(file: &str, pointer: &str) -> String {
        let steps: Vec<String> = pointer
            .split('/')
            .skip(1)
            .map(|step| step.replace("~1", "/"))
            .collect();
        candidates(file, &steps, &Node::Null, true).remove(0)
    }

    #[test]
    fn names_come_from_the_last_step_the_way_or_the_file() {
        assert_eq!(best("common/Error.json", ""), "Error");
        assert_eq!(best("other.yaml", "/components/schemas/Pet"), "Pet");
        assert_eq!(best("baz.yml", "/BazNested"), "BazNested");
        assert_eq!(
            best("a.yaml", "/components/schemas/Project/properties/id"),
            "Project_id"
        );
        assert_eq!(
            best(
                "a.yaml",
                "/paths/~1mcp/post/responses/500/content/application~1json/schema"
            ),
            "mcp_post_500"
        );
        assert_eq!(
            best("a.yaml", "/components/schemas/Tree/$defs/Leaf"),
            "Leaf"
        );
    }

    #[test]
    fn a_name_is_given_once() {
        let mut names = ComponentNames::default();
        let both = ["Pet".to_owned(), "other_Pet".to_owned()];
        assert_eq!(names.choose("schemas", &both), "Pet");
        assert_eq!(names.choose("schemas", &both), "other_Pet");
        assert_eq!(names.choose("schemas", &both), "other_Pet_2");
        assert_eq!(names.choose("responses", &both), "Pet");
    }
}
