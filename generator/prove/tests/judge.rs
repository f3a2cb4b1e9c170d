//! A client that is at fault is found out: the answers are made by hand, in the place of those of a program.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may panic"
)]

use std::fs;
use std::path::PathBuf;

use openapi_prove::compare::Kind;
use openapi_prove::document::Library;
use openapi_prove::driver::{Answer, Question};
use openapi_prove::json::Json;
use openapi_prove::manifest::Manifest;
use openapi_prove::plan::Plan;
use openapi_prove::report::{Length, Report};
use serde_json::json;

const DESCRIPTION: &str = r"
openapi: 3.0.3
info: {title: Pets, version: '1'}
paths:
  /pets/{id}:
    get:
      parameters:
        - {name: id, in: path, required: true, schema: {type: string}}
        - {name: tags, in: query, explode: false, schema: {type: array, items: {type: string}}}
      responses: {}
components:
  schemas:
    Pet:
      type: object
      required: [name]
      properties:
        name: {type: string}
        age: {type: integer, format: int64, nullable: true}
        kind: {$ref: '#/components/schemas/Kind'}
        secret: {type: string, writeOnly: true}
      example: {name: 7}
    Kind: {type: string, enum: [cat, dog]}
    Animal:
      oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]
      discriminator: {propertyName: type, mapping: {tom: '#/components/schemas/Cat', kitten: '#/components/schemas/Cat'}}
    Cat: {type: object, required: [type], properties: {type: {type: string}}}
    Dog: {type: object, required: [type], properties: {type: {type: string}}}
    User:
      type: object
      required: [role]
      properties: {role: {type: string}, enum: {type: string}, number: {oneOf: [{type: integer}, {type: number}]}, broken: []}
      discriminator: {propertyName: role, mapping: {admin: '#/components/schemas/Admin', owner: '#/components/schemas/Owner'}}
    Admin: {allOf: [{$ref: '#/components/schemas/User'}], required: [rights], properties: {rights: {type: string}}}
    Owner: {allOf: [{$ref: '#/components/schemas/Admin'}, {type: object, required: [shares], properties: {shares: {type: string}}}]}
    Never: {allOf: [{type: string}, {type: integer}]}
";

/// What a client is supposed to say.
type Client<'a> = &'a dyn Fn(&Question) -> Answer;

/// Tries the types at `pointers`, and the operation; `answer` is what the client is supposed to say.
fn prove(
    name: &str,
    pointers: &[&str],
    direction: &str,
    answer: Client<'_>,
) -> (Vec<Question>, Report) {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let path = folder.join(format!("{name}.yaml"));
    fs::write(&path, DESCRIPTION).unwrap();
    let schema = |pointer: &&str| {
        json!({
            "file": path, "pointer": pointer, "path": "pets::T", "directions": [direction], "kind": "struct",
            "is_part": false, "keeps_unknown": true,
        })
    };
    let schemas: Vec<_> = pointers.iter().map(schema).collect();
    let operation = json!({
        "file": path, "pointer": "/paths/~1pets~1{id}/get", "method": "GET", "path": "/pets/{id}", "call": ["get"],
        "arguments": [{ "wire": "id", "type": "String" }], "params": "pets::Params", "constructor": { "takes": [], "struct": null }, "body": null, "is_stream": false,
        "fields": [{ "wire": "tags", "in": "query", "name": "tags", "type": "Vec<String>", "presence": "optional", "needed": false }],
        "variants": [],
    });
    let operations = if pointers.is_empty() {
        vec![operation]
    } else {
        Vec::new()
    };
    let manifest =
        json!({ "package": "pets", "crate": "pets", "schemas": schemas, "operations": operations });
    let manifest: Manifest = serde_json::from_value(manifest).unwrap();
    let library = Library::load(&path).unwrap();
    let plan = Plan::new(&library, &manifest).unwrap();
    let questions = plan.questions(0);
    let answers: Vec<Answer> = questions.iter().map(answer).collect();
    (questions, plan.judge(&answers).unwrap())
}

fn echo(question: &Question) -> Answer {
    Answer::Written(Json::parse(&question.instance).unwrap())
}

/// An answer in which a text is replaced.
fn altered(question: &Question, from: &str, to: &str) -> Answer {
    Answer::Written(Json::parse(&question.instance.replace(from, to)).unwrap())
}

const PET: &[&str] = &["/components/schemas/Pet"];

#[test]
fn what_comes_back_as_it_was_is_proven() {
    let (questions, report) = prove("sound", PET, "read", &echo);
    assert!(report.is_proven(), "{}", report.text(Length::Full));
    assert_eq!(
        (report.instances + report.later, report.proven),
        (questions.len(), report.instances)
    );
    let has = |text: &str| questions.iter().any(|it| it.instance.contains(text));
    for text in [
        r#"{"name":"text"}"#,
        r#""age":null"#,
        "9223372036854775807",
        r#""kind":"dog""#,
        "x-unnamed-object",
    ] {
        assert!(has(text), "{text}");
    }
    // The server does not send it.
    assert!(!has("secret"));
    let contradiction = &report.contradictions[0];
    assert_eq!(contradiction.place, "/components/schemas/Pet/example");
    assert!(
        contradiction.why.contains("is not of type \"string\""),
        "{}",
        contradiction.why
    );
}

#[test]
fn each_fault_is_found() {
    let refuse = |_: &Question| Answer::Refused("name: no".to_owned());
    let faults: [(&str, Client<'_>, Kind); 7] = [
        ("refused", &refuse, Kind::Refused),
        (
            "lost",
            &|it| altered(it, r#""kind":"cat","#, ""),
            Kind::LostField,
        ),
        (
            "null",
            &|it| altered(it, r#""age":null,"#, ""),
            Kind::LostNull,
        ),
        (
            "number",
            &|it| altered(it, "9007199254740993", "9007199254740992"),
            Kind::ChangedNumber,
        ),
        (
            "value",
            &|it| altered(it, r#""name":"text""#, r#""name":"Text""#),
            Kind::ChangedValue,
        ),
        (
            "extra",
            &|it| altered(it, r#"{"age""#, r#"{"aged":1,"age""#),
            Kind::ExtraField,
        ),
        (
            "unnamed",
            &|it| altered(it, r#""x-unnamed-text":"text""#, r#""x-unnamed-text":"t""#),
            Kind::ChangedValue,
        ),
    ];
    for (name, answer, kind) in faults {
        let (_, report) = prove(name, PET, "read", answer);
        let found = report
            .failures
            .iter()
            .any(|it| it.kind == kind && it.pointer == PET[0]);
        assert!(
            found && !report.is_proven(),
            "{name}: {}",
            report.text(Length::Full)
        );
        assert!(report.text(Length::Bounded).contains(kind.name()), "{name}");
    }
}

#[test]
fn a_tag_that_becomes_another_is_found() {
    let animal = &["/components/schemas/Animal"];
    let (questions, report) = prove("tag", animal, "read", &|it| altered(it, "kitten", "tom"));
    assert!(
        report.failures.iter().any(|it| it.kind == Kind::ChangedTag),
        "{}",
        report.text(Length::Full)
    );
    // A branch that the mapping does not name has its own name for a tag.
    for tag in ["tom", "kitten", "Dog"] {
        assert!(
            questions.iter().any(|it| it.instance.contains(tag)),
            "{tag}"
        );
    }
}

#[test]
fn a_value_of_a_base_is_one_of_the_child_that_its_tag_leads_to() {
    let (questions, _) = prove("base", &["/components/schemas/User"], "read", &echo);
    let of = |tag: &str| {
        let tag = format!(r#""role":"{tag}""#);
        let all = questions
            .iter()
            .filter(move |it| it.instance.contains(&tag));
        all.map(|it| it.instance.as_str()).collect::<Vec<_>>()
    };
    let (admins, owners) = (of("admin"), of("owner"));
    assert!(!admins.is_empty() && admins.iter().all(|it| it.contains("rights")));
    let has_both = |it: &&str| it.contains("rights") && it.contains("shares");
    assert!(!owners.is_empty() && owners.iter().all(has_both));
    let (questions, _) = prove("child", &["/components/schemas/Admin"], "read", &echo);
    let is_own = |it: &Question| !it.instance.contains(r#""role":"text""#);
    assert!(!questions.is_empty() && questions.iter().all(is_own));
}

#[test]
fn a_property_is_none_of_the_words_of_schemas() {
    let pointer = "/components/schemas/User/properties/enum";
    let (questions, report) = prove("word", &[pointer], "read", &echo);
    assert!(report.is_proven() && questions.iter().all(|it| it.instance.starts_with('"')));
}

#[test]
fn a_number_may_be_the_nearest_double_where_any_number_may_stand() {
    let user = &["/components/schemas/User"];
    let rounded = |it: &Question| {
        altered(
            it,
            r#""number":9007199254740993"#,
            r#""number":9007199254740992"#,
        )
    };
    let (questions, report) = prove("double", user, "read", &rounded);
    assert!(
        questions
            .iter()
            .any(|it| it.instance.contains("9007199254740993"))
    );
    assert!(report.is_proven(), "{}", report.text(Length::Full));
}

#[test]
fn what_is_only_sent_has_to_be_valid() {
    let (_, report) = prove("sent", PET, "write", &|it| {
        altered(it, r#""name":"text""#, r#""name":7"#)
    });
    assert!(
        report
            .failures
            .iter()
            .any(|it| it.kind == Kind::EncodingInvalid),
        "{}",
        report.text(Length::Full)
    );
}

#[test]
fn a_schema_without_values_is_said() {
    let (questions, report) = prove(
        "never",
        &["/components/schemas/Never", "/components/schemas/None"],
        "read",
        &echo,
    );
    assert!(questions.is_empty());
    assert_eq!(report.unsatisfied, ["/components/schemas/Never"]);
    assert_eq!(report.unplaced, ["/components/schemas/None: pets::T"]);
}

#[test]
fn a_request_is_read_back() {
    let request = |separator: &'static str| {
        move |question: &Question| {
            let encoded = |it: &Json| match it {
                Json::String(text) => {
                    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC)
                        .to_string()
                }
                _ => panic!("no text"),
            };
            let Json::Object(values) = Json::parse(&question.instance).unwrap() else {
                panic!("no values")
            };
            let query = match values.get("f0") {
                Some(Json::Array(items)) => format!(
                    "?tags={}",
                    items
                        .iter()
                        .map(encoded)
                        .collect::<Vec<_>>()
                        .join(separator)
                ),
                _ => String::new(),
            };
            let uri = format!(
                "https://server.example/base/pets/{}{query}",
                encoded(&values["a0"])
            );
            Answer::Written(Json::from(
                &json!({ "uri": uri, "headers": [], "body": "" }),
            ))
        }
    };
    let (_, report) = prove("request", &[], "read", &request(","));
    assert!(
        report.is_proven() && report.requests_proven > 5,
        "{}",
        report.text(Length::Full)
    );
    // No reader takes this for a comma.
    let (_, report) = prove("wrong-request", &[], "read", &request("%2C"));
    let is_found = report.failures.iter().any(|it| it.path == "/query/tags");
    assert!(is_found, "{}", report.text(Length::Full));
}
