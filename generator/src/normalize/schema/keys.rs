//! The names that the properties of a map have.

use super::annotations::component_name;
use super::conditions::predicate;
use super::{Cx, take};
use crate::normalize::remarks;
use crate::origin::At;
use crate::source::{Mapping, Node};

/// How many names of properties are listed for readers.
const MAX_NAMES: usize = 64;

/// Marks an object whose only property describes the names that its properties have.
pub(crate) const KEYS: &str = "x-codegen-keys";

/// Makes the schema of the keys of a map its only property where it may become a type, as those of enums and days do: pydantic
/// describes keys so. Where it may not, and where properties are described, it becomes part of the documentation.
pub(super) fn property_names(schema: &mut Mapping, at: &At<'_>, _: &mut Cx<'_>) {
    schema.remove(KEYS);
    let is_map = is_map(schema);
    let Some(Node::Mapping(names)) = schema.get("propertyNames") else {
        schema.remove("propertyNames");
        return;
    };
    if is_map && may_be_type(names) {
        if let Some(mut names) = take(schema, "propertyNames", at) {
            if let Node::Mapping(names) = &mut names
                && !names.contains("$ref")
            {
                names.insert("type", Node::text("string"));
            }
            let names = [("propertyNames", names)];
            schema.insert("properties", Node::Mapping(Mapping::made(at, names)));
            schema.insert(KEYS, Node::Bool(true));
        }
        return;
    }
    let code = |name: &str| format!("`{}`", name.replace('`', "'"));
    let words = if let Some(reference) = names.text("$ref") {
        Some(format!(
            "Its keys are those of {}.",
            code(&component_name(reference))
        ))
    } else if let Some(Node::Sequence(values)) = names.get("enum") {
        let texts: Option<Vec<String>> = values.iter().map(|it| it.as_str().map(code)).collect();
        let texts = texts.filter(|it| (1..=MAX_NAMES).contains(&it.len()));
        texts.map(|it| format!("Its keys are {}.", it.join(", ")))
    } else {
        let is_any = names
            .keys()
            .all(|key| ["type", "title", "description"].contains(&key));
        let words = predicate(names).map(|it| format!("Each of its keys {it}."));
        if is_any { Some(String::new()) } else { words }
    };
    if let Some(words) = words {
        schema.remove("propertyNames");
        if !words.is_empty() {
            remarks::append(schema, &words);
        }
    }
}

/// Whether a schema describes an object of whose properties none is described by name.
fn is_map(schema: &Mapping) -> bool {
    let is_empty = |key: &str| match schema.get(key) {
        Some(Node::Mapping(it)) => it.is_empty(),
        Some(Node::Sequence(it)) => it.is_empty(),
        it => it.is_none(),
    };
    let is_free = match schema.get("additionalProperties") {
        Some(additional) => *additional != Node::Bool(false),
        None => schema.text("type") == Some("object"),
    };
    is_free && is_empty("properties") && is_empty("required")
}

/// Whether the schema of keys may become a type: a component, the values that there are, or a format.
fn may_be_type(names: &Mapping) -> bool {
    let is_text = names.get("type").is_none() || names.text("type") == Some("string");
    let values = names.get("enum").and_then(Node::as_list);
    let are_texts = values.is_some_and(|it| it.iter().all(|it| it.as_str().is_some()));
    let formats = ["date", "date-time", "naive-date"];
    let format = names.text("format");
    let has_type = format.is_some_and(|it| formats.contains(&it));
    ["$ref", "allOf"].iter().any(|it| names.contains(it))
        || is_text && (are_texts || names.text("const").is_some() || has_type)
}
