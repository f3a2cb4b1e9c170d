//! Headers that mean something to a client, with values that mean nothing.

use std::time::Duration;

use openapi_runtime::runtime::{Error, Request, Undocumented, bytes};

use crate::support::server::{Reply, Server, reply, response};
use crate::support::{GET, POST, request};
use crate::{FAILED, LONG, builder, check, client, met};

#[tokio::test]
async fn headers_that_are_no_text_are_kept_and_not_read() {
    let head = b"HTTP/1.1 200 OK\r\nx-request-id: \xff\xfe\r\ncf-ray: r\xc3\xa9\r\ncontent-length: 2\r\n\r\n{}";
    let server = Server::start([Reply::Send(head.to_vec())]).await;
    let response = Request::<_, Undocumented>::new(&client(&server), &GET, bytes)
        .send_with_response()
        .await
        .unwrap();
    assert_eq!(response.header("x-request-id"), None);
    assert_eq!(response.request_id(), None);
    assert_eq!(response.headers()["x-request-id"].as_bytes(), b"\xff\xfe");
}

#[tokio::test]
async fn headers_that_are_none() {
    let with = |header: &[u8]| {
        let head = [
            b"HTTP/1.1 200 OK\r\n",
            header,
            b"\r\ncontent-length: 2\r\n\r\n{}",
        ];
        head.concat()
    };
    check(&[
        ("a NUL in a value", with(b"x-a: a\0b"), FAILED),
        ("a NUL in a name", with(b"x\0a: a"), FAILED),
        ("a carriage return in a value", with(b"x-a: a\rb"), FAILED),
        ("no colon", with(b"x-a"), FAILED),
        ("no name", with(b": a"), FAILED),
        ("a name that is no text", with(b"\xff: a"), FAILED),
        (
            "a media type that is none",
            with(b"content-type: ;;;=\xff/"),
            "{}",
        ),
        (
            "a media type of images",
            with(b"content-type: image/png"),
            "{}",
        ),
        (
            "a long media type",
            with(format!("content-type: {}", "a/".repeat(20_000)).as_bytes()),
            "{}",
        ),
        (
            "a hundred thousand spaces",
            with(format!("x-a: {}", " ".repeat(100_000)).as_bytes()),
            "{}",
        ),
    ])
    .await;
}

#[tokio::test]
async fn cookies_are_not_kept() {
    let cookie = "set-cookie: session=s3cret; Path=/\r\nset-cookie: \u{ff}=;;\r\n";
    let server = Server::start([reply(200, cookie, "{}")]).await;
    let client = client(&server);
    for _ in 0..2 {
        request(&client, &GET).await.unwrap();
    }
    let sent = server.requests();
    assert!(
        !sent[1].to_ascii_lowercase().contains("cookie"),
        "{}",
        sent[1]
    );
}

/// What a server may name as the wait before the next attempt, and how long it is taken to be.
#[tokio::test]
async fn waits_that_nobody_could_mean() {
    let days = |count: u64| Some(Duration::from_secs(count * 24 * 60 * 60));
    for (header, wait) in [
        ("retry-after: -5", None),
        ("retry-after: -0", Some(Duration::ZERO)),
        (
            "retry-after: 1e30",
            Some(Duration::from_secs(1_000_000_000)),
        ),
        (
            "retry-after: 999999999999999999999999",
            Some(Duration::from_secs(1_000_000_000)),
        ),
        ("retry-after: NaN", None),
        ("retry-after: inf", None),
        ("retry-after: ", None),
        ("retry-after: soon", None),
        ("retry-after: \u{663}", None),
        (
            "retry-after-ms: -1\r\nretry-after: 99",
            Some(Duration::from_secs(99)),
        ),
        (
            "retry-after-ms: 1e300",
            Some(Duration::from_secs(1_000_000_000)),
        ),
        ("retry-after: Fri, 31 Dec 9999 23:59:59 GMT", None),
        (
            "date: Fri, 31 Dec 9999 23:59:59 GMT\r\nretry-after: Thu, 01 Jan 1970 00:00:00 GMT",
            Some(Duration::ZERO),
        ),
        (
            "date: Thu, 01 Jan 1970 00:00:00 GMT\r\nretry-after: Sun, 11 Jan 1970 00:00:00 GMT",
            days(10),
        ),
        ("retry-after: Thu, 99 Foo 1970 99:99:99 GMT", None),
    ] {
        let header = format!("{header}\r\n");
        let (result, log) = met(reply(429, &header, ""), |builder| builder).await;
        let Err(Error::Status(error)) = result else {
            panic!("{result:?}")
        };
        assert_eq!(error.retry_after(), wait, "{header}");
        assert_eq!(log.requests.len(), 2);
    }
}

#[tokio::test]
async fn a_wait_that_is_too_long_is_not_waited_for() {
    for header in [
        "retry-after: 61\r\n",
        "retry-after: 1e30\r\n",
        "retry-after-ms: 1e300\r\n",
    ] {
        let server = Server::start([reply(429, header, "")]).await;
        let call = request(&client(&server), &POST).max_retries(5);
        let result = tokio::time::timeout(LONG, call.send()).await.unwrap();
        assert_eq!(result.unwrap_err().status().unwrap(), 429);
        assert_eq!(server.requests().len(), 1, "{header}");
    }
}

/// A wait that makes no sense does not stand for one: the client waits as if none were named.
#[tokio::test]
async fn a_wait_that_is_none_is_not_read_as_an_order_to_come_back_at_once() {
    for (status, header, requests) in [
        (429, "retry-after: -5\r\n", 2),
        (503, "retry-after: NaN\r\n", 1),
    ] {
        let server = Server::start([Reply::Send(response(status, header, ""))]).await;
        let client = builder(&server).max_retries(1).build().unwrap();
        let _ = request(&client, &POST).await;
        assert_eq!(server.requests().len(), requests, "{header}");
    }
}
