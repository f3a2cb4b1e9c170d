//! Connections that others leave behind: calls that were dropped, runtimes that are gone or stand still, servers that hang
//! up at once.

#![cfg(feature = "reqwest")]
#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

mod support;

use std::pin::Pin;
use std::sync::mpsc;
use std::task::{Context, Waker};
use std::time::Duration;

use openapi_runtime::runtime::{
    Client, ClientBuilder, Error, ReqwestTransport, Sending, TransportErrorKind, data::Json,
};
use support::server::{Reply, Server, response};
use support::{POST, everything, request};
use tokio::net::TcpListener;
use tokio::runtime::{Builder, Runtime};

fn client(url: &str) -> Client {
    let builder = ClientBuilder::new(None).base_url(url);
    builder.timeout(Duration::from_secs(30)).build().unwrap()
}

fn send(client: &Client) -> Sending<Json> {
    request(client, &POST).send()
}

/// A runtime that does nothing but while somebody is in its `block_on`.
fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
}

/// The URL of a server on a thread of its own, which answers every request as `reply` does.
fn serve(reply: impl Fn() -> Reply + Send + 'static) -> String {
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        runtime().block_on(async {
            let server = Server::start((0..5000).map(|_| reply())).await;
            sender.send(server.url()).unwrap();
            std::future::pending::<()>().await;
        });
    });
    receiver.recv().unwrap()
}

/// Polls a call once, as whoever drops it right afterwards.
fn poll_once(call: &mut Sending<Json>) {
    let mut cx = Context::from_waker(Waker::noop());
    assert!(Pin::new(call).poll(&mut cx).is_pending());
}

/// A thousand calls in four phases, all dropped together; then another, which must succeed.
async fn drop_a_thousand() {
    let answer = || Reply::Send(response(200, "", "{}"));
    let slow = move || Reply::Slow(Duration::from_millis(2), Box::new(answer()));
    let silent = || Reply::Hang(Vec::new());
    let half = || Reply::Hang(b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{".to_vec());
    let clients = [serve(slow), serve(silent), serve(half)].map(|url| client(&url));
    for round in 0..4 {
        let before_poll: Vec<_> = (0..100).map(|_| send(&clients[0])).collect();
        let mut under_way = Vec::new();
        for client in &clients {
            under_way.extend((0..250).map(|_| tokio::spawn(send(client))));
        }
        tokio::time::sleep(Duration::from_millis(10 * round)).await;
        let mut connecting: Vec<_> = (0..150).map(|_| send(&clients[0])).collect();
        connecting.iter_mut().for_each(poll_once);

        under_way.iter().for_each(tokio::task::JoinHandle::abort);
        drop((before_poll, connecting, under_way));
        let error = send(&clients[0]).await.err();
        let error = error.as_ref().map(everything);
        assert_eq!(error, None, "in round {round}");
    }
}

#[test]
fn a_thousand_dropped_calls_do_no_harm_to_the_next() {
    runtime().block_on(drop_a_thousand());
    let many = Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build();
    many.unwrap().block_on(drop_a_thousand());
}

#[test]
fn a_client_outlives_the_runtimes_it_is_used_on() {
    let client = client(&serve(|| Reply::Send(response(200, "", "{}"))));
    for _ in 0..50 {
        let runtime = runtime();
        runtime.block_on(send(&client)).unwrap();
        // A call that is still under way goes down with its runtime.
        runtime.spawn(send(&client));
        runtime.block_on(tokio::task::yield_now());
    }
}

#[test]
fn a_runtime_that_stands_still_keeps_nobody_waiting() {
    let client = client(&serve(|| Reply::Send(response(200, "", "{}"))));
    let runtimes: Vec<_> = (0..20).map(|_| runtime()).collect();
    for _ in 0..3 {
        for runtime in &runtimes {
            runtime.block_on(send(&client)).unwrap();
        }
    }
    // Connections are kept nevertheless, where calls come from few runtimes.
    let server = runtimes[0].block_on(Server::start([]));
    let client = self::client(&server.url());
    runtimes[0].block_on(async {
        send(&client).await.unwrap();
        send(&client).await.unwrap();
    });
    assert_eq!(server.log().connections, 1);
}

#[cfg(feature = "blocking")]
#[test]
fn a_call_that_blocks_a_runtime_waits_for_nothing_on_it() {
    let client = client(&serve(|| Reply::Send(response(200, "", "{}"))));
    runtime().block_on(async {
        for _ in 0..3 {
            send(&client).await.unwrap();
            request(&client, &POST).blocking().unwrap();
        }
    });
}

#[test]
fn without_a_runtime_a_call_fails_and_does_not_panic() {
    let client = client("http://127.0.0.1:1");
    let mut call = send(&client);
    let mut cx = Context::from_waker(Waker::noop());
    let std::task::Poll::Ready(Err(error)) = Pin::new(&mut call).poll(&mut cx) else {
        panic!("there is nothing to wait for")
    };
    assert_eq!(
        error.to_string(),
        "things.create: the default transport can only be used on a runtime of tokio"
    );
}

/// A server that hangs up on its first connection before it has read anything, and serves the others.
async fn hangs_up_once() -> (String, tokio::task::JoinHandle<usize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let served = tokio::spawn(async move {
        drop(listener.accept().await.unwrap());
        let (mut stream, _) = listener.accept().await.unwrap();
        support::server::read_request(&mut stream).await.unwrap();
        support::server::write(&mut stream, &response(200, "", "{}")).await;
        1 + usize::from(support::server::read_request(&mut stream).await.is_some())
    });
    (url, served)
}

/// A transport that sees a connection only once the server has had time to hang up.
fn late() -> ReqwestTransport {
    let layer = tower::util::MapFutureLayer::new(|connecting| async {
        let connection = connecting.await;
        tokio::time::sleep(Duration::from_millis(50)).await;
        connection
    });
    #[cfg(feature = "rustls")]
    drop(rustls::crypto::ring::default_provider().install_default());
    let client = reqwest::Client::builder().connector_layer(layer);
    ReqwestTransport::with_client(client.retry(reqwest::retry::never()).build().unwrap())
}

#[tokio::test]
async fn what_no_connection_has_taken_is_known_not_to_have_been_sent() {
    let (url, served) = hangs_up_once().await;
    let builder = ClientBuilder::new(None).base_url(&url).transport(late());
    let client = builder.build().unwrap();
    // A call that may not be repeated.
    send(&client).await.unwrap();
    drop(client);
    assert_eq!(served.await.unwrap(), 1);
}

#[tokio::test]
async fn a_server_that_always_hangs_up_is_one_that_cannot_be_reached() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { while listener.accept().await.is_ok() {} });
    let builder = ClientBuilder::new(None).base_url(&url).transport(late());
    let client = builder.max_retries(0).build().unwrap();
    let error = send(&client).await.unwrap_err();
    let Error::Transport { source, .. } = &error else {
        panic!("{error}")
    };
    assert_eq!(source.kind(), TransportErrorKind::NotSent, "{source:?}");
    assert!(error.is_connect());
}
