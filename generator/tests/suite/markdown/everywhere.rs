//! A description that says everything there is to say, with texts of all kinds for what it says.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use openapi_generator::config::{Config, Unused};
use openapi_generator::files::Files;
use openapi_generator::generate;
use openapi_generator::names::NamesLock;
use openapi_generator::source::Input;
use serde_json::{Map, Value};

use super::texts::{Choices, numbers};

/// Fields whose values are texts, wherever they are.
const TEXTS: &[&str] = &[
    "bearerFormat",
    "const",
    "contentMediaType",
    "default",
    "description",
    "email",
    "example",
    "format",
    "identifier",
    "kind",
    "parent",
    "pattern",
    "summary",
    "termsOfService",
    "title",
    "url",
];

/// Fields whose values are mappings by names that may be any text.
const NAMED: &[&str] = &["content", "headers", "properties", "scopes", "webhooks"];

/// The descriptions that have everything between them.
pub const DESCRIPTIONS: [&str; 6] = [
    "document",
    "operation",
    "body",
    "webhook",
    "schema",
    "schema_2020",
];

/// The files of a client of a description whose texts are made of `seed`; none where it cannot be used.
pub fn client(description: &str, seed: u64) -> Option<Files> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/silence/openapi");
    let text = fs::read_to_string(folder.join(format!("{description}.yaml"))).unwrap();
    let mut description: Value = serde_yaml::from_str(&text).unwrap();
    let mut choices = Choices(numbers(seed));
    change(&mut description, &mut choices);
    description["info"]["version"] = choices.text().into();
    description["info"]["license"]["name"] = choices.text().into();
    let text = description.to_string();
    let input = Input::new("openapi.json", &text);
    let outcome = generate(&input, &keep_all(), &NamesLock::default());
    Some(outcome.client?.files)
}

fn change<I: Iterator<Item = u16>>(value: &mut Value, choices: &mut Choices<I>) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields.iter_mut() {
                match value {
                    // A server has to have a URL.
                    Value::String(url) if key == "url" && url.ends_with("example.com") => {}
                    Value::String(text) if TEXTS.contains(&key.as_str()) => *text = choices.text(),
                    Value::Object(named) if NAMED.contains(&key.as_str()) => {
                        rename(named, choices);
                        change(value, choices);
                    }
                    value => change(value, choices),
                }
            }
        }
        Value::Array(items) => {
            for item in items {
                change(item, choices);
            }
        }
        _ => {}
    }
}

/// Gives one of the names another form.
fn rename<I: Iterator<Item = u16>>(named: &mut Map<String, Value>, choices: &mut Choices<I>) {
    // Others refer to most of them.
    let known = ["application/json", "name", "type", "Shared"];
    let name = named.keys().find(|name| !known.contains(&name.as_str()));
    if let Some(value) = name.cloned().and_then(|name| named.remove(&name)) {
        named.insert(choices.text(), value);
    }
}

/// The documentation in a file of Rust, item by item, without the examples.
pub fn documentation(text: &str) -> Vec<String> {
    let mut all = vec![String::new()];
    let mut is_example = false;
    for line in text.lines() {
        let line = line.trim_start();
        let line = line
            .strip_prefix("///")
            .or_else(|| line.strip_prefix("//!"));
        match (line, all.last_mut()) {
            (Some(" ```no_run"), _) => is_example = true,
            (Some(line), _) if is_example => is_example = line != " ```",
            (Some(line), Some(docs)) => {
                docs.push_str(line.strip_prefix(' ').unwrap_or(line));
                docs.push('\n');
            }
            (_, Some(docs)) if docs.is_empty() => {}
            _ => all.push(String::new()),
        }
    }
    all
}

/// The names of the items that files define.
pub fn items(files: &Files) -> BTreeSet<&str> {
    let words = files.values().flat_map(|text| text.lines());
    let words = words.flat_map(|line| line.split("pub ").skip(1));
    let words = words.filter_map(|rest| {
        let name = rest.trim_start_matches("async ").split_once(' ')?.1;
        name.split(|letter: char| !(letter.is_alphanumeric() || letter == '_'))
            .next()
    });
    words.collect()
}

/// With types of all schemas, whether an operation uses them or not.
fn keep_all() -> Config {
    Config {
        unused: Unused::Keep,
        ..Config::default()
    }
}
