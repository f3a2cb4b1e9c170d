//! What things are called: a table of what frameworks write, and the names wanted.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests may panic"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use openapi_generator::config::Config;
use openapi_generator::generate;
use openapi_generator::names::NamesLock;
use openapi_generator::source::Input;
use serde_json::{Map, Value, json};

/// A row of a table: an operation, and how it is called.
struct Row<'t> {
    method: &'t str,
    path: &'t str,
    tag: &'t str,
    operation_id: &'t str,
    call: &'t str,
}

/// The tables of a page, by their headings.
fn tables(page: &str) -> Vec<(&str, Vec<Row<'_>>)> {
    let sections = page.split("\n## ").skip(1);
    let table = |section| {
        let (heading, table): (&str, &str) = str::split_once(section, '\n').unwrap();
        let lines = table.lines().filter(|line| line.starts_with('|')).skip(2);
        (heading, lines.map(row).collect())
    };
    sections.map(table).collect()
}

fn row(line: &str) -> Row<'_> {
    let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
    let &[operation, tag, operation_id, call] = cells.as_slice() else {
        panic!("four cells are wanted: {line}");
    };
    let (method, path) = operation.split_once(' ').unwrap();
    Row {
        method,
        path,
        tag,
        operation_id,
        call,
    }
}

/// The description of a table.
fn description(rows: &[Row<'_>]) -> String {
    let mut paths: BTreeMap<&str, Map<String, Value>> = BTreeMap::new();
    for row in rows {
        let parameters = row.path.split(['{', '}']).skip(1).step_by(2);
        let parameters = parameters.map(|name| json!({"name": name, "in": "path", "required": true, "schema": {"type": "string"}}));
        let mut operation = json!({
            "parameters": parameters.collect::<Vec<_>>(),
            "responses": {"204": {"description": "Done."}},
        });
        if row.tag != "-" {
            operation["tags"] = json!([row.tag]);
        }
        if row.operation_id != "-" {
            operation["operationId"] = json!(row.operation_id);
        }
        let item = paths.entry(row.path).or_default();
        item.insert(row.method.to_lowercase(), operation);
    }
    let info = json!({"title": "Names", "version": "1"});
    json!({"openapi": "3.1.0", "info": info, "paths": paths}).to_string()
}

/// How each operation of a description is called, by method and path.
fn calls(description: &str) -> BTreeMap<String, String> {
    let input = Input::new("openapi.json", description);
    let outcome = generate(&input, &Config::default(), &NamesLock::default());
    let Some(client) = outcome.client else {
        panic!("{}\n{description}", outcome.report);
    };
    let api: Value = serde_json::from_str(&client.manifest).unwrap();
    let operations = api["operations"].as_array().unwrap().iter();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let call = |operation: &Value| {
        let key = format!(
            "{} {}",
            text(&operation["method"]),
            text(&operation["path"])
        );
        let path = operation["call"].as_array().unwrap().iter();
        (key, path.map(text).collect::<Vec<_>>().join("()."))
    };
    operations.map(call).collect()
}

#[test]
fn methods_are_called_as_a_person_would() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/names/methods.md");
    let page = fs::read_to_string(page).unwrap();
    let mut count = 0;
    let mut wrong = Vec::new();
    for (heading, rows) in tables(&page) {
        let calls = calls(&description(&rows));
        for row in rows {
            count += 1;
            let call = &calls[&format!("{} {}", row.method, row.path)];
            if call != row.call {
                wrong.push(format!(
                    "{heading}: {} {} is `{call}`, not `{}`",
                    row.method, row.path, row.call
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count >= 80, "{count} rows");
}
