//! Which operations a pattern selects.

use super::{Select, matches};

#[test]
fn a_star_ends_at_a_slash_and_two_do_not() {
    for (pattern, text, expected) in [
        ("/a", "/a", true),
        ("/a", "/a/b", false),
        ("/*", "/a", true),
        ("/*", "/a/b", false),
        ("/**", "/a/b", true),
        ("/*/b", "/a/b", true),
        ("/*/b", "/a/c/b", false),
        ("/**/b", "/a/c/b", true),
        ("/**/b/*", "/b/b/x", true),
        ("/a*", "/abc", true),
        ("/a**c/*d", "/a/b/c/xd", true),
        ("**a*b", "aXaYb", true),
        ("", "", true),
        ("*", "", true),
    ] {
        let found = matches(pattern.as_bytes(), text.as_bytes(), true);
        assert_eq!(found, expected, "{pattern} {text}");
    }
    assert!(matches(b"get*", b"get/a", false));
}

#[test]
fn no_pattern_takes_long() {
    let pattern = "*a".repeat(40);
    assert!(!matches(
        pattern.as_bytes(),
        "a".repeat(39).as_bytes(),
        true
    ));
    let pattern = "**a*".repeat(40) + "b";
    assert!(!matches(
        pattern.as_bytes(),
        "a".repeat(5000).as_bytes(),
        true
    ));
}

#[test]
fn all_that_is_asked_for_has_to_be_there() {
    let select = Select {
        path: Some("/pets/**".to_owned()),
        method: Some("get".to_owned()),
        ..Select::default()
    };
    assert!(select.is_met("GET", "/pets/{id}", None, &[]));
    assert!(!select.is_met("POST", "/pets/{id}", None, &[]));
    let select = Select {
        tag: Some("Pets".to_owned()),
        operation: Some("list*".to_owned()),
        ..Select::default()
    };
    assert!(select.is_met("GET", "/", Some("list-pets"), &["A", "Pets"]));
    assert!(!select.is_met("GET", "/", None, &["Pets"]));
}
