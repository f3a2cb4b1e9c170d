//! What descriptions say about the values of an enum, in extensions that several tools share.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::enum_labels::{Labels, labels};
use super::keywords::Keywords;
use crate::diag::Diagnostics;
use crate::ir::AboutValue;
use crate::origin::Origin;

/// Extensions that name values: a list in the order of `enum`, or an object from the values to their names.
const NAMES: [&str; 5] = [
    "x-enum-varnames",
    "x-enumNames",
    "x-enum-names",
    "x-enum-elements",
    "x-speakeasy-enums",
];

/// Extensions that say what values mean, in the same two forms.
const DOCS: [&str; 5] = [
    "x-enum-descriptions",
    "x-enumDescriptions",
    "x-enum-comments",
    "x-enum-elements",
    "x-speakeasy-enum-descriptions",
];

/// The extension that says which values not to use: a list of flags in the order of `enum`.
const DEPRECATED: &str = "x-enum-deprecated";

/// The extension of `AutoRest`: an object with a list of values, each with its name and what it means.
const AUTOREST: &str = "x-ms-enum";

/// How many words a label has that names a value.
const MOST_WORDS: usize = 4;

/// What is said about each value of an enum, in their order.
pub(super) fn about_values(
    keywords: &Keywords<'_>,
    at: &Origin,
    diagnostics: &mut Diagnostics,
) -> Vec<AboutValue> {
    let mut names = texts(keywords, &NAMES, "name", at, diagnostics);
    let mut docs = texts(keywords, &DOCS, "description", at, diagnostics);
    if let Some(Labels { texts, .. }) = listed(keywords) {
        for (name, (value, label)) in names.iter_mut().zip(keywords.values.iter().zip(&texts)) {
            // A value without a letter is no name, and what it means may be one.
            let has_letter = matches!(value, Value::String(it) if it.contains(char::is_alphabetic));
            let label = label.as_ref().filter(|it| is_short(it) && !has_letter);
            *name = name.take().or_else(|| label.cloned());
        }
        docs = texts;
    }
    let flags = keywords.data.extensions.get(DEPRECATED);
    let is_deprecated = |index| flags.and_then(|it| it.get(index)) == Some(&Value::Bool(true));
    let about = |(index, (name, docs)): (usize, (Option<String>, Option<String>))| AboutValue {
        name: name.filter(|name| name.contains(char::is_alphanumeric)),
        docs,
        deprecated: is_deprecated(index),
    };
    let about_each = names.into_iter().zip(docs).enumerate();
    about_each.map(about).collect()
}

/// What the description of the schema says about all values in a list, where no extension does.
pub(super) fn listed(keywords: &Keywords<'_>) -> Option<Labels> {
    let extensions = &keywords.data.extensions;
    let mut said = DOCS.iter().chain([&AUTOREST]);
    if said.any(|it| extensions.contains_key(*it)) {
        return None;
    }
    labels(keywords.data.description.as_deref()?, &keywords.values)
}

/// Whether a label is a name, and no sentence.
fn is_short(label: &str) -> bool {
    label.starts_with(char::is_alphabetic) && label.split_whitespace().count() <= MOST_WORDS
}

/// The texts that the first of some extensions has for the values of an enum.
fn texts(
    keywords: &Keywords<'_>,
    extensions: &[&str],
    key: &str,
    at: &Origin,
    diagnostics: &mut Diagnostics,
) -> Vec<Option<String>> {
    let none = || vec![None; keywords.values.len()];
    let given = &keywords.data.extensions;
    let found = extensions
        .iter()
        .find_map(|extension| Some((*extension, given.get(*extension)?)));
    match found {
        Some((_, Value::Array(entries)))
            if let Some(by_name) = named_after_values(entries, keywords) =>
        {
            by_name.into_iter().map(|entry| text(entry, key)).collect()
        }
        Some((extension, Value::Array(texts))) => {
            // Names and descriptions may stand in one list; a bare text is a name there.
            let is_list_of_both = key != "name" && NAMES.contains(&extension);
            let texts: Vec<_> = texts
                .iter()
                .map(|it| text(Some(it), key).filter(|_| !is_list_of_both || it.is_object()))
                .collect();
            by_position(texts, &keywords.values).unwrap_or_else(|length| {
                // A list that is read twice is reported once.
                if !is_list_of_both {
                    report_length(length, keywords, &at.key(extension), diagnostics);
                }
                none()
            })
        }
        Some((_, Value::Object(texts))) => by_value(texts, keywords),
        _ => match given.get(AUTOREST).and_then(|it| it.get("values")) {
            Some(Value::Array(values)) => of_autorest(values, key, keywords),
            _ => none(),
        },
    }
}

/// The entry of each value, where the names of all entries are values: their order and number need not be those of the `enum`.
fn named_after_values<'k>(
    entries: &'k [Value],
    keywords: &Keywords<'_>,
) -> Option<Vec<Option<&'k Value>>> {
    let mut known: HashMap<&str, &Value> = HashMap::new();
    for entry in entries {
        known.insert(entry.as_object()?.get("name")?.as_str()?, entry);
    }
    let values = keywords.values.iter();
    let found = values.map(|value| known.remove(value.as_str()?));
    let found: Vec<_> = found.collect();
    (known.is_empty() && found.iter().any(Option::is_some)).then_some(found)
}

/// The texts of a list: one for each value, or for each but `null`. A list of another length is given back as its length.
fn by_position(texts: Vec<Option<String>>, values: &[Value]) -> Result<Vec<Option<String>>, usize> {
    if texts.len() == values.len() {
        return Ok(texts);
    }
    if texts.len() == values.iter().filter(|it| !it.is_null()).count() {
        let mut texts = texts.into_iter();
        let mut next = |value: &Value| (!value.is_null()).then(|| texts.next()).flatten();
        return Ok(values.iter().map(|value| next(value).flatten()).collect());
    }
    Err(texts.len())
}

fn report_length(
    length: usize,
    keywords: &Keywords<'_>,
    at: &Origin,
    diagnostics: &mut Diagnostics,
) {
    let message = format!(
        "the length of this list is {length}, and that of the `enum` is {}, so that nothing tells which entry is about which value",
        keywords.values.len()
    );
    diagnostics.warning("invalid-enum", at, message);
}

/// An entry of an extension: a text, or an object that has it under `key`.
fn text(entry: Option<&Value>, key: &str) -> Option<String> {
    let text = match entry? {
        Value::String(text) => text,
        Value::Object(fields) => fields.get(key)?.as_str()?,
        _ => return None,
    };
    (!text.trim().is_empty()).then(|| text.to_owned())
}

/// The texts of an object from the values to them.
fn by_value(texts: &Map<String, Value>, keywords: &Keywords<'_>) -> Vec<Option<String>> {
    let of = |value: &Value| match value {
        Value::String(value) => text(texts.get(value), "name"),
        value => text(texts.get(&value.to_string()), "name"),
    };
    keywords.values.iter().map(of).collect()
}

fn of_autorest(values: &[Value], key: &str, keywords: &Keywords<'_>) -> Vec<Option<String>> {
    let mut entries: HashMap<&Value, usize> = HashMap::new();
    for (index, entry) in values.iter().enumerate() {
        if let Some(value) = entry.get("value") {
            entries.entry(value).or_insert(index);
        }
    }
    let of = |value: &Value| {
        // A number may stand in quotes.
        let quoted = Value::String(value.to_string());
        let found = [value, &quoted].map(|it| entries.get(it).copied());
        let first = found.into_iter().flatten().min();
        text(first.and_then(|index| values.get(index)), key)
    };
    keywords.values.iter().map(of).collect()
}
