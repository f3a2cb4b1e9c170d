//! Answers that come item by item, from servers that never come to an item, or to its end.

use std::time::Duration;

use openapi_runtime::runtime::data::Json;
use openapi_runtime::runtime::event_stream::{self, Framing};
use openapi_runtime::runtime::{Client, Error, Event, EventStream, Request, Undocumented, decode};

use crate::support::GET;
use crate::support::server::{Reply, Server};
use crate::{LONG, ON_THE_WAY, builder};

const LIMIT: usize = 1 << 20;
const HEAD: &str = "HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n";

fn client(server: &Server) -> Client {
    builder(server).max_response_bytes(LIMIT).build().unwrap()
}

async fn open(client: &Client, framing: Framing, timeout: Option<Duration>) -> EventStream<Json> {
    let call = Request::<_, Undocumented>::new(client, &GET, decode::empty)
        .items_as(framing, event_stream::json::<Json>);
    let call = match timeout {
        Some(timeout) => call.timeout(timeout),
        None => call,
    };
    call.await.unwrap()
}

/// What a stream of `piece` without end ends in.
async fn ends_in(
    framing: Framing,
    start: &str,
    piece: &str,
    timeout: Option<Duration>,
) -> (Error, usize) {
    let server = Server::start([Reply::Endless(
        format!("{HEAD}{start}").into(),
        piece.into(),
    )])
    .await;
    let mut items = open(&client(&server), framing, timeout).await;
    let read = async {
        loop {
            match items.next().await.unwrap() {
                Ok(_) | Err(Error::Decode(_)) => {}
                Err(error) => return error,
            }
        }
    };
    let error = tokio::time::timeout(LONG, read).await.unwrap();
    assert!(items.next().await.is_none());
    drop(items);
    server.wait_for(|log| log.hangups == 1).await;
    (error, server.log().taken)
}

#[tokio::test]
async fn an_item_without_an_end_is_given_up_at_the_limit() {
    for (framing, start, piece) in [
        (Framing::Data, "", "data"),
        (Framing::Data, "data: ", "x"),
        (Framing::Data, ": ", "x"),
        (Framing::Data, "", "data: x\n"),
        (Framing::Data, "", "data\n"),
        (Framing::Event, "event: ", "x"),
        (Framing::TextEvent, "id: ", "x"),
        (Framing::TextEvent, "retry: ", "9"),
        (Framing::Lines, "", "{"),
        (Framing::Lines, "[", "1,"),
        (Framing::Sequence, "\u{1e}", "1"),
        (Framing::Whole, "", " "),
    ] {
        let (error, taken) = ends_in(framing, start, piece, None).await;
        assert!(
            matches!(error, Error::BodyTooLarge { limit: LIMIT, .. }),
            "{start}{piece}: {error:?}"
        );
        assert!(
            taken < 9 * LIMIT + ON_THE_WAY,
            "{taken} bytes of {start}{piece}"
        );
    }
}

#[tokio::test]
async fn what_never_comes_to_an_item_runs_into_the_deadline() {
    let limit = Duration::from_millis(500);
    for (framing, piece) in [
        (Framing::Data, ": still here\n"),
        (Framing::Data, "\n"),
        (Framing::Data, "\r\n"),
        (Framing::Event, "event: x\n\n"),
        (Framing::Event, "id: 1\nretry: 1\n\n"),
        (Framing::Lines, "\n"),
        (Framing::Lines, "nonsense\n"),
        (Framing::Sequence, "\u{1e}"),
        (Framing::Data, "data: 1\n\n"),
    ] {
        let (error, _) = ends_in(framing, "", piece, Some(limit)).await;
        assert!(matches!(error, Error::Timeout { .. }), "{piece}: {error:?}");
    }
}

#[tokio::test]
async fn events_with_fields_that_mean_nothing() {
    let fields = [
        "retry: 99999999999999999999999999",
        "retry: -1",
        "retry: 1e9",
        "retry: \u{663}",
        "retry",
        "retry: 18446744073709551615",
        "id: a\0b",
        "id",
        "data",
        "\0",
        ":",
        "event",
        "data:\u{feff}x",
        "nonsense: x",
        "data: x\0y",
    ];
    let body = fields.map(|field| format!("{field}\ndata: x\n\n")).concat();
    let server = Server::start([Reply::SendAndClose(format!("{HEAD}{body}").into())]).await;
    let call = Request::<_, Undocumented>::new(&client(&server), &GET, decode::empty)
        .items_as(Framing::Data, event_stream::event);
    let mut items: EventStream<Event> = call.await.unwrap();
    let mut seen = 0;
    while let Some(item) = items.next().await {
        let item = item.unwrap();
        assert!(
            item.data.ends_with('x') || item.data.ends_with('y'),
            "{item:?}"
        );
        assert!(
            item.retry
                .is_none_or(|wait| wait == Duration::from_millis(u64::MAX)),
            "{item:?}"
        );
        seen += 1;
    }
    assert_eq!(seen, fields.len());
}

#[tokio::test]
async fn items_that_are_no_text_are_errors_of_their_own() {
    let body = [HEAD.as_bytes(), b"data: \"\xff\xfe\"\n\ndata: 1\n\n"].concat();
    let server = Server::start([Reply::SendAndClose(body)]).await;
    let mut items = open(&client(&server), Framing::Data, None).await;
    // As browsers do, what is no UTF-8 becomes a replacement character.
    assert_eq!(items.next().await.unwrap().unwrap(), "\u{fffd}\u{fffd}");
    assert_eq!(items.next().await.unwrap().unwrap(), 1);

    let body = [
        HEAD.as_bytes(),
        b"\"\xff\"\n1\n",
        &b"[".repeat(100_000),
        b"\n2\n",
    ]
    .concat();
    let server = Server::start([Reply::SendAndClose(body)]).await;
    let mut items = open(&client(&server), Framing::Lines, None).await;
    assert!(matches!(items.next().await, Some(Err(Error::Decode(_)))));
    assert_eq!(items.next().await.unwrap().unwrap(), 1);
    assert!(matches!(items.next().await, Some(Err(Error::Decode(_)))));
    assert_eq!(items.next().await.unwrap().unwrap(), 2);
    assert!(items.next().await.is_none());
}
