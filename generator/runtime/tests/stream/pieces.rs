//! Bodies that are read piece by piece.

#![cfg(feature = "tokio")]
#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

use std::time::Duration;

use crate::support::memory::{Act, Memory, answer, status};
use crate::support::{GET, builder, request};
use openapi_runtime::runtime::{Client, Error, Timeout};

fn client(memory: &Memory) -> Client {
    builder()
        .max_response_bytes(4)
        .transport(memory.clone())
        .build()
        .unwrap()
}

#[tokio::test(start_paused = true)]
async fn a_body_of_any_length_comes_after_retries() {
    let memory = Memory::new([
        status(503),
        answer(200, &[("cf-ray", "r")], "longer than the limit"),
    ]);
    let mut stream = request(&client(&memory), &GET)
        .bytes_stream()
        .await
        .unwrap();
    assert_eq!(stream.status(), 200);
    assert_eq!(stream.request_id(), Some("r"));
    assert_eq!(
        stream.chunk().await.unwrap().unwrap(),
        "longer than the limit"
    );
    assert_eq!(stream.chunk().await.unwrap(), None);
    assert_eq!(stream.chunk().await.unwrap(), None);
}

#[tokio::test(start_paused = true)]
async fn a_failure_is_the_error_it_always_is() {
    let memory = Memory::new([answer(404, &[], "gone"), Act::Hang]);
    let error = request(&client(&memory), &GET)
        .bytes_stream()
        .await
        .unwrap_err();
    assert!(matches!(&error, Error::Status(error) if error.body() == "gone"));
    let error = request(&client(&memory), &GET)
        .max_retries(0)
        .bytes_stream()
        .await
        .unwrap_err();
    assert!(error.is_timeout());
}

#[tokio::test(start_paused = true)]
async fn the_time_goes_on_while_the_body_is_read() {
    let second = Duration::from_secs(1);
    let memory = Memory::new([
        Act::HangInBody(b"abc"),
        Act::HangInBody(b"abc"),
        Act::BreakInBody(http::StatusCode::OK, b"abc"),
    ]);
    let client = client(&memory);
    let mut stream = request(&client, &GET)
        .attempt_timeout(second)
        .bytes_stream()
        .await
        .unwrap();
    assert_eq!(stream.chunk().await.unwrap().unwrap(), "abc");
    let error = stream.chunk().await.unwrap_err();
    assert!(
        matches!(error, Error::Timeout { limit: Timeout::Attempt(limit), .. } if limit == second)
    );
    assert_eq!(stream.chunk().await.unwrap(), None);

    // A reader that is slow itself runs into the limit as well.
    let mut stream = request(&client, &GET)
        .timeout(second)
        .bytes_stream()
        .await
        .unwrap();
    tokio::time::sleep(2 * second).await;
    let error = stream.chunk().await.unwrap_err();
    assert!(
        matches!(
            error,
            Error::Timeout {
                limit: Timeout::Total(_),
                ..
            }
        ),
        "{error}"
    );

    let mut stream = request(&client, &GET).bytes_stream().await.unwrap();
    assert_eq!(stream.chunk().await.unwrap().unwrap(), "abc");
    assert!(matches!(stream.chunk().await, Err(Error::Transport { .. })));
    assert_eq!(stream.chunk().await.unwrap(), None);
    assert_eq!(memory.seen().len(), 3);
}

#[cfg(feature = "reqwest")]
#[tokio::test]
async fn a_stream_over_a_socket() {
    use crate::support::server::{Reply, Server, reply};

    let head = "HTTP/1.1 200 X\r\ntransfer-encoding: chunked\r\n\r\n";
    let whole = format!("{head}3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");
    let begun = format!("{head}3\r\nabc\r\n");
    let server = Server::start([
        Reply::Send(whole.into()),
        Reply::Hang(begun.into()),
        reply(200, "", "{}"),
    ])
    .await;
    let client = openapi_runtime::runtime::ClientBuilder::new(Some(&server.url()))
        .build()
        .unwrap();
    let mut stream = std::pin::pin!(request(&client, &GET).bytes_stream().await.unwrap());
    let mut all = Vec::new();
    while let Some(chunk) =
        std::future::poll_fn(|cx| futures_core::Stream::poll_next(stream.as_mut(), cx)).await
    {
        all.extend_from_slice(&chunk.unwrap());
    }
    assert_eq!(all, b"abcde");

    // Dropped in the middle, it lets go of the connection.
    let mut stream = request(&client, &GET).bytes_stream().await.unwrap();
    assert_eq!(stream.chunk().await.unwrap().unwrap(), "abc");
    drop(stream);
    server.wait_for(|log| log.hangups == 1).await;
}

#[test]
fn streams_and_their_futures_go_to_other_threads() {
    fn is_send<T: Send + 'static>(_: T) {}
    let client = client(&Memory::new([]));
    is_send(request(&client, &GET).bytes_stream());
    is_send(request(&client, &GET).send_raw());
    is_send(request(&client, &GET).send_with_response());
}
