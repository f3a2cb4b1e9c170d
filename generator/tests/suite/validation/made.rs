//! Descriptions whose parts say more together than each alone: what the client takes and refuses, as the validator judges it.

use std::fmt::Write;

use openapi_generator::config::Config;
use openapi_generator::generate;
use openapi_generator::names::NamesLock;
use openapi_generator::source::Input;
use serde_json::{Value, json};

use super::{Checks, DEPTH, Tables};

/// What is generated for a body, whose schema is `Body` of these.
struct Made {
    description: Value,
    constraints: String,
    warnings: Vec<String>,
}

fn made(schemas: &str) -> Made {
    let indented = schemas.lines().fold(String::new(), |mut all, line| {
        writeln!(all, "    {line}").unwrap();
        all
    });
    let text = format!(
        "openapi: 3.1.0
info: {{title: Made, version: '1'}}
servers: [{{url: 'https://api.example.com'}}]
paths:
  /sent:
    post:
      operationId: send
      requestBody: {{required: true, content: {{application/json: {{schema: {{$ref: '#/components/schemas/Body'}}}}}}}}
      responses: {{'204': {{description: Done.}}}}
components:
  schemas:
{indented}"
    );
    let config = Config::parse("codegen.toml", "[validate]\nrequests = true\n").unwrap();
    let input = Input::new("openapi.yaml", &text);
    let outcome = generate(&input, &config, &NamesLock::default());
    let all = outcome.report.diagnostics();
    let warnings = all.map(|it| format!("{} {}", it.code, it.message));
    let warnings: Vec<String> = warnings.collect();
    let files = outcome
        .client
        .unwrap_or_else(|| panic!("{warnings:?}"))
        .files;
    let constraints = files.get("src/client/constraints.rs").cloned();
    Made {
        description: serde_yaml::from_str(&text).unwrap(),
        constraints: constraints.unwrap_or_default(),
        warnings,
    }
}

impl Made {
    /// Checks values, to which the server adds some properties, with the client and with the validator.
    fn agree(&self, added: &Value, taken: &[Value], refused: &[Value]) {
        let schema = json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$ref": "#/components/schemas/Body",
            "components": self.description["components"],
        });
        let judge = jsonschema::validator_for(&schema).unwrap();
        let tables = Tables::parse(&self.constraints);
        let checks = Checks::new();
        let cases = taken.iter().map(|it| (it, true));
        for (value, is_taken) in cases.chain(refused.iter().map(|it| (it, false))) {
            let mut whole = value.clone();
            if let Some(object) = whole.as_object_mut() {
                object.extend(added.as_object().cloned().unwrap_or_default());
            }
            assert_eq!(judge.is_valid(&whole), is_taken, "the validator: {value}");
            let told = checks.check(tables.table("BODY", DEPTH), value);
            assert_eq!(told.is_none(), is_taken, "{value}: {told:?}");
        }
    }

    fn warned(&self, of: &str) -> usize {
        self.warnings.iter().filter(|it| it.contains(of)).count()
    }
}

const ANIMALS: &str = "
Cat:
  allOf: [{$ref: '#/components/schemas/Base'}, {type: object, required: [id, name], properties: {name: {type: string, maxLength: 5}}}]
Dog:
  allOf: [{$ref: '#/components/schemas/Base'}, {type: object, required: [id, age], properties: {age: {type: integer, maximum: 9}}}]
";

fn animals(taken: &Made) {
    taken.agree(
        &json!({"id": "a"}),
        &[json!({"name": "Tom"}), json!({"age": 3})],
        &[json!({"name": "Thomas"}), json!({"age": 10}), json!({})],
    );
}

const ONE_OF: &str =
    "Body: {oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]}";

#[test]
fn what_a_parent_keeps_for_the_server_is_not_asked_for() {
    let base = "Base: {type: object, properties: {id: {type: string, readOnly: true}}}";
    animals(&made(&format!("{ONE_OF}\n{base}{ANIMALS}")));
    let base = "Id: {type: string, readOnly: true}
Base: {type: object, properties: {id: {allOf: [{$ref: '#/components/schemas/Id'}], description: Given.}}}";
    animals(&made(&format!("{ONE_OF}\n{base}{ANIMALS}")));
}

#[test]
fn what_stands_beside_alternatives_keeps_a_property_for_the_server() {
    let body = "Body:
  allOf:
    - {type: object, properties: {id: {type: string, readOnly: true}}}
    - {oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]}
Base: {type: object, properties: {id: {type: string}}}";
    animals(&made(&format!("{body}{ANIMALS}")));
    // The schema of another value, which has the property, asks for it.
    let other = made(&format!(
        "Body: {{type: object, properties: {{a: {{$ref: '#/components/schemas/Pet'}}}}}}
Pet: {{oneOf: [{{$ref: '#/components/schemas/Cat'}}, {{$ref: '#/components/schemas/Dog'}}]}}
Base: {{type: object, properties: {{id: {{type: string}}}}}}{ANIMALS}"
    ));
    let whole = json!({"a": {"id": "a", "name": "Tom"}});
    other.agree(&json!({}), &[whole], &[json!({"a": {"name": "Tom"}})]);
}

#[test]
fn what_the_server_adds_counts_as_a_property() {
    let made = made(
        "Body:
  allOf: [{$ref: '#/components/schemas/Base'}]
  type: object
  minProperties: 3
  properties: {a: {type: string}, b: {type: string}, c: {type: string}}
Base: {type: object, properties: {id: {type: string, readOnly: true}}}",
    );
    let two = json!({"a": "x", "b": "x"});
    made.agree(&json!({"id": "a"}), &[two], &[json!({"a": "x"})]);
}

#[test]
fn what_members_describe_is_not_the_rest() {
    let objects = made(
        "Body:
  type: object
  allOf: [{type: object, properties: {zz: {type: string}}}]
  properties: {a: {type: string, maxLength: 2}}
  unevaluatedProperties: {type: string, maxLength: 1}",
    );
    let refused = [json!({"a": "abc"})];
    objects.agree(&json!({}), &[json!({"zz": "long", "x": "y"})], &refused);
    assert_eq!(objects.warned("`unevaluatedProperties`"), 1);
    let lists = made(
        "Body:
  type: array
  maxItems: 2
  allOf: [{prefixItems: [{type: string}]}]
  unevaluatedItems: {type: string, maxLength: 1}",
    );
    let refused = [json!(["long", "b", "c"])];
    lists.agree(&json!({}), &[json!(["long", "b"])], &refused);
    assert_eq!(lists.warned("`unevaluatedItems`"), 1);
}

#[test]
fn bounds_without_room_in_the_model_are_checked() {
    let made = made(
        "Body:
  type: object
  properties:
    most: {type: integer, maximum: 18446744073709551615}
    least: {type: integer, minimum: 1.5}
    above: {type: integer, exclusiveMinimum: 1.5, maximum: 4.5}
    parts: {type: integer, multipleOf: 1.5}
    both: {type: integer, maximum: 2.5, allOf: [{description: Some.}, {minimum: 0}]}",
    );
    let taken = [
        json!({"most": u64::MAX}),
        json!({"least": 2, "above": 2, "parts": 3}),
        json!({"above": 4, "both": 2}),
    ];
    let refused = [
        json!({"least": 1}),
        json!({"above": 1}),
        json!({"above": 5}),
        json!({"parts": 2}),
        json!({"both": 3}),
    ];
    made.agree(&json!({}), &taken, &refused);
    assert!(
        made.constraints.contains("\"18446744073709551615\""),
        "{}",
        made.constraints
    );
}

#[test]
fn what_no_text_matches_is_not_checked() {
    for pattern in ["/^a$/g", "^a$/i", "/[a-z]+/i", "(a{0,300}){0,100}b"] {
        let made = made(&format!(
            "Body: {{type: string, pattern: '{pattern}', maxLength: 9}}"
        ));
        let tables = Tables::parse(&made.constraints);
        let told = Checks::new().check(tables.table("BODY", DEPTH), &json!("a"));
        assert_eq!(told, None, "{pattern}");
        let warned = made.warned("the client does not check this pattern");
        assert_eq!(warned, 1, "{:?}", made.warnings);
    }
}

#[test]
fn a_table_has_an_end() {
    let mut tree = "{type: string, maxLength: 3}".to_owned();
    for level in 0..11 {
        let branch = |name: &str| {
            format!(
                "{{type: object, required: [{name}{level}], properties: {{{name}{level}: {tree}}}}}"
            )
        };
        tree = format!("{{oneOf: [{}, {}]}}", branch("a"), branch("b"));
    }
    let made = made(&format!("Body:\n  {tree}"));
    let length = made.constraints.len();
    assert!(length < 2_000_000, "{length}");
    assert_eq!(made.warned("too much for one table"), 1);
    let mut value = json!("abc");
    for level in 0..11 {
        value = json!({ format!("b{level}"): value });
    }
    made.agree(&json!({}), &[value], &[]);
}
