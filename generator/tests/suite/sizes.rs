//! Descriptions with a great many of one thing: all are answered, by a client or by an error with a place.
//!
//! Where the work for each was as much as there are of them, each of these took minutes. Most refer to something that is not
//! there, so that nothing is written in the end: what is tested comes before that.

#![allow(clippy::unwrap_used, reason = "tests may panic")]

use openapi_generator::config::{Config, Unused};
use openapi_generator::names::NamesLock;
use openapi_generator::source::{Input, Unread};
use openapi_generator::{Outcome, generate};
use serde_json::{Map, Value, json};

/// What is said about a reference to nothing.
const NOWHERE: &str = "unresolved-reference";

fn reference(name: &str) -> Value {
    json!({"$ref": format!("#/components/schemas/{name}")})
}

fn object(name: &str) -> Value {
    json!({"type": "object", "required": [name], "properties": {name: {"type": "string"}}})
}

/// `count` entries.
fn each(count: usize, entry: impl Fn(usize) -> (String, Value)) -> Map<String, Value> {
    (0..count).map(entry).collect()
}

fn list(count: usize, item: impl Fn(usize) -> Value) -> Value {
    (0..count).map(item).collect()
}

/// A description with these components, and with a reference to nothing.
fn schemas(schemas: Map<String, Value>) -> Value {
    let mut schemas = schemas;
    schemas.insert("Lost".to_owned(), reference("Nowhere at all"));
    description(json!({"components": {"schemas": schemas}}))
}

/// An operation that has all of this.
fn operation(parts: Value) -> Value {
    let mut operation = json!({"responses": {"200": {"description": "It."}}});
    merge(&mut operation, parts);
    description(json!({"paths": {"/a": {"post": operation}}}))
}

fn description(parts: Value) -> Value {
    let mut description = json!({
        "openapi": "3.1.0",
        "info": {"title": "Sizes", "version": "1"},
        "paths": {},
    });
    merge(&mut description, parts);
    description
}

fn merge(into: &mut Value, parts: Value) {
    if let (Value::Object(into), Value::Object(parts)) = (into, parts) {
        into.extend(parts);
    }
}

/// Asks that the only errors are of these codes; none where there is a client.
fn check(description: &Value, expected: &[&str]) {
    check_text("openapi.json", &description.to_string(), expected);
}

fn check_text(name: &str, text: &str, expected: &[&str]) -> Outcome {
    check_files(&[(name, text)], "", expected)
}

/// The first of the files is the description.
fn check_files(files: &[(&str, &str)], config: &str, expected: &[&str]) -> Outcome {
    let loader = |name: &str| {
        let mut files = files.iter();
        let found = files.find(|(file, _)| *file == name);
        found
            .map(|(_, text)| (*text).to_owned())
            .ok_or(Unread::Failed("there is none".to_owned()))
    };
    let (name, text) = files.first().unwrap();
    let input = Input::new(name, text).with_loader(&loader);
    let config = Config::parse("codegen.toml", config).unwrap();
    let outcome = generate(&input, &config, &NamesLock::default());
    let errors = outcome.report.errors();
    let mut codes: Vec<&str> = outcome.report.diagnostics().map(|it| it.code).collect();
    let others = ["ambiguous-union", "no-operation", "not-carried", "untyped"];
    codes.retain(|code| !others.contains(code));
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes, expected);
    assert_eq!(outcome.client.is_some(), errors == 0);
    outcome
}

#[test]
fn branches_with_tags() {
    let count = 2000;
    let mut all = each(count, |at| (format!("S{at}"), object("kind")));
    let mapping = each(count, |at| {
        (
            format!("s{at}"),
            reference(&format!("S{at}"))["$ref"].clone(),
        )
    });
    let union = json!({
        "oneOf": list(count, |at| reference(&format!("S{at}"))),
        "discriminator": {"propertyName": "kind", "mapping": mapping},
    });
    all.insert("Union".to_owned(), union);
    check(&schemas(all), &[NOWHERE]);
}

#[test]
fn branches_of_one_title() {
    let branch = |at| {
        let mut branch = object(&format!("p{at}"));
        merge(&mut branch, json!({"title": "Same"}));
        branch
    };
    let union = json!({"oneOf": list(2000, branch)});
    check(
        &schemas(each(1, |_| ("Union".to_owned(), union.clone()))),
        &[NOWHERE],
    );
}

#[test]
fn names_that_were_meant() {
    let count = 2000;
    let lost = |at: usize| (format!("p{at}"), reference(&format!("Misspelled{at}")));
    let mut all = each(count, |at| {
        (
            format!("Quite_like_each_other{at}"),
            json!({"type": "string"}),
        )
    });
    all.insert(
        "Refers".to_owned(),
        json!({"type": "object", "properties": each(count, lost)}),
    );
    check(&schemas(all), &[NOWHERE]);
}

#[test]
fn anchors() {
    let count = 2000;
    let anchored = |at: usize| {
        (
            format!("D{at}"),
            json!({"$anchor": format!("a{at}"), "type": "string"}),
        )
    };
    let property = |at: usize| (format!("p{at}"), json!({"$ref": format!("#a{at}")}));
    let schema = json!({"type": "object", "properties": each(count, property), "$defs": each(count, anchored)});
    check(
        &schemas(each(1, |_| ("A".to_owned(), schema.clone()))),
        &[NOWHERE],
    );
}

#[test]
fn listed_values() {
    let values = |start: usize| json!({"type": "string", "enum": list(10_000, |at| json!(format!("v{}", start + at)))});
    let schema = json!({"allOf": [values(0), values(5_000)]});
    check(
        &schemas(each(1, |_| ("A".to_owned(), schema.clone()))),
        &[NOWHERE],
    );
}

#[test]
fn places_of_a_list() {
    let place = |at: usize| json!({"type": "integer", "maximum": at});
    let schema = json!({"type": "array", "prefixItems": list(10_000, place), "items": false});
    check(
        &schemas(each(1, |_| ("A".to_owned(), schema.clone()))),
        &[NOWHERE],
    );
}

#[test]
fn parts_of_each_other() {
    let count = 60;
    let all = |_| json!({"allOf": list(count, |other| reference(&format!("S{other}")))});
    let description = schemas(each(count, |at| (format!("S{at}"), all(at))));
    check(&description, &["cyclic-all-of", NOWHERE]);
}

#[test]
fn tags_of_no_operation() {
    let tags = list(
        15_000,
        |at| json!({"name": format!("t{at}"), "description": format!("About {at}.")}),
    );
    let lost = json!({"schemas": {"Lost": reference("Nowhere at all")}});
    check(
        &description(json!({"tags": tags, "components": lost})),
        &[NOWHERE],
    );
}

#[test]
fn media_types() {
    let content = each(2_100, |at| {
        (
            format!("application/x-{at}"),
            json!({"schema": {"type": "string"}}),
        )
    });
    check(
        &operation(json!({"requestBody": {"content": content}})),
        &["too-many-media-types"],
    );
}

#[test]
fn security_schemes() {
    let mut description =
        operation(json!({"security": list(300, |at| json!({format!("s{at}"): []}))}));
    let scheme = json!({"type": "http", "scheme": "bearer"});
    let schemes = each(300, |at| (format!("s{at}"), scheme.clone()));
    merge(
        &mut description,
        json!({"components": {"securitySchemes": schemes}}),
    );
    check(&description, &["too-many-schemes"]);
}

/// Many references to one path item, which is copied to each, are more than the text says.
#[test]
fn copies_of_a_path_item() {
    let words = "word ".repeat(10_000);
    let item = json!({"description": words, "get": {"responses": {"200": {"description": "It."}}}});
    let paths = each(1500, |at| {
        let item = json!({"$ref": "#/components/pathItems/Item"});
        (format!("/p{at}"), item)
    });
    let all = json!({"paths": paths, "components": {"pathItems": {"Item": item}}});
    check(&description(all), &["too-large"]);
}

/// No file system takes a name of any length.
#[test]
fn letters_of_a_name() {
    let all = each(3, |at| {
        (format!("{}{at}", "A".repeat(100_000)), object("a"))
    });
    let description = description(json!({"components": {"schemas": all}}));
    let text = description.to_string();
    let input = Input::new("openapi.json", &text);
    let outcome = generate(&input, &keep_all(), &NamesLock::default());
    let client = outcome.client.unwrap();
    let names = client.files.keys().flat_map(|path| path.split('/'));
    assert_eq!(names.filter(|name| name.len() > 100).count(), 3);
    let mut names = client.files.keys().flat_map(|path| path.split('/'));
    assert!(names.all(|name| name.len() < 256));
}

/// An operation has a method for each media type of its body, and each of them takes all parameters.
#[test]
fn lines_of_the_client() {
    let content = each(250, |at| {
        let schema = json!({"type": "string", "maxLength": at});
        (
            format!("application/x-{at}+json"),
            json!({"schema": schema}),
        )
    });
    let parameter =
        |at| json!({"name": format!("p{at}"), "in": "query", "schema": {"type": "string"}});
    let parts = json!({"parameters": list(2_400, parameter), "requestBody": {"content": content}});
    check(&operation(parts), &["too-large"]);
}

/// No type of Rust holds such a number, and no formatter pads a text to that width.
#[test]
fn digits_of_a_number() {
    let digits = "1".repeat(70_000);
    let schema = format!(
        r#"{{"type": "number", "maximum": {digits}, "minimum": -{digits}, "multipleOf": 1e-400, "default": {digits}.0, "enum": [{digits}]}}"#
    );
    let text = description(json!({"components": {"schemas": {"A": 0}}})).to_string();
    let text = text.replace(r#""A":0"#, &format!(r#""A":{schema}"#));
    check_text("openapi.json", &text, &["number-too-large"]);
    check_text(
        "openapi.yaml",
        &format!("# As YAML.\n{text}"),
        &["invalid-bound", "invalid-enum"],
    );
}

fn parameters(count: usize) -> Value {
    let parameter =
        |at| json!({"name": format!("p{at}"), "in": "query", "schema": {"type": "string"}});
    operation(json!({"operationId": "call", "parameters": list(count, parameter)}))
}

/// A call of a method is an expression around the one before it, so that a chain of them would be as deep as it is long.
#[test]
fn parameters_of_a_call() {
    let outcome = check_text("openapi.json", &parameters(1000).to_string(), &[]);
    let client = outcome.client.unwrap();
    let code = &client.files["src/operations.rs"];
    assert_eq!(code.matches("let request = ").count(), 15);
    assert_eq!(code.matches(".query_parameter(").count(), 1000);
    check(&parameters(27_600), &["too-many-parameters"]);
}

/// The table of a struct is read by a macro that calls itself.
#[test]
fn properties_of_an_object() {
    let properties = |count| each(count, |at| (format!("p{at}"), json!({"type": "string"})));
    let schemas = |count| {
        let schema = json!({"type": "object", "properties": properties(count)});
        description(json!({"components": {"schemas": {"A": schema}}}))
    };
    let outcome = check_text("openapi.json", &schemas(2000).to_string(), &[]);
    let client = outcome.client.unwrap();
    assert!(client.files["src/lib.rs"].contains("#![recursion_limit = \"378\"]"));
    check(&schemas(5000), &["too-large"]);
    let parts = json!({"requestBody": {"content": {"application/json": {"schema": {
        "type": "object", "properties": properties(5000),
    }}}}});
    check(&operation(parts), &["too-large"]);
    let values = json!({"type": "string", "enum": list(20_000, |at| json!(format!("v{at}")))});
    check(
        &description(json!({"components": {"schemas": {"A": values}}})),
        &["too-large"],
    );
}

/// Some 80 KB that stand for more than a gigabyte.
#[test]
fn aliases() {
    let head = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: {}\n";
    let scalar = format!(
        "x-a: &a {}\nx-b:\n{}",
        "w".repeat(60_000),
        "- *a\n".repeat(20_000)
    );
    let keys = format!(
        "x-a: &a {}\nx-b:\n{}",
        "w".repeat(900),
        "- {*a : 1}\n".repeat(200_000)
    );
    let list = format!(
        "x-a: &a [{}]\nx-b:\n{}",
        "w,".repeat(30_000),
        "- *a\n".repeat(20_000)
    );
    let entries: Vec<String> = (0..10_000).map(|at| format!("k{at}: w")).collect();
    let entries = entries.join(", ");
    let merged = format!(
        "x-a: &a {{{entries}}}\nx-b:\n{}",
        "- {<<: *a}\n".repeat(10_000)
    );
    for text in [scalar, keys, list, merged] {
        let outcome = check_text("openapi.yaml", &format!("{head}{text}"), &["too-large"]);
        let report = outcome.report.to_string();
        let place = report.split("openapi.yaml:").nth(1).unwrap();
        let line = place.split(':').next().unwrap().parse::<usize>().unwrap();
        assert!(line > 5, "{report}");
    }
    // As often as anybody repeats something.
    let text = format!(
        "{head}x-a: &a {}\nx-b:\n{}",
        "w".repeat(600),
        "- *a\n".repeat(20_000)
    );
    check_text("openapi.yaml", &text, &[]);
}

/// Everything that is made of a value knows its place, and so the keys around it.
#[test]
fn letters_of_keys() {
    let properties = each(2_000, |at| (format!("p{at}"), json!({"type": "string"})));
    let mut schema = json!({"type": "object", "properties": properties});
    for _ in 0..10 {
        schema = json!({"type": "object", "properties": {"k".repeat(5_000): schema}});
    }
    check(
        &description(json!({"components": {"schemas": {"A": schema}}})),
        &["too-large"],
    );
}

#[test]
fn copies_of_a_file() {
    let words = "word ".repeat(20_000);
    let value = json!({"value": words}).to_string();
    let examples = each(1500, |at| (format!("e{at}"), json!({"$ref": "big.json"})));
    let content = json!({"application/json": {"schema": {"type": "string"}, "examples": examples}});
    let text = operation(json!({"requestBody": {"content": content}})).to_string();
    check_files(
        &[("openapi.json", &text), ("big.json", &value)],
        "",
        &["too-large"],
    );

    let parts = each(1500, |at| {
        (format!("part{at}"), json!({"$ref": "big.json"}))
    });
    let text = description(Value::Object(parts)).to_string();
    check_files(
        &[("openapi.json", &text), ("big.json", &value)],
        "",
        &["too-large", "unknown-field"],
    );
}

/// What Swagger 2.0 says once for all operations stands with each of them in later versions.
#[test]
fn copies_for_each_media_type() {
    let types = list(500, |at| json!(format!("application/x-{at}")));
    let body = json!({"name": "b", "in": "body", "schema": {"type": "string", "description": "word ".repeat(50)}});
    let operation = json!({"parameters": [body], "responses": {"200": {"description": "It."}}});
    let paths = each(1000, |at| (format!("/p{at}"), json!({"post": operation})));
    let description = json!({
        "swagger": "2.0",
        "info": {"title": "Sizes", "version": "1"},
        "consumes": types,
        "paths": paths,
    });
    check(&description, &["equal-media-types", "too-large"]);
}

/// Each action may double what is there, or have it nested deeper.
#[test]
fn actions_of_overlays() {
    let overlay = |actions: Value| {
        json!({"overlay": "1.1.0", "info": {"title": "O", "version": "1"}, "actions": actions})
            .to_string()
    };
    let text = description(json!({"x-a": {"v": [0, 1, 2, 3]}})).to_string();
    let config = "overlays = [\"overlay.json\"]";
    let doubled = list(
        60,
        |_| json!({"target": "$['x-a'].v", "copy": "$['x-a'].v"}),
    );
    let doubled = overlay(doubled);
    check_files(
        &[("openapi.json", &text), ("overlay.json", &doubled)],
        config,
        &["too-large"],
    );

    let mut inside = json!({});
    for _ in 0..50 {
        inside = json!({"a": inside});
    }
    let deeper = list(
        200,
        |at| json!({"target": format!("$['x-a']{}", ".a".repeat(50 * at)), "update": inside}),
    );
    let deeper = overlay(deeper);
    let codes = ["nesting-too-deep", "unused-overlay-action"];
    check_files(
        &[("openapi.json", &text), ("overlay.json", &deeper)],
        config,
        &codes,
    );
}

/// Objects with many objects that have it in turn: the fields of the fields of its fields are as many as their cube.
#[test]
fn fields_of_fields() {
    let count = 1_500;
    let inner = |at| {
        (
            format!("T{at}"),
            json!({"type": "object", "properties": {"back": reference("All")}}),
        )
    };
    let mut all = each(count, inner);
    let properties = each(count, |at| (format!("p{at}"), reference(&format!("T{at}"))));
    all.insert(
        "All".to_owned(),
        json!({"type": "object", "properties": properties}),
    );
    let answer = json!({"description": "It.", "content": {"application/json": {"schema": reference("All")}}});
    let description = description(json!({
        "paths": {"/a": {"get": {"responses": {"200": answer}}}},
        "components": {"schemas": all},
    }));
    check(&description, &[]);
}

/// A description of what is used in many places is documentation in each of them.
#[test]
fn words_of_a_description() {
    let text = json!({"type": "string", "description": "word ".repeat(100_000)});
    let properties = each(100, |at| (format!("p{at}"), reference("Text")));
    let all = json!({"type": "object", "properties": properties});
    let one = description(json!({"components": {"schemas": {"Text": text, "All": all}}}));
    check(&one, &["long-description"]);

    let parameter = json!({"name": "p", "in": "query", "schema": {"type": "string"}, "description": "word ".repeat(12_000)});
    let used = json!({"get": {
        "parameters": [{"$ref": "#/components/parameters/P"}],
        "responses": {"200": {"description": "It."}},
    }});
    let paths = each(5_000, |at| (format!("/p{at}"), used.clone()));
    let parts = json!({"paths": paths, "components": {"parameters": {"P": parameter}}});
    check(&description(parts), &["too-large"]);
}

/// With types of all schemas, whether an operation uses them or not.
fn keep_all() -> Config {
    Config {
        unused: Unused::Keep,
        ..Config::default()
    }
}

#[test]
fn resources_beyond_what_a_registry_takes_share_features() {
    let path = |at: usize| {
        let kind = if at.is_multiple_of(2) { "pet" } else { "toy" };
        let operation = json!({
            "operationId": format!("read {kind} {at}"),
            "tags": [format!("{kind} shop {at}")],
            "responses": {"204": {"description": "Done."}},
        });
        (format!("/{kind}/{at}"), json!({"get": operation}))
    };
    for (count, features) in [
        (251, "resources = [\"pet\", \"toy\"]"),
        (3, "resources = [\"pet_shop_0\","),
    ] {
        let described = description(json!({"paths": each(count, path)}));
        let outcome = check_text("openapi.json", &described.to_string(), &[]);
        let client = outcome.client.unwrap();
        let manifest = client.files.get("Cargo.toml").unwrap();
        assert!(manifest.contains(features), "{count}: {manifest}");
    }
}
