//! Files beside a description that nobody would write: names of an earlier run, a configuration. Each is refused with its place,
//! or gives a client whose files are what they should be.
//!
//! `CASES=10000 cargo test -p openapi-client-generator --test suite hostile` looks longer.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests may panic"
)]

use crate::support::answered::check_client;
use crate::support::cargo::metadata;
use openapi_generator::config::Config;
use openapi_generator::generate;
use openapi_generator::names::NamesLock;
use openapi_generator::source::Input;
use proptest::prelude::*;
use proptest::sample::select;
use toml::{Table, Value};

const DESCRIPTION: &str = r"
openapi: 3.0.4
info: {title: Hostile, version: '1'}
servers: [{url: 'https://{host}.example.com', variables: {host: {default: a}}}]
security: [{token: []}]
paths:
  /a/{id}:
    get:
      tags: [pets]
      operationId: list
      parameters:
        - {name: id, in: path, required: true, schema: {type: string, format: uuid}}
        - {name: q, in: query, schema: {type: string}}
      responses: {'200': {description: One., content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}}
  /b: {put: {tags: [stores], operationId: b, requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Big'}}}}, responses: {'204': {description: Done.}}}}
  /c: {get: {operationId: c, responses: {'200': {description: One., content: {application/json: {schema: {type: object, properties: {a: {type: string}}}}}}}}}
components:
  securitySchemes: {token: {type: http, scheme: bearer}}
  schemas:
    Big: {type: object, required: [a, b, c, d], properties: {a: {type: string}, b: {type: string}, c: {type: string}, d: {type: string}}}
    Pet: {type: object, properties: {id: {type: string}, at: {type: string, enum: [a, b]}, or: {oneOf: [{type: string}, {type: object, properties: {c: {type: string}}}]}}}
";

/// Tables and keys of the lock of this description.
const SCOPES: &[(&str, &[&str])] = &[
    ("client", &["token", "id"]),
    ("servers", &["https://{host}.example.com"]),
    ("variables of servers", &["host"]),
    ("resources of the client", &["pets", "stores"]),
    ("operations of the client", &["GET /c"]),
    ("operations of pets", &["GET /a/{id}"]),
    ("arguments of GET /a/{id}", &["id"]),
    ("params of GET /a/{id}", &["q"]),
    ("files of types", &["Pet"]),
    (
        "types",
        &["Pet", "Pet.at", "Pet.or", "/components/schemas/Pet"],
    ),
    ("types of the client", &["GET /c response"]),
    ("constructors", &["Big (sent)", "Big"]),
    ("constructors of stores", &["PUT /b params"]),
    ("fields of Pet", &["id", "at", "or"]),
    ("values of Pet.at", &["a", "b", "..."]),
    ("branches of Pet.or", &["string", "object", "..."]),
];

/// Words that mean something somewhere, or look as if they did.
const WORDS: &[&str] = &[
    "",
    "a",
    "b",
    "A",
    "a_b",
    "Pet",
    "Pets",
    "pets",
    "lib",
    "main",
    "bin",
    "mod",
    "nul",
    "con",
    "types",
    "client",
    "Client",
    "String",
    "Self",
    "self",
    "super",
    "r#x",
    "r#type",
    "type",
    "gen",
    "_",
    "__",
    "_1",
    "1",
    "a b",
    "../x",
    "/x",
    "a/b",
    "a\\b",
    "a\0",
    "\u{202e}",
    "\u{200d}",
    "café",
    "cafe\u{301}",
    "日本",
    "ĸ",
    "ß",
    "*",
    ".",
    "a.b",
    "a..b",
    "serde",
    "std",
    "uuid::Uuid",
    "std::net::Ipv4Addr",
    "std::a::B<u8>",
    "a::B; fn f() {}",
    "std::crate::A",
    "string",
    "u32",
    "/components/schemas/Pet",
    "#/components/schemas/Pet/properties/id",
    "/components/schemas/Pet/properties/at",
    "list",
    "GET /a/{id}",
    "id",
    "token",
    "resources",
    "default",
    "dep:serde",
    "0.1.0",
    "1",
    "^1",
    "*",
    "true",
];

fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => select(WORDS).prop_map(str::to_owned),
        1 => "[a-zA-Z_]{1,6}",
        1 => any::<String>(),
        1 => (select(WORDS), 1_usize..80).prop_map(|(word, count)| word.repeat(count)),
    ]
}

/// Any value of TOML, with words in it.
fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        5 => word().prop_map(Value::from),
        1 => any::<bool>().prop_map(Value::from),
        1 => any::<i64>().prop_map(Value::from),
        1 => any::<f64>().prop_map(Value::from),
        1 => Just("1979-05-27T07:32:00Z".parse::<toml::value::Datetime>().unwrap().into()),
    ];
    leaf.prop_recursive(4, 24, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((word(), inner), 0..5)
                .prop_map(|it| Value::Table(it.into_iter().collect())),
        ]
    })
}

/// Names for what has one, and for what has none.
fn names() -> impl Strategy<Value = Table> {
    let known = select(SCOPES).prop_flat_map(|(scope, keys)| {
        let entry = (
            select(keys).prop_map(str::to_owned),
            word().prop_map(Value::from),
        );
        (Just(scope.to_owned()), prop::collection::vec(entry, 0..4))
    });
    let unknown = (word(), prop::collection::vec((word(), value()), 0..3));
    let table = prop_oneof![8 => known, 1 => unknown];
    prop::collection::vec(table, 0..6).prop_map(|tables| {
        let tables = tables.into_iter();
        let tables =
            tables.map(|(scope, entries)| (scope, Value::Table(entries.into_iter().collect())));
        tables.collect()
    })
}

/// A table of these keys, some of which have a value that they may have.
fn table(keys: &'static [&'static str]) -> impl Strategy<Value = Value> {
    let entry = (
        prop_oneof![9 => select(keys).prop_map(str::to_owned), 1 => word()],
        value(),
    );
    prop::collection::vec(entry, 0..4).prop_map(|it| Value::Table(it.into_iter().collect()))
}

fn manifest() -> impl Strategy<Value = Value> {
    let dependencies = || {
        let keys = select(
            &[
                "serde",
                "serde-json",
                "http",
                "bytes",
                "uuid",
                "url",
                "a b",
                "self",
            ][..],
        );
        let value = prop_oneof![
            select(&["1", "2", "*", "", "=1.2.3", ">=1, <3", "x"][..]).prop_map(Value::from),
            table(&[
                "version",
                "features",
                "default-features",
                "optional",
                "path",
                "package"
            ]),
        ];
        let entry = (keys.prop_map(str::to_owned), value);
        prop::collection::vec(entry, 0..4).prop_map(|it| Value::Table(it.into_iter().collect()))
    };
    let package = table(&[
        "name",
        "version",
        "edition",
        "authors",
        "metadata",
        "description",
        "rust-version",
    ]);
    let entry = prop_oneof![
        (Just("package".to_owned()), package),
        (Just("dependencies".to_owned()), dependencies()),
        (Just("dev-dependencies".to_owned()), dependencies()),
        (
            Just("features".to_owned()),
            table(&["default", "resources", "pets", "serde", "a"])
        ),
        (
            Just("lib".to_owned()),
            table(&["name", "path", "crate-type"])
        ),
        (
            Just("example".to_owned()),
            prop::collection::vec(table(&["name", "path"]), 0..3).prop_map(Value::from)
        ),
        (
            Just("workspace".to_owned()),
            Just(Value::Table(Table::new()))
        ),
        (word(), value()),
    ];
    prop::collection::vec(entry, 0..4).prop_map(|it| Value::Table(it.into_iter().collect()))
}

fn configuration() -> impl Strategy<Value = Table> {
    let text = |key: &'static str| (Just(key.to_owned()), word().prop_map(Value::from)).boxed();
    let any = |key: &'static str| (Just(key.to_owned()), value()).boxed();
    let of = |key: &'static str, keys| (Just(key.to_owned()), table(keys)).boxed();
    let operation = table(&["method", "resource", "idempotent", "paging"]);
    let operation = (select(&["list", "b", "GET /c", "x"][..]), operation);
    let operation = operation
        .prop_map(|(key, value)| Value::Table(Table::from_iter([(key.to_owned(), value)])));
    let entry = prop_oneof![
        text("package"),
        text("base_url"),
        text("base_url_env"),
        any("client_parameters"),
        any("closed_enums"),
        any("overlays"),
        any("files"),
        any("include"),
        any("exclude"),
        any("allow"),
        of("resources", &["pets", "stores"]),
        of("security", &["token"]),
        of("formats", &["uuid", "date"]),
        of(
            "types",
            &[
                "#/components/schemas/Pet/properties/id",
                "/components/schemas/Pet"
            ]
        ),
        of("envelope", &["flag"]),
        (Just("operations".to_owned()), operation).boxed(),
        (Just("names".to_owned()), names().prop_map(Value::Table)).boxed(),
        (Just("manifest".to_owned()), manifest()).boxed(),
        (Just("manifest".to_owned()), manifest()).boxed(),
        any("unknown"),
    ];
    prop::collection::vec(entry, 0..4).prop_map(|entries| entries.into_iter().collect())
}

/// Generates with what was read. What is wrong with it is said with its place, and what is made of it can be used.
fn check(config: &Config, lock: &NamesLock, context: &str) {
    let input = Input::new("openapi.yaml", DESCRIPTION);
    let outcome = generate(&input, config, lock);
    let report = outcome.report.to_string();
    assert_eq!(
        outcome.client.is_none(),
        outcome.report.errors() > 0,
        "{report}\n{context}"
    );
    let is_ours = outcome
        .report
        .diagnostics()
        .any(|it| it.code == "invalid-output");
    assert!(!is_ours, "a fault of the generator:\n{report}\n{context}");
    let Some(client) = outcome.client else {
        return;
    };
    check_client(&client, context);
    // Files of the user's own are not there.
    let manifest = client.files.get("Cargo.toml").unwrap();
    if let Err(error) = metadata("hostile", manifest)
        && !error.contains("can't find")
    {
        panic!("{error}\n{manifest}\n{context}");
    }
    let again = NamesLock::parse("names.lock", &client.lock.to_text()).unwrap();
    let again = generate(&input, config, &again).client.unwrap();
    assert!(client.files == again.files, "names do not stay:\n{context}");
    assert_eq!(client.lock.to_text(), again.lock.to_text(), "{context}");
}

fn cases() -> u32 {
    let asked = std::env::var("CASES").ok();
    asked.map_or(64, |text| text.parse().unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_names_are_answered(names in names()) {
        let text = names.to_string();
        if let Ok(lock) = NamesLock::parse("names.lock", &text) {
            check(&Config::default(), &lock, &text);
        }
    }

    #[test]
    fn any_configuration_is_answered(table in configuration()) {
        let text = table.to_string();
        if let Ok(config) = Config::parse("codegen.toml", &text) {
            check(&config, &NamesLock::default(), &text);
        }
    }

    #[test]
    fn any_text_is_refused_or_read(text in "[\\[\\]={}.,'\"#a-c \n\\\\\u{0}é\u{301}]{0,60}") {
        let read = NamesLock::parse("names.lock", &text);
        prop_assert!(read.map_or_else(|error| error.to_string().contains("names.lock:"), |_| true));
        let read = Config::parse("codegen.toml", &text);
        prop_assert!(read.map_or_else(|error| error.to_string().contains("codegen.toml:"), |_| true));
    }
}
