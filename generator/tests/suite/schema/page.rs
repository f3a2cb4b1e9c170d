//! The page of the guide about the settings.

use std::fmt::Write;

use serde_json::Value;

use super::types::{Key, Types};

const HEAD: &str = "<!-- Made from the types of the configuration, by the test `schema` of the generator. -->

# Settings

The keys of `codegen.toml`. [Configuration](configuration.md) says how several clients share a file. Editors complete and check the file by
its JSON schema, which `openapi-client schema` prints.
";

/// The page.
pub(super) fn of(types: &Types) -> String {
    let mut page = HEAD.to_owned();
    for key in types.table("Config") {
        let _ = write!(page, "\n## `{}`\n\n{}\n", key.name, key.docs);
        if let Some(example) = &key.example {
            let _ = write!(page, "\n```toml\n{example}\n```\n");
        }
        let _ = write!(
            page,
            "\nThe value is {}{}\n",
            words(types, &key.schema),
            default(&key)
        );
        for name in referred(&key.schema) {
            page.push_str(&table(types, &key.name, &name));
        }
    }
    page
}

/// The examples of the settings, by these.
pub(super) fn examples(types: &Types) -> Vec<(String, String)> {
    let keys = types.table("Config").into_iter();
    keys.filter_map(|it| Some((it.name, it.example? + "\n")))
        .collect()
}

fn default(key: &Key) -> String {
    match key.schema.get("default") {
        Some(default) => format!(", `{default}` unless it is said."),
        None => ".".to_owned(),
    }
}

/// What a schema asks for, in words.
fn words(types: &Types, schema: &Value) -> String {
    let inner = |key: &str| words(types, &schema[key]);
    if let Some(name) = referred(schema).first()
        && schema.get("allOf").is_some()
    {
        let words = match name.as_str() {
            "FilesConfig" => "a table of strings, and of `roots`, an array of strings",
            "TypeChoice" => "the name of a type, the path to one, or a table",
            "SignatureConfig" => "`\"standard\"`, `\"github\"`, `\"stripe\"`, or a table",
            "PagingConfig" => "`false`, or a table",
            name if types.definitions()[name]["type"] == "string" => "one of these words",
            _ => "a table",
        };
        return words.to_owned();
    }
    match schema["type"].as_str().unwrap() {
        "string" => "a string".to_owned(),
        "boolean" => "`true` or `false`".to_owned(),
        "integer" => "a whole number".to_owned(),
        "array" => format!("an array, each item of which is {}", inner("items")),
        _ if schema.get("additionalProperties").is_some() => {
            format!(
                "a table, each value of which is {}",
                inner("additionalProperties")
            )
        }
        _ => "a table".to_owned(),
    }
}

/// The definitions that a schema names.
fn referred(schema: &Value) -> Vec<String> {
    let text = schema.to_string();
    let names = text.split("#/definitions/").skip(1);
    names
        .map(|it| it.split('"').next().unwrap().to_owned())
        .collect()
}

/// What a definition has: the keys of a table, or words. It is that of the value of `key`.
fn table(types: &Types, key: &str, name: &str) -> String {
    let definitions = types.definitions();
    let definition = &definitions[name];
    let mut rows = String::new();
    if definition.get("properties").is_some() && name != "FilesConfig" {
        let mut inner = String::new();
        for key in types.table(name) {
            let _ = writeln!(rows, "| `{}` | {} |", key.name, key.docs);
            for name in referred(&key.schema) {
                inner.push_str(&table(types, &key.name, &name));
            }
        }
        return format!("\n| in `{key}` | what it says |\n| --- | --- |\n{rows}{inner}");
    }
    if let Some(words) = definition["description"].as_str() {
        for line in words.lines() {
            let (word, docs) = line.split_once(": ").unwrap();
            let _ = writeln!(rows, "| {word} | {docs} |");
        }
        return format!("\n| `{key}` | what it means |\n| --- | --- |\n{rows}");
    }
    let mut names = referred(definition);
    if name == "TypeChoice" {
        names.insert(0, "FormatType".to_owned());
    }
    names.iter().map(|it| table(types, key, it)).collect()
}
