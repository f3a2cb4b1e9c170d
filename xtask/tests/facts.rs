//! The description beside what is known about the API it describes, and its examples beside its
//! schemas.
//!
//! The facts were read off other SDKs and are no part of the repository. Both sides become flat
//! lists, from places such as `POST /apps body.name` to what stands there, so that comparing them
//! is comparing two maps.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests may panic"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use jsonschema::Validator;
use serde_json::{Map, Value, json};

/// From places to what stands there.
type Flat = BTreeMap<String, String>;

/// What all paths start with.
const PREFIX: &str = "/accounts/{account_id}/realtime/kit";

/// What a map says about a place it does not have.
const NOTHING: &str = "nothing";

/// Where the API has a union of four objects, which differ in what they require: nothing tells them
/// apart, so that they are described as one.
const STORAGE: [&str; 14] = [
    "GET /{app_id}/meetings response.data[].recording_config.storage_config",
    "POST /{app_id}/meetings body.recording_config.storage_config",
    "POST /{app_id}/meetings response.data.recording_config.storage_config",
    "GET /{app_id}/meetings/{meeting_id} response.data.recording_config.storage_config",
    "PUT /{app_id}/meetings/{meeting_id} body.recording_config.storage_config",
    "PUT /{app_id}/meetings/{meeting_id} response.data.recording_config.storage_config",
    "PATCH /{app_id}/meetings/{meeting_id} body.recording_config.storage_config",
    "PATCH /{app_id}/meetings/{meeting_id} response.data.recording_config.storage_config",
    "GET /{app_id}/recordings response.data[].meeting.recording_config.storage_config",
    "GET /{app_id}/recordings response.data[].storage_config",
    "POST /{app_id}/recordings body.storage_config",
    "POST /{app_id}/recordings response.data.storage_config",
    "GET /{app_id}/recordings/{recording_id} response.data.storage_config",
    "PUT /{app_id}/recordings/{recording_id} response.data.storage_config",
];

/// Formats that come from one SDK, which did not know every place of the shape: what is said there,
/// the format that the shape has elsewhere, and the places.
const FORMATS: [(&str, &str, &[&str]); 4] = [
    (
        "string",
        "uri",
        &[
            "GET /{app_id}/meetings response.data[].recording_config.live_streaming_config.rtmp_url",
            "GET /{app_id}/meetings response.data[].recording_config.video_config.watermark.url",
            "PATCH /{app_id}/meetings/{meeting_id} body.recording_config.live_streaming_config.rtmp_url",
            "PATCH /{app_id}/meetings/{meeting_id} body.recording_config.video_config.watermark.url",
            "GET /{app_id}/recordings response.data[].meeting.recording_config.live_streaming_config.rtmp_url",
            "GET /{app_id}/recordings response.data[].meeting.recording_config.video_config.watermark.url",
        ],
    ),
    (
        "string required",
        "uuid",
        &[
            "PUT /{app_id}/presets/{preset_id} response.data.id",
            "POST /{app_id}/recordings/track response.data.recording.id",
        ],
    ),
    (
        "string required nullable",
        "uri",
        &[
            "POST /{app_id}/recordings/track response.data.recording.audio_download_url",
            "POST /{app_id}/recordings/track response.data.recording.download_url",
        ],
    ),
    (
        "string required nullable",
        "uuid",
        &["POST /{app_id}/recordings/track response.data.recording.session_id"],
    ),
];

/// The differences that are meant to be there.
fn intended() -> Flat {
    let mut intended = Flat::new();
    let mut differ = |place: String, facts: &str, description: &str| {
        intended.insert(place, difference(facts, description));
    };
    // Two SDK methods send the same request; it is described once.
    differ(
        "GET /{app_id}/analytics/daywise".to_owned(),
        "known twice",
        NOTHING,
    );
    for place in STORAGE {
        differ(
            place.to_owned(),
            "one of 4 objects nullable",
            "object nullable",
        );
        // One of the four requires what the others only take, which makes it no less of a secret.
        if place.contains(" response.") {
            differ(format!("{place}.access_key"), "any", NOTHING);
        }
    }
    for (facts, format, places) in FORMATS {
        for place in places {
            let described = format!("{facts} format={format}");
            differ((*place).to_owned(), facts, &described);
        }
    }
    intended
}

#[test]
fn the_description_says_what_is_known() {
    let path = repository().join("../shared/facts/realtimekit-facts.json");
    let Ok(text) = fs::read_to_string(&path) else {
        eprintln!("skipped: there is no {}", path.display());
        return;
    };
    let facts = flat_facts(&serde_json::from_str(&text).unwrap());
    let description = flat_description(&description());
    let (found, intended) = (differences(&facts, &description), intended());
    assert_none("not intended", &beyond(&found, &intended));
    assert_none("intended, but no longer so", &beyond(&intended, &found));
}

#[test]
fn every_body_has_an_example_that_is_valid() {
    let description = description();
    let schemas = json_schema(&description["components"]["schemas"]);
    let mut wrong = Vec::new();
    for (operation, _, node) in operations(&description) {
        for (part, media_type) in bodies(&description, node) {
            wrong.extend(faults(&format!("{operation} {part}"), media_type, &schemas));
        }
    }
    assert_none("wrong examples", &wrong);
}

#[test]
fn every_parameter_has_an_example_that_is_valid() {
    let description = description();
    let schemas = json_schema(&description["components"]["schemas"]);
    let mut wrong = Vec::new();
    for (operation, item, node) in operations(&description) {
        for parameter in parameters(&description, item, node) {
            let at = format!("{operation} {}", text(&parameter["name"]));
            wrong.extend(faults(&at, parameter, &schemas));
        }
    }
    assert_none("wrong examples", &wrong);
}

/// Fails with a line for each of `lines`.
fn assert_none(what: &str, lines: &[String]) {
    assert!(lines.is_empty(), "{what}:\n{}", lines.join("\n"));
}

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

fn description() -> Value {
    let text = fs::read_to_string(repository().join("spec/realtime-kit.yaml")).unwrap();
    serde_yaml::from_str(&text).unwrap()
}

/// Every place where the two differ, with what each says.
fn differences(facts: &Flat, description: &Flat) -> Flat {
    let places: BTreeSet<&String> = facts.keys().chain(description.keys()).collect();
    places
        .into_iter()
        .filter(|place| facts.get(*place) != description.get(*place))
        .map(|place| {
            let said = |flat: &Flat| flat.get(place).cloned().unwrap_or(NOTHING.to_owned());
            (place.clone(), difference(&said(facts), &said(description)))
        })
        .collect()
}

fn difference(facts: &str, description: &str) -> String {
    format!("the facts say `{facts}`, the description `{description}`")
}

/// What `these` say and `those` do not.
fn beyond(these: &Flat, those: &Flat) -> Vec<String> {
    these
        .iter()
        .filter(|(place, said)| those.get(*place) != Some(said))
        .map(|(place, said)| format!("{place}: {said}"))
        .collect()
}

// ---- The facts.

fn flat_facts(facts: &Value) -> Flat {
    let mut flat = Flat::new();
    let both = ["operations", "go_only_operations"];
    for operation in both.iter().flat_map(|key| list(&facts[*key])) {
        let name = operation_name(text(&operation["verb"]), text(&operation["path"]));
        let more = flat_fact(&name, operation);
        if more
            .iter()
            .all(|(place, said)| flat.get(place) == Some(said))
        {
            flat.insert(name, "known twice".to_owned());
        } else {
            flat.extend(more);
        }
    }
    flat
}

fn flat_fact(name: &str, operation: &Value) -> Flat {
    let mut flat = Flat::new();
    for parameter in path_names(text(&operation["path"])) {
        flat.insert(
            format!("{name} path {parameter}"),
            "string required".to_owned(),
        );
    }
    for (key, part) in [("path_params", "path"), ("query", "query")] {
        for parameter in list(&operation[key]) {
            let place = format!("{name} {part} {}", text(&parameter["name"]));
            flatten_fact(&place, parameter, required(parameter), &mut flat);
        }
    }
    // Where only one SDK has the operation, its body is a list of properties.
    let body = match &operation["body"] {
        Value::Array(properties) => json!({ "type": "object", "properties": properties }),
        body => body.clone(),
    };
    for (part, node) in [("body", &body), ("response", &operation["response"])] {
        if !node.is_null() {
            flatten_fact(&format!("{name} {part}"), node, false, &mut flat);
        }
    }
    flat
}

/// Adds a place of the facts, and the places inside it.
fn flatten_fact(place: &str, node: &Value, required: bool, flat: &mut Flat) {
    let variants = list(&node["variants"]);
    let are_objects = variants.iter().any(|it| it["type"] == "object");
    let kind = match text(&node["type"]) {
        "map" => "object".to_owned(),
        "union" if are_objects => format!("one of {} objects", variants.len()),
        "union" => union_of(variants),
        kind => kind.to_owned(),
    };
    flat.insert(place.to_owned(), said(&kind, node, required));
    let merged = are_objects.then(|| merge(variants));
    for property in merged.iter().flatten().chain(list(&node["properties"])) {
        let place = format!("{place}.{}", text(&property["name"]));
        flatten_fact(&place, property, self::required(property), flat);
    }
    for (key, sign) in [("items", "[]"), ("values", "{}")] {
        if let Some(inner) = node.get(key) {
            flatten_fact(&format!("{place}{sign}"), inner, false, flat);
        }
    }
}

/// The properties of all variants: with all values, and required where every variant requires them.
fn merge(variants: &[Value]) -> Vec<Value> {
    let mut merged: BTreeMap<&str, Value> = BTreeMap::new();
    for property in variants.iter().flat_map(|it| list(&it["properties"])) {
        let known = merged
            .entry(text(&property["name"]))
            .or_insert_with(|| property.clone());
        if known["type"] == "any" {
            *known = property.clone();
        }
        let mut values: BTreeSet<&str> = list(&known["enum"]).iter().map(text).collect();
        values.extend(list(&property["enum"]).iter().map(text));
        let values = json!(values);
        if !list(&values).is_empty() {
            known["enum"] = values;
        }
        known["required"] = json!(false);
    }
    merged.into_values().collect()
}

// ---- The description.

fn flat_description(description: &Value) -> Flat {
    let mut flat = Flat::new();
    for (name, item, node) in operations(description) {
        for parameter in parameters(description, item, node) {
            let place = format!(
                "{name} {} {}",
                text(&parameter["in"]),
                text(&parameter["name"])
            );
            let schema = Schema::of(description, &parameter["schema"], false);
            schema.flatten(&place, required(parameter), &mut flat);
        }
        for (part, media_type) in bodies(description, node) {
            let schema = Schema::of(description, &media_type["schema"], part == "response");
            schema.flatten(&format!("{name} {part}"), false, &mut flat);
        }
    }
    flat
}

/// A schema of the description, without its reference.
struct Schema<'a> {
    description: &'a Value,
    node: &'a Value,
    /// Whether the value is read: then it has nothing that is only written.
    read: bool,
}

impl<'a> Schema<'a> {
    fn of(description: &'a Value, node: &'a Value, read: bool) -> Self {
        let mut node = resolve(description, node);
        // A reference with words of its own.
        while let [only] = list(&node["allOf"]) {
            node = resolve(description, only);
        }
        Self {
            description,
            node,
            read,
        }
    }

    fn inner(&self, node: &'a Value) -> Self {
        Self::of(self.description, node, self.read)
    }

    /// Adds the place of the schema, and the places inside it.
    fn flatten(&self, place: &str, required: bool, flat: &mut Flat) {
        let node = self.node;
        let branches = list(&node["anyOf"]);
        let mut shown = node.clone();
        if branches.iter().any(|it| it["nullable"] == true) {
            shown["nullable"] = json!(true);
        }
        let kind = match (branches, &node["type"]) {
            ([], Value::Null) => "any".to_owned(),
            ([], kind) => text(kind).to_owned(),
            (branches, _) => union_of(branches),
        };
        flat.insert(place.to_owned(), said(&kind, &shown, required));
        let names: Vec<&str> = list(&node["required"]).iter().map(text).collect();
        for (name, property) in map(&node["properties"]) {
            let property = self.inner(property);
            if !(self.read && property.node["writeOnly"] == true) {
                let required = names.contains(&name.as_str());
                property.flatten(&format!("{place}.{name}"), required, flat);
            }
        }
        for (key, sign) in [("items", "[]"), ("additionalProperties", "{}")] {
            if let Some(inner) = node.get(key) {
                self.inner(inner)
                    .flatten(&format!("{place}{sign}"), false, flat);
            }
        }
    }
}

/// Every operation: its name, its path item, and itself.
fn operations(description: &Value) -> impl Iterator<Item = (String, &Value, &Value)> {
    map(&description["paths"]).flat_map(|(path, item)| {
        map(item)
            .filter(|(key, _)| *key != "parameters")
            .map(move |(method, node)| (operation_name(&method.to_uppercase(), path), item, node))
    })
}

/// The parameters of an operation and of its path.
fn parameters<'a>(
    description: &'a Value,
    item: &'a Value,
    operation: &'a Value,
) -> impl Iterator<Item = &'a Value> {
    let all = [&item["parameters"], &operation["parameters"]];
    all.into_iter()
        .flat_map(list)
        .map(|node| resolve(description, node))
}

/// What an operation sends and what it answers on success.
fn bodies<'a>(
    description: &'a Value,
    operation: &'a Value,
) -> impl Iterator<Item = (&'static str, &'a Value)> {
    let json = |node| &resolve(description, node)["content"]["application/json"];
    let body = operation.get("requestBody").map(|it| ("body", json(it)));
    let success = map(&operation["responses"]).filter(|(status, _)| status.starts_with('2'));
    body.into_iter()
        .chain(success.map(move |(_, node)| ("response", json(node))))
}

/// What a reference refers to.
fn resolve<'a>(description: &'a Value, node: &'a Value) -> &'a Value {
    match node.get("$ref") {
        Some(target) => {
            let pointer = text(target).trim_start_matches('#');
            description
                .pointer(pointer)
                .unwrap_or_else(|| panic!("there is no {pointer}"))
        }
        None => node,
    }
}

// ---- What both have.

fn operation_name(method: &str, path: &str) -> String {
    format!("{method} {}", path.trim_start_matches(PREFIX))
}

fn path_names(path: &str) -> impl Iterator<Item = &str> {
    path.split('{')
        .skip(1)
        .filter_map(|it| it.split('}').next())
}

/// What stands at a place, in words.
fn said(kind: &str, node: &Value, required: bool) -> String {
    let mut said = vec![kind.to_owned()];
    said.extend(required.then(|| "required".to_owned()));
    said.extend((node["nullable"] == true).then(|| "nullable".to_owned()));
    for key in ["format", "minimum", "maximum"] {
        match node.get(key) {
            Some(Value::String(word)) => said.push(format!("{key}={word}")),
            Some(value) => said.push(format!("{key}={value}")),
            None => {}
        }
    }
    let values: Vec<&str> = list(&node["enum"])
        .iter()
        .filter_map(Value::as_str)
        .collect();
    if !values.is_empty() {
        said.push(format!("enum={}", values.join("|")));
    }
    said.join(" ")
}

fn union_of(branches: &[Value]) -> String {
    let kinds: Vec<&str> = branches.iter().map(|it| text(&it["type"])).collect();
    kinds.join(" or ")
}

fn required(node: &Value) -> bool {
    node["required"] == true
}

fn text(node: &Value) -> &str {
    node.as_str().unwrap_or_else(|| panic!("{node} is no text"))
}

fn list(node: &Value) -> &[Value] {
    node.as_array().map_or(&[], Vec::as_slice)
}

fn map(node: &Value) -> impl Iterator<Item = (&String, &Value)> {
    node.as_object().into_iter().flatten()
}

// ---- Examples.

/// What is wrong with the example of a media type or a parameter.
fn faults(at: &str, node: &Value, schemas: &Value) -> Vec<String> {
    let Some(example) = node.get("example") else {
        return vec![format!("{at} has no example")];
    };
    let mut root = json_schema(&node["schema"]);
    root["components"] = json!({ "schemas": schemas });
    let validator: Validator = jsonschema::options()
        .should_validate_formats(true)
        .build(&root)
        .unwrap();
    validator
        .iter_errors(example)
        .map(|error| format!("{at}{}: {error}", error.instance_path()))
        .collect()
}

/// A schema of `OpenAPI` 3.0 as one of JSON Schema. An example is to have nothing but what is
/// described.
fn json_schema(node: &Value) -> Value {
    match node {
        Value::Array(items) => items.iter().map(json_schema).collect(),
        Value::Object(entries) => {
            let mut schema: Map<String, Value> = entries
                .iter()
                .map(|(key, inner)| (key.clone(), json_schema(inner)))
                .collect();
            // A property may have any name; only where the value is a flag is it the keyword.
            if schema.get("nullable") == Some(&json!(true)) {
                schema.remove("nullable");
                schema["type"] = json!([schema["type"], "null"]);
            }
            if schema.get("properties").is_some_and(Value::is_object) {
                schema
                    .entry("additionalProperties")
                    .or_insert_with(|| json!(false));
            }
            Value::Object(schema)
        }
        leaf => leaf.clone(),
    }
}
