//! Whatever leads to itself, or on and on, ends: in files or in an error. `cargo xtask fuzz generate` looks for what else there is.

use openapi_generator::config::{Config, Unused};
use openapi_generator::diag::Diagnostic;
use openapi_generator::generate;
use openapi_generator::names::NamesLock;
use openapi_generator::source::Input;
use serde_json::{Value, json};

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
            let outcome = generate(&input, &keep_all(), &NamesLock::default());
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
        let outcome = generate(&input, &keep_all(), &NamesLock::default());
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
        let outcome = generate(&input, &keep_all(), &NamesLock::default());
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
    let outcome = generate(&input, &keep_all(), &NamesLock::default());
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
    let outcome = generate(&input, &keep_all(), &NamesLock::default());
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
        let outcome = generate(&input, &keep_all(), &NamesLock::default());
        assert!(outcome.client.is_some(), "{}", outcome.report);
        let is_told =
            |it: &Diagnostic| it.code == "untyped" && it.message.contains("more merges than");
        assert!(outcome.report.diagnostics().any(is_told));
    }
}

/// With types of all schemas, whether an operation uses them or not.
fn keep_all() -> Config {
    Config {
        unused: Unused::Keep,
        ..Config::default()
    }
}
