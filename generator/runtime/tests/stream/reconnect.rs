//! Server-sent events that go on over several connections.

#![cfg(feature = "reqwest")]
#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

use std::time::{Duration, Instant};

use crate::support::server::{Reply, Server, reply};
use crate::support::{GET, POST, builder};
use openapi_runtime::runtime::data::Json;
use openapi_runtime::runtime::event_stream::{self, Framing};
use openapi_runtime::runtime::{
    Client, Error, Operation, Request, RetryBudget, RetryPolicy, StreamRequest, decode,
};

const EVENTS: &str = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream; charset=utf-8\r\n";

/// A connection that is closed after these events.
fn events(body: &str) -> Reply {
    Reply::SendAndClose(format!("{EVENTS}connection: close\r\n\r\n{body}").into_bytes())
}

/// A connection that is lost after these events.
fn lost(body: &str) -> Reply {
    // An empty chunk would be the end.
    let chunk = match body.len() {
        0 => String::new(),
        length => format!("{length:x}\r\n{body}\r\n"),
    };
    let head = format!("{EVENTS}transfer-encoding: chunked\r\n\r\n");
    Reply::SendAndClose(format!("{head}{chunk}").into_bytes())
}

fn over() -> Reply {
    Reply::Send(b"HTTP/1.1 204 No Content\r\n\r\n".to_vec())
}

fn client(server: &Server) -> Client {
    let policy = RetryPolicy::new().first_wait(Duration::from_millis(2));
    let builder = builder().base_url(&server.url()).retry_policy(policy);
    builder.build().unwrap()
}

fn call(client: &Client, operation: &'static Operation) -> StreamRequest<Json> {
    Request::new(client, operation, decode::empty)
        .items_as(Framing::Data, event_stream::json::<Json>)
}

/// All items, each as it is shown, and what the server was asked to go on from with each request.
async fn all(server: &Server, call: StreamRequest<Json>) -> (Vec<String>, Vec<Option<String>>) {
    let mut stream = call.await.unwrap();
    let mut items = Vec::new();
    while let Some(item) = stream.next().await {
        items.push(item.map_or_else(|error| error.to_string(), |item| item.to_string()));
    }
    assert!(stream.next().await.is_none());
    let requests = server.requests();
    let ids = requests.iter().map(|request| {
        let mut lines = request.lines();
        let id = lines.find_map(|line| line.strip_prefix("last-event-id: "))?;
        Some(id.to_owned())
    });
    (items, ids.collect())
}

fn ids(ids: &[Option<&str>]) -> Vec<Option<String>> {
    ids.iter().map(|id| id.map(str::to_owned)).collect()
}

#[tokio::test]
async fn a_stream_goes_on_after_its_last_event() {
    let server = Server::start([
        // The last event has no end, so that it has not been.
        events("retry: 3\nid: 1\ndata: 1\n\nid: é2\ndata: 2\n\nid: 3\ndata: 9\n"),
        lost("data: 3\n\n"),
        reply(503, "retry-after: 0\r\n", ""),
        lost("id\ndata: 4\n\n"),
        over(),
    ])
    .await;
    let (items, asked) = all(&server, call(&client(&server), &GET).reconnect()).await;
    assert_eq!(items, ["1", "2", "3", "4"]);
    let id = Some("é2");
    assert_eq!(asked, ids(&[None, id, id, id, None]));
}

#[tokio::test]
async fn a_stream_ends_with_its_connection_unless_asked() {
    let server = Server::start([events("data: 1\n\n"), lost("data: 2\n\n")]).await;
    let client = client(&server);
    let (items, _) = all(&server, call(&client, &GET)).await;
    assert_eq!(items, ["1"]);
    let (items, _) = all(&server, call(&client, &GET)).await;
    assert_eq!((&*items[0], items.len()), ("2", 2));
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn what_ends_a_stream_for_good() {
    let html = reply(200, "content-type: text/html\r\n", "data: 2\n\n");
    let table = [
        (over(), None),
        (html, Some("is no stream of events, as the one before was")),
        (reply(404, "", ""), Some("404 Not Found")),
        (reply(500, "x-should-retry: false\r\n", ""), Some("500")),
        (events("data: [DONE]\n\n"), None),
    ];
    for (end, says) in table {
        let server = Server::start([events("data: 1\n\n"), end]).await;
        let (items, asked) = all(&server, call(&client(&server), &GET).reconnect()).await;
        assert_eq!(asked.len(), 2, "{says:?}: {items:?}");
        assert_eq!(items[0], "1");
        assert_eq!(items.len(), if says.is_some() { 2 } else { 1 }, "{items:?}");
        assert!(says.is_none_or(|says| items[1].contains(says)), "{items:?}");
    }
    // The first answer may say so as well.
    for end in [over(), reply(200, "content-type: text/html\r\n", "")] {
        let server = Server::start([end]).await;
        let (items, asked) = all(&server, call(&client(&server), &GET).reconnect()).await;
        assert_eq!((items.len(), asked.len()), (0, 1));
    }
}

#[tokio::test]
async fn connections_that_bring_nothing_are_counted() {
    let nothing = || events("");
    let server = Server::start([events("data: 1\n\n"), nothing(), nothing(), nothing()]).await;
    let call_of = |client: &Client| call(client, &GET).reconnect().max_retries(2);
    let (items, asked) = all(&server, call_of(&client(&server))).await;
    assert_eq!((items.len(), asked.len()), (1, 3));

    // A lost one is the error that it would have been at first.
    let server = Server::start([events("data: 1\n\n"), lost("a"), lost("")]).await;
    let (items, asked) = all(&server, call_of(&client(&server))).await;
    assert_eq!((items.len(), asked.len()), (2, 3));
    assert!(items[1].contains("the connection failed"), "{items:?}");

    // Neither a comment nor a wait of no time is an event, so that no server is asked without end.
    for nothing in [": still here\n\n", "retry: 0\n\n"] {
        let server = Server::start(std::iter::repeat_n(events(nothing), 6)).await;
        let (items, asked) = all(&server, call_of(&client(&server)).max_retries(1)).await;
        assert_eq!((items.len(), asked.len()), (0, 2), "{nothing}");
    }

    // A connection that lasts for as long as the longest wait has worked, however quiet it was.
    let quiet = std::iter::repeat_n(events(": still here\n\n"), 6);
    let server = Server::start(quiet.chain([over()])).await;
    let policy = RetryPolicy::new().longest_wait(Duration::ZERO);
    let call_of_patience = call_of(&client(&server)).max_retries(1);
    let (items, asked) = all(&server, call_of_patience.retry_policy(policy)).await;
    assert_eq!((items.len(), asked.len()), (0, 7));

    // What all calls have for retries together is taken from the second on.
    let server = Server::start(std::iter::repeat_n(nothing(), 9)).await;
    let policy = RetryPolicy::new().first_wait(Duration::from_millis(2));
    let policy = policy.budget(RetryBudget::new(1));
    let call = call(&client(&server), &GET).reconnect().max_retries(9);
    let (_, asked) = all(&server, call.retry_policy(policy)).await;
    assert_eq!(asked.len(), 3);
}

#[tokio::test]
async fn a_wait_is_as_long_as_the_policy_and_the_deadline_let_it_be() {
    let started = Instant::now();
    let hour = || events("retry: 3600000\ndata: 1\n\n");
    let server = Server::start([hour()]).await;
    let (items, asked) = all(&server, call(&client(&server), &GET).reconnect()).await;
    assert_eq!((items.len(), asked.len()), (1, 1));

    let server = Server::start([events("retry: 9000\ndata: 1\n\n")]).await;
    let call_in_time = call(&client(&server), &GET).timeout(Duration::from_secs(3));
    let (items, asked) = all(&server, call_in_time.reconnect()).await;
    assert_eq!((items.len(), asked.len()), (1, 1));

    // Its limit holds for the next connection as well.
    let limit = Duration::from_millis(700);
    let server = Server::start([events("data: 1\n\n"), Reply::Hang(Vec::new())]).await;
    let mut stream = call(&client(&server), &GET)
        .timeout(limit)
        .reconnect()
        .await
        .unwrap();
    assert!(stream.next().await.unwrap().is_ok());
    let error = stream.next().await.unwrap().unwrap_err();
    assert!(
        matches!(&error, Error::Timeout { limit: it, .. } if *it == openapi_runtime::runtime::Timeout::Total(limit)),
        "{error}"
    );
    assert!(started.elapsed() < Duration::from_secs(9));
}

#[tokio::test]
async fn a_silent_connection_is_lost() {
    let silent = format!("{EVENTS}\r\ndata: 1\n\n").into_bytes();
    let server = Server::start([Reply::Hang(silent), over()]).await;
    let call = call(&client(&server), &GET).attempt_timeout(Duration::from_millis(300));
    let (items, asked) = all(&server, call.reconnect()).await;
    assert_eq!((items, asked.len()), (vec!["1".to_owned()], 2));
}

#[tokio::test]
async fn a_caller_may_say_where_to_begin() {
    let server = Server::start([events("data: 1\n\n"), over()]).await;
    let call = call(&client(&server), &GET).header("last-event-id", "7");
    let mut stream = call.reconnect().await.unwrap();
    assert_eq!(stream.last_event_id(), Some("7"));
    assert!(stream.next().await.unwrap().is_ok());
    assert!(stream.next().await.is_none());
    let requests = server.requests();
    assert_eq!(requests.len(), 2);
    let asks = |it: &String| it.contains("\r\nlast-event-id: 7\r\n");
    assert!(requests.iter().all(asks), "{requests:?}");
}

#[tokio::test]
async fn the_whole_request_is_sent_once_more() {
    let server = Server::start([events("data: 1\n\n"), over()]).await;
    let call = call(&client(&server), &POST).body("text/plain", "a prompt");
    let (items, asked) = all(&server, call.reconnect()).await;
    assert_eq!((items.len(), asked.len()), (1, 2));
    assert!(server.requests()[1].ends_with("\r\n\r\na prompt"));
}
