//! Descriptions with a great many of one thing: all are answered, by a client or by an error with a place.
//!
//! Where the work for each was as much as there are of them, each of these took minutes. Most refer to something that is not
//! there, so that nothing is written in the end: what is tested comes before that.

#![allow(clippy::unwrap_used, reason = "tests may panic")]

use openapi_generator::config::Config;
use openapi_generator::generate;
use openapi_generator::names::NamesLock;
use openapi_generator::source::Input;
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
    let text = description.to_string();
    let input = Input::new("openapi.json", &text);
    let outcome = generate(&input, &Config::default(), &NamesLock::default());
    let errors = outcome.report.errors();
    let mut codes: Vec<&str> = outcome.report.diagnostics().map(|it| it.code).collect();
    codes.retain(|code| *code != "ambiguous-union" && *code != "untyped" && *code != "not-carried");
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes, expected);
    assert_eq!(outcome.client.is_some(), errors == 0);
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
    let words = "word ".repeat(20_000);
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
    let outcome = generate(&input, &Config::default(), &NamesLock::default());
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
