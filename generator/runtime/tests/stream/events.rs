//! Answers that come item by item.

#![cfg(feature = "reqwest")]
#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

use std::time::Duration;

use crate::support::memory::{Act, Memory, answer, status};
use crate::support::server::{Reply, Server};
use crate::support::{GET, POST, builder};
use openapi_runtime::runtime::data::Json;
use openapi_runtime::runtime::event_stream::{self, Framing};
use openapi_runtime::runtime::{
    Client, Error, Request, StreamRequest, Timeout, Undocumented, decode,
};

fn client(memory: &Memory) -> Client {
    let builder = builder().max_response_bytes(64);
    builder.transport(memory.clone()).build().unwrap()
}

fn call(client: &Client, framing: Framing) -> StreamRequest<Json> {
    Request::new(client, &GET, decode::empty).items_as(framing, event_stream::json::<Json>)
}

/// All items, each as it is shown.
async fn all(call: StreamRequest<Json>) -> Vec<String> {
    let mut stream = call.await.unwrap();
    let mut items = Vec::new();
    while let Some(item) = stream.next().await {
        items.push(match item {
            Ok(item) => item.to_string(),
            Err(error) => format!("{error}"),
        });
    }
    assert!(stream.next().await.is_none());
    items
}

async fn of(framing: Framing, body: &'static str) -> Vec<String> {
    let memory = Memory::new([answer(200, &[], body)]);
    all(call(&client(&memory), framing)).await
}

#[tokio::test]
async fn each_framing_has_its_items() {
    let events =
        "data: {\"a\":1}\n\n: still here\n\ndata: {\"a\":\ndata: 2}\n\ndata: [DONE]\n\ndata: 3\n\n";
    assert_eq!(
        of(Framing::Data, events).await,
        [r#"{"a":1}"#, r#"{"a":2}"#]
    );
    assert_eq!(of(Framing::Lines, "1\r\n\n{}\n2").await, ["1", "{}", "2"]);
    assert_eq!(
        of(Framing::Sequence, "\u{1e}1\n\u{1e}\u{1e}[\n2]\n").await,
        ["1", "[2]"]
    );
    assert_eq!(
        of(
            Framing::Event,
            "id: 1\nevent: add\nretry: 5\ndata: {\"a\":1}\n\ndata: a\"b\n\n"
        )
        .await,
        [
            r#"{"data":{"a":1},"event":"add","id":"1","retry":5}"#,
            r#"{"data":"a\"b","id":"1"}"#
        ]
    );
    assert_eq!(
        of(Framing::TextEvent, "data: 1\n\n").await,
        [r#"{"data":"1"}"#]
    );
}

#[tokio::test]
async fn an_item_that_does_not_fit_is_followed_by_others() {
    let items = of(Framing::Lines, "1\nx\n2\n").await;
    assert_eq!(items.first().map(String::as_str), Some("1"));
    assert!(items[1].contains("does not fit its type"), "{items:?}");
    assert_eq!(items[2], "2");
}

#[tokio::test]
async fn a_line_that_is_no_json_string_is_its_text() {
    let body = "{\"i\": 0}\n\"a\"\nb\n";
    let memory = Memory::new([answer(200, &[], body)]);
    let call: StreamRequest<String> = Request::new(&client(&memory), &GET, decode::empty)
        .items_as(Framing::Lines, event_stream::json);
    let mut stream = call.await.unwrap();
    let mut found = Vec::new();
    while let Some(item) = stream.next().await {
        found.push(item.unwrap());
    }
    assert_eq!(found, ["{\"i\": 0}", "a", "b"]);
}

#[tokio::test]
async fn a_server_that_does_not_stream_sends_one_item() {
    let json = [("content-type", "application/json; charset=utf-8")];
    let memory = Memory::new([answer(200, &json, "{\n\"a\":1\n}")]);
    assert_eq!(
        all(call(&client(&memory), Framing::Data)).await,
        [r#"{"a":1}"#]
    );
}

#[tokio::test]
async fn an_item_is_as_long_as_a_response_may_be() {
    for body in ["data: 1\n\ndata: ", "data: 1\n\ndata: x\n"] {
        let long: &'static str = format!("{body}{}", "data: 12345678\n".repeat(9)).leak();
        let long = long.replace("data: data: ", "data: ").leak();
        let memory = Memory::new([answer(200, &[], long)]);
        let items = all(call(&client(&memory), Framing::Data)).await;
        assert_eq!(items.len(), 2, "{items:?}");
        assert!(items[1].contains("64"), "{items:?}");
    }
}

#[tokio::test]
async fn what_was_asked_for_and_what_came_can_be_seen() {
    let memory = Memory::new([
        status(503),
        answer(200, &[("cf-ray", "r")], "id: 9\nevent: e\ndata: x\n\n"),
    ]);
    let call = call(&client(&memory), Framing::Data).events();
    let mut stream = call.await.unwrap();
    assert_eq!(
        (stream.status().as_u16(), stream.request_id()),
        (200, Some("r"))
    );
    let event = stream.next().await.unwrap().unwrap();
    assert_eq!(
        (event.event.as_deref(), event.data.as_str()),
        (Some("e"), "x")
    );
    assert_eq!(stream.last_event_id(), Some("9"));
    assert!(stream.next().await.is_none());
    let seen = memory.seen();
    assert_eq!(seen.len(), 2);
    assert_eq!(seen[0].header("accept"), Some("text/event-stream"));
}

#[tokio::test(start_paused = true)]
async fn a_stream_may_last_but_not_be_silent() {
    let second = Duration::from_secs(1);
    let memory = Memory::new([
        Act::HangInBody(b"data: 1\n\n"),
        Act::HangInBody(b"data: 1\n\n"),
    ]);
    let mut stream = call(&client(&memory), Framing::Data)
        .attempt_timeout(second * 5)
        .await
        .unwrap();
    assert!(stream.next().await.unwrap().is_ok());
    let error = stream.next().await.unwrap().unwrap_err();
    let is_idle = |limit: &Timeout| *limit == Timeout::Idle(second * 5);
    assert!(
        matches!(&error, Error::Timeout { limit, .. } if is_idle(limit)),
        "{error}"
    );
    assert!(stream.next().await.is_none());

    let mut stream = call(&client(&memory), Framing::Data)
        .timeout(second)
        .await
        .unwrap();
    assert!(stream.next().await.unwrap().is_ok());
    let error = stream.next().await.unwrap().unwrap_err();
    let is_total = |limit: &Timeout| *limit == Timeout::Total(second);
    assert!(
        matches!(&error, Error::Timeout { limit, .. } if is_total(limit)),
        "{error}"
    );
}

#[tokio::test]
async fn what_breaks_off_is_the_last_of_it() {
    let memory = Memory::new([Act::BreakInBody(http::StatusCode::OK, b"1\n2")]);
    let items = all(call(&client(&memory), Framing::Lines)).await;
    assert_eq!(items.first().map(String::as_str), Some("1"));
    assert_eq!(items.len(), 2, "{items:?}");
}

#[tokio::test]
async fn a_flag_is_set_whatever_the_body_says() {
    let client = client(&Memory::new([]));
    let sent = |body: &str, flag: bool| {
        let call = Request::<_, Undocumented>::new(&client, &POST, decode::empty);
        let call = call.body("application/json", body.to_owned());
        let sent = call.json_flag("stream", flag).build().unwrap();
        String::from_utf8(sent.into_body().to_vec()).unwrap()
    };
    assert_eq!(sent("{}", true), r#"{"stream":true}"#);
    assert_eq!(sent(r#"{"stream":false}"#, true), r#"{"stream":true}"#);
    assert_eq!(sent(r#"{"stream":true}"#, false), r#"{"stream":false}"#);
    assert_eq!(sent(r#"{ "a": 1 }"#, false), r#"{ "a": 1 }"#);
    let bare =
        Request::<_, Undocumented>::new(&client, &POST, decode::empty).json_flag("stream", false);
    assert!(bare.build().unwrap().body().is_empty());
}

#[tokio::test]
async fn over_a_socket_it_does_not_matter_where_the_stream_is_split() {
    let body = "\u{feff}data: {\"a\":\"é€😀\"}\r\n\r\n: x\r\rdata: 2\n\n";
    let bytes = body.as_bytes();
    for size in [1, 2, 3, 7, bytes.len()] {
        let mut reply =
            b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n".to_vec();
        for chunk in bytes.chunks(size) {
            reply.extend_from_slice(format!("{:x}\r\n", chunk.len()).as_bytes());
            reply.extend_from_slice(chunk);
            reply.extend_from_slice(b"\r\n");
        }
        reply.extend_from_slice(b"0\r\n\r\n");
        let server = Server::start([Reply::Send(reply)]).await;
        let client = builder().base_url(&server.url()).build().unwrap();
        let items = all(call(&client, Framing::Data)).await;
        assert_eq!(items, ["{\"a\":\"é€😀\"}", "2"], "{size}");
    }
}
