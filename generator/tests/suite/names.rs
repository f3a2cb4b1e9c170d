//! What things are called: tables of what frameworks write, and the names wanted.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests may panic"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use openapi_generator::config::Config;
use openapi_generator::names::NamesLock;
use openapi_generator::source::Input;
use openapi_generator::{Client, generate_with_manifest};
use serde_json::{Map, Value, json};

/// The tables of a page, by their headings: each a list of rows of cells.
fn tables(page: &str) -> Vec<(String, Vec<Vec<String>>)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/names");
    let page = fs::read_to_string(path.join(page)).unwrap();
    let cells = |line: &str| {
        let cells = line.strip_prefix("| ").unwrap().strip_suffix(" |").unwrap();
        cells.split(" | ").map(str::to_owned).collect()
    };
    let table = |section: &str| {
        let (heading, table) = section.split_once('\n').unwrap();
        let rows = table.lines().filter(|line| line.starts_with('|')).skip(2);
        (heading.to_owned(), rows.map(cells).collect())
    };
    page.split("\n## ").skip(1).map(table).collect()
}

fn generated(description: &Value) -> Client {
    let text = description.to_string();
    let input = Input::new("openapi.json", &text);
    let outcome = generate_with_manifest(&input, &Config::default(), &NamesLock::default());
    let Some(client) = outcome.client else {
        panic!("{}\n{text}", outcome.report);
    };
    client
}

/// Compares what there is with the last cell of each row. `found` has it by the first cell.
fn compare(
    heading: &str,
    rows: &[Vec<String>],
    found: &BTreeMap<String, String>,
    wrong: &mut Vec<String>,
) {
    for row in rows {
        let (key, wanted) = (row.first().unwrap(), row.last().unwrap());
        let name = found.get(key).unwrap_or(key);
        if name != wanted {
            wrong.push(format!("{heading}: {key} is `{name}`, not `{wanted}`"));
        }
    }
}

/// The names of a table of `names.lock`, which leaves out those that are as they are in the description.
fn locked(client: &Client, table: &str) -> BTreeMap<String, String> {
    let lock: toml::Table = client.lock.to_text().parse().unwrap();
    let table = lock.get(table).and_then(toml::Value::as_table);
    let names = table.into_iter().flatten();
    let text = |value: &toml::Value| value.as_str().unwrap().to_owned();
    names.map(|(key, name)| (key.clone(), text(name))).collect()
}

/// The description of these operations.
fn operations(rows: &[Vec<String>]) -> Value {
    let mut paths: BTreeMap<&str, Map<String, Value>> = BTreeMap::new();
    for row in rows {
        let [operation, tag, operation_id, _] = row.as_slice() else {
            panic!("four cells are wanted: {row:?}");
        };
        let (method, path) = operation.split_once(' ').unwrap();
        let parameters = path.split(['{', '}']).skip(1).step_by(2);
        let parameters = parameters.map(|name| {
            json!({"name": name, "in": "path", "required": true, "schema": {"type": "string"}})
        });
        let mut operation = json!({
            "parameters": parameters.collect::<Vec<_>>(),
            "responses": {"204": {"description": "Done."}},
        });
        if tag != "-" {
            operation["tags"] = json!([tag]);
        }
        if operation_id != "-" {
            operation["operationId"] = json!(operation_id);
        }
        let item = paths.entry(path).or_default();
        item.insert(method.to_lowercase(), operation);
    }
    json!({"openapi": "3.1.0", "info": {"title": "Names", "version": "1"}, "paths": paths})
}

/// How each operation of a client is called, by method and path.
fn calls(client: &Client) -> BTreeMap<String, String> {
    let api: Value = serde_json::from_str(client.manifest.as_deref().unwrap()).unwrap();
    let operations = api["operations"].as_array().unwrap().iter();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let call = |operation: &Value| {
        let method = text(&operation["method"]);
        let path = operation["call"].as_array().unwrap().iter();
        let call = path.map(text).collect::<Vec<_>>().join("().");
        (format!("{method} {}", text(&operation["path"])), call)
    };
    operations.map(call).collect()
}

/// The description of an answer of this schema, among these components.
fn schemas(answer: &Value, components: &Map<String, Value>) -> Value {
    let content = json!({"application/json": {"schema": answer}});
    let operation = json!({"operationId": "read", "responses": {"200": {"description": "Read.", "content": content}}});
    json!({
        "openapi": "3.1.0",
        "info": {"title": "Names", "version": "1"},
        "paths": {"/": {"get": operation}},
        "components": {"schemas": components},
    })
}

#[test]
fn methods_are_called_as_a_person_would() {
    let (mut count, mut wrong) = (0, Vec::new());
    for (heading, rows) in tables("methods.md") {
        count += rows.len();
        let client = generated(&operations(&rows));
        compare(&heading, &rows, &calls(&client), &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count >= 80, "{count} rows");
}

#[test]
fn a_list_is_what_answers_several() {
    let answer = |schema: Value| {
        let content = json!({"application/json": {"schema": schema}});
        json!({"200": {"description": "It.", "content": content}})
    };
    let one = json!({"type": "object", "properties": {"id": {"type": "string"}}});
    let page = json!({"type": "object", "properties": {"data": {"type": "array", "items": one}}});
    let description = |schema: &Value| {
        let id =
            json!([{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}]);
        let operation = |parameters: Value, schema: &Value| json!({"tags": ["sessions"], "parameters": parameters, "responses": answer(schema.clone())});
        json!({"openapi": "3.1.0", "info": {"title": "Names", "version": "1"}, "paths": {
            "/sessions": {"get": operation(json!([]), schema)},
            "/sessions/{id}": {"delete": operation(id, &one)},
        }})
    };
    for (schema, name) in [(&one, "sessions().get"), (&page, "sessions().list")] {
        let calls = calls(&generated(&description(schema)));
        assert_eq!(calls["GET /sessions"], name);
    }
}

#[test]
fn types_are_called_as_a_person_would() {
    let mut wrong = Vec::new();
    for (heading, rows) in tables("types.md") {
        let names = rows.iter().map(|row| row.first().unwrap());
        let object = |name: &String| {
            let properties = json!({name: {"type": "string"}});
            (
                name.clone(),
                json!({"type": "object", "properties": properties}),
            )
        };
        let components: Map<String, Value> = names.clone().map(object).collect();
        let property = |name: &String| {
            let escaped = name
                .replace('%', "%25")
                .replace('`', "%60")
                .replace('<', "%3C")
                .replace('>', "%3E");
            let escaped = escaped
                .replace('[', "%5B")
                .replace(']', "%5D")
                .replace(' ', "%20");
            let reference = format!(
                "#/components/schemas/{}",
                escaped.replace('«', "%C2%AB").replace('»', "%C2%BB")
            );
            (name.clone(), json!({"$ref": reference}))
        };
        let properties: Map<String, Value> = names.map(property).collect();
        let client = generated(&schemas(
            &json!({"type": "object", "properties": properties}),
            &components,
        ));
        compare(&heading, &rows, &locked(&client, "types"), &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn values_are_called_as_a_person_would() {
    let mut wrong = Vec::new();
    for (heading, rows) in tables("values.md") {
        let values: Vec<&String> = rows.iter().map(|row| row.first().unwrap()).collect();
        let listed = json!({"Listed": {"type": "string", "enum": values}});
        let Value::Object(components) = listed else {
            panic!("an object is one");
        };
        let answer = json!({"$ref": "#/components/schemas/Listed"});
        let client = generated(&schemas(&answer, &components));
        compare(
            &heading,
            &rows,
            &locked(&client, "values of Listed"),
            &mut wrong,
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_further_parameter_of_a_name_takes_it_from_nobody() {
    let description = |parameters: Value| {
        let body = json!({"type": "object", "properties": {"name": {"type": "string"}, "age": {"type": "integer"}}});
        let content = json!({"application/json": {"schema": body}});
        json!({
            "openapi": "3.0.3",
            "info": {"title": "Pets", "version": "1"},
            "servers": [{"url": "https://pets.example"}],
            "paths": {"/pets": {"post": {
                "operationId": "add-pet",
                "parameters": parameters,
                "requestBody": {"required": true, "content": content},
                "responses": {"204": {"description": "Done."}},
            }}},
        })
    };
    let run = |parameters: Value, lock: &NamesLock| {
        let text = description(parameters).to_string();
        let input = Input::new("openapi.json", &text);
        let client = generate_with_manifest(&input, &Config::default(), lock)
            .client
            .unwrap();
        let setters = locked(&client, "params of POST /pets");
        (client, setters)
    };
    let query = json!([{"name": "name", "in": "query", "schema": {"type": "string"}}]);
    let header = json!({"name": "name", "in": "header", "schema": {"type": "string"}});
    let of = |pairs: &[(&str, &str)]| -> BTreeMap<String, String> {
        let pairs = pairs.iter();
        pairs
            .map(|(key, name)| ((*key).to_owned(), (*name).to_owned()))
            .collect()
    };

    // What was set in the body must not go into the query.
    let (before, alone) = run(json!([]), &NamesLock::default());
    assert_eq!(alone, of(&[]));
    let both = of(&[("body name", "body_name"), ("query name", "query_name")]);
    let (after, setters) = run(query.clone(), &before.lock);
    assert_eq!(setters, both);
    let (again, setters) = run(query.clone(), &after.lock);
    assert_eq!(setters, both);
    assert_eq!(
        again.files["src/operations.rs"],
        after.files["src/operations.rs"]
    );

    // Of those that were there from the start, one has the name alone, and keeps it beside a third.
    let (first, setters) = run(query.clone(), &NamesLock::default());
    assert_eq!(setters, of(&[("body name", "body_name")]));
    let three = Value::Array(
        query
            .as_array()
            .unwrap()
            .iter()
            .cloned()
            .chain([header])
            .collect(),
    );
    let (_, setters) = run(three, &first.lock);
    assert_eq!(
        setters,
        of(&[("body name", "body_name"), ("header name", "header_name")])
    );
}
