//! What a single call can have otherwise than the client and the description say.

#![cfg(feature = "tokio")]
#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

use std::time::Duration;

use crate::support::memory::{Act, Memory, answer, status};
use crate::support::{EMAIL, GET, KEY, POST, TOKEN, builder, everything, request};
use bytes::Bytes;
use http::Method;
use openapi_runtime::runtime::data::{Encode, Json};
use openapi_runtime::runtime::{
    Client, Error, Operation, Request, Scheme, SchemeKind, Secret, Style, Timeout,
};
use serde::Deserialize;
use serde_json::json;

static QUERY_KEY: Scheme = Scheme {
    name: "query_key",
    kind: SchemeKind::Query("api key"),
};

fn client(memory: &Memory) -> Client {
    let builder = builder().header("X-Team", "blue");
    builder.transport(memory.clone()).build().unwrap()
}

fn built(
    operation: &'static Operation,
    edit: impl Fn(Request<Json>) -> Request<Json>,
) -> http::Request<Bytes> {
    edit(request(&client(&Memory::new([])), operation))
        .build()
        .unwrap()
}

#[test]
fn headers_are_set_added_and_removed() {
    let values = |request: &http::Request<Bytes>, name: &str| {
        let values = request.headers().get_all(name).iter();
        values
            .map(|value| value.to_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let sent = built(&GET, |call| call.header("X-Team", "red"));
    assert_eq!(values(&sent, "x-team"), ["red"]);
    let sent = built(&GET, |call| {
        call.add_header("X-Team", "red")
            .add_header("X-Team", "green")
    });
    assert_eq!(values(&sent, "x-team"), ["blue", "red", "green"]);
    let sent = built(&GET, |call| {
        call.add_header("X-Team", "red").header("X-Team", "green")
    });
    assert_eq!(values(&sent, "x-team"), ["green"]);
    let sent = built(&GET, |call| {
        call.remove_header("X-Team").remove_header("accept")
    });
    assert_eq!(values(&sent, "x-team"), [""; 0]);
    assert_eq!(values(&sent, "accept"), [""; 0]);
    let sent = built(&GET, |call| {
        call.remove_header("X-Team").add_header("X-Team", "red")
    });
    assert_eq!(values(&sent, "x-team"), ["red"]);
    for call in [
        request(&client(&Memory::new([])), &GET).remove_header("no name"),
        request(&client(&Memory::new([])), &GET).add_header("x", "a\nb"),
    ] {
        assert!(matches!(call.build(), Err(Error::InvalidRequest { .. })));
    }
}

#[test]
fn a_credential_can_be_left_out_of_one_call() {
    static BOTH: Operation = Operation {
        security: &[&["api_token", "query_key"]],
        errors: &[],
        id: "both",
        method: Method::GET,
        path: "/both",
        idempotent: true,
    };
    let builder = builder()
        .credential(&TOKEN, "t")
        .credential(&QUERY_KEY, "a&b");
    let client = builder.transport(Memory::new([])).build().unwrap();
    let sent = request(&client, &BOTH).query("x", "1").build().unwrap();
    assert_eq!(sent.uri().query(), Some("x=1&api%20key=a%26b"));
    assert_eq!(sent.headers()["authorization"], "Bearer t");
    let sent = request(&client, &BOTH)
        .remove_header("authorization")
        .build()
        .unwrap();
    assert!(!sent.headers().contains_key("authorization"));
}

#[test]
fn the_query_is_set_added_to_and_removed_from() {
    let query = |edit: fn(Request<Json>) -> Request<Json>| {
        let sent = built(&GET, |call| {
            let tags = vec!["a".to_owned(), "b".to_owned()];
            edit(
                call.query_parameter("tag", &tags, Style::FORM)
                    .query_parameter("n", &7_i64, Style::FORM),
            )
        });
        sent.uri().query().unwrap_or_default().to_owned()
    };
    assert_eq!(query(|call| call), "tag=a&tag=b&n=7");
    assert_eq!(query(|call| call.query("tag", "c d")), "n=7&tag=c%20d");
    assert_eq!(
        query(|call| call.add_query("tag", "c")),
        "tag=a&tag=b&n=7&tag=c"
    );
    assert_eq!(
        query(|call| call.remove_query("tag").remove_query("none")),
        "n=7"
    );
    assert_eq!(query(|call| call.remove_query("tag").remove_query("n")), "");
}

#[test]
fn json_is_set_and_removed_by_pointer() {
    let fields: [(&str, &dyn Encode); 2] = [
        ("ids", &vec!["a".to_owned(), "b".to_owned()]),
        ("a/b~c", &"odd"),
    ];
    let body = |edit: fn(Request<Json>) -> Request<Json>| {
        let sent = built(&POST, |call| edit(call.json_fields(&fields)));
        serde_json::from_slice::<Json>(sent.body()).unwrap_or(Json::Null)
    };
    assert_eq!(
        body(|call| call.remove_json("/ids/0")),
        json!({"ids": ["b"], "a/b~c": "odd"})
    );
    assert_eq!(
        body(|call| call.remove_json("/a~1b~0c")),
        json!({"ids": ["a", "b"]})
    );
    assert_eq!(
        body(|call| call
            .remove_json("/x/y")
            .remove_json("/ids/7")
            .remove_json("/ids")),
        json!({"a/b~c": "odd"})
    );
    assert_eq!(body(|call| call.remove_json("")), Json::Null);
    assert_eq!(
        body(|call| call.json(&json!([1])).set_json("/-", 2)),
        json!([1, 2])
    );
    assert_eq!(
        body(|call| call.body("text/plain", "x").remove_json("")),
        Json::Null
    );
    for edit in [
        (|call| call.remove_json("ids")) as fn(Request<Json>) -> Request<Json>,
        |call| call.remove_json("/ids/01"),
        |call| call.body("text/plain", "x").remove_json("/a"),
    ] {
        let call = edit(request(&client(&Memory::new([])), &POST).json_fields(&fields));
        assert!(matches!(call.build(), Err(Error::InvalidRequest { .. })));
    }
    let sent = built(&POST, |call| call.body("text/csv", "a,b").header("x", "y"));
    assert_eq!(sent.headers()["content-type"], "text/csv");
    assert_eq!(&sent.body()[..], b"a,b");
}

#[test]
fn a_call_can_go_to_another_base_url() {
    let sent = built(&GET, |call| call.base_url("https://eu.test/v9/"));
    assert_eq!(sent.uri(), "https://eu.test/v9/things");
    let error = request(&client(&Memory::new([])), &GET)
        .base_url("ftp://pass@x")
        .build()
        .unwrap_err();
    assert!(matches!(error, Error::InvalidRequest { .. }));
    assert!(!everything(&error).contains("pass@"), "{error}");
}

#[test]
fn the_client_says_what_it_is_unless_told_otherwise() {
    let sent = built(&GET, |call| call);
    assert_eq!(
        sent.headers()["user-agent"],
        concat!("openapi-client-runtime/", env!("CARGO_PKG_VERSION"))
    );
    let named = builder()
        .user_agent("mine/2")
        .transport(Memory::new([]))
        .build()
        .unwrap();
    assert_eq!(
        request(&named, &GET).build().unwrap().headers()["user-agent"],
        "mine/2"
    );
}

#[tokio::test]
async fn an_undocumented_endpoint_gets_every_credential_and_is_retried() {
    #[derive(Deserialize, Debug, PartialEq)]
    struct Found {
        name: String,
    }
    let memory = Memory::new([
        answer(429, &[("retry-after", "0")], ""),
        answer(200, &[], r#"{"name": "n"}"#),
    ]);
    let builder = builder()
        .credential(&EMAIL, "e")
        .credential(&KEY, "k")
        .credential(&QUERY_KEY, "q");
    let client = builder.transport(memory.clone()).build().unwrap();
    let call = client
        .request(Method::PATCH, "/zones/a%2Fb:purge")
        .add_query("dry", "true")
        .json(&json!({"x": 1}));
    let found = call.decode_as::<Found>().await.unwrap();
    assert_eq!(found.name, "n");
    let seen = memory.seen();
    assert_eq!(seen.len(), 2);
    assert_eq!(seen[1].method, Method::PATCH);
    assert_eq!(
        seen[1].uri,
        "http://api.test/v4/zones/a%2Fb:purge?dry=true&api%20key=q"
    );
    assert_eq!(seen[1].header("x-auth-email"), Some("e"));
    assert_eq!(seen[1].header("x-auth-key"), Some("k"));
    assert_eq!(seen[1].body, r#"{"x":1}"#);
}

#[tokio::test(start_paused = true)]
async fn errors_of_an_undocumented_endpoint_name_its_method() {
    let memory = Memory::new([
        status(404),
        status(500),
        status(500),
        answer(200, &[], "[]"),
    ]);
    let client = client(&memory);
    let error = client.request(Method::GET, "/a").await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "undocumented GET was answered with 404 Not Found"
    );
    let purge = Method::from_bytes(b"PURGE").unwrap();
    let error = client.request(purge.clone(), "/a").await.unwrap_err();
    assert_eq!(error.operation(), Some("undocumented request"));
    assert_eq!(memory.seen()[1].method, purge);
    // One answer of 500 was for the method that is not idempotent; this one is.
    assert_eq!(
        client.request(Method::DELETE, "/a").await.unwrap(),
        json!([])
    );
    let error = client
        .request(Method::GET, "/a")
        .decode_as::<Vec<u8>>()
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Decode(_)), "{error}");
}

#[test]
fn paths_by_hand_are_checked() {
    let client = client(&Memory::new([]));
    for path in [
        "",
        "a",
        "/a/../b",
        "/..",
        "/%2e%2E/x",
        "/a/.",
        "/.%2e",
        "/a?b=c",
        "/a#b",
        "/a b",
        "/ä",
        "/a%",
        "/a%2",
        "/a%zz",
        "/a\\..\\b",
        "/{id}",
        "//a\n",
    ] {
        let error = client.request(Method::GET, path).build().unwrap_err();
        assert!(matches!(error, Error::InvalidRequest { .. }), "{path}");
    }
    for path in ["/", "/a..b/...", "/a%20b;v=1/(x)", "/%2e%2e%2e"] {
        let sent = client.request(Method::GET, path).build().unwrap();
        assert_eq!(sent.uri().path(), format!("/v4{path}"));
    }
}

#[tokio::test(start_paused = true)]
async fn a_raw_response_has_any_status() {
    let memory = Memory::new([
        status(500),
        answer(404, &[("cf-ray", "r")], "no such thing"),
        Act::BreakInBody(http::StatusCode::BAD_REQUEST, b"half"),
        answer(200, &[], "not JSON"),
        Act::Hang,
    ]);
    let client = client(&memory);
    let raw = request(&client, &GET).send_raw().await.unwrap();
    assert_eq!(
        (raw.status().as_u16(), &raw.body()[..]),
        (404, &b"no such thing"[..])
    );
    assert_eq!(raw.request_id(), Some("r"));
    assert!(raw.is_complete());
    let raw = request(&client, &GET).send_raw().await.unwrap();
    assert_eq!(
        (raw.status().as_u16(), &raw.body()[..]),
        (400, &b"half"[..])
    );
    assert!(!raw.is_complete());
    let raw = request(&client, &GET).send_raw().await.unwrap();
    assert_eq!(
        (raw.status().as_u16(), &raw.body()[..]),
        (200, &b"not JSON"[..])
    );
    let error = request(&client, &GET)
        .max_retries(0)
        .send_raw()
        .await
        .unwrap_err();
    assert!(error.is_timeout());
}

#[test]
fn a_request_carries_its_operation() {
    let sent = built(&GET, |call| call);
    let operation = sent.extensions().get::<&'static Operation>().unwrap();
    assert!(std::ptr::eq(*operation, &raw const GET));
}

#[tokio::test(start_paused = true)]
async fn a_limit_of_one_call_is_its_own() {
    let client = client(&Memory::new(vec![Act::Hang; 9]));
    let second = Duration::from_secs(1);
    let error = request(&client, &GET).timeout(second).await.unwrap_err();
    assert!(
        matches!(error, Error::Timeout { limit: Timeout::Total(limit), .. } if limit == second)
    );
    let call = request(&client, &GET)
        .attempt_timeout(second)
        .max_retries(1);
    let error = call.await.unwrap_err();
    assert!(
        matches!(error, Error::Timeout { limit: Timeout::Attempt(limit), .. } if limit == second)
    );
}

#[test]
fn secret_parameters_are_sent_and_marked() {
    let pin = Secret::from("s3cret");
    let sent = built(&GET, |call| {
        let call = call.header_parameter("X-Pin", &pin, Style::SIMPLE);
        call.query_parameter("pin", &Some(pin.clone()), Style::FORM)
    });
    assert_eq!(sent.headers()["x-pin"], "s3cret");
    assert!(sent.headers()["x-pin"].is_sensitive());
    assert_eq!(sent.uri().query(), Some("pin=s3cret"));
}

#[test]
fn an_endpoint_that_is_not_described_gets_what_is_asked_for_in_general() {
    let sent = |builder: openapi_runtime::runtime::ClientBuilder| {
        let client = builder
            .security(&[&[], &["api_key", "api_email"], &["api_token"]])
            .transport(Memory::new([]))
            .build()
            .unwrap();
        let sent = client.request(Method::GET, "/a").build().unwrap();
        let has = |name| sent.headers().contains_key(name);
        [has("authorization"), has("x-auth-key"), has("x-auth-email")]
    };
    let token = || builder().credential(&TOKEN, "t");
    assert_eq!(sent(token()), [true, false, false]);
    assert_eq!(sent(token().credential(&KEY, "k")), [true, false, false]);
    let all = token().credential(&KEY, "k").credential(&EMAIL, "e");
    assert_eq!(sent(all), [false, true, true]);
    // What there is may still be what the endpoint takes.
    assert_eq!(sent(builder().credential(&KEY, "k")), [false, true, false]);
}
