//! Bodies that are streams: what reaches a server, and what happens when it cannot be sent again.

#![cfg(feature = "rustls")]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "helpers of tests may panic"
)]

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};

use crate::support::request;
use crate::support::server::{Reply, Server, reply};
use bytes::Bytes;
use futures_core::Stream;
use http::Method;
use openapi_runtime::runtime::data::Json;
use openapi_runtime::runtime::multipart::Part;
use openapi_runtime::runtime::{Body, Client, ClientBuilder, Error, File, Operation, Request};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

/// An idempotent call, so that only its body can keep it from being sent again.
static PUT: Operation = Operation {
    id: "things.replace",
    method: Method::PUT,
    path: "/things",
    idempotent: true,
    security: &[],
    errors: &[],
};

/// Pieces one by one, each after a wait.
struct Pieces(Vec<Result<&'static str, io::Error>>, bool);

impl Stream for Pieces {
    type Item = Result<Bytes, io::Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.1 = !self.1;
        if self.1 {
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        if self.0.is_empty() {
            return Poll::Ready(None);
        }
        Poll::Ready(Some(self.0.remove(0).map(Bytes::from)))
    }
}

fn pieces(all: &[&'static str]) -> Pieces {
    Pieces(all.iter().map(|piece| Ok(*piece)).collect(), false)
}

fn client(server: &Server) -> Client {
    ClientBuilder::new(None)
        .base_url(&server.url())
        .build()
        .unwrap()
}

fn put(server: &Server, file: File) -> Request<Json> {
    request(&client(server), &PUT).body("image/png", file)
}

fn again() -> Reply {
    reply(503, "retry-after-ms: 1\r\n", "")
}

#[tokio::test]
async fn a_stream_of_known_length_says_so() {
    let server = Server::start([]).await;
    let file = File::stream(pieces(&["ab", "", "cde"]), Some(5)).media_type("image/gif");
    put(&server, file).await.unwrap();
    let seen = server.requests().remove(0);
    assert!(seen.contains("content-length: 5\r\n"), "{seen}");
    assert!(seen.contains("content-type: image/gif\r\n"), "{seen}");
    assert!(seen.ends_with("\r\n\r\nabcde"), "{seen}");
}

#[tokio::test]
async fn a_failed_call_is_not_sent_again_once_its_stream_has_begun() {
    let server = Server::start([again()]).await;
    let file = File::stream(pieces(&["abc"]), Some(3));
    let error = put(&server, file.clone()).await.unwrap_err();
    assert_eq!(error.status().unwrap(), 503);
    // What has been sent is gone, for its clones as well.
    let error = put(&server, file).await.unwrap_err();
    assert!(matches!(error, Error::InvalidRequest { .. }), "{error}");
    assert!(error.to_string().contains("sent before"), "{error}");
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn what_can_be_read_anew_is_sent_again() {
    let path = std::env::temp_dir().join(format!("upload-{}.txt", std::process::id()));
    std::fs::write(&path, "abc").unwrap();
    let files = [
        File::from("abc"),
        File::stream_with(|| pieces(&["abc"]), Some(3)),
        File::open(&path).unwrap(),
    ];
    for file in files {
        let temporary = reply(307, "location: /elsewhere\r\n", "");
        let server = Server::start([again(), temporary]).await;
        put(&server, file).await.unwrap();
        let seen = server.requests();
        assert_eq!(seen.len(), 3);
        assert!(
            seen.iter().all(|it| it.ends_with("\r\n\r\nabc")),
            "{seen:?}"
        );
    }
    std::fs::remove_file(&path).unwrap();
    assert!(File::open(&path).is_err());
    assert!(File::open(std::env::temp_dir()).is_err());
}

#[tokio::test]
async fn a_stream_does_not_go_elsewhere() {
    let temporary = reply(307, "location: /elsewhere\r\n", "");
    let server = Server::start([temporary]).await;
    let file = File::reader(&b"abc"[..], Some(3));
    let error = put(&server, file).await.unwrap_err();
    assert!(matches!(error, Error::Redirect { .. }), "{error}");
    assert_eq!(server.requests().len(), 1);

    // A redirect that asks for a GET does without it.
    let other = reply(303, "location: /elsewhere\r\n", "");
    let server = Server::start([other]).await;
    let file = File::reader(&b"abc"[..], Some(3));
    put(&server, file).await.unwrap();
    let seen = server.requests();
    assert!(seen[1].starts_with("GET /elsewhere"), "{seen:?}");
    assert!(seen[1].ends_with("\r\n\r\n"), "{seen:?}");
}

#[tokio::test]
async fn two_streams_are_parts_of_a_body_of_known_length() {
    let server = Server::start([]).await;
    let one = File::stream(pieces(&["a", "b"]), Some(2)).name("one.txt");
    let other = File::stream(pieces(&["c"]), Some(1)).media_type("text/csv");
    let call = request(&client(&server), &PUT).multipart(&[
        Part::value("title", &"t", None),
        Part::files("one", &one, None),
        Part::files("other", &other, None),
    ]);
    call.await.unwrap();
    let seen = server.requests().remove(0);
    let (head, body) = seen.split_once("\r\n\r\n").unwrap();
    let length = format!("content-length: {}", body.len());
    assert!(head.lines().any(|line| line == length), "{seen}");
    assert!(
        body.contains(
            "filename=\"one.txt\"\r\nContent-Type: application/octet-stream\r\n\r\nab\r\n--"
        ),
        "{seen}"
    );
    assert!(
        body.contains("Content-Type: text/csv\r\n\r\nc\r\n--"),
        "{seen}"
    );
    assert!(body.ends_with("--\r\n"), "{seen}");
}

#[tokio::test]
async fn a_stream_that_fails_says_why() {
    let broken = Pieces(vec![Ok("ab"), Err(io::Error::other("unplugged"))], false);
    let files = [
        (File::stream(broken, Some(5)), "unplugged"),
        (
            File::stream(pieces(&["ab"]), Some(3)),
            "ended 1 bytes before",
        ),
        (
            File::stream(pieces(&["ab", "cd"]), Some(3)),
            "beyond its length",
        ),
        (
            File::stream_with(|| pieces(&["abc"]), Some(2)),
            "beyond its length",
        ),
    ];
    for (file, reason) in files {
        let server = Server::start([]).await;
        let error = put(&server, file).await.unwrap_err();
        assert!(matches!(error, Error::Upload { .. }), "{error:?}");
        assert!(error.to_string().contains(reason), "{error}");
        assert!(server.log().connections <= 1);
    }
}

#[tokio::test]
async fn a_stream_cannot_be_shown_or_changed() {
    let server = Server::start([]).await;
    let file = || File::stream(pieces(&["{}"]), None);
    let error = put(&server, file()).build().unwrap_err();
    assert!(error.to_string().contains("cannot be shown"), "{error}");
    let error = put(&server, file()).set_json("/a", 1).await.unwrap_err();
    assert!(error.to_string().contains("is not JSON"), "{error}");
}

/// A piece of which somebody keeps count.
struct Counted(Vec<u8>, Arc<AtomicUsize>);

impl AsRef<[u8]> for Counted {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.1.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Many pieces, and how many there are at a time.
struct Many {
    left: usize,
    alive: Arc<AtomicUsize>,
    most: Arc<AtomicUsize>,
}

impl Stream for Many {
    type Item = Result<Bytes, io::Error>;

    fn poll_next(mut self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Some(left) = self.left.checked_sub(1) else {
            return Poll::Ready(None);
        };
        self.left = left;
        let alive = self.alive.fetch_add(1, Ordering::Relaxed) + 1;
        self.most.fetch_max(alive, Ordering::Relaxed);
        let piece = Counted(vec![b'x'; 64 * 1024], Arc::clone(&self.alive));
        Poll::Ready(Some(Ok(Bytes::from_owner(piece))))
    }
}

/// Takes one request in chunks, answers it, and tells its head and how many bytes came after that.
async fn drain(listener: TcpListener) -> (String, usize) {
    let (mut stream, _) = listener.accept().await.unwrap();
    let (mut start, mut count, mut tail) = (Vec::new(), 0, Vec::new());
    let mut buffer = vec![0; 64 * 1024];
    while !tail.ends_with(b"0\r\n\r\n") {
        let read = stream.read(&mut buffer).await.unwrap();
        assert_ne!(read, 0, "the client has gone");
        if start.len() < 1024 {
            start.extend_from_slice(&buffer[..read.min(1024)]);
        }
        count += read;
        tail.extend_from_slice(&buffer[..read]);
        tail.drain(..tail.len().saturating_sub(5));
    }
    let answer = b"HTTP/1.1 200 X\r\ncontent-length: 2\r\n\r\n{}";
    stream.write_all(answer).await.unwrap();
    (String::from_utf8_lossy(&start).into_owned(), count)
}

#[tokio::test]
async fn little_of_a_long_stream_is_in_memory() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let server = tokio::spawn(drain(listener));
    let (alive, most) = (Arc::default(), Arc::new(AtomicUsize::new(0)));
    let many = Many {
        left: 1024,
        alive: Arc::clone(&alive),
        most: Arc::clone(&most),
    };
    let client = ClientBuilder::new(None).base_url(&url).build().unwrap();
    let call = request(&client, &PUT).body("image/png", File::stream(many, None));
    call.await.unwrap();
    let (head, count) = server.await.unwrap();
    assert!(head.contains("transfer-encoding: chunked\r\n"), "{head}");
    assert!(count > 64 * 1024 * 1024);
    assert_eq!(alive.load(Ordering::Relaxed), 0);
    assert!(
        most.load(Ordering::Relaxed) < 64,
        "{most:?} pieces at a time"
    );
}

#[test]
fn a_body_is_no_larger_than_bytes() {
    // Calls without a stream carry it from function to function, too.
    assert_eq!(size_of::<Body>(), size_of::<Bytes>());
}
