//! Bodies of JSON and forms, and edits of them.

use openapi_runtime::runtime::data::{Json, Patch};
use openapi_runtime::runtime::multipart::Part;
use openapi_runtime::runtime::{Error, Request, Style, StyleKind};
use serde_json::json;

use crate::offline;
use crate::support::{POST, builder, request};

#[test]
fn a_body_that_may_be_null() {
    let call = || request(&offline(builder()), &POST);
    let built = call().json_or_null(&None::<i64>).build().unwrap();
    assert_eq!(&built.body()[..], b"null");
    assert_eq!(built.headers()["content-type"], "application/json");
    let built = call().json_body(&None::<i64>).build().unwrap();
    assert!(built.body().is_empty());
}

#[test]
fn parts_of_the_body_can_be_set() {
    let client = offline(builder());
    let body = |call: Request<Json>| {
        call.build()
            .map(|built| serde_json::from_slice::<Json>(built.body()).unwrap())
    };
    let start = || request(&client, &POST).json_body(&json!({"a": {"b": 1}, "l": [1], "s": "x"}));
    let cases = [
        ("/a/b", json!({"a": {"b": 9}, "l": [1], "s": "x"})),
        (
            "/a/c/d",
            json!({"a": {"b": 1, "c": {"d": 9}}, "l": [1], "s": "x"}),
        ),
        (
            "/a~1b~0/",
            json!({"a": {"b": 1}, "l": [1], "s": "x", "a/b~": {"": 9}}),
        ),
        ("/l/0", json!({"a": {"b": 1}, "l": [9], "s": "x"})),
        ("/l/-", json!({"a": {"b": 1}, "l": [1, 9], "s": "x"})),
        (
            "/l/1/y",
            json!({"a": {"b": 1}, "l": [1, {"y": 9}], "s": "x"}),
        ),
        ("", json!(9)),
    ];
    for (pointer, expected) in cases {
        assert_eq!(
            body(start().set_json(pointer, 9)).unwrap(),
            expected,
            "{pointer}"
        );
    }
    for pointer in ["/s/x", "/l/x", "/l/2", "/l/00", "/l/+0", "/l/", "a"] {
        let error = start().set_json(pointer, 9).build().unwrap_err();
        assert!(
            matches!(error, Error::InvalidRequest { .. }),
            "{pointer}: {error}"
        );
    }
    let call = request(&client, &POST)
        .set_json("/a/b", "x")
        .set_json("/a/c", json!([]));
    let built = call.build().unwrap();
    assert_eq!(&built.body()[..], br#"{"a":{"b":"x","c":[]}}"#);
    assert_eq!(built.headers()["content-type"], "application/json");
    request(&client, &POST)
        .text_body("text/plain", "x".to_owned())
        .set_json("", 1)
        .build()
        .unwrap_err();
}

#[test]
fn forms() {
    let built = request(&offline(builder()), &POST)
        .form_fields(&[
            ("a b", &"c&d", Style::FORM),
            ("none", &None::<bool>, Style::FORM),
            ("l", &json!([1, 2]), Style::FORM),
        ])
        .build()
        .unwrap();
    assert_eq!(&built.body()[..], b"a%20b=c%26d&l=1&l=2");
    assert_eq!(
        built.headers()["content-type"],
        "application/x-www-form-urlencoded"
    );
}

/// `null` says something that only JSON can say.
#[test]
fn no_null_is_lost_in_a_form() {
    let post = || request(&offline(builder()), &POST);
    let null = Patch::<String>::Null;
    let map = std::collections::BTreeMap::from([("note".to_owned(), null.clone())]);
    let calls: [Request<Json>; 7] = [
        post().form_fields(&[("note", &null, Style::FORM)]),
        post().form_fields(&[("note", &vec![null.clone()], Style::FORM)]),
        post().form_fields(&[("in", &map, Style::new(StyleKind::DeepObject, true))]),
        post().form_fields(&[("in", &map, Style::FORM)]),
        post().query_parameter("note", &null, Style::FORM),
        post().multipart(&[Part::value("note", &null, None)]),
        post().multipart(&[Part::styled("in", &map, Style::FORM)]),
    ];
    for call in calls {
        let error = call.build().unwrap_err().to_string();
        assert!(
            error.contains("`null`, which can be sent in JSON alone"),
            "{error}"
        );
    }
    let absent = Patch::<String>::Absent;
    let built = post()
        .form_fields(&[("note", &absent, Style::FORM)])
        .build();
    assert!(built.unwrap().body().is_empty());
}
