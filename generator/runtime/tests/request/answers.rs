//! Answers that are a text or JSON, by what the description and the server say about them.

use crate::support::memory::{Memory, answer};
use crate::support::{GET, builder};
use openapi_runtime::runtime::data::{DateTime, Decode, Json};
use openapi_runtime::runtime::{DecodeError, Error, RawResponse, Request, decode};
use serde_json::json;

type Read<T> = fn(&RawResponse) -> Result<T, DecodeError>;

/// What a call reads that is answered with this body.
async fn read<T: Decode>(
    read: Read<T>,
    content_type: Option<&str>,
    body: &'static str,
) -> Option<T> {
    let headers = content_type.map(|it| ("content-type", it));
    let headers = Vec::from_iter(headers);
    let memory = Memory::new([answer(200, &headers, body)]);
    let client = builder().transport(memory).build().unwrap();
    match Request::<T>::new(&client, &GET, read).await {
        Ok(value) => Some(value),
        Err(Error::Decode(_)) => None,
        Err(other) => panic!("{other}"),
    }
}

#[tokio::test]
async fn a_text_of_any_media_type_is_bare_or_json() {
    let cases: [(Option<&str>, &str, &str); 12] = [
        (Some("text/plain;charset=UTF-8"), "hello", "hello"),
        (Some("text/plain"), "\"quoted\"", "\"quoted\""),
        (Some("TEXT/HTML"), "<b>", "<b>"),
        (Some("text/json"), "\"a\"", "a"),
        (Some("application/json"), "\"a\\n\"", "a\n"),
        // Spring writes a text as it is, whatever it calls it.
        (Some("application/json"), "hello", "hello"),
        (Some("application/json"), "{\"a\": 1}", "{\"a\": 1}"),
        (Some("application/octet-stream"), "hello", "hello"),
        (None, "hello", "hello"),
        (None, "\"a\"", "a"),
        (None, "123", "123"),
        (Some("text/plain"), "", ""),
    ];
    for (content_type, body, expected) in cases {
        let found = read::<String>(decode::any, content_type, body).await;
        assert_eq!(found.as_deref(), Some(expected), "{content_type:?} {body}");
    }
    let null = read::<Option<String>>(decode::any, Some("application/json"), "null").await;
    assert_eq!(null, Some(None));
    let text = read::<Option<String>>(decode::any, None, "null and void").await;
    assert_eq!(text, Some(Some("null and void".to_owned())));
    let time = read::<DateTime>(decode::any, None, "2024-01-02T03:04:05Z").await;
    assert_eq!(time, Some(DateTime::from("2024-01-02T03:04:05Z")));
}

#[tokio::test]
async fn what_is_no_type_of_texts_is_read_as_json_first() {
    for content_type in [Some("text/plain"), Some("application/json"), None] {
        let found = read::<Json>(decode::any, content_type, "{\"a\": 1}").await;
        assert_eq!(found, Some(json!({"a": 1})));
        assert_eq!(read::<i64>(decode::any, content_type, "12").await, Some(12));
        assert_eq!(read::<i64>(decode::any, content_type, "twelve").await, None);
    }
    assert_eq!(
        read::<Json>(decode::any, Some("text/plain"), "hello").await,
        Some(json!("hello"))
    );
    assert_eq!(
        read::<Json>(decode::any, None, "hello").await,
        Some(json!("hello"))
    );
    assert_eq!(
        read::<Json>(decode::any, Some("application/json"), "{\"a\":").await,
        None
    );
    assert_eq!(
        read::<Json>(decode::any, Some("application/problem+json"), "{").await,
        None
    );
}

#[tokio::test]
async fn a_text_that_is_described_as_json_is_what_the_answer_says() {
    let cases: [(Option<&str>, &str, Option<&str>); 10] = [
        (Some("text/plain; charset=utf-8"), "hello", Some("hello")),
        (Some("text/plain"), "\"a\"", Some("\"a\"")),
        // Express says so of every text.
        (Some("text/html; charset=utf-8"), "hello", Some("hello")),
        (Some("application/json"), "hello", None),
        (Some("application/json"), "\"a\"", Some("a")),
        (Some("application/hal+json"), "hello", None),
        (Some("text/json"), "\"a\"", Some("a")),
        (Some("application/octet-stream"), "hello", Some("hello")),
        (None, "hello", Some("hello")),
        (None, "\"a\"", Some("a")),
    ];
    for (content_type, body, expected) in cases {
        let found = read::<String>(decode::json, content_type, body).await;
        assert_eq!(found.as_deref(), expected, "{content_type:?} {body}");
        let found = read::<Option<String>>(decode::json, content_type, body).await;
        assert_eq!(found.flatten().as_deref(), expected);
    }
    let plain = Some("text/plain");
    assert_eq!(
        read::<Json>(decode::json, plain, "[1]").await,
        Some(json!([1]))
    );
    assert_eq!(read::<Json>(decode::json, plain, "hello").await, None);
}

#[tokio::test]
async fn a_text_that_says_it_is_json_is_a_string_of_json() {
    let cases: [(Option<&str>, &str, &str); 7] = [
        (Some("application/json; charset=utf-8"), "\"a\\n\"", "a\n"),
        (Some("application/problem+json"), "\"a\"", "a"),
        (Some("text/plain"), "\"a\"", "\"a\""),
        (None, "\"a\"", "\"a\""),
        (Some("application/json"), "\"a\" b", "\"a\" b"),
        (Some("application/json"), "{\"a\": 1.0}", "{\"a\": 1.0}"),
        (Some("application/json"), "null", "null"),
    ];
    for (content_type, body, expected) in cases {
        let found = read::<String>(decode::text, content_type, body).await;
        assert_eq!(found.as_deref(), Some(expected), "{content_type:?} {body}");
    }
}

#[tokio::test]
async fn an_empty_body_is_null_or_an_empty_text() {
    for content_type in [None, Some("application/json"), Some("text/html")] {
        let number = read::<Option<i64>>(decode::json, content_type, "").await;
        assert_eq!(number, Some(None));
        assert_eq!(read::<Json>(decode::json, content_type, "").await, None);
        assert_eq!(
            read::<String>(decode::json, content_type, "").await,
            Some(String::new())
        );
        // Something is missing here, and nothing says that it was left out.
        assert_eq!(read::<i64>(decode::json, content_type, "").await, None);
        assert_eq!(read::<Vec<i64>>(decode::json, content_type, "").await, None);
    }
    let memory = Memory::new([
        answer(200, &[("content-length", "0")], ""),
        answer(204, &[], ""),
    ]);
    let client = builder().transport(memory).build().unwrap();
    let any = Request::<Json>::new(&client, &GET, decode::json).await;
    assert_eq!(any.unwrap(), Json::Null);
    let text = Request::<String>::new(&client, &GET, decode::any).await;
    assert_eq!(text.unwrap(), "");
}

#[tokio::test]
async fn a_number_beyond_its_integer_is_refused_with_a_way_out() {
    let memory = Memory::new([answer(200, &[], "[1, 9223372036854775808]")]);
    let client = builder().transport(memory).build().unwrap();
    let error = Request::<Vec<i64>>::new(&client, &GET, decode::json).await;
    let said = error.unwrap_err().to_string();
    assert!(
        said.contains("does not fit its type: expected a 64-bit integer at [1]")
            && said.contains("`[formats]`"),
        "{said}"
    );
}

#[tokio::test]
async fn the_text_of_an_error_is_read() {
    for (content_type, body, expected) in [
        ("text/plain", "no such thing", "no such thing"),
        ("application/json", "no such thing", "no such thing"),
        ("application/json", "\"no such thing\"", "no such thing"),
    ] {
        let memory = Memory::new([answer(404, &[("content-type", content_type)], body)]);
        let client = builder().transport(memory).build().unwrap();
        let error = Request::<Json>::new(&client, &GET, decode::json)
            .await
            .unwrap_err();
        let Error::Status(error) = error else {
            panic!("{error}")
        };
        assert_eq!(error.decode_as::<String>().unwrap(), expected);
        assert_eq!(error.decode_as::<Json>().is_ok(), body.starts_with('"'));
    }
}
