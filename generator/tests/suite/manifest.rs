//! What becomes of the tables of `[manifest]`, and that cargo takes whatever is made of them.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests may panic"
)]

use crate::support::cargo::metadata;
use openapi_generator::config::Config;
use openapi_generator::generate;
use openapi_generator::names::NamesLock;
use openapi_generator::source::Input;

const DESCRIPTION: &str = "
openapi: 3.0.4
info: {title: \"T\\0i\\nt\\u202ele\", version: '1'}
paths:
  /a: {get: {tags: [a], operationId: a, responses: {'204': {description: Done.}}}}
  /b: {get: {tags: [b], operationId: b, responses: {'204': {description: Done.}}}}
";

/// The manifest of a client with this configuration, which cargo takes.
fn manifest(configuration: &str) -> String {
    let config = Config::parse("codegen.toml", configuration).unwrap();
    let input = Input::new("openapi.yaml", DESCRIPTION);
    let outcome = generate(&input, &config, &NamesLock::default());
    let Some(client) = outcome.client else {
        panic!("{}", outcome.report);
    };
    let text = client.files.get("Cargo.toml").unwrap().clone();
    metadata("manifest", &text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    text
}

#[track_caller]
fn has(text: &str, lines: &[&str]) {
    for line in lines {
        assert!(text.lines().any(|it| it == *line), "no `{line}` in\n{text}");
    }
}

#[test]
fn a_title_reaches_it_as_words_that_can_be_seen() {
    let text = manifest("");
    has(
        &text,
        &[
            "name = \"t-i-t-le\"",
            "description = \"A client of T i t le.\"",
        ],
    );
}

#[test]
fn tables_are_added_also_empty_ones_and_odd_keys() {
    let text = manifest(
        r#"
        [manifest.workspace]
        [manifest.package.metadata.docs]
        [manifest.package.metadata.tools]
        [manifest.package.metadata."a b".c]
        d = 1
        [manifest.package]
        authors = ["A <a@example.com>"]
        publish = false
        [manifest.profile.release]
        [manifest.target.'cfg(target_os = "none")'.dependencies]
        libc = "0.2"
        [manifest.lints.rust]
        missing_docs = { level = "warn", priority = 1 }
        "#,
    );
    has(
        &text,
        &[
            "[workspace]",
            "[package.metadata.docs.rs]",
            "all-features = true",
            "[package.metadata.tools]",
            "[package.metadata.\"a b\".c]",
            "d = 1",
            "authors = [\"A <a@example.com>\"]",
            "publish = false",
            "[profile.release]",
            "[target.'cfg(target_os = \"none\")']",
            "dependencies = { libc = \"0.2\" }",
            "missing_docs = { level = \"warn\", priority = 1 }",
            "unsafe_code = \"forbid\"",
        ],
    );
}

#[test]
fn dependencies_keep_what_the_client_needs_of_them() {
    let text = manifest(
        r#"
        [manifest.dependencies]
        bytes = { version = "1.10.1", features = ["serde"] }
        http = "1.2"
        serde = { features = ["std", "derive"] }
        serde_json = { version = "1.0.100" }
        tokio = { version = "1.40", features = ["net"] }
        uuid = "1"
        [manifest.features]
        default = ["native-tls", "resources", "extra"]
        extra = ["tokio?/macros", "dep:tracing", "b"]
        "#,
    );
    has(
        &text,
        &[
            "bytes = { version = \"1.10.1\", features = [\"serde\"] }",
            "http = \"1.2\"",
            "serde = { version = \"1\", default-features = false, features = [\"std\", \"derive\"] }",
            "serde_json = { version = \"1.0.100\", features = [\"float_roundtrip\"] }",
            "tokio = { version = \"1.40\", default-features = false, features = [\"time\", \"net\"], optional = true }",
            "uuid = \"1\"",
            "default = [\"native-tls\", \"resources\", \"extra\"]",
            "rustls = [\"reqwest\", \"reqwest/rustls-no-provider\", \"dep:rustls\", \"dep:rustls-platform-verifier\"]",
        ],
    );
}

#[test]
fn a_package_in_capitals_has_a_library_without() {
    let text = manifest("package = \"Pet--Store\"");
    has(
        &text,
        &["name = \"Pet--Store\"", "[lib]", "name = \"pet_store\""],
    );
    let text = manifest("package = \"pet-store\"");
    assert!(!text.contains("[lib]"), "{text}");
}

#[test]
fn a_crate_of_a_field_is_always_there_and_its_feature_stays() {
    let description = DESCRIPTION.replace(
        "responses: {'204': {description: Done.}}",
        "parameters: [{name: at, in: query, schema: {type: string, format: moment}}], responses: {'204': {description: Done.}}",
    );
    let text = "[formats]\nmoment = { type = \"tokio::time::Moment\", blank = \"tokio::MOMENT\" }";
    let config = Config::parse("codegen.toml", text).unwrap();
    let input = Input::new("openapi.yaml", &description);
    let client = generate(&input, &config, &NamesLock::default())
        .client
        .unwrap();
    has(
        &client.files["Cargo.toml"],
        &[
            "tokio = [\"tokio/fs\"]",
            "tokio = { version = \"1\", default-features = false, features = [\"time\"] }",
        ],
    );
}

#[test]
fn a_client_with_a_shared_runtime_hands_its_features_on() {
    let text = manifest(
        r#"
        [runtime]
        crate = "our-runtime"
        version = "1.2"
        [manifest.dependencies]
        chrono = { features = ["std"] }
        [manifest.features]
        extra = ["dep:tracing", "b"]
        "#,
    );
    has(
        &text,
        &[
            "default = [\"rustls\", \"resources\"]",
            "rustls = [\"reqwest\", \"our-runtime/rustls\"]",
            "blocking = [\"tokio\", \"our-runtime/blocking\"]",
            "mock = [\"our-runtime/mock\"]",
            "chrono = [\"dep:chrono\", \"our-runtime/chrono\"]",
            "chrono = { version = \"0.4\", default-features = false, features = [\"alloc\", \"std\"], optional = true }",
            "tracing = { version = \"0.1\", default-features = false, optional = true }",
            "extra = [\"dep:tracing\", \"b\"]",
            "b = []",
        ],
    );
    let runtime = text.lines().find(|it| it.starts_with("our-runtime = {"));
    let runtime = runtime.unwrap();
    let start =
        "our-runtime = { version = \"1.2\", default-features = false, features = [\"made-by-";
    assert!(runtime.starts_with(start), "{runtime}");
    assert!(!text.contains("reqwest/"), "{text}");
}

#[test]
fn the_version_of_the_api_is_that_of_the_package_where_asked() {
    has(&manifest(""), &["version = \"0.1.0\""]);
    has(&manifest("version = \"info\""), &["version = \"1.0.0\""]);
}
