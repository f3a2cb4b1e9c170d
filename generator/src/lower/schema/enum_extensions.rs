//! What descriptions say about the values of an enum, in extensions that several tools share.

use std::collections::HashMap;

use serde_json::{Map, Value};

use crate::ir::AboutValue;
use crate::lower::Lowering;
use crate::lower::schema::keywords::Keywords;
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

impl Lowering<'_> {
    /// What is said about each value of an enum, in their order.
    pub(in crate::lower) fn about_values(
        &mut self,
        keywords: &Keywords<'_>,
        at: &Origin,
    ) -> Vec<AboutValue> {
        let names = self.texts(keywords, &NAMES, "name", at);
        let docs = self.texts(keywords, &DOCS, "description", at);
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

    /// The texts that the first of some extensions has for the values of an enum.
    fn texts(
        &mut self,
        keywords: &Keywords<'_>,
        extensions: &[&str],
        key: &str,
        at: &Origin,
    ) -> Vec<Option<String>> {
        let none = || vec![None; keywords.values.len()];
        let given = &keywords.data.extensions;
        let found = extensions
            .iter()
            .find_map(|extension| Some((*extension, given.get(*extension)?)));
        match found {
            Some((extension, Value::Array(texts))) => {
                // Names and descriptions may stand in one list; a bare text is a name there.
                let is_list_of_both = key != "name" && NAMES.contains(&extension);
                let texts: Vec<_> = texts
                    .iter()
                    .map(|it| text(Some(it), key).filter(|_| !is_list_of_both || it.is_object()))
                    .collect();
                let is_last_word = key == "name" || !NAMES.contains(&extension);
                self.in_order(texts, keywords, is_last_word.then(|| at.key(extension)))
            }
            Some((_, Value::Object(texts))) => by_value(texts, keywords),
            _ => match given.get(AUTOREST).and_then(|it| it.get("values")) {
                Some(Value::Array(values)) => of_autorest(values, key, keywords),
                _ => none(),
            },
        }
    }

    /// The texts of a list: one for each value, or for each but `null`.
    fn in_order(
        &mut self,
        texts: Vec<Option<String>>,
        keywords: &Keywords<'_>,
        at: Option<Origin>,
    ) -> Vec<Option<String>> {
        let values = &keywords.values;
        if texts.len() == values.len() {
            return texts;
        }
        if texts.len() == values.iter().filter(|it| !it.is_null()).count() {
            let mut texts = texts.into_iter();
            let mut next = |value: &Value| (!value.is_null()).then(|| texts.next()).flatten();
            return values.iter().map(|value| next(value).flatten()).collect();
        }
        let message = format!(
            "the length of this list is {}, and that of the `enum` is {}, so that nothing tells which entry is about which value",
            texts.len(),
            values.len()
        );
        if let Some(at) = at {
            self.diagnostics.warning("invalid-enum", &at, message);
        }
        vec![None; values.len()]
    }
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
