//! What is sent, and what is refused before anything is.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

mod support;

use http::Method;
use openapi_runtime::runtime::data::Json;
use openapi_runtime::runtime::{Client, Request, Style};
use serde_json::json;
use support::memory::{Memory, answer};
use support::{KICK, TOKEN, builder, request};

fn client(memory: &Memory) -> Client {
    builder()
        .credential(&TOKEN, "T0KEN")
        .client_parameter("account_id", "acc/1")
        .transport(memory.clone())
        .build()
        .unwrap()
}

fn kick(client: &Client) -> Request<Json> {
    request(client, &KICK).path_parameter("thing_id", &"t")
}

#[tokio::test]
async fn a_whole_call() {
    let memory = Memory::new([answer(200, &[("cf-ray", "r1")], "\u{feff}{\"ok\": true}")]);
    let fields: [(&str, &dyn openapi_runtime::runtime::data::Encode); 3] = [
        ("ids", &Some(vec!["a".to_owned()])),
        ("names", &None::<Vec<String>>),
        ("reason", &"because"),
    ];
    let response = kick(&client(&memory))
        .query_parameter("dry", &true, Style::FORM)
        .header_parameter("X-Trace", &"e1", Style::SIMPLE)
        .json_fields(&fields)
        .query("more", "a b")
        .send_with_response()
        .await
        .unwrap();
    assert_eq!(response.status(), 200);
    assert_eq!(response.request_id(), Some("r1"));
    assert_eq!(response.into_body(), json!({"ok": true}));

    let seen = &memory.seen()[0];
    assert_eq!(seen.method, Method::POST);
    assert_eq!(
        seen.uri,
        "http://api.test/v4/accounts/acc%2F1/things/t/kick?dry=true&more=a%20b"
    );
    assert_eq!(seen.body, r#"{"ids":["a"],"reason":"because"}"#);
    assert_eq!(seen.header("authorization"), Some("Bearer T0KEN"));
    assert_eq!(seen.header("content-type"), Some("application/json"));
    assert_eq!(seen.header("accept"), Some("application/json"));
    assert_eq!(seen.header("x-trace"), Some("e1"));
}
