//! Where a body ends: lengths and chunks that are wrong, and bodies where there can be none.

use std::time::Duration;

use http::Method;
use openapi_runtime::runtime::{Error, Operation, Request, Undocumented, decode};
use serde_json::json;

use crate::support::server::{Reply, Server, reply, response};
use crate::support::{GET, request};
use crate::{FAILED, ON_THE_WAY, check, client, met, words};

const SHORT: Duration = Duration::from_millis(300);

static HEAD: Operation = Operation {
    id: "things.head",
    method: Method::HEAD,
    path: "/things",
    idempotent: true,
    security: &[],
    errors: &[],
};

#[tokio::test]
async fn lengths_that_are_wrong() {
    let with =
        |headers: &str, body: &str| format!("HTTP/1.1 200 OK\r\n{headers}\r\n{body}").into_bytes();
    check(&[
        ("too long", with("content-length: 9\r\n", "{}"), FAILED),
        ("negative", with("content-length: -2\r\n", "{}"), FAILED),
        ("with a plus", with("content-length: +2\r\n", "{}"), FAILED),
        ("a word", with("content-length: two\r\n", "{}"), FAILED),
        ("empty", with("content-length: \r\n", "{}"), FAILED),
        (
            "too large for a number",
            with("content-length: 99999999999999999999\r\n", "{}"),
            FAILED,
        ),
        (
            "two that differ",
            with("content-length: 2\r\ncontent-length: 3\r\n", "{} "),
            FAILED,
        ),
        (
            "two in one that differ",
            with("content-length: 2, 3\r\n", "{} "),
            FAILED,
        ),
        (
            "two that are the same",
            with("content-length: 2\r\ncontent-length: 2\r\n", "{}"),
            "{}",
        ),
        ("none", with("", "{}"), "{}"),
    ])
    .await;
    let (result, _) = met(
        Reply::Hang(with("content-length: 9\r\n", "{}")),
        |builder| builder.timeout(SHORT),
    )
    .await;
    assert!(matches!(result, Err(Error::Timeout { .. })), "{result:?}");
}

#[tokio::test]
async fn chunks_that_are_wrong() {
    let chunked = |body: &str| {
        format!("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n{body}").into_bytes()
    };
    check(&[
        ("well", chunked("2\r\n{}\r\n0\r\n\r\n"), "{}"),
        (
            "with extensions",
            chunked("2;a=b;c=\"d\"\r\n{}\r\n0;e\r\n\r\n"),
            "{}",
        ),
        (
            "with trailers",
            chunked("2\r\n{}\r\n0\r\nx-a: b\r\ncontent-length: 5\r\n\r\n"),
            "{}",
        ),
        (
            "too large for a number",
            chunked("fffffffffffffffff\r\n{}\r\n0\r\n\r\n"),
            FAILED,
        ),
        (
            "as large as a number can be",
            chunked("ffffffffffffffff\r\n{}"),
            FAILED,
        ),
        ("negative", chunked("-2\r\n{}\r\n0\r\n\r\n"), FAILED),
        ("no number", chunked("z\r\n{}\r\n0\r\n\r\n"), FAILED),
        ("no size", chunked("\r\n{}\r\n0\r\n\r\n"), FAILED),
        ("longer than said", chunked("1\r\n{}\r\n0\r\n\r\n"), FAILED),
        ("shorter than said", chunked("3\r\n{}\r\n0\r\n\r\n"), FAILED),
        ("without the last", chunked("2\r\n{}\r\n"), FAILED),
        (
            "trailers that are none",
            chunked("2\r\n{}\r\n0\r\n\0\0\0\r\n\r\n"),
            FAILED,
        ),
    ])
    .await;
}

#[tokio::test]
async fn what_surrounds_chunks_is_bounded() {
    let head = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
    for (start, piece) in [
        ("2;", "aaaa"),
        ("2\r\n{}\r\n0\r\nx-a: ", "aaaa"),
        ("2\r\n{}\r\n0\r\n", "x-a: b\r\n"),
    ] {
        let endless = Reply::Endless(format!("{head}{start}").into(), piece.into());
        let (result, log) = met(endless, |builder| builder).await;
        assert_eq!(words(&result), FAILED, "{start:?} {piece:?}: {result:?}");
        assert!(log.taken < ON_THE_WAY, "{} bytes of {piece:?}", log.taken);
    }
    // Zeros before a number are part of it, however many there are.
    let zeros = Reply::Endless(head.into(), b"0".to_vec());
    let (result, _) = met(zeros, |builder| builder.timeout(SHORT)).await;
    assert!(matches!(result, Err(Error::Timeout { .. })), "{result:?}");
}

/// What follows an answer is not the answer to the next call.
#[tokio::test]
async fn nothing_is_taken_for_an_answer_that_was_not_asked_for() {
    let stolen = response(200, "", "[\"stolen\"]");
    let no_content = b"HTTP/1.1 204 No Content\r\ncontent-length: 10\r\n\r\n".to_vec();
    let not_modified = b"HTTP/1.1 304 Not Modified\r\ncontent-length: 10\r\n\r\n".to_vec();
    let early = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}garbage".to_vec();
    for first in [response(200, "", "{}"), no_content, not_modified, early] {
        let bad = Reply::Send([first, stolen.clone()].concat());
        let (result, _) = met(bad, |builder| builder).await;
        assert!(!format!("{result:?}").contains("stolen"), "{result:?}");
    }
}

#[tokio::test]
async fn an_answer_to_head_has_no_body() {
    let server = Server::start([
        reply(200, "", "[\"not\", \"there\"]"),
        reply(200, "", "[1]"),
    ])
    .await;
    let client = client(&server);
    Request::<_, Undocumented>::new(&client, &HEAD, decode::empty)
        .await
        .unwrap();
    assert_eq!(request(&client, &GET).await.unwrap(), json!([1]));

    let long = Reply::Endless(
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n".to_vec(),
        b"1\r\n \r\n".to_vec(),
    );
    let server = Server::start([long]).await;
    Request::<_, Undocumented>::new(&self::client(&server), &HEAD, decode::empty)
        .await
        .unwrap();
    server.wait_for(|log| log.hangups == 1).await;
    assert!(server.log().taken < ON_THE_WAY);
}

/// Two ways to say where a body ends are how one answer is smuggled into another (RFC 9112, 6.3).
#[tokio::test]
async fn a_length_beside_chunks_does_not_count() {
    let both = b"HTTP/1.1 200 OK\r\ncontent-length: 30\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n";
    let unknown = b"HTTP/1.1 200 OK\r\ntransfer-encoding: gzip, nonsense\r\n\r\n{}";
    let old = b"HTTP/1.0 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n";
    for (bytes, allowed) in [
        (&both[..], ["{}", FAILED]),
        (unknown, ["{}", FAILED]),
        (old, ["{}", FAILED]),
    ] {
        let (result, _) = met(Reply::SendAndClose(bytes.to_vec()), |builder| builder).await;
        assert!(allowed.contains(&words(&result).as_str()), "{result:?}");
    }
}
