//! What is sent, and what is refused before anything is.

#![cfg(feature = "tokio")]
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    reason = "helpers of tests may panic"
)]

#[path = "../support/mod.rs"]
mod support;

mod answers;
mod auth;
mod bodies;
mod parameters;

use http::Method;
use openapi_runtime::runtime::client::env;
use openapi_runtime::runtime::data::{Encode, Json};
use openapi_runtime::runtime::{
    Client, ClientBuilder, Error, OrNull, Request, Response, Sending, Style, Undocumented, json,
};
use serde_json::json;
use support::memory::{Memory, answer};
use support::{GET, KICK, TOKEN, builder, everything, request};

fn client(memory: &Memory) -> Client {
    builder()
        .credential(&TOKEN, "T0KEN")
        .client_parameter("account_id", "acc/1")
        .transport(memory.clone())
        .build()
        .unwrap()
}

fn offline(builder: ClientBuilder) -> Client {
    builder.transport(Memory::new([])).build().unwrap()
}

fn kick(client: &Client) -> Request<Json> {
    request(client, &KICK).path_parameter("thing_id", &"t")
}

#[tokio::test]
async fn a_whole_call() {
    let memory = Memory::new([answer(200, &[("cf-ray", "r1")], "\u{feff}{\"ok\": true}")]);
    let fields: [(&str, &dyn Encode); 3] = [
        ("ids", &Some(vec!["a".to_owned()])),
        ("names", &None::<Vec<String>>),
        ("reason", &"because"),
    ];
    let response = kick(&client(&memory))
        .query_parameter("dry", &true, Style::FORM)
        .query_parameter("unset", &None::<bool>, Style::FORM)
        .header_parameter("X-Trace", &"e1", Style::SIMPLE)
        .header_parameter("X-Unset", &None::<String>, Style::SIMPLE)
        .cookie_parameter("flavour", &"oat", Style::FORM)
        .json_fields(&fields)
        .query("more", "a b")
        .send_with_response()
        .await
        .unwrap();
    assert_eq!(response.status(), 200);
    assert_eq!(response.headers()["cf-ray"], "r1");
    assert_eq!(response.request_id(), Some("r1"));
    assert_eq!(response.body(), &json!({"ok": true}));
    assert_eq!(response.raw().body(), "\u{feff}{\"ok\": true}");
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
    assert_eq!(seen.header("x-unset"), None);
    assert_eq!(
        seen.header("user-agent"),
        Some("openapi-client-runtime/0.1.0")
    );
    assert_eq!(seen.header("cookie"), Some("flavour=oat"));
}

#[test]
fn building_sends_nothing_and_has_all_of_it() {
    let memory = Memory::new([]);
    let (given, not_given) = (Some("a".to_owned()), None::<String>);
    let always: [(_, &dyn Encode); 3] = [
        ("given", &OrNull(&given)),
        ("null", &OrNull(&not_given)),
        ("left_out", &not_given),
    ];
    let built = kick(&client(&memory)).json_fields(&always);
    let built = built.build().unwrap();
    assert_eq!(&built.body()[..], br#"{"given":"a","null":null}"#);

    let if_any = |fields: &[_]| {
        let call = kick(&client(&memory)).json_fields_if_any(fields);
        call.build().unwrap().into_body()
    };
    let given: (_, &dyn Encode) = ("given", &Some(Json::Null));
    let null: (_, &dyn Encode) = ("null", &OrNull(&not_given));
    assert!(if_any(&[null, ("left_out", &not_given)]).is_empty());
    assert_eq!(
        &if_any(&[null, given])[..],
        br#"{"null":null,"given":null}"#
    );

    let built = kick(&client(&memory)).json_fields(&[]).build().unwrap();
    assert_eq!(built.method(), Method::POST);
    assert_eq!(
        built.uri(),
        "http://api.test/v4/accounts/acc%2F1/things/t/kick"
    );
    assert_eq!(&built.body()[..], b"{}");
    assert!(built.headers()["authorization"].is_sensitive());
    assert!(memory.seen().is_empty());

    let without = kick(&client(&memory))
        .json_body(&None::<Json>)
        .build()
        .unwrap();
    assert!(without.body().is_empty());
    assert!(!without.headers().contains_key("content-type"));
}

#[test]
fn base_urls() {
    let path = |url| {
        request(&offline(ClientBuilder::new(None).base_url(url)), &GET)
            .build()
            .unwrap()
    };
    assert_eq!(path("https://a.b").uri(), "https://a.b/things");
    assert_eq!(path("https://a.b/").uri(), "https://a.b/things");
    assert_eq!(
        path("http://[::1]:8/v4//").uri(),
        "http://[::1]:8/v4/things"
    );
    for bad in [
        "",
        "a.b",
        "/v4",
        "ftp://a.b",
        "https://",
        "https://a b",
        "https://a.b?x",
        "https://a.b#x",
        "https://user:s3cret@a.b",
        "s3cret",
    ] {
        let error = ClientBuilder::new(None)
            .base_url(bad)
            .transport(Memory::new([]))
            .build()
            .unwrap_err();
        assert!(matches!(error, Error::Config { .. }), "{bad}");
        assert!(!everything(&error).contains("s3cret"));
        assert_eq!(error.operation(), None);
    }
    let error = ClientBuilder::new(None).build().unwrap_err();
    assert_eq!(
        error.to_string(),
        "the client cannot be built: no base URL is set"
    );
}

#[tokio::test]
async fn the_first_thing_wrong_is_reported_and_nothing_sent() {
    let memory = Memory::new([]);
    let call = kick(&client(&memory))
        .query_parameter("first", &f64::NAN, Style::FORM)
        .header("second one", "x");
    let error = call.await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "first of things.kick is not a finite number"
    );
    let error = kick(&client(&memory))
        .header_parameter("h", &"a\nb", Style::SIMPLE)
        .await;
    assert!(matches!(error.unwrap_err(), Error::InvalidParameter { .. }));
    assert!(memory.seen().is_empty());
}

#[test]
fn the_environment() {
    assert_eq!(env("OPENAPI_RUNTIME_TEST_UNSET").unwrap(), None);
    let here = env("CARGO_PKG_NAME").unwrap();
    assert_eq!(here.as_deref(), Some("openapi-client-runtime"));
}

#[test]
fn what_can_be_moved_where() {
    fn everywhere<T: Send + Sync + 'static>() {}
    fn moved<T: Send + 'static>(_: &T) {}
    struct NotSend(#[allow(dead_code, reason = "it is only there for what it is not")] *const u8);

    everywhere::<Client>();
    everywhere::<Error>();
    everywhere::<Response<Json>>();
    let client = offline(builder());
    // Whatever comes out of it, a call can be spawned.
    let call = Request::<NotSend>::new(&client, &GET, |_| Ok(NotSend(std::ptr::null())));
    moved(&call);
    let sending: Sending<NotSend> = call.send();
    moved(&sending);
    let call = Request::<_, Undocumented>::new(&client, &GET, json::<Json>);
    moved(&call.send_with_response());
    assert!(size_of::<Error>() <= 64, "{}", size_of::<Error>());
    assert!(size_of::<Request<Json>>() <= 16);
}
