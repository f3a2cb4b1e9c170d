//! JSON pointers of references: which component or place one names.

use super::uri;
use crate::normalize::Version;
use crate::origin::At;
use crate::source::Node;

/// The sections of `components` that the one form has.
pub(super) const SECTIONS: [&str; 6] = [
    "schemas",
    "responses",
    "parameters",
    "requestBodies",
    "headers",
    "securitySchemes",
];

/// The reference of an object that has nothing else.
pub(super) fn lone_reference(node: &Node) -> Option<&str> {
    reference_beside(node, &[])
}

/// The reference of an object that has nothing else but a summary and a description.
pub(super) fn worded_reference(node: &Node) -> Option<&str> {
    reference_beside(node, &["description", "summary"])
}

fn reference_beside<'n>(node: &'n Node, words: &[&str]) -> Option<&'n str> {
    let mapping = node.as_mapping()?;
    let mut others = mapping.keys().filter(|key| *key != "$ref");
    let is_alone = others.all(|key| key.starts_with("x-") || words.contains(&key));
    mapping.text("$ref").filter(|_| is_alone)
}

/// The section and the name of the component that a reference of the one form names.
pub(in crate::normalize) fn component(reference: &str) -> Option<(String, String)> {
    let steps = uri::steps(reference.strip_prefix('#')?)?;
    let [components, section, name] = steps.as_slice() else {
        return None;
    };
    (components == "components").then(|| (section.clone(), name.clone()))
}

/// The section and the name of a place that is one of a component, in a version.
pub(super) fn canonical(steps: &[String], version: Version) -> Option<(&'static str, &str)> {
    let (section, name) = match steps {
        [components, section, name] if components == "components" => (section.as_str(), name),
        [section, name] if version == Version::V2_0 => match section.as_str() {
            "definitions" => ("schemas", name),
            "securityDefinitions" => ("securitySchemes", name),
            section @ ("parameters" | "responses") => (section, name),
            _ => return None,
        },
        _ => return None,
    };
    let section = SECTIONS.into_iter().find(|it| *it == section)?;
    Some((section, name))
}

/// The node that the steps of a pointer lead to.
pub(super) fn step_into<'n>(root: &'n Node, steps: &[String]) -> Option<&'n Node> {
    root.at_pointer(steps.iter().map(String::as_str))
}

/// The same place by its name in other versions.
pub(super) fn renamed(steps: &[String]) -> Option<Vec<String>> {
    let (old, new) = match steps {
        [definitions, ..] if definitions == "definitions" => (1, &["components", "schemas"][..]),
        [components, schemas, ..] if components == "components" && schemas == "schemas" => {
            (2, &["definitions"][..])
        }
        [components, section, ..] if components == "components" => match section.as_str() {
            "parameters" => (2, &["parameters"][..]),
            "responses" => (2, &["responses"][..]),
            _ => return None,
        },
        [section, ..] if section == "parameters" => (1, &["components", "parameters"][..]),
        [section, ..] if section == "responses" => (1, &["components", "responses"][..]),
        _ => return None,
    };
    let new = new.iter().map(|step| (*step).to_owned());
    Some(new.chain(steps.iter().skip(old).cloned()).collect())
}

/// The steps to a place inside of one of the schemas around `at`, the innermost first: of one that has an identifier, and of
/// any if it is a definition.
pub(super) fn around(steps: &[String], at: &At<'_>, root: &Node) -> Option<Vec<String>> {
    let first = steps.first().map(String::as_str);
    let is_definition = matches!(first, Some("$defs" | "definitions"));
    let outer: Vec<String> = at.origin().segments().collect();
    (0..outer.len()).rev().find_map(|length| {
        let schema = step_into(root, outer.get(..length)?)?;
        let has_identifier = || schema.get("$id").and_then(Node::as_str).is_some();
        step_into(schema, steps).filter(|_| is_definition || has_identifier())?;
        Some(outer.iter().take(length).chain(steps).cloned().collect())
    })
}
