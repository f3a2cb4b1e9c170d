//! Names of packages.

use super::{check_package, made};
use crate::config::Config;

fn config() -> Config {
    let text =
        "[manifest.dependencies]\nmy-types = '1'\n[manifest.dev-dependencies]\npets-client = '1'";
    Config::parse("codegen.toml", text).unwrap()
}

#[test]
fn a_chosen_name_is_taken_or_refused() {
    let config = config();
    for name in [
        "a",
        "pets",
        "Pets",
        "my-pets_2",
        "client",
        "tests",
        "com10",
        "core-api",
    ] {
        assert_eq!(check_package(name, &config), Ok(()), "{name}");
    }
    let long = "a".repeat(65);
    for (name, instead) in [
        ("", "client"),
        ("-", "client"),
        ("_a", "a"),
        ("1a", "client-1a"),
        ("a b", "a-b"),
        ("a/b", "a-b"),
        ("../b", "b"),
        ("ä", "client"),
        ("a\n", "a"),
        ("\u{ff41}", "client"),
        (&long, long.get(1..).unwrap()),
        ("nul", "nul-client"),
        ("COM1", "com1-client"),
        ("fn", "fn-client"),
        ("gen", "gen-client"),
        ("Self", "self-client"),
        ("crate", "crate-client"),
        ("std", "std-client"),
        ("core", "core-client"),
        ("test", "test-client"),
        ("proc-macro", "proc-macro-client"),
        ("serde", "serde-client"),
        ("Serde", "serde-client"),
        ("serde-json", "serde-json-client"),
        ("serde_json", "serde-json-client"),
        ("my_types", "my-types-client"),
        ("pets_client", "pets-client-client"),
    ] {
        let unfit = check_package(name, &config).unwrap_err();
        assert_eq!(unfit.instead, instead, "{name}");
        assert_eq!(check_package(instead, &config), Ok(()), "{instead}");
    }
}

#[test]
fn a_title_gives_a_name_that_fits() {
    let config = config();
    for (title, expected) in [
        ("Pet Store", "pet-store"),
        ("", "client"),
        ("日本", "client"),
        ("3D", "client-3d"),
        ("Test", "test-client"),
        ("My types", "my-types-client"),
        ("HTTP", "http-client"),
        ("a\0b\n", "a-b"),
    ] {
        assert_eq!(made(title, &config), expected);
    }
    let words = "word ".repeat(20);
    assert_eq!(
        made(&words, &config),
        "word-".repeat(13).trim_end_matches('-')
    );
    assert_eq!(made(&"x".repeat(100), &config), "x".repeat(64));
}
