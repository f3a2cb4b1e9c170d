//! Entries of every kind, and what is said of wrong ones.

use super::{Config, ForeignChoice, FormatType, Travels, TypeChoice};

#[test]
fn every_entry_is_read() {
    let config = Config::parse(
        "codegen.toml",
        r##"
        package = "pets"
        client_parameters = ["account_id"]
        closed_enums = ["/components/schemas/State"]
        base_url_env = "PETS_URL"
        idempotency_header = "Pet-Request-Id"
        [security.token]
        env = "PETS_TOKEN"
        [resources]
        Pet = "zoo.pets"
        [operations.list-pets]
        method = "list"
        idempotent = true
        [operations."POST /pets"]
        resource = "pets"
        [formats]
        uuid = "string"
        unix-time = "u32"
        [types]
        "#/components/schemas/Id" = "uuid::Uuid"
        "#/components/schemas/Money" = { type = "my::Money", as = "json", blank = "my::NOTHING" }
        [manifest.dev-dependencies]
        tokio = "1"
        [files]
        roots = ["../shared"]
        "https://a.test/a.yaml" = "a.yaml"
        [allow]
        not-carried = ["/paths/~1pets/get/callbacks"]
        "##,
    )
    .unwrap();
    assert_eq!(config.package.as_deref(), Some("pets"));
    let header = config.idempotency_header.as_ref().unwrap();
    assert_eq!(header.as_str(), "Pet-Request-Id");
    assert_eq!(config.security["token"].env.as_deref(), Some("PETS_TOKEN"));
    let (_, by_id) = config.operation(Some("list-pets"), "GET", "/pets").unwrap();
    assert_eq!(
        (by_id.method.as_deref(), by_id.idempotent),
        (Some("list"), Some(true))
    );
    let (key, by_path) = config.operation(Some("add-pet"), "POST", "/pets").unwrap();
    assert_eq!(key, "POST /pets");
    assert_eq!(by_path.resource.as_ref().unwrap().segments(), ["pets"]);
    assert!(config.operation(None, "GET", "/").is_none());
    assert_eq!(
        config.manifest["dev-dependencies"]["tokio"].as_str(),
        Some("1")
    );
    assert_eq!(config.closed_enums, ["/components/schemas/State"]);
    let known = TypeChoice::Known;
    assert_eq!(config.formats["uuid"], known(FormatType::String));
    assert_eq!(config.formats["unix-time"], known(FormatType::U32));
    let foreign = |path: &str, travels, blank: Option<&str>| {
        TypeChoice::Foreign(ForeignChoice {
            path: path.to_owned(),
            travels,
            blank: blank.map(str::to_owned),
        })
    };
    assert_eq!(
        config.types["#/components/schemas/Id"],
        foreign("uuid::Uuid", Travels::Text, None)
    );
    assert_eq!(
        config.types["#/components/schemas/Money"],
        foreign("my::Money", Travels::Json, Some("my::NOTHING"))
    );
    assert_eq!(config.files.roots, ["../shared"]);
    assert_eq!(config.files.urls["https://a.test/a.yaml"], "a.yaml");
    assert_eq!(config.allow["not-carried"], ["/paths/~1pets/get/callbacks"]);
}

#[test]
fn a_setting_in_a_table_is_told_where_it_belongs() {
    let hint = "\n  = help: a setting such as `tests` stands above the first table";
    for (text, is_told) in [
        ("[allow]\nnot-carried = [\"*\"]\ntests = true\n", true),
        ("[operations.a]\ntests = true\n", true),
        ("tests = 1\n", false),
        ("[operations.a]\nmethods = true\n", false),
    ] {
        let error = Config::parse("codegen.toml", text).unwrap_err().to_string();
        assert_eq!(error.contains(hint), is_told, "{error}");
    }
    let error = Config::parse("codegen.toml", "[cli]\nout = \"a\"\npackage = 1\n").unwrap_err();
    assert!(!error.to_string().contains("help"), "{error}");
}

#[test]
fn a_wrong_entry_is_shown_where_it_stands() {
    let error = Config::parse("codegen.toml", "package = \"pets\"\nbase_urls = 1\n").unwrap_err();
    assert_eq!(
        error.to_string(),
        "error[invalid-config]: there is no setting `base_urls` here: did you mean `base_url`?\n \
         --> codegen.toml:2:1\n  |\n2 | base_urls = 1\n  | ^"
    );
}
