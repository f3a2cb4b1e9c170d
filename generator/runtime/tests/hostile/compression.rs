//! Bodies that are compressed badly, or far too well.

use openapi_runtime::runtime::Error;

use crate::support::server::{reply, response};
use crate::{FAILED, check, gzip, met, words};

#[tokio::test]
async fn what_is_compressed_badly() {
    let zipped = |headers: &str, body: &[u8]| response(200, headers, body);
    let once = gzip(b"{\"a\": 1}");
    let flipped: Vec<u8> = once
        .iter()
        .enumerate()
        .map(|(at, byte)| byte ^ u8::from(at == 14))
        .collect();
    let nothing = "the body of things.get's 200 OK response does not fit its type: EOF while parsing a value (line 1 column 0)";
    let not_json = "the body of things.get's 200 OK response does not fit its type: expected value (line 1 column 1)";
    let not_text = "the body of things.get's 200 OK response is not UTF-8 at byte 1";
    check(&[
        (
            "well",
            zipped("content-encoding: gzip\r\n", &once),
            "{\"a\":1}",
        ),
        (
            "nothing",
            zipped("content-encoding: gzip\r\n", b""),
            nothing,
        ),
        (
            "no gzip",
            zipped("content-encoding: gzip\r\n", b"{\"a\": 1}"),
            FAILED,
        ),
        (
            "cut",
            zipped("content-encoding: gzip\r\n", &once[..once.len() - 9]),
            FAILED,
        ),
        (
            "changed",
            zipped("content-encoding: gzip\r\n", &flipped),
            FAILED,
        ),
        (
            "twice",
            zipped("content-encoding: gzip\r\n", &gzip(&once)),
            not_text,
        ),
        (
            "unasked",
            zipped("content-encoding: br\r\n", b"\x0b\x02{}\x03"),
            not_json,
        ),
        (
            "unknown",
            zipped("content-encoding: \u{ff},,;\r\n", b"[1]"),
            "[1]",
        ),
        (
            "none",
            zipped("content-encoding: identity\r\n", b"[1]"),
            "[1]",
        ),
    ])
    .await;
}

#[tokio::test]
async fn bombs_are_not_unpacked() {
    let bomb = gzip(&vec![b'['; 40 << 20]);
    for status in [200, 500] {
        let bad = reply(status, "content-encoding: gzip\r\n", &bomb);
        let (result, _) = met(bad, |builder| builder.max_response_bytes(1 << 18)).await;
        match &result {
            Err(Error::Status(error)) => assert_eq!(error.body().len(), 64 << 10),
            _ => assert_eq!(
                words(&result),
                "the response to things.get is longer than 262144 bytes"
            ),
        }
    }
}
