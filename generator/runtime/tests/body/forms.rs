//! Bodies that are not JSON: forms, parts, files, texts.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "helpers of tests may panic"
)]

use crate::support::memory::Memory;
use crate::support::{POST, builder, request};
use bytes::Bytes;
use http::Request as Built;
use openapi_runtime::runtime::body::Parts;
use openapi_runtime::runtime::data::{Encode, Json};
use openapi_runtime::runtime::multipart::Part;
use openapi_runtime::runtime::{Client, File, Request, Style, StyleKind};
use serde_json::json;

fn client() -> Client {
    builder().transport(Memory::new([])).build().unwrap()
}

fn post() -> Request<Json> {
    request(&client(), &POST)
}

fn content_type(built: &Built<Bytes>) -> &str {
    built.headers()["content-type"].to_str().unwrap()
}

/// The parts of a body, each with its head and its content.
fn parts(built: &Built<Bytes>) -> Vec<(String, String)> {
    let boundary = content_type(built)
        .strip_prefix("multipart/form-data; boundary=")
        .unwrap();
    let body = String::from_utf8(built.body().to_vec()).unwrap();
    let body = body.strip_suffix(&format!("--{boundary}--\r\n")).unwrap();
    let begin = format!("--{boundary}\r\n");
    let parts = body.split(&begin).skip(1);
    let split = |part: &str| {
        let (head, content) = part.split_once("\r\n\r\n").unwrap();
        (
            head.to_owned(),
            content.strip_suffix("\r\n").unwrap().to_owned(),
        )
    };
    parts.map(split).collect()
}

#[test]
fn every_value_is_a_part() {
    let file = File::new("PNG")
        .name("a\"b\r\n.png")
        .media_type("image/png");
    let files = Some(vec![File::from("1"), File::from(vec![50])]);
    let (none, tags): (Option<String>, _) = (None, vec!["x".to_owned(), "y".to_owned()]);
    let meta = json!({"width": 3});
    let built = post()
        .multipart(&[
            Part::value("title", &"é", None),
            Part::value("nothing", &none, None),
            Part::value("tags", &tags, None),
            Part::value("meta", &meta, None),
            Part::value("text", &"a,b", Some("text/csv")),
            Part::files("picture", &file, Some("image/jpeg")),
            Part::files("others", &files, None),
        ])
        .build()
        .unwrap();
    let head = |name: &str| format!("Content-Disposition: form-data; name=\"{name}\"");
    let typed =
        |name: &str, media_type: &str| format!("{}\r\nContent-Type: {media_type}", head(name));
    let bytes = "application/octet-stream";
    let expected = [
        (head("title"), "é"),
        (head("tags"), "x"),
        (head("tags"), "y"),
        (typed("meta", "application/json"), "{\"width\":3}"),
        (typed("text", "text/csv"), "a,b"),
        (
            "Content-Disposition: form-data; name=\"picture\"; filename=\"a%22b%0D%0A.png\"\r\nContent-Type: image/png"
                .to_owned(),
            "PNG",
        ),
        (typed("others\"; filename=\"others", bytes), "1"),
        (typed("others\"; filename=\"others", bytes), "2"),
    ];
    let found = parts(&built);
    let found: Vec<_> = found
        .iter()
        .map(|(head, content)| (head.clone(), content.as_str()))
        .collect();
    assert_eq!(found, expected);
}

/// A quote ends a name, and a line break a header; nothing else does.
#[test]
fn no_name_and_no_media_type_says_more_than_one() {
    let file = File::new("").name("\\\"; name=\"x\r\nY: z\0\u{85}é");
    let part = Part::files("\"; filename=\"x\\", &file, Some("text/plain"));
    let found = parts(&post().multipart(&[part]).build().unwrap());
    assert_eq!(
        found,
        [(
            "Content-Disposition: form-data; name=\"%22; filename=%22x\\\"; \
             filename=\"\\%22; name=%22x%0D%0AY: z%00\u{85}é\"\r\nContent-Type: text/plain"
                .to_owned(),
            String::new()
        )]
    );
    for media_type in ["a/b\r\nX-Evil: 1", "a/b\n", "a/b\0", "a/b\u{7f}"] {
        let file = File::new("").media_type(media_type);
        let parts = [Part::files("file", &file, None)];
        let error = post().multipart(&parts).build().unwrap_err();
        assert_eq!(
            error.to_string(),
            "things.create cannot be sent: a part of its body has a media type that cannot stand in a header",
            "{media_type:?}"
        );
    }
}

/// The pairs that RFC 6570, 3.2.8 makes of these values, without what it encodes for URLs.
#[test]
fn parts_have_the_styles_of_queries() {
    let none: Option<Vec<String>> = None;
    let list = json!(["red", "a:b"]);
    let keys = json!({"x": 1, "y y": "é%"});
    let styled = |value, kind, explode| Part::styled("n", value, Style::new(kind, explode));
    let cases: [(Part<'_>, &[(&str, &str)]); 11] = [
        (styled(&"a,b", StyleKind::Form, false), &[("n", "a,b")]),
        (styled(&none, StyleKind::Form, false), &[]),
        (styled(&list, StyleKind::Form, false), &[("n", "red,a:b")]),
        (
            styled(&list, StyleKind::Form, true),
            &[("n", "red"), ("n", "a:b")],
        ),
        (
            styled(&list, StyleKind::SpaceDelimited, false),
            &[("n", "red a:b")],
        ),
        (
            styled(&list, StyleKind::TabDelimited, false),
            &[("n", "red\ta:b")],
        ),
        (
            styled(&list, StyleKind::PipeDelimited, false),
            &[("n", "red|a:b")],
        ),
        (
            styled(&list, StyleKind::PipeDelimited, true),
            &[("n", "red"), ("n", "a:b")],
        ),
        (
            styled(&keys, StyleKind::Form, false),
            &[("n", "x,1,y y,é%")],
        ),
        (
            styled(&keys, StyleKind::Form, true),
            &[("x", "1"), ("y y", "é%")],
        ),
        (
            styled(&keys, StyleKind::DeepObject, true),
            &[("n[x]", "1"), ("n[y y]", "é%")],
        ),
    ];
    for (part, expected) in cases {
        let shown = format!("{part:?}");
        let found = parts(&post().multipart(&[part]).build().unwrap());
        let head = |name: &str| format!("Content-Disposition: form-data; name=\"{name}\"");
        let expected: Vec<_> = expected
            .iter()
            .map(|(name, text)| (head(name), (*text).to_owned()))
            .collect();
        assert_eq!(found, expected, "{shown}");
    }
}

/// Servers tell files from values by whether there is the name of a file.
#[test]
fn files_have_names_and_values_have_none() {
    let unnamed = File::from("1").name("");
    let json = json!({"filename": "a"});
    let built = post()
        .multipart(&[
            Part::files("", &File::from("0"), None),
            Part::files("a\"b", &File::from("0"), None),
            Part::files("unnamed", &unnamed, None),
            Part::value("value", &"file.png", Some("image/png")),
            Part::value("json", &json, None),
            Part::styled("styled", &json, Style::new(StyleKind::Form, true)),
        ])
        .build()
        .unwrap();
    let found: Vec<Option<String>> = parts(&built)
        .into_iter()
        .map(|(head, _)| {
            let (_, name) = head.lines().next()?.split_once("; filename=")?;
            Some(name.to_owned())
        })
        .collect();
    let named = |name: &str| Some(name.to_owned());
    let expected = [
        named("\"file\""),
        named("\"a%22b\""),
        named("\"unnamed\""),
        None,
        None,
        None,
    ];
    assert_eq!(found, expected);
}

#[test]
fn a_caller_names_parts() {
    let all = Parts::new()
        .text("title", "t")
        .file(
            "photo",
            File::new("p").name("p.png").media_type("image/png"),
        )
        .text("title", "again");
    let built = post().multipart_parts(all).build().unwrap();
    assert!(content_type(&built).starts_with("multipart/form-data; boundary="));
    let found = parts(&built);
    let bodies: Vec<&str> = found.iter().map(|(_, body)| body.as_str()).collect();
    assert_eq!(bodies, ["t", "p", "again"]);
    assert!(found[0].0.ends_with("name=\"title\""), "{}", found[0].0);
    assert!(found[1].0.contains("filename=\"p.png\"") && found[1].0.contains("image/png"));

    let texts = post()
        .multipart_parts(Parts::from([("a", "1")]))
        .build()
        .unwrap();
    assert_eq!(parts(&texts).len(), 1);
    let none = post().multipart_parts(None).build().unwrap();
    assert!(none.body().is_empty());
}

#[test]
fn an_object_is_as_many_parts_as_it_has_fields() {
    let built = post()
        .multipart_body(&json!({"a": 1, "b": [true, null], "c": null}))
        .build()
        .unwrap();
    let mixed = post()
        .multipart_body(&json!({"a": 1}))
        .multipart_type("multipart/mixed")
        .build()
        .unwrap();
    assert!(content_type(&mixed).starts_with("multipart/mixed; boundary="));
    let contents: Vec<String> = parts(&built)
        .into_iter()
        .map(|(_, content)| content)
        .collect();
    assert_eq!(contents, ["1", "true"]);
    let error = post().multipart_body(&json!([1])).build().unwrap_err();
    assert!(error.to_string().contains("is not an object"), "{error}");
}

#[test]
fn forms_texts_and_bytes() {
    let built = post()
        .form_body(&json!({"a": "x y&z", "b": [1, 2]}))
        .build()
        .unwrap();
    assert_eq!(content_type(&built), "application/x-www-form-urlencoded");
    assert_eq!(&built.body()[..], b"a=x%20y%26z&b=1&b=2");
    // What is said about no field: an object keeps its name (`OpenAPI` 3.0.4, 4.8.14.4).
    let built = post()
        .form_body(&json!({"a": {"b": 1}, "c": [{"d": 2}]}))
        .build()
        .unwrap();
    assert_eq!(
        &built.body()[..],
        b"a=%7B%22b%22%3A1%7D&c=%7B%22d%22%3A2%7D"
    );
    // A field that may be an object, and is none, is written as the text that it is.
    let fields = [
        json!("x"),
        json!(["y", {"d": 1}]),
        json!({"e": 1}),
        json!(null),
    ];
    let styled: Vec<(&'static str, &dyn Encode, Style)> = fields
        .iter()
        .map(|it| ("f", it as &dyn Encode, Style::FIELD))
        .collect();
    let built = post().form_fields(&styled).build().unwrap();
    assert_eq!(
        &built.body()[..],
        b"f=x&f=y&f=%7B%22d%22%3A1%7D&f=%7B%22e%22%3A1%7D"
    );
    let built = post()
        .text_body("text/plain", "é".to_owned())
        .build()
        .unwrap();
    assert_eq!(
        (content_type(&built), &built.body()[..]),
        ("text/plain", "é".as_bytes())
    );
    let built = post().file_body("image/png", None).build().unwrap();
    assert!(built.headers().get("content-type").is_none() && built.body().is_empty());
}
