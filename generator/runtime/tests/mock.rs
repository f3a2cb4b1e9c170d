//! The double that users test their own code with.

#![cfg(all(feature = "mock", feature = "tokio"))]
#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

mod support;

use std::time::{Duration, Instant};

use http::Method;
use openapi_runtime::runtime::{
    Client, Error, IntoService, Mock, MockAnswer, ServiceTransport, Style, TransportErrorKind,
};
use serde_json::json;
use support::{GET, KICK, POST, TOKEN, builder, everything, request};

fn client(mock: &Mock) -> Client {
    let builder = builder().credential(&TOKEN, "t");
    let builder = builder.client_parameter("account_id", "acc 1");
    builder.transport(mock.clone()).build().unwrap()
}

#[tokio::test]
async fn it_answers_and_remembers() {
    let mock = Mock::new();
    mock.answer("things.kick", &json!({"success": true}));
    mock.answer_status("things.get", 404, &json!({"success": false}));
    let client = client(&mock);
    let call = request(&client, &KICK).path_parameter("thing_id", &"7");
    let call = call.json_fields(&[("ids", &vec!["a".to_owned()])]);
    let call = call.query_parameter("note", &"a b&c", Style::FORM);
    assert_eq!(call.await.unwrap(), json!({"success": true}));
    let error = request(&client, &GET).await.unwrap_err();
    assert!(matches!(&error, Error::Status(error) if error.status() == 404));

    let requests = mock.requests();
    assert_eq!(requests.len(), 2);
    let kick = &mock.requests_to("things.kick")[0];
    assert_eq!(kick.operation(), "things.kick");
    assert_eq!(kick.method(), Method::POST);
    assert_eq!(kick.path(), "/v4/accounts/acc%201/things/7/kick");
    assert_eq!(kick.uri().host(), Some("api.test"));
    assert_eq!(kick.query("note").as_deref(), Some("a b&c"));
    assert_eq!(kick.query("none"), None);
    assert_eq!(kick.header("authorization"), Some("Bearer t"));
    assert_eq!(kick.json()["ids"], json!(["a"]));
    assert_eq!(requests[1].json(), json!(null));
}

#[tokio::test]
async fn answers_come_in_order_and_the_last_again() {
    let mock = Mock::new();
    mock.answer("things.create", &1);
    mock.answer("things.create", &2);
    let client = client(&mock);
    for expected in [1, 2, 2] {
        assert_eq!(request(&client, &POST).await.unwrap(), json!(expected));
    }
}

#[tokio::test]
async fn retries_and_timeouts_take_no_time() {
    let started = Instant::now();
    let mock = Mock::new();
    mock.answer_status("things.get", 503, &json!(null));
    mock.respond("things.get", MockAnswer::fail(TransportErrorKind::Other));
    mock.answer("things.get", &"third");
    mock.respond("things.create", MockAnswer::never());
    let client = client(&mock);
    assert_eq!(request(&client, &GET).await.unwrap(), json!("third"));
    assert_eq!(mock.requests_to("things.get").len(), 3);
    let error = request(&client, &POST).await.unwrap_err();
    assert!(error.is_timeout());
    // Two waits and a minute have passed for the client, and the total limit counts them.
    mock.respond("things.get", MockAnswer::never());
    let call = request(&client, &GET).timeout(Duration::from_secs(90));
    assert!(call.await.unwrap_err().is_timeout());
    assert!(started.elapsed() < Duration::from_secs(5));
}

#[tokio::test]
async fn a_handler_sees_the_request() {
    let mock = Mock::new();
    mock.answer_with("things.get", |request| {
        match request.query("page").as_deref() {
            Some("2") => MockAnswer::json(200, &json!(["b"])).header("x-last", "yes"),
            _ => MockAnswer::json(200, &json!(["a"])),
        }
    });
    let client = client(&mock);
    assert_eq!(request(&client, &GET).await.unwrap(), json!(["a"]));
    let call = request(&client, &GET).query("page", "2");
    let second = call.send_with_response().await.unwrap();
    assert_eq!(second.headers()["x-last"], "yes");
    assert_eq!(second.body(), &json!(["b"]));
}

#[tokio::test]
async fn a_call_without_an_answer_says_so_at_once() {
    let mock = Mock::new();
    mock.answer("things.create", &1);
    let error = request(&client(&mock), &GET).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "things.get: the mock has no answer for things.get (GET /v4/things), only for: things.create"
    );
    assert_eq!(mock.requests().len(), 1);
    assert!(format!("{mock:?}").contains("things.create"));
}

#[tokio::test]
async fn an_answer_that_cannot_be_given_says_so() {
    let mock = Mock::new();
    mock.answer_status("things.get", 42, &1);
    let error = request(&client(&mock), &GET).await.unwrap_err();
    assert!(everything(&error).contains("42 is not a status"), "{error}");
    let mock = Mock::new();
    mock.respond("things.get", MockAnswer::empty(204).header("bad name", "x"));
    let error = request(&client(&mock), &GET).await.unwrap_err();
    assert!(
        error.to_string().contains("is not the name of a header"),
        "{error}"
    );
}

#[tokio::test]
async fn undocumented_requests_go_by_method_and_path() {
    let mock = Mock::new();
    mock.answer("GET /v4/zones", &json!([1]));
    let client = client(&mock);
    assert_eq!(
        client.request(Method::GET, "/zones").await.unwrap(),
        json!([1])
    );
    assert!(client.request(Method::PUT, "/zones").await.is_err());
    assert_eq!(mock.requests_to("GET /v4/zones").len(), 1);
}

#[tokio::test]
async fn layers_around_it_keep_the_operation() {
    let mock = Mock::new();
    mock.respond("things.get", MockAnswer::bytes(200, "text/plain", "7"));
    let layered = ServiceTransport::new(IntoService::new(mock.clone()), mock.clone());
    let client = builder().transport(layered).build().unwrap();
    assert_eq!(request(&client, &GET).await.unwrap(), json!(7));
    assert_eq!(mock.requests()[0].operation(), "things.get");
}

#[tokio::test]
async fn a_stream_is_read_to_its_end() {
    use openapi_runtime::runtime::File;

    let mock = Mock::new();
    mock.answer("things.create", &json!({}));
    let endless = File::reader(tokio::io::repeat(b'x'), Some(3));
    let call = request(&client(&mock), &POST).body("text/plain", endless);
    let error = call.await.unwrap_err();
    assert!(matches!(error, Error::Upload { .. }), "{error}");
    assert!(mock.requests().is_empty());

    let file = File::reader(&b"abc"[..], None);
    let call = request(&client(&mock), &POST).body("text/plain", file);
    call.await.unwrap();
    assert_eq!(&mock.requests()[0].body()[..], b"abc");
}
