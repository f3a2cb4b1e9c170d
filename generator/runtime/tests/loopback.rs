//! The default transport against a real socket: whatever a server can do to a client.

#![cfg(feature = "reqwest")]
#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

mod support;

use std::collections::BTreeMap;
use std::io::Write;
use std::sync::OnceLock;
use std::time::Duration;

use http::Method;
use openapi_runtime::runtime::data::Json;
use openapi_runtime::runtime::{
    Client, ClientBuilder, Error, Operation, Request, Scheme, SchemeKind, Timeout, Undocumented,
    bytes, empty, json as json_body, text,
};
use serde_json::json;
use support::server::{Reply, Server, reply, response};
use support::{GET, KICK, POST, TOKEN, everything, request};

/// Every test is over long before.
const LONG: Duration = Duration::from_secs(30);

fn builder(server: &Server) -> ClientBuilder {
    ClientBuilder::new(None)
        .base_url(&server.url())
        .max_retries(0)
}

fn client(server: &Server) -> Client {
    builder(server).build().unwrap()
}

/// A retry that does not wait.
fn at_once(status: u16) -> Reply {
    reply(status, "retry-after: 0\r\n", "")
}

fn kick(client: &Client) -> Request<Json> {
    request(client, &KICK)
        .path_parameter("account_id", &"a")
        .path_parameter("thing_id", &"t")
}

#[tokio::test]
async fn sends_what_was_asked_and_reads_what_came() {
    let server = Server::start([reply(200, "content-type: text/html\r\n", "{\"a\": [1]}")]).await;
    let client = builder(&server)
        .credential(&TOKEN, "T0KEN")
        .user_agent("a-client/1")
        .build()
        .unwrap();
    let answer = kick(&client).json_body(&json!({"ids": ["x"]})).await;
    assert_eq!(answer.unwrap(), json!({"a": [1]}));

    let sent = &server.requests()[0];
    assert!(
        sent.starts_with("POST /accounts/a/things/t/kick HTTP/1.1\r\n"),
        "{sent}"
    );
    assert!(sent.ends_with("\r\n\r\n{\"ids\":[\"x\"]}"), "{sent}");
    for line in [
        "authorization: Bearer T0KEN",
        "content-type: application/json",
        "content-length: 13",
        "accept: application/json",
        "accept-encoding: gzip",
        "user-agent: a-client/1",
    ] {
        assert!(sent.lines().any(|sent| sent == line), "{line} in {sent}");
    }
}

#[tokio::test]
async fn bodies_of_other_kinds() {
    let raw = || reply(200, "", b"\xef\xbb\xbfh\xc3\xa9");
    let server = Server::start([raw(), raw(), raw(), reply(200, "", b"\xff"), raw()]).await;
    let client = client(&server);
    assert_eq!(
        Request::<_, Undocumented>::new(&client, &GET, text)
            .await
            .unwrap(),
        "hé"
    );
    let sent = &server.requests()[0];
    assert!(!sent.contains("content-length"), "{sent}");
    let whole = Request::<_, Undocumented>::new(&client, &GET, bytes)
        .await
        .unwrap();
    assert_eq!(&whole[..], b"\xef\xbb\xbfh\xc3\xa9");
    Request::<_, Undocumented>::new(&client, &GET, empty)
        .await
        .unwrap();
    let error = Request::<_, Undocumented>::new(&client, &GET, text)
        .await
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "the body of things.get's 200 OK response is not UTF-8 at byte 0"
    );

    let sent = Request::<_, Undocumented>::new(&client, &POST, empty)
        .accept("image/png")
        .text_body("text/plain", "abc".to_owned())
        .await;
    sent.unwrap();
    let sent = &server.requests()[4];
    assert!(sent.contains("accept: image/png\r\n"), "{sent}");
    assert!(sent.contains("content-type: text/plain\r\n"), "{sent}");
    assert!(sent.ends_with("\r\n\r\nabc"), "{sent}");
}

#[tokio::test]
async fn no_content_is_a_value_of_the_types_that_have_one() {
    let none = || Reply::Send(b"HTTP/1.1 204 X\r\n\r\n".to_vec());
    let server = Server::start([
        none(),
        none(),
        none(),
        reply(205, "", ""),
        reply(200, "", ""),
    ])
    .await;
    let client = client(&server);
    assert_eq!(request(&client, &GET).await.unwrap(), Json::Null);
    let list = Request::<_, Undocumented>::new(&client, &GET, json_body::<Vec<Json>>).await;
    assert_eq!(list.unwrap(), Vec::<Json>::new());
    let number = Request::<_, Undocumented>::new(&client, &GET, json_body::<i64>).await;
    assert_eq!(number.unwrap_err().status().unwrap(), 204);
    let map =
        Request::<_, Undocumented>::new(&client, &GET, json_body::<BTreeMap<String, Json>>).await;
    assert_eq!(map.unwrap(), BTreeMap::new());
    // Nothing was lost: the server says that there is no content.
    assert_eq!(request(&client, &GET).await.unwrap(), Json::Null);
}

#[tokio::test]
async fn every_class_of_status_but_success_is_an_error() {
    for status in [300, 304, 400, 404, 422, 500, 599] {
        let body = if status == 304 { "" } else { "{\"code\": 7}" };
        let server = Server::start([reply(status, "x-request-id: r9\r\n", body)]).await;
        let error = request(&client(&server), &GET).await.unwrap_err();
        assert_eq!(error.status().unwrap().as_u16(), status);
        assert_eq!(error.operation(), Some("things.get"));
        let Error::Status(error) = error else {
            panic!("{error}")
        };
        assert_eq!(error.request_id(), Some("r9"));
        assert_eq!(&error.body()[..], body.as_bytes());
        if !body.is_empty() {
            assert_eq!(error.decode_as::<Json>().unwrap(), json!({"code": 7}));
        }
        assert_eq!(error.headers()["x-request-id"], "r9");
    }
}

#[tokio::test]
async fn a_malformed_body_keeps_all_that_came() {
    let server = Server::start([reply(200, "cf-ray: r1\r\n", "{\"secret\": \"s3cret\"")]).await;
    let error = request(&client(&server), &GET).await.unwrap_err();
    let Error::Decode(error) = error else {
        panic!("{error}")
    };
    assert_eq!(error.status(), 200);
    assert_eq!(error.request_id(), Some("r1"));
    assert_eq!(error.operation(), "things.get");
    assert_eq!(error.headers()["cf-ray"], "r1");
    assert_eq!(&error.body()[..], b"{\"secret\": \"s3cret\"");
    assert_eq!(error.json().unwrap().line(), 1);
    let shown = format!("{error} {error:?}");
    assert!(!shown.contains("s3cret"), "{shown}");
}

#[tokio::test]
async fn a_truncated_body_is_sent_for_again_where_that_does_no_harm() {
    let cut =
        || Reply::SendAndClose(b"HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{\"a\":".to_vec());
    let server = Server::start([cut(), cut()]).await;
    let client = client(&server);
    request(&client, &GET).max_retries(2).await.unwrap();
    assert_eq!(server.requests().len(), 3);

    let server = Server::start([cut()]).await;
    let client = self::client(&server);
    let error = request(&client, &POST).max_retries(2).await.unwrap_err();
    assert!(matches!(error, Error::Transport { .. }), "{error}");
    assert!(!error.is_connect());
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_truncated_body_does_not_hide_a_failure() {
    let cut = b"HTTP/1.1 404 X\r\ncontent-length: 99\r\n\r\nsorry".to_vec();
    let server = Server::start([Reply::SendAndClose(cut)]).await;
    let error = request(&client(&server), &GET).await.unwrap_err();
    let Error::Status(error) = error else {
        panic!("{error}")
    };
    assert_eq!(&error.body()[..], b"sorry");
}

#[tokio::test]
async fn resets_are_retried_for_idempotent_calls_only() {
    let server = Server::start([Reply::Reset]).await;
    request(&client(&server), &GET)
        .max_retries(1)
        .await
        .unwrap();
    assert_eq!(server.requests().len(), 2);

    let server = Server::start([Reply::Reset]).await;
    let error = request(&client(&server), &POST)
        .max_retries(1)
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Transport { .. }), "{error}");
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_server_that_is_not_there_is_known_not_to_have_been_reached() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let client = ClientBuilder::new(None)
        .base_url(&url)
        .max_retries(0)
        .build()
        .unwrap();
    let error = request(&client, &POST).await.unwrap_err();
    assert!(error.is_connect(), "{error}");
    assert!(!error.is_timeout());
    assert_eq!(
        error.to_string(),
        "things.create: the server could not be reached"
    );
}

#[tokio::test]
async fn retries_come_in_order_and_stop_at_their_number() {
    let server = Server::start([at_once(503), at_once(429), reply(200, "", "[3]")]).await;
    let answer = request(&client(&server), &GET).max_retries(2).await;
    assert_eq!(answer.unwrap(), json!([3]));
    assert_eq!(server.requests().len(), 3);

    let server = Server::start([at_once(503), at_once(500), at_once(502), at_once(503)]).await;
    let error = request(&client(&server), &GET)
        .max_retries(2)
        .await
        .unwrap_err();
    assert_eq!(error.status().unwrap(), 502);
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn a_retry_sends_the_same_again() {
    let server = Server::start([at_once(503)]).await;
    let client = builder(&server)
        .credential(&TOKEN, "T0KEN")
        .build()
        .unwrap();
    let call = kick(&client).json_body(&json!({"ids": [1]})).max_retries(1);
    call.await.unwrap();
    let sent = server.requests();
    assert_eq!(sent.len(), 2);
    assert_eq!(sent[0], sent[1]);
}

#[tokio::test]
async fn connections_are_kept() {
    let server = Server::start([at_once(503), reply(404, "", "no")]).await;
    let client = client(&server);
    request(&client, &GET).max_retries(1).await.unwrap_err();
    request(&client.clone(), &GET).await.unwrap();
    assert_eq!(server.requests().len(), 3);
    assert_eq!(server.log().connections, 1);
}

#[tokio::test]
async fn dropping_a_call_ends_it() {
    for start in ["", "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{"] {
        let server = Server::start([Reply::Hang(start.into())]).await;
        let call = tokio::spawn(request(&client(&server), &GET).max_retries(5).into_future());
        server.wait_for(|log| log.requests.len() == 1).await;
        call.abort();
        server.wait_for(|log| log.hangups == 1).await;
        assert_eq!(server.requests().len(), 1);
    }
}

#[tokio::test]
async fn the_deadline_holds_before_and_in_the_body() {
    for start in ["", "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{"] {
        let server = Server::start([Reply::Hang(start.into())]).await;
        let limit = Duration::from_millis(100);
        let call = request(&client(&server), &GET)
            .max_retries(5)
            .timeout(limit);
        let error = tokio::time::timeout(LONG, call.send())
            .await
            .unwrap()
            .unwrap_err();
        assert!(error.is_timeout());
        assert!(matches!(error, Error::Timeout { limit: Timeout::Total(l), .. } if l == limit));
        server.wait_for(|log| log.hangups == 1).await;
    }
}

#[tokio::test]
async fn an_attempt_that_takes_too_long_is_followed_by_another() {
    let server = Server::start([Reply::Hang(Vec::new())]).await;
    let limit = Duration::from_millis(100);
    let call = request(&client(&server), &GET)
        .attempt_timeout(limit)
        .max_retries(1);
    call.await.unwrap();
    assert_eq!(server.requests().len(), 2);

    let server = Server::start([Reply::Hang(Vec::new())]).await;
    let call = request(&client(&server), &POST)
        .attempt_timeout(limit)
        .max_retries(1);
    let error = call.await.unwrap_err();
    assert!(matches!(error, Error::Timeout { limit: Timeout::Attempt(l), .. } if l == limit));
    assert_eq!(server.requests().len(), 1);
}

fn gzip(body: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(body).unwrap();
    encoder.finish().unwrap()
}

#[tokio::test]
async fn compressed_bodies_are_read_and_their_size_is_counted_afterwards() {
    const ZIPPED: &str = "content-encoding: gzip\r\n";
    let bomb = gzip(&vec![b' '; 4 << 20]);
    assert!(bomb.len() < 10_000);
    let server = Server::start([
        reply(200, ZIPPED, gzip(b"{\"a\": 1}")),
        reply(200, ZIPPED, &bomb),
        reply(400, ZIPPED, &bomb),
    ])
    .await;
    let client = builder(&server).max_response_bytes(10_000).build().unwrap();
    assert_eq!(request(&client, &GET).await.unwrap(), json!({"a": 1}));

    let error = request(&client, &GET).await.unwrap_err();
    assert!(
        matches!(error, Error::BodyTooLarge { limit: 10_000, .. }),
        "{error}"
    );
    assert_eq!(error.status().unwrap(), 200);

    let Error::Status(error) = request(&client, &GET).await.unwrap_err() else {
        panic!("the status says more than the size")
    };
    assert_eq!(error.body().len(), 10_000);
}

#[tokio::test]
async fn a_body_of_just_the_limit_is_read_and_one_byte_more_is_not() {
    let chunked = |body: &str| {
        let (one, two) = body.split_at(2);
        let head = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
        let rest = two.len();
        Reply::Send(format!("{head}2\r\n{one}\r\n{rest:x}\r\n{two}\r\n0\r\n\r\n").into())
    };
    let server = Server::start([
        chunked("[1234]"),
        chunked("[12345]"),
        reply(200, "", "[1234]"),
        reply(200, "", "[12345]"),
    ])
    .await;
    let client = builder(&server).max_response_bytes(6).build().unwrap();
    for _ in 0..2 {
        assert_eq!(request(&client, &GET).await.unwrap(), json!([1234]));
        let error = request(&client, &GET).max_retries(2).await.unwrap_err();
        assert!(
            matches!(error, Error::BodyTooLarge { limit: 6, .. }),
            "{error}"
        );
    }
    assert_eq!(server.requests().len(), 4);
}

#[tokio::test]
async fn a_redirect_at_home_takes_everything_along() {
    let server = Server::start([reply(307, "location: ../moved?x=1\r\n", "")]).await;
    let client = builder(&server)
        .credential(&TOKEN, "T0KEN")
        .build()
        .unwrap();
    let call = kick(&client).header("x-own", "1").json_body(&json!([1]));
    call.await.unwrap();
    let sent = &server.requests()[1];
    assert!(
        sent.starts_with("POST /accounts/a/things/moved?x=1 HTTP/1.1\r\n"),
        "{sent}"
    );
    assert!(sent.contains("authorization: Bearer T0KEN\r\n"), "{sent}");
    assert!(sent.contains("x-own: 1\r\n"), "{sent}");
    assert!(sent.ends_with("\r\n\r\n[1]"), "{sent}");
}

#[tokio::test]
async fn a_redirect_elsewhere_takes_no_credentials_along() {
    static COOKIE: Scheme = Scheme {
        name: "api_key",
        kind: SchemeKind::Cookie("session"),
    };
    static HEADER: Scheme = Scheme {
        name: "api_email",
        kind: SchemeKind::Header("X-Auth-Email"),
    };
    let second = Server::start([]).await;
    let away = format!("location: {}/away\r\n", second.other_origin());
    let first = Server::start([reply(307, &away, "")]).await;
    let client = builder(&first)
        .credential(&COOKIE, "S1")
        .credential(&HEADER, "E1")
        .header("x-default", "D1")
        .user_agent("me")
        .build()
        .unwrap();
    let call = kick(&client)
        .header("authorization", "A1")
        .header("x-call", "C1")
        .json_body(&json!([1]));
    call.await.unwrap();

    let first = &first.requests()[0];
    for secret in ["S1", "E1", "D1", "A1", "C1"] {
        assert!(first.contains(secret), "{secret} in {first}");
    }
    let second = &second.requests()[0];
    assert!(second.starts_with("POST /away "), "{second}");
    assert!(second.contains("user-agent: me\r\n"), "{second}");
    assert!(second.ends_with("\r\n\r\n[1]"), "{second}");
    for secret in ["S1", "E1", "D1", "A1", "C1"] {
        assert!(!second.contains(secret), "{secret} in {second}");
    }
}

#[tokio::test]
async fn redirects_come_to_an_end() {
    let around = || reply(302, "location: /things\r\n", "");
    let server = Server::start((0..10).map(|_| around())).await;
    request(&client(&server), &GET).await.unwrap();
    assert_eq!(server.requests().len(), 11);

    let server = Server::start((0..11).map(|_| around())).await;
    let error = request(&client(&server), &GET)
        .max_retries(2)
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Redirect { .. }), "{error}");
    assert_eq!(server.requests().len(), 11);
}

#[tokio::test]
async fn a_call_that_a_redirect_made_a_get_is_retried_where_it_was_sent() {
    let server = Server::start([reply(303, "location: /result\r\n", ""), Reply::Reset]).await;
    request(&client(&server), &POST)
        .max_retries(1)
        .await
        .unwrap();
    let lines: Vec<_> = server
        .requests()
        .iter()
        .map(|sent| sent.lines().next().unwrap().to_owned())
        .collect();
    assert_eq!(
        lines,
        [
            "POST /things HTTP/1.1",
            "GET /result HTTP/1.1",
            "GET /result HTTP/1.1"
        ]
    );
}

#[tokio::test]
async fn errors_show_no_secrets() {
    static QUERY: Scheme = Scheme {
        name: "api_token",
        kind: SchemeKind::Query("key"),
    };
    let body = "{\"password\": \"s3cret\"}";
    let cut = format!("HTTP/1.1 200 OK\r\nset-cookie: s3cret\r\ncontent-length: 99\r\n\r\n{body}");
    let scripts = [
        reply(403, "set-cookie: s3cret\r\n", body),
        reply(200, "set-cookie: s3cret\r\n", "s3cret"),
        reply(200, "", "\"s3cret\""),
        Reply::SendAndClose(cut.into_bytes()),
        Reply::Reset,
        Reply::SendAndClose(b"s3cret\r\n\r\n".to_vec()),
        Reply::Send(response(302, "location: ftp://s3cret/\r\n", "")),
    ];
    for script in scripts {
        let server = Server::start([script]).await;
        let client = builder(&server)
            .credential(&QUERY, "s3cret")
            .header("x-own", "s3cret")
            .build()
            .unwrap();
        let call = Request::<_, Undocumented>::new(
            &client,
            &KICK,
            openapi_runtime::runtime::json::<Vec<i64>>,
        )
        .path_parameter("account_id", &"a")
        .path_parameter("thing_id", &"t")
        .header("authorization", "s3cret");
        let shown = format!("{client:?} {call:?}");
        assert!(!shown.contains("s3cret"), "{shown}");
        let shown = everything(&call.await.unwrap_err());
        assert!(!shown.contains("s3cret"), "{shown}");
        assert!(server.requests()[0].contains("?key=s3cret "));
    }
}

#[cfg(any(feature = "rustls", feature = "native-tls"))]
#[tokio::test]
async fn https_to_a_server_without_it_fails_without_a_panic() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("https://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        // No greeting of TLS: every connection is closed at once.
        while listener.accept().await.is_ok() {}
    });
    let client = ClientBuilder::new(None)
        .base_url(&url)
        .max_retries(0)
        .build()
        .unwrap();
    let error = request(&client, &GET).timeout(LONG).await.unwrap_err();
    assert!(error.is_connect(), "{error:?}");
}

#[cfg(not(any(feature = "rustls", feature = "native-tls")))]
#[test]
fn https_without_a_backend_is_refused_when_the_client_is_built() {
    let error = ClientBuilder::new(None)
        .base_url("https://api.test")
        .build()
        .unwrap_err();
    assert!(matches!(error, Error::Config { .. }), "{error}");
}

/// Methods that `http` has no constants for, as generated code writes them.
#[tokio::test]
async fn methods_that_are_not_among_the_common_ones_are_sent_and_repeated_by_what_they_are() {
    static QUERY: OnceLock<Operation> = OnceLock::new();
    static PURGE: OnceLock<Operation> = OnceLock::new();
    let other = |method, idempotent| Operation {
        id: "other",
        method,
        path: "/things",
        idempotent,
        security: &[],
        errors: &[],
    };
    let query = QUERY.get_or_init(|| other(Method::from_bytes(b"QUERY").unwrap(), true));
    let purge = PURGE.get_or_init(|| other(Method::from_bytes(b"PURGE").unwrap(), false));

    let moved = reply(307, "location: /moved\r\n", "");
    let server = Server::start([at_once(500), moved, reply(200, "", "[1]"), at_once(500)]).await;
    let client = builder(&server).max_retries(1).build().unwrap();
    let call = request(&client, query).json_body(&json!({"a": 1}));
    assert_eq!(call.await.unwrap(), json!([1]));
    let refused = request(&client, purge).await.unwrap_err();
    assert_eq!(refused.status().unwrap(), 500);

    let requests = server.requests();
    let lines: Vec<_> = requests.iter().map(|it| it.lines().next()).collect();
    assert_eq!(
        lines,
        [
            Some("QUERY /things HTTP/1.1"),
            Some("QUERY /things HTTP/1.1"),
            Some("QUERY /moved HTTP/1.1"),
            Some("PURGE /things HTTP/1.1"),
        ]
    );
    assert!(requests[..3].iter().all(|it| it.ends_with("{\"a\":1}")));
}
