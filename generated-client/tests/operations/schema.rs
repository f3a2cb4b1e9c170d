//! Schemas of the description as JSON schemas.

use jsonschema::Validator;
use serde_json::{Map, Value, json};

use super::description::Parameter;

/// What validates a whole request: one that has nothing but what is described.
pub fn requests(root: &Value, parameters: &[Parameter], body: Option<&Value>) -> Validator {
    let of = |place| {
        let here = || parameters.iter().filter(move |it| it.place == place);
        let required = here().filter(|it| it.required).map(|it| it.name.as_str());
        let schemas = here().map(|it| (it.name.clone(), it.schema.clone()));
        json!({
            "type": "object",
            "required": required.collect::<Vec<_>>(),
            "properties": schemas.collect::<Map<_, _>>(),
        })
    };
    let mut request = json!({
        "type": "object",
        "required": ["path", "query"],
        "properties": { "path": of("path"), "query": of("query") },
    });
    if let Some(body) = body {
        request["required"] = json!(["path", "query", "body"]);
        request["properties"]["body"] = body.clone();
    }
    let mut schema = json_schema(&request);
    schema["components"] = json!({ "schemas": json_schema(&root["components"]["schemas"]) });
    jsonschema::options()
        .should_validate_formats(true)
        .build(&schema)
        .unwrap()
}

/// What a reference refers to.
pub fn resolve<'a>(root: &'a Value, node: &'a Value) -> &'a Value {
    match node["$ref"].as_str() {
        Some(target) => root.pointer(target.trim_start_matches('#')).unwrap(),
        None => node,
    }
}

/// A schema of `OpenAPI` 3.0 as one of JSON Schema, in which an object has nothing but what is described.
fn json_schema(node: &Value) -> Value {
    match node {
        Value::Array(items) => items.iter().map(json_schema).collect(),
        Value::Object(entries) => {
            let entries = entries.iter();
            let mut schema: Map<String, Value> = entries
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
