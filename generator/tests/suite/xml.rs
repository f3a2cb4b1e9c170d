//! Shapes of XML that are reached by a long way.

#![allow(clippy::unwrap_used, reason = "tests may panic")]

use openapi_generator::config::Config;
use openapi_generator::generate;
use openapi_generator::names::NamesLock;
use openapi_generator::source::Input;
use serde_json::{Map, Value, json};

/// How many objects refer to the next one.
const LENGTH: usize = 400;

#[test]
fn a_chain_of_objects_has_a_shape_for_each() {
    let schemas: Map<String, Value> = (0..LENGTH)
        .map(|it| {
            let next = format!("#/components/schemas/Link{}", (it + 1) % LENGTH);
            let schema = json!({"type": "object", "properties": {
                "id": {"type": "integer", "xml": {"attribute": true}}, "next": {"$ref": next},
            }});
            (format!("Link{it}"), schema)
        })
        .collect();
    let content = json!({"application/xml": {"schema": {"$ref": "#/components/schemas/Link0"}}});
    let description = json!({
        "openapi": "3.1.0",
        "info": {"title": "Chain", "version": "1"},
        "servers": [{"url": "https://api.example.com"}],
        "paths": {"/a": {"get": {"operationId": "a", "responses": {"200": {"description": "It.", "content": content}}}}},
        "components": {"schemas": schemas},
    });
    let description = description.to_string();
    let input = Input::new("openapi.json", &description);
    let outcome = generate(&input, &Config::default(), &NamesLock::default());
    let client = outcome.client.unwrap();
    let shapes = &client.files["src/xml.rs"];
    let attributes = shapes.matches(r#""id": Attribute(Number)"#).count();
    assert_eq!(attributes, LENGTH);
    assert!(!shapes.contains("Any"), "{shapes}");
}
