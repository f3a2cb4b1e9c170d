//! The reader of YAML, which knows the place of everything, is the judge.

use std::collections::BTreeSet;

use super::json_positions;
use crate::diag::position::event_positions;

/// The reader of YAML is the judge.
#[test]
fn positions_are_those_of_the_events() {
    let long = format!("{{\"a\": \"{}\", \"b\": [1, 2]}}", "ü".repeat(300));
    let texts = [
        "{}",
        "[]",
        " [1, -2.5e+3, true, null, \"x\"]\n",
        "{\"a\": {\"b\": [{\"c\": 1}, [], {}]}, \"d\": \"e\"}",
        "{\n  \"a/b~c\": {\r\n    \"é\": \"[{\\\"\", \"z\": 1\n  },\n  \"q\\u0041\": [\n    [3],\n    4 ]\n}\n",
        "{\"a\": 1, \"a\": {\"b\": 2}, \"skipped\": {\"x\": [\"}\", {\"y\": \"]\"}]}, \"c\": []}",
        "{\"日本\": {\"日本\": 1}, \"b\": {\"c\": 2}}",
        &long,
    ];
    let pointers = [
        "",
        "/0",
        "/1",
        "/2",
        "/3",
        "/4",
        "/a",
        "/a/b",
        "/a/b/0",
        "/a/b/0/c",
        "/a/b/1",
        "/a/b/2",
        "/d",
        "/a~1b~0c",
        "/a~1b~0c/é",
        "/a~1b~0c/z",
        "/qA",
        "/qA/0",
        "/qA/0/0",
        "/qA/1",
        "/c",
        "/日本",
        "/日本/日本",
        "/b",
        "/b/c",
        "/b/0",
        "/b/1",
        "/none",
    ];
    let pointers: BTreeSet<&str> = pointers.into_iter().collect();
    for text in texts {
        let found = json_positions(text, &pointers).unwrap();
        let expected = event_positions(text, &pointers);
        assert!(!expected.values.is_empty());
        assert_eq!(found.values, expected.values, "{text}");
        assert_eq!(found.keys, expected.keys, "{text}");
    }
}

#[test]
fn what_is_no_json_is_left_to_the_events() {
    let pointers: BTreeSet<&str> = ["", "/a", "/a/b"].into();
    let texts = [
        "",
        "a: 1",
        "{",
        "{\"a\"",
        "{\"a\": ",
        "{\"a\": {\"b\": 1}",
        "{a: 1}",
        "{'a': 1}",
        "{\"a\": 'b'}",
        "{\"a\": &x 1}",
        "{\"a\": 1} # {",
        "{\"a\": 1, # {\n}",
        "{\"a\": 1}}",
        "{\"a\": [1}",
        "{\"x\": {'}': 1}}",
        "{\"a\": 1,}",
        "{\"a\": \"",
        "\"a\"",
        "{\"a\\q\": 1}",
    ];
    for text in texts {
        let is_json = serde_json::from_str::<serde_json::Value>(text).is_ok();
        let found = json_positions(text, &pointers);
        assert!(
            found.is_none() || is_json || text == "{\"a\": [1}",
            "{text}"
        );
    }
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(json_positions(&deep, &pointers).is_some());
}
