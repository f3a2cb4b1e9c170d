//! Calls that are waited for.

#![cfg(feature = "blocking")]
#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

mod support;

use std::sync::Arc;
use std::time::{Duration, Instant};

use http::{Request, Response};
use openapi_runtime::runtime::{
    Body, BoxFuture, Client, Clock, Error, TokioClock, Transport, TransportError,
};
use serde_json::json;
use support::memory::{Memory, answer, status};
use support::{GET, builder, request};

#[test]
fn a_call_is_sent_and_waited_for() {
    let memory = Memory::new([
        status(429),
        answer(200, &[("cf-ray", "r")], "[1]"),
        status(404),
    ]);
    let client = builder().transport(memory.clone()).build().unwrap();
    let response = request(&client, &GET).blocking_with_response().unwrap();
    assert_eq!(response.request_id(), Some("r"));
    assert_eq!(response.body(), &json!([1]));
    assert_eq!(memory.seen().len(), 2);
    let error = request(&client, &GET).blocking().unwrap_err();
    assert!(matches!(error, Error::Status(_)));
    assert_eq!(request(&client, &GET).blocking().unwrap(), json!({}));
}

#[cfg(feature = "reqwest")]
#[test]
fn a_call_over_a_socket() {
    use openapi_runtime::runtime::ClientBuilder;
    use support::server::{Server, reply};

    let runtime = tokio::runtime::Runtime::new().unwrap();
    let server = runtime.block_on(Server::start([
        reply(200, "", "[1]"),
        reply(200, "", "[2]"),
    ]));
    let client = ClientBuilder::new(Some(&server.url())).build().unwrap();
    assert_eq!(request(&client, &GET).blocking().unwrap(), json!([1]));
    // The connection is still there for the next call.
    assert_eq!(request(&client, &GET).blocking().unwrap(), json!([2]));
    assert_eq!(server.log().connections, 1);
}

/// Each page of a list leads to the next by the header `Link`.
#[cfg(feature = "reqwest")]
static LINKED: openapi_runtime::runtime::Paging = openapi_runtime::runtime::Paging {
    next: openapi_runtime::runtime::Next::Link,
    items: &[],
    total: None,
    pages: None,
    more: None,
};

/// Three pages of two, one and no numbers, and then a failure.
#[cfg(feature = "reqwest")]
fn pages() -> Vec<support::server::Reply> {
    let link = |page: u8| format!("link: </things?page={page}>; rel=\"next\"\r\n");
    vec![
        support::server::reply(200, &link(2), "[1, 2]"),
        support::server::reply(200, &link(3), "[3]"),
        support::server::reply(200, &link(4), "[]"),
        support::server::reply(404, "", ""),
    ]
}

#[cfg(feature = "reqwest")]
#[test]
fn a_list_is_an_iterator() {
    use openapi_runtime::runtime::{ClientBuilder, Request, data::Json, json};
    use support::server::Server;

    let runtime = tokio::runtime::Runtime::new().unwrap();
    let server = runtime.block_on(Server::start([pages(), pages(), pages()].concat()));
    let client = ClientBuilder::new(Some(&server.url())).build().unwrap();
    let list = || Request::<_>::new(&client, &GET, json::<Vec<Json>>).paged(&LINKED);

    let items: Vec<_> = list().items().blocking().collect();
    let numbers: Vec<_> = items.iter().flatten().filter_map(Json::as_i64).collect();
    assert_eq!((numbers, items.len()), (vec![1, 2, 3], 4));
    assert!(matches!(items.last(), Some(Err(Error::Status(_)))));

    let mut pages = list().pages().blocking();
    assert_eq!(pages.next().unwrap().unwrap(), [1, 2]);
    assert_eq!(pages.by_ref().filter_map(Result::err).count(), 1);
    assert!(pages.next().is_none());
    assert_eq!(server.requests().len(), 8);

    // No page is asked for that is not needed, also where asynchronous code waits.
    let some = runtime.block_on(async { list().items().blocking().take(2).count() });
    assert_eq!((some, server.requests().len()), (2, 9));
    assert_eq!(server.log().connections, 1);
}

#[cfg(feature = "reqwest")]
#[test]
fn streams_are_iterators() {
    use openapi_runtime::runtime::data::Json;
    use openapi_runtime::runtime::event_stream::{self, Framing};
    use openapi_runtime::runtime::{ClientBuilder, Request, StreamRequest, bytes, decode};
    use support::server::{Reply, Server, reply};

    let events =
        "HTTP/1.1 200 X\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\nretry: 1\n";
    let part = |data: &str| Reply::SendAndClose(format!("{events}{data}").into_bytes());
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let server = runtime.block_on(Server::start([
        part("data: 1\n\n"),
        part("data: 2\n\ndata: {\n\n"),
        Reply::Send(b"HTTP/1.1 204 X\r\n\r\n".to_vec()),
        reply(500, "x-should-retry: false\r\n", ""),
        reply(200, "", "a".repeat(300_000)),
    ]));
    let client = ClientBuilder::new(Some(&server.url())).build().unwrap();
    let call = || -> StreamRequest<Json> {
        Request::new(&client, &GET, decode::empty).items_as(Framing::Data, event_stream::json)
    };
    let items: Vec<_> = call().reconnect().blocking().unwrap().collect();
    let numbers: Vec<_> = items.iter().flatten().filter_map(Json::as_i64).collect();
    assert_eq!((numbers, items.len()), (vec![1, 2], 3));
    assert!(matches!(items.last(), Some(Err(Error::Decode(_)))));
    assert!(matches!(call().blocking().err(), Some(Error::Status(_))));

    let call: Request<_> = Request::new(&client, &GET, bytes);
    let pieces = call.blocking_bytes().unwrap();
    let length: usize = pieces.map(|piece| piece.unwrap().len()).sum();
    assert_eq!(length, 300_000);
}

#[test]
fn a_page_that_panics_is_the_last() {
    use openapi_runtime::runtime::{Next, Paging, Request, data::Json, json};

    static PAGING: Paging = Paging {
        next: Next::Offset { parameter: "at" },
        items: &[],
        total: None,
        pages: None,
        more: None,
    };
    let calls = std::sync::atomic::AtomicU32::new(0);
    let client = odd(move || {
        let call = calls.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        assert!(call < 2, "on purpose");
        Some(json!([call]).to_string())
    });
    let list: Request<_> = Request::new(&client, &GET, json::<Vec<Json>>).paged(&PAGING);
    let items: Vec<_> = list.items().blocking().collect();
    assert_eq!(items.len(), 3);
    assert!(matches!(items[2], Err(Error::Blocking { .. })));
}

#[test]
fn in_asynchronous_code_it_blocks_and_does_not_panic() {
    let client = builder().transport(Memory::new([])).build().unwrap();
    for runtime in [
        tokio::runtime::Builder::new_current_thread()
            .build()
            .unwrap(),
        tokio::runtime::Builder::new_multi_thread().build().unwrap(),
    ] {
        let result = runtime.block_on(async { request(&client, &GET).blocking() });
        assert_eq!(result.unwrap(), json!({}));
    }
}

#[test]
fn calls_of_several_threads_run_side_by_side() {
    let wait = Duration::from_millis(300);
    let acts = vec![support::memory::Act::Slow(wait, Box::new(status(204))); 8];
    let client = builder().transport(Memory::new(acts)).build().unwrap();
    let started = Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| request(&client, &GET).send_and_forget());
        }
    });
    assert!(started.elapsed() < 4 * wait, "{:?}", started.elapsed());
}

trait SendAndForget {
    fn send_and_forget(self);
}

impl SendAndForget for openapi_runtime::runtime::Request<serde_json::Value> {
    fn send_and_forget(self) {
        // A 204 has no JSON, which does not matter here.
        drop(self.blocking());
    }
}

/// Does something other than sending.
#[derive(Clone)]
struct Odd(TokioClock, Arc<dyn Fn() -> Option<String> + Send + Sync>);

impl Clock for Odd {
    fn now(&self) -> Duration {
        self.0.now()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<()> {
        self.0.sleep(duration)
    }
}

impl Transport for Odd {
    fn call(&self, _: Request<Body>) -> BoxFuture<Result<Response<Body>, TransportError>> {
        let act = Arc::clone(&self.1);
        Box::pin(async move {
            let text = act().unwrap_or_default();
            Ok(Response::new(Body::from(bytes::Bytes::from(text))))
        })
    }
}

fn odd(act: impl Fn() -> Option<String> + Send + Sync + 'static) -> Client {
    builder()
        .transport(Odd(TokioClock::new(), Arc::new(act)))
        .build()
        .unwrap()
}

#[test]
fn a_panic_is_an_error_and_the_next_call_works() {
    let calls = std::sync::atomic::AtomicU32::new(0);
    let client = odd(move || {
        let first = calls.fetch_add(1, std::sync::atomic::Ordering::Relaxed) == 0;
        assert!(!first, "on purpose");
        Some("7".to_owned())
    });
    let error = request(&client, &GET).blocking().unwrap_err();
    assert!(matches!(
        error,
        Error::Blocking {
            operation: "things.get",
            ..
        }
    ));
    assert_eq!(
        error.to_string(),
        "things.get could not be waited for: the call panicked"
    );
    assert_eq!(request(&client, &GET).blocking().unwrap(), json!(7));
}

#[test]
fn a_call_within_a_call_is_an_error_and_no_deadlock() {
    let inner: Arc<std::sync::OnceLock<Client>> = Arc::default();
    let same = Arc::clone(&inner);
    let client = odd(move || {
        let error = request(same.get()?, &GET).blocking().unwrap_err();
        Some(json!(error.to_string()).to_string())
    });
    inner.set(client.clone()).unwrap();
    let message = request(&client, &GET).blocking().unwrap();
    assert!(
        message.as_str().unwrap().contains("within a call"),
        "{message}"
    );
}

#[cfg(target_os = "linux")]
#[test]
fn the_thread_comes_with_the_first_call_and_goes_with_the_client() {
    // The thread's own name is seen by itself only, so that other tests' threads do not count.
    let client = odd(|| {
        std::fs::read_link("/proc/thread-self")
            .ok()?
            .to_str()
            .map(|path| format!("\"{path}\""))
    });
    let clone = client.clone();
    let thread = request(&client, &GET).blocking().unwrap();
    let thread = format!("/proc/{}", thread.as_str().unwrap());
    let is_there = || std::path::Path::new(&thread).exists();
    assert!(is_there());
    drop(client);
    assert_eq!(
        request(&clone, &GET).blocking().unwrap(),
        thread.trim_start_matches("/proc/")
    );
    drop(clone);
    let started = Instant::now();
    while is_there() {
        assert!(
            started.elapsed() < Duration::from_secs(10),
            "the thread is still there"
        );
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn what_is_uploaded_is_read_on_the_thread_of_the_client() {
    use openapi_runtime::runtime::File;

    let path = std::env::temp_dir().join(format!("blocking-{}.txt", std::process::id()));
    std::fs::write(&path, "abc").unwrap();
    let memory = Memory::new([status(429)]);
    let client = builder().transport(memory.clone()).build().unwrap();
    let call = request(&client, &GET).body("text/plain", File::open(&path).unwrap());
    call.blocking().unwrap();
    let seen = memory.seen();
    assert_eq!(seen.len(), 2);
    assert!(seen.iter().all(|it| it.body == "abc"), "{seen:?}");
    std::fs::remove_file(&path).unwrap();
}
