//! The JSON schema of `codegen.toml` and the page of the guide about its settings: both are made from the types that read the file, and
//! compared with what is committed. `BLESS=1 cargo test -p openapi-client-generator --test suite schema` writes them.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests may panic"
)]

mod page;
mod types;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::support::{assert_none, check_files, data, files_below};
use openapi_generator::config::{Config, SCHEMA};
use types::Types;

fn generator() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn schema_and_guide_are_those_of_the_types() {
    let types = Types::read(&generator().join("src/config"));
    let schema = format!("{:#}\n", schema(&types));
    let page = page::of(&types);
    let made = BTreeMap::from([
        ("guide/settings.md".to_owned(), page),
        ("guide/codegen.schema.json".to_owned(), schema),
    ]);
    let is_ours = |path: &str| made.contains_key(path);
    assert_none(&check_files(generator(), &made, &is_ours));
}

/// The schema of a file, which is about one client, or has a table for each.
fn schema(types: &Types) -> Value {
    let mut schema = types.object("Config");
    let clients = json!({
        "description": "The clients, where there are several: a table for each, with the same keys as outside. What stands outside holds for \
                        every client that does not have the same key.",
        "type": "array",
        "items": { "$ref": "#/definitions/Client" },
    });
    let client = schema.clone();
    schema["properties"]["client"] = clients;
    schema["$schema"] = json!("http://json-schema.org/draft-07/schema#");
    schema["title"] = json!("codegen.toml");
    let mut definitions = types.definitions();
    definitions["Client"] = client;
    schema["definitions"] = definitions;
    schema
}

/// Files of configurations that are read, and those that are not.
fn configurations() -> Vec<(String, String)> {
    let root = generator().parent().unwrap();
    let mut files: Vec<PathBuf> = vec![root.join("spec/codegen.toml")];
    for folder in [
        data("golden"),
        data("rejected"),
        generator().join("guide/examples"),
    ] {
        let below = files_below(&folder);
        let below = below
            .iter()
            .filter(|it| it.rsplit('.').next() == Some("toml"));
        let below =
            below.filter(|it| !it.ends_with("Cargo.toml") && !it.ends_with(".cargo/config.toml"));
        files.extend(below.map(|it| folder.join(it)));
    }
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).unwrap();
        (path.display().to_string(), text)
    };
    files.into_iter().map(read).collect()
}

/// What only the reader of a configuration knows to be wrong: the form of a name, how resources are written, and which keys go with which
/// words.
const BEYOND: [&str; 8] = [
    "configuration_header_name.toml",
    "configuration_idempotency.toml",
    "configuration_resources.toml",
    "configuration_webhooks_body.toml",
    "configuration_webhooks_id.toml",
    "configuration_webhooks_item.toml",
    "configuration_webhooks_time.toml",
    "configuration_webhooks_unsigned_time.toml",
];

#[test]
fn the_schema_takes_what_the_reader_takes() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let mut refused = 0;
    let pages = page::examples(&Types::read(&generator().join("src/config")));
    for (name, text) in configurations().into_iter().chain(pages) {
        let Ok(table) = text.parse::<toml::Table>() else {
            continue;
        };
        let value = serde_json::to_value(&table).unwrap();
        let errors: Vec<String> = validator
            .iter_errors(&value)
            .map(|it| it.to_string())
            .collect();
        match Config::parse_all("codegen.toml", &text) {
            Ok(_) => assert!(errors.is_empty(), "{name}: {errors:?}"),
            Err(error) => {
                let is_beyond = BEYOND.iter().any(|it| name.ends_with(it));
                assert_eq!(errors.is_empty(), is_beyond, "{name}: {error}");
                refused += 1;
            }
        }
    }
    assert!(refused > 3, "{refused} files are refused");
}

#[test]
fn every_setting_has_an_example() {
    let types = Types::read(&generator().join("src/config"));
    let examples: BTreeMap<String, String> = page::examples(&types).into_iter().collect();
    for key in types.keys("Config") {
        let text = examples
            .get(&key)
            .unwrap_or_else(|| panic!("{key} has no example"));
        let table: toml::Table = text.parse().unwrap();
        assert!(table.contains_key(&key), "{key}: {text}");
    }
}
