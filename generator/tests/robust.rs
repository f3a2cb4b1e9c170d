//! Whatever the text: never a panic, always either files or an error, and the same bytes for the same input.
//!
//! Besides arbitrary texts, the golden descriptions with one or a few nodes dropped, doubled or replaced.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests may panic"
)]

mod support;

use std::path::Path;
use std::sync::LazyLock;

use openapi_generator::config::Config;
use openapi_generator::diag::Diagnostic;
use openapi_generator::generate;
use openapi_generator::names::NamesLock;
use openapi_generator::source::Input;
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json};
use support::answered::check;
use support::{Case, golden_cases};

/// The golden descriptions as values.
static DESCRIPTIONS: LazyLock<Vec<Value>> = LazyLock::new(|| {
    let value = |case: Case| {
        if Path::new(&case.file)
            .extension()
            .is_some_and(|it| it == "json")
        {
            serde_json::from_str(case.text.trim_start_matches('\u{feff}')).unwrap()
        } else {
            plain(serde_yaml::from_str(&case.text).unwrap())
        }
    };
    golden_cases().into_iter().map(value).collect()
});

/// A value of YAML whose keys are all texts.
fn plain(value: serde_yaml::Value) -> Value {
    let text = |key: &serde_yaml::Value| match key {
        serde_yaml::Value::String(text) => text.clone(),
        other => serde_yaml::to_string(other).unwrap().trim().to_owned(),
    };
    match value {
        serde_yaml::Value::Sequence(items) => items.into_iter().map(plain).collect(),
        serde_yaml::Value::Mapping(entries) => {
            let entries = entries.into_iter();
            entries
                .map(|(key, value)| (text(&key), plain(value)))
                .collect()
        }
        leaf => serde_json::to_value(leaf).unwrap(),
    }
}

/// What happens to a node.
#[derive(Clone, Debug)]
enum Change {
    Drop,
    Double,
    Replace(Value),
    Rename(String),
    /// Another node of the same description takes its place.
    Graft(Index),
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_answered(text in "(openapi: 3.0.4\n)?[ -~\n{}\\[\\]:,'\"&*!|>#\u{feff}é]{0,200}") {
        check(&text);
    }

    #[test]
    fn any_words_of_yaml_are_answered(lines in prop::collection::vec(line(), 0..20)) {
        let head = "openapi: 3.0.4\ninfo: {title: T, version: '1'}\n";
        check(&format!("{head}{}", lines.concat()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 160, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_change_of_a_description_is_answered(
        which in any::<Index>(),
        changes in prop::collection::vec((any::<Index>(), change()), 1..4),
    ) {
        let mut description = which.get(&DESCRIPTIONS).clone();
        for (at, change) in &changes {
            apply(&mut description, *at, change);
        }
        check(&serde_json::to_string_pretty(&description).unwrap());
    }
}

/// A schema that refers to the next one, `next`.
type Link = fn(usize, Value) -> Value;

/// Chains of references, in all shapes, as a document of so many schemas. The last one refers to the first if `circle`.
fn chain(length: usize, link: Link, circle: bool) -> String {
    let reference = |index: usize| json!({"$ref": format!("#/components/schemas/S{index}")});
    let mut schemas: serde_json::Map<String, Value> = (0..length)
        .map(|index| (format!("S{index}"), link(index, reference(index + 1))))
        .collect();
    let last = if circle {
        json!({"type": "object", "properties": {"back": reference(0)}})
    } else {
        json!({"type": "string"})
    };
    schemas.insert(format!("S{length}"), last);
    let schema = reference(0);
    let description = json!({
        "openapi": "3.0.4",
        "info": {"title": "Chain", "version": "1"},
        "paths": {"/a": {"get": {"responses": {"200": {
            "description": "It.", "content": {"application/json": {"schema": schema}},
        }}}}},
        "components": {"schemas": schemas},
    });
    description.to_string()
}

/// Neither the stack nor patience ends, however long a chain of references is.
#[test]
fn long_chains_are_answered() {
    let links: [Link; 8] = [
        |_, next| json!({"type": "object", "properties": {"next": next}}),
        |_, next| json!({"type": "array", "items": next}),
        |_, next| json!({"type": "object", "additionalProperties": next}),
        |_, next| json!({"oneOf": [next, {"type": "array", "items": {"type": "string"}}]}),
        |_, next| json!({"anyOf": [next]}),
        |_, next| next,
        |_, next| json!({"type": "object", "properties": {"next": {"allOf": [next], "description": "It."}}}),
        |_, next| json!({"type": "object", "properties": {"next": {"allOf": [next, {"properties": {"a": {"type": "string"}}}]}}}),
    ];
    for link in links {
        for circle in [false, true] {
            let text = chain(600, link, circle);
            let input = Input::new("openapi.json", &text);
            let outcome = generate(&input, &Config::default(), &NamesLock::default());
            assert!(outcome.client.is_some(), "{}", outcome.report);
        }
    }
}

/// Parts inside of parts, more than anyone could write down, are an error with a place.
#[test]
fn endless_parts_are_refused() {
    let links: [Link; 2] = [
        |_, next| json!({"allOf": [next]}),
        |index, next| {
            let name = format!("a{index}");
            json!({"allOf": [next, {"type": "object", "properties": {name: {"type": "string"}}}]})
        },
    ];
    for link in links {
        let text = chain(5000, link, false);
        let input = Input::new("openapi.json", &text);
        let outcome = generate(&input, &Config::default(), &NamesLock::default());
        let codes: Vec<&str> = outcome.report.diagnostics().map(|it| it.code).collect();
        assert_eq!(codes, ["too-deep"]);
    }
}

/// A path item that leads to another one, and so on, is an error with a place: each of them is copied into the one before it.
#[test]
fn endless_path_items_are_refused() {
    for circle in [false, true] {
        let mut items: serde_json::Map<String, Value> = (0..300)
            .map(|index| {
                let next = format!("#/components/pathItems/P{}", index + 1);
                (format!("P{index}"), json!({"$ref": next}))
            })
            .collect();
        let last = if circle {
            json!({"$ref": "#/components/pathItems/P0"})
        } else {
            json!({"get": {"responses": {"200": {"description": "It."}}}})
        };
        items.insert("P300".to_owned(), last);
        let description = json!({
            "openapi": "3.1.0",
            "info": {"title": "Chain", "version": "1"},
            "paths": {"/a": {"$ref": "#/components/pathItems/P0"}},
            "components": {"pathItems": items},
        });
        let text = description.to_string();
        let input = Input::new("openapi.json", &text);
        let outcome = generate(&input, &Config::default(), &NamesLock::default());
        assert!(outcome.client.is_none());
        assert!(outcome.report.diagnostics().any(|it| it.code == "too-deep"));
    }
}

/// Callbacks of which each has two others are more than anyone could read, and no reason to go without the client.
#[test]
fn endless_callbacks_are_left_out() {
    let item = |callbacks| json!({"{$url}": {"post": {"responses": {}, "callbacks": callbacks}}});
    let next = |index| json!({"$ref": format!("#/components/callbacks/C{index}")});
    let both = |index| item(json!({"a": next(index + 1), "b": next(index + 1)}));
    let all: Vec<(String, Value)> = (0..40)
        .map(|at| (format!("C{at}"), both(at % 39)))
        .collect();
    let description = json!({
        "openapi": "3.1.0",
        "info": {"title": "Callbacks", "version": "1"},
        "paths": {"/a": {"get": {"responses": {}, "callbacks": {"a": next(0)}}}},
        "components": {"callbacks": serde_json::Map::from_iter(all)},
    });
    let text = description.to_string();
    let input = Input::new("openapi.json", &text);
    let outcome = generate(&input, &Config::default(), &NamesLock::default());
    assert!(outcome.client.is_some(), "{}", outcome.report);
    let codes: Vec<&str> = outcome.report.diagnostics().map(|it| it.code).collect();
    assert!(codes.contains(&"not-carried"), "{codes:?}");
}

/// A schema whose properties without a name are merged with the schema itself ends, as every type does.
#[test]
fn rests_that_have_themselves_end() {
    let text = json!({
        "openapi": "3.0.4",
        "info": {"title": "Rest", "version": "1"},
        "paths": {"/a": {"get": {"responses": {"200": {
            "description": "It.",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Tree"}}},
        }}}}},
        "components": {"schemas": {"Tree": {"allOf": [
            {"type": "object", "properties": {"a": {"type": "string"}}},
            {"type": "object", "additionalProperties": {"allOf": [
                {"$ref": "#/components/schemas/Tree"},
                {"type": "object", "properties": {"b": {"type": "string"}}},
            ]}},
        ]}}},
    })
    .to_string();
    let input = Input::new("openapi.json", &text);
    let outcome = generate(&input, &Config::default(), &NamesLock::default());
    assert!(outcome.client.is_some(), "{}", outcome.report);
}

/// Merges that lead to other merges without an end in sight end all the same, with a warning: in circles of different lengths,
/// and where each property has to do with all schemas but one.
#[test]
fn endless_merges_end() {
    let reference = |name: &str| json!({"$ref": format!("#/components/schemas/{name}")});
    let mut circles = serde_json::Map::new();
    let lengths = [2, 3, 5, 7, 11, 13];
    for length in lengths {
        for index in 0..length {
            let next = reference(&format!("C{length}x{}", (index + 1) % length));
            let schema = json!({"type": "object", "properties": {"next": next}});
            circles.insert(format!("C{length}x{index}"), schema);
        }
    }
    let mut subsets = serde_json::Map::new();
    let count = 12;
    for index in 0..count {
        let others = (0..count).filter(|other| *other != index);
        let this = reference(&format!("S{index}"));
        let properties = others.map(|other| (format!("without{other}"), this.clone()));
        let properties: serde_json::Map<String, Value> = properties.collect();
        subsets.insert(
            format!("S{index}"),
            json!({"type": "object", "properties": properties}),
        );
    }
    let starts = [
        lengths.map(|length| format!("C{length}x0")).to_vec(),
        (0..count).map(|index| format!("S{index}")).collect(),
    ];
    for (schemas, start) in [circles, subsets].into_iter().zip(starts) {
        let parts: Vec<Value> = start.iter().map(|name| reference(name)).collect();
        let text = json!({
            "openapi": "3.0.4",
            "info": {"title": "Merges", "version": "1"},
            "paths": {"/a": {"get": {"responses": {"200": {
                "description": "It.", "content": {"application/json": {"schema": {"allOf": parts}}},
            }}}}},
            "components": {"schemas": schemas},
        })
        .to_string();
        let input = Input::new("openapi.json", &text);
        let outcome = generate(&input, &Config::default(), &NamesLock::default());
        assert!(outcome.client.is_some(), "{}", outcome.report);
        let is_told =
            |it: &Diagnostic| it.code == "untyped" && it.message.contains("more merges than");
        assert!(outcome.report.diagnostics().any(is_told));
    }
}

fn line() -> impl Strategy<Value = String> {
    let keys = prop::sample::select(vec![
        "paths",
        "/a",
        "get",
        "responses",
        "'200'",
        "schema",
        "type",
        "components",
        "schemas",
        "$ref",
        "<<",
        "allOf",
        "- a",
        "? b",
        "x-y",
        "content",
        "application/json",
        "properties",
        "'",
        "&a",
        "*a",
    ]);
    let values = prop::sample::select(vec![
        "", " {}", " []", " object", " *a", " &a", " 1.0", " |", " null", " '",
    ]);
    (0..6_usize, keys, values)
        .prop_map(|(depth, key, value)| format!("{}{key}:{value}\n", "  ".repeat(depth)))
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        Just(Change::Drop),
        Just(Change::Double),
        value().prop_map(Change::Replace),
        name().prop_map(Change::Rename),
        any::<Index>().prop_map(Change::Graft),
    ]
}

fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "type",
            "enum",
            "oneOf",
            "anyOf",
            "allOf",
            "items",
            "properties",
            "required",
            "nullable",
            "readOnly",
            "additionalProperties",
            "discriminator",
            "format",
            "default",
            "description",
            "content",
            "schema",
            "post",
            "Self",
            "",
            "/",
            "{}",
            "a.b",
            "a[]",
            "日本",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,6}",
    ]
}

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        name().prop_map(Value::from),
        prop::collection::vec(name(), 0..3).prop_map(Value::from),
        prop::sample::select(vec![
            json!({}),
            json!({"type": "string"}),
            json!({"type": "object", "properties": {"a": {"type": "object", "properties": {"b": {}}}}}),
            json!({"oneOf": [{"type": "string"}, {"type": "object", "required": ["a"]}]}),
            json!({"enum": ["a", "A", "", 1, null]}),
            json!({"type": "array", "enum": [[1]]}),
            json!({"type": "integer", "enum": ["a", 1.5]}),
            json!({"$ref": "#/components/schemas/Base"}),
        ]),
    ]
}

/// Changes the node that `at` picks.
fn apply(root: &mut Value, at: Index, change: &Change) {
    let mut pointers = Vec::new();
    collect(root, &mut String::new(), &mut pointers);
    if pointers.is_empty() {
        return;
    }
    let pointer = at.get(&pointers).clone();
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    let key = key.replace("~1", "/").replace("~0", "~");
    let graft = match change {
        Change::Graft(from) => root.pointer(from.get::<String>(&pointers)).cloned(),
        _ => None,
    };
    match (root.pointer_mut(parent), change) {
        (Some(Value::Object(map)), Change::Drop) => {
            map.remove(&key);
        }
        (Some(Value::Object(map)), Change::Double) => {
            let value = map.get(&key).cloned().unwrap_or_default();
            map.insert(format!("{key}-"), value);
        }
        (Some(Value::Object(map)), Change::Rename(name)) => {
            let value = map.remove(&key).unwrap_or_default();
            map.insert(name.clone(), value);
        }
        (Some(Value::Array(items)), Change::Drop) => {
            items.remove(key.parse().unwrap());
        }
        (Some(Value::Array(items)), Change::Double) => {
            let item = items.get(key.parse::<usize>().unwrap()).cloned();
            items.extend(item);
        }
        (Some(parent), Change::Replace(_) | Change::Graft(_)) => {
            let value = match change {
                Change::Replace(value) => value.clone(),
                _ => graft.unwrap_or_default(),
            };
            match parent {
                Value::Object(map) => {
                    map.insert(key, value);
                }
                Value::Array(items) => items.push(value),
                _ => {}
            }
        }
        _ => {}
    }
}

/// The pointers of all nodes below a node.
fn collect(node: &Value, pointer: &mut String, pointers: &mut Vec<String>) {
    let length = pointer.len();
    let mut visit = |key: &str, child: &Value| {
        pointer.push('/');
        pointer.push_str(&key.replace('~', "~0").replace('/', "~1"));
        pointers.push(pointer.clone());
        collect(child, pointer, pointers);
        pointer.truncate(length);
    };
    match node {
        Value::Object(map) => map.iter().for_each(|(key, child)| visit(key, child)),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .for_each(|(index, child)| visit(&index.to_string(), child)),
        _ => {}
    }
}
