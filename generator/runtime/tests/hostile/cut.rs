//! Answers that end too early, at each byte there is.

use openapi_runtime::runtime::Error;
use serde_json::json;

use crate::support::server::{Reply, Server, response};
use crate::support::{GET, POST, request};
use crate::{client, gzip};

fn chunked(headers: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n{headers}\r\n");
    let (one, two) = body.split_at(body.len() / 2);
    let chunk =
        |piece: &[u8]| [format!("{:x}\r\n", piece.len()).as_bytes(), piece, b"\r\n"].concat();
    [
        head.into_bytes(),
        chunk(one),
        chunk(two),
        b"0\r\n\r\n".to_vec(),
    ]
    .concat()
}

/// A call that is answered with the beginning of `whole` is an error, and was sent once unless it may be repeated.
#[tokio::test]
async fn an_answer_that_is_cut_is_never_taken_for_a_whole_one() {
    let body = b"{\"a\": [1, 2, 3]}";
    for whole in [
        response(200, "x-a: b\r\n", body),
        chunked("", body),
        chunked("content-encoding: gzip\r\n", &gzip(body)),
        response(200, "content-encoding: gzip\r\n", gzip(body)),
    ] {
        let cuts = (0..=whole.len()).map(|end| Reply::SendAndClose(whole[..end].to_vec()));
        let server = Server::start(cuts).await;
        let client = client(&server);
        for end in 0..whole.len() {
            let error = request(&client, &POST).max_retries(3).await.unwrap_err();
            assert!(
                matches!(error, Error::Transport { .. }),
                "at {end}: {error:?}"
            );
            assert!(!error.is_connect(), "at {end}: {error:?}");
        }
        assert_eq!(
            request(&client, &POST).await.unwrap(),
            json!({"a": [1, 2, 3]})
        );
        assert_eq!(server.requests().len(), whole.len() + 1);
    }
}

/// Where only the end of the connection says where the body ends, what is cut is no JSON in most places, and a shorter
/// text is never a panic.
#[tokio::test]
async fn a_body_up_to_the_end_of_the_connection_is_read_as_far_as_it_goes() {
    let whole = b"HTTP/1.1 200 OK\r\nx-a: b\r\n\r\n{\"a\": [1, 2, 3]}";
    let head = whole
        .windows(4)
        .position(|four| four == b"\r\n\r\n")
        .unwrap()
        + 4;
    let cuts = (0..=whole.len()).map(|end| Reply::SendAndClose(whole[..end].to_vec()));
    let server = Server::start(cuts).await;
    let client = client(&server);
    for end in 0..whole.len() {
        let error = request(&client, &GET).await.unwrap_err();
        let in_head = matches!(error, Error::Transport { .. });
        assert_eq!(in_head, end < head, "at {end}: {error:?}");
        assert!(
            in_head || matches!(error, Error::Decode(_)),
            "at {end}: {error:?}"
        );
    }
    request(&client, &GET).await.unwrap();
}

/// The status of a failure says more than the end of its body.
#[tokio::test]
async fn a_failure_that_is_cut_in_its_body_is_that_failure() {
    let whole = response(404, "x-a: b\r\n", "{\"code\": 7}");
    let head = whole
        .windows(4)
        .position(|four| four == b"\r\n\r\n")
        .unwrap()
        + 4;
    let cuts = (0..=whole.len()).map(|end| Reply::SendAndClose(whole[..end].to_vec()));
    let server = Server::start(cuts).await;
    let client = client(&server);
    for end in 0..=whole.len() {
        match request(&client, &GET).await.unwrap_err() {
            Error::Status(error) => {
                assert!(end >= head, "at {end}: {error:?}");
                assert_eq!(error.body()[..], whole[head..end]);
                assert_eq!(error.is_complete(), end == whole.len());
            }
            error => assert!(end < head, "at {end}: {error:?}"),
        }
    }
}
