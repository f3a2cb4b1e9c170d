//! Descriptions of `OpenAPI` 2.0.

use serde_json::{Map, Value, json};

use super::Choices;
use super::made_up::Maker;
use super::schema::{COMPONENTS, NAMES, Version};

/// A description of version 2.0.
pub(super) fn made_up(choices: &mut Choices<'_>) -> Value {
    let components = 1 + choices.below(COMPONENTS.len());
    let mut maker = Maker {
        choices,
        version: Version::V2_0,
        components,
    };
    let definitions = maker.named_schemas();
    let paths: Map<String, Value> = (0..=maker.choices.below(4))
        .map(|index| path(&mut maker, index))
        .collect();
    let mut description = json!({
        "swagger": "2.0",
        "info": {"title": "T", "version": "1", "description": maker.text()},
        "paths": paths,
        "definitions": definitions,
        "securityDefinitions": {
            "key": {"type": "apiKey", "in": maker.choices.one(&["header", "query"]), "name": "key"},
            "token": {"type": "basic", "description": maker.text()},
        },
    });
    for (word, values) in [
        ("host", json!(["a.test", "a.test:80", ""])),
        ("basePath", json!(["/v1", "/", "v1"])),
        ("schemes", json!([["https"], ["http", "ws"], []])),
        (
            "consumes",
            json!([
                ["application/json"],
                ["multipart/form-data"],
                ["text/plain", "application/xml"]
            ]),
        ),
        (
            "produces",
            json!([
                ["application/json"],
                ["text/plain"],
                ["application/octet-stream"]
            ]),
        ),
    ] {
        if maker.choices.is(40) {
            description[word] = values[maker.choices.below(3)].clone();
        }
    }
    if maker.choices.is(40) {
        description["security"] = maker.security();
    }
    description
}

fn path(maker: &mut Maker<'_, '_>, index: usize) -> (String, Value) {
    let in_path = maker.choices.some(&["id", "name", "self", "a-b", "1"], 2);
    let mut path = format!("/{}{index}", maker.choices.one(&["a", "v1/pets", "type"]));
    path.extend(in_path.iter().map(|name| format!("/{{{name}}}")));
    let mut methods = maker.choices.some(&["post", "put", "delete", "patch"], 2);
    methods.push("get");
    let item = methods
        .into_iter()
        .map(|method| (method.to_owned(), operation(maker, &in_path)));
    (path, item.collect::<Map<String, Value>>().into())
}

fn operation(maker: &mut Maker<'_, '_>, in_path: &[&str]) -> Value {
    let mut operation = json!({});
    let mut parameters: Vec<Value> = in_path
        .iter()
        .map(|name| parameter(maker, name, "path"))
        .collect();
    for name in maker.choices.some(NAMES, 4) {
        let place = maker.choices.one(&["query", "query", "header", "formData"]);
        parameters.push(parameter(maker, name, place));
    }
    if maker.choices.is(30) {
        parameters.push(json!({"name": "body", "in": "body", "schema": maker.schema(2), "description": maker.text()}));
    }
    operation["parameters"] = parameters.into();
    maker.naming(&mut operation);
    if maker.choices.is(20) {
        operation["consumes"] =
            json!([maker
                .choices
                .one(&["multipart/form-data", "application/json", "text/csv"])]);
    }
    let statuses = maker
        .choices
        .some(&["200", "201", "204", "400", "default"], 3);
    let responses = statuses
        .into_iter()
        .map(|status| (status.to_owned(), response(maker)));
    operation["responses"] = responses.collect::<Map<String, Value>>().into();
    operation
}

/// A parameter, whose schema is a part of it.
fn parameter(maker: &mut Maker<'_, '_>, name: &str, place: &str) -> Value {
    let mut parameter = match maker.choices.below(6) {
        0 if place == "formData" => json!({"type": "file"}),
        0 | 1 => {
            json!({"type": "array", "items": maker.leaf(), "collectionFormat": maker.choices.one(&["csv", "ssv", "tsv", "pipes", "multi"])})
        }
        _ => maker.leaf(),
    };
    parameter["name"] = name.into();
    parameter["in"] = place.into();
    parameter["required"] = (place == "path" || maker.choices.is(30)).into();
    if maker.choices.is(20) {
        parameter["description"] = maker.text().into();
    }
    parameter
}

fn response(maker: &mut Maker<'_, '_>) -> Value {
    let mut response = json!({"description": maker.text()});
    if maker.choices.is(75) {
        response["schema"] = maker.schema(2);
    }
    if maker.choices.is(15) {
        response["headers"] = json!({"X-A": maker.leaf()});
    }
    if maker.choices.is(15) {
        response["examples"] = json!({"application/json": maker.text()});
    }
    response
}
