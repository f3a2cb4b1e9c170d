//! Bodies: too long, too slow, too small for what they hold.

use std::time::Duration;

use flate2::{Compress, Compression, FlushCompress};
use openapi_runtime::runtime::data::Json;
use openapi_runtime::runtime::{Error, Request, Undocumented, decode};

use crate::support::server::{Reply, Server, reply, response};
use crate::support::{GET, request};
use crate::{LONG, ON_THE_WAY, builder, client, met};

const LIMIT: usize = 1 << 18;
/// How much of the body of a failure is kept.
const ERROR_LIMIT: usize = 64 << 10;

/// The beginnings of bodies that have no end, and what is repeated in each.
fn endless(status: u16) -> Vec<Reply> {
    let head = |headers: &str| format!("HTTP/1.1 {status} X\r\n{headers}\r\n").into_bytes();
    let zipped = || {
        let (start, block) = bomb();
        let length = format!(
            "content-encoding: gzip\r\ncontent-length: {}\r\n",
            u64::MAX / 2
        );
        Reply::Endless([head(&length), start].concat(), block)
    };
    vec![
        Reply::Endless(head("connection: close\r\n"), b" ".to_vec()),
        Reply::Endless(
            head("content-length: 9223372036854775807\r\n"),
            b" ".to_vec(),
        ),
        Reply::Endless(
            head("transfer-encoding: chunked\r\n"),
            b"4\r\n    \r\n".to_vec(),
        ),
        Reply::Endless(
            head("transfer-encoding: chunked\r\n"),
            b"1\r\n \r\n".to_vec(),
        ),
        zipped(),
    ]
}

/// The beginning of a gzip stream, and a piece of it that holds a MiB and can be repeated for ever.
fn bomb() -> (Vec<u8>, Vec<u8>) {
    let start = b"\x1f\x8b\x08\0\0\0\0\0\0\x03".to_vec();
    let mut deflate = Compress::new(Compression::best(), false);
    let mut block = Vec::with_capacity(1 << 16);
    deflate
        .compress_vec(&vec![b' '; 1 << 20], &mut block, FlushCompress::Full)
        .unwrap();
    assert!(block.len() < 4096);
    (start, block)
}

#[tokio::test]
async fn a_body_without_an_end_is_given_up_at_the_limit() {
    for bad in endless(200) {
        let (result, log) = met(bad, |builder| builder.max_response_bytes(LIMIT)).await;
        assert!(
            matches!(result, Err(Error::BodyTooLarge { limit: LIMIT, .. })),
            "{result:?}"
        );
        assert!(log.taken < LIMIT * 9 + ON_THE_WAY, "{} bytes", log.taken);
    }
}

#[tokio::test]
async fn of_a_failure_without_an_end_the_beginning_is_kept() {
    for bad in endless(500) {
        // What is allowed of other answers is no matter.
        let (result, log) = met(bad, |builder| builder.max_response_bytes(1 << 30)).await;
        let Err(Error::Status(error)) = result else {
            panic!("{result:?}")
        };
        assert_eq!(error.body().len(), ERROR_LIMIT);
        assert!(!error.is_complete());
        let unread = error.decode_as::<Json>().unwrap_err();
        assert_eq!(
            unread.to_string(),
            "the body of things.get's 500 Internal Server Error response is cut short after 65536 bytes"
        );
        assert!(log.taken < ON_THE_WAY, "{} bytes", log.taken);
    }
}

#[tokio::test]
async fn how_much_is_kept_of_a_failure_is_a_setting() {
    let body = format!("\"{}\"", "x".repeat(100));
    for (limit, whole) in [(0, false), (101, false), (102, true), (1 << 20, true)] {
        let bad = reply(400, "", &body);
        let (result, _) = met(bad, |builder| builder.max_error_bytes(limit)).await;
        let Err(Error::Status(error)) = result else {
            panic!("{result:?}")
        };
        assert_eq!(error.body().len(), limit.min(body.len()));
        assert_eq!(error.is_complete(), whole);
        assert_eq!(error.decode_as::<String>().is_ok(), whole);
    }
    // Never more than of other answers, and never less of a success.
    let (result, _) = met(reply(400, "", &body), |it| it.max_response_bytes(50)).await;
    assert!(matches!(result, Err(Error::Status(error)) if error.body().len() == 50));
    let (result, _) = met(reply(200, "", &body), |it| it.max_error_bytes(10)).await;
    assert_eq!(result.unwrap(), "x".repeat(100));
}

/// A number whose end is missing is another number; of what has its own end, nothing is missing.
#[tokio::test]
async fn what_is_cut_is_not_read_as_something_else() {
    for (body, is_read) in [
        ("1234567", false),
        ("true  ", false),
        ("[12]  ", true),
        ("{}  ", true),
        ("\"abc\"  ", true),
    ] {
        let limit = body.len() - 1;
        let (result, _) = met(reply(400, "", body), |it| it.max_error_bytes(limit)).await;
        let Err(Error::Status(error)) = result else {
            panic!("{result:?}")
        };
        assert!(!error.is_complete());
        assert_eq!(error.decode_as::<Json>().is_ok(), is_read, "{body}");
    }
}

/// What has come of a body that nobody wants is read away, so that the connection can be used again.
#[tokio::test]
async fn a_rest_that_has_come_does_not_cost_a_connection() {
    let limit = 1000;
    let chunked = |status: u16, headers: &str| {
        let head = format!("HTTP/1.1 {status} X\r\n{headers}transfer-encoding: chunked\r\n\r\n");
        let chunk = format!("7d0\r\n{}\r\n", " ".repeat(2000));
        Reply::Send(format!("{head}{chunk}{chunk}0\r\n\r\n").into())
    };
    for bad in [
        reply(500, "", " ".repeat(limit + 1)),
        reply(500, "", " ".repeat(20 * limit)),
        chunked(500, ""),
    ] {
        let (_, log) = met(bad, |builder| builder.max_error_bytes(limit)).await;
        assert_eq!(log.connections, 1);
    }
    let moved = "location: /\r\n";
    for redirect in [reply(302, moved, " ".repeat(limit)), chunked(302, moved)] {
        let server = Server::start([redirect]).await;
        request(&client(&server), &GET).await.unwrap();
        assert_eq!(server.log().connections, 1);
    }
}

#[tokio::test]
async fn the_body_of_a_redirect_is_not_read() {
    for bad in endless(302) {
        let Reply::Endless(head, piece) = bad else {
            panic!("it has an end")
        };
        let text = String::from_utf8_lossy(&head).into_owned();
        let cut = text.find("\r\n").unwrap() + 2;
        let head = [&head[..cut], b"location: /next\r\n", &head[cut..]].concat();
        // The call follows the redirect to the good answer; the next gets what comes after the script.
        let server = Server::start([Reply::Endless(head, piece), reply(200, "", "[1]")]).await;
        let call =
            Request::<_, Undocumented>::new(&builder(&server).build().unwrap(), &GET, decode::text);
        assert_eq!(call.await.unwrap(), "[1]");
        server.wait_for(|log| log.hangups == 1).await;
        assert!(server.log().taken < ON_THE_WAY);
    }
}

#[tokio::test]
async fn a_stream_of_bytes_without_an_end_runs_into_the_deadline() {
    let limit = Duration::from_millis(500);
    for bad in endless(200) {
        let server = Server::start([bad]).await;
        let client = builder(&server).timeout(limit).build().unwrap();
        let mut stream = Request::<_, Undocumented>::new(&client, &GET, decode::empty)
            .bytes_stream()
            .await
            .unwrap();
        let read = async {
            loop {
                match stream.chunk().await {
                    Ok(Some(piece)) => assert!(piece.len() <= 4 << 20, "{}", piece.len()),
                    other => return other,
                }
            }
        };
        let ended = tokio::time::timeout(LONG, read).await.unwrap();
        assert!(matches!(ended, Err(Error::Timeout { .. })), "{ended:?}");
        drop(stream);
        server.wait_for(|log| log.hangups == 1).await;
    }
}

#[tokio::test]
async fn a_deadline_holds_against_a_body_that_drips() {
    let body = response(200, "", " ".repeat(10_000));
    for bytes in [
        body,
        b"HTTP/1.1 500 X\r\ntransfer-encoding: chunked\r\n\r\n100\r\n             ".to_vec(),
    ] {
        let head = bytes
            .windows(4)
            .position(|four| four == b"\r\n\r\n")
            .unwrap()
            + 4;
        let server = Server::start([Reply::Drip(
            Duration::from_millis(5),
            bytes[head..].to_vec(),
        )])
        .await;
        drop(server);
        let (result, _) = met(Reply::Drip(Duration::from_millis(2), bytes), |builder| {
            builder.timeout(Duration::from_millis(700))
        })
        .await;
        assert!(matches!(result, Err(Error::Timeout { .. })), "{result:?}");
    }
}
