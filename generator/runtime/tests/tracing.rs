//! What traces show, and what they never show.

#![cfg(all(feature = "tracing", feature = "tokio"))]
#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

mod support;

use std::cell::{Cell, RefCell};
use std::fmt::Debug;
use std::sync::Once;

use http::Method;
use openapi_runtime::runtime::{Client, Scheme, SchemeKind, Secret, Style};
use serde_json::json;
use support::memory::{Act, Memory, answer, status};
use support::{KICK, POST, TOKEN, builder, request};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

static QUERY_KEY: Scheme = Scheme {
    name: "query_key",
    kind: SchemeKind::Query("k"),
};
static COOKIE: Scheme = Scheme {
    name: "cookie",
    kind: SchemeKind::Cookie("sid"),
};

thread_local! {
    /// What this thread's test has brought about: a line for each span, record and event.
    static LINES: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
    static SPANS: Cell<u64> = const { Cell::new(0) };
    /// The spans that the thread is in, the inner ones last.
    static ENTERED: RefCell<Vec<u64>> = const { RefCell::new(Vec::new()) };
}

/// Keeps everything it is told. There is one for all tests, since which spans are wanted is decided once for the process.
struct Collect;

/// What the test on this thread has brought about so far.
struct Trace(());

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0
            .extend([" ", field.name(), "=", &format!("{value:?}")]);
    }
}

fn note(start: String, record: impl FnOnce(&mut Line)) {
    let mut line = Line(start);
    record(&mut line);
    LINES.with_borrow_mut(|lines| lines.push(line.0));
}

impl Trace {
    fn lines(&self) -> Vec<String> {
        let Self(()) = self;
        LINES.with_borrow(Vec::clone)
    }

    fn line(&self, start: &str) -> String {
        let lines = self.lines();
        let found = lines.iter().find(|line| line.starts_with(start)).cloned();
        assert!(found.is_some(), "no {start} in {lines:#?}");
        found.unwrap()
    }
}

impl Subscriber for Collect {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("openapi_runtime")
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let id = SPANS.get() + 1;
        SPANS.set(id);
        let parent = span.parent().map_or(0, Id::into_u64);
        let start = format!("span {id} in {parent} {}", span.metadata().name());
        note(start, |line| span.record(line));
        Id::from_u64(id)
    }

    fn record(&self, span: &Id, values: &Record<'_>) {
        note(format!("record {}", span.into_u64()), |line| {
            values.record(line);
        });
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let start = format!("event {}", event.parent().map_or(0, Id::into_u64));
        note(start, |line| event.record(line));
    }

    fn enter(&self, span: &Id) {
        ENTERED.with_borrow_mut(|entered| entered.push(span.into_u64()));
    }

    fn exit(&self, _: &Id) {
        ENTERED.with_borrow_mut(Vec::pop);
    }
}

fn collect() -> Trace {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| tracing::subscriber::set_global_default(Collect).unwrap());
    LINES.set(Vec::new());
    SPANS.set(0);
    Trace(())
}

fn client(memory: &Memory) -> Client {
    let builder = builder()
        .credential(&TOKEN, "TOP-SECRET-1")
        .credential(&QUERY_KEY, "TOP-SECRET-2");
    let builder = builder
        .credential(&COOKIE, "TOP-SECRET-3")
        .client_parameter("account_id", "acc");
    builder
        .header("X-Api-Key", "TOP-SECRET-4")
        .transport(memory.clone())
        .build()
        .unwrap()
}

#[tokio::test(start_paused = true)]
async fn a_span_for_the_call_and_one_for_each_attempt() {
    let trace = collect();
    let memory = Memory::new([status(503), answer(200, &[("cf-ray", "ray-1")], "{}")]);
    let call = request(&client(&memory), &KICK).path_parameter("thing_id", &"t");
    call.query("page", "2").await.unwrap();

    let call = trace.line("span 1 in 0 call");
    for field in [
        "otel.name=\"POST /accounts/{account_id}/things/{thing_id}/kick\"",
        "otel.kind=\"internal\"",
        "operation=\"things.kick\"",
        "http.request.method=\"POST\"",
    ] {
        assert!(call.contains(field), "{field} in {call}");
    }
    let attempt = trace.line("span 2 in 1 attempt");
    for field in [
        "otel.name=\"POST /accounts/{account_id}/things/{thing_id}/kick\"",
        "otel.kind=\"client\"",
        "server.address=\"api.test\"",
        "server.port=80",
        "url.full=http://api.test/v4/accounts/acc/things/t/kick?page=[redacted]",
        "url.template=\"/accounts/{account_id}/things/{thing_id}/kick\"",
    ] {
        assert!(attempt.contains(field), "{field} in {attempt}");
    }
    assert!(!attempt.contains("resend_count"), "{attempt}");
    assert!(
        trace
            .line("span 3 in 1 attempt")
            .contains("http.request.resend_count=1")
    );
    let lines = trace.lines();
    let has = |text: &str| {
        assert!(
            lines.iter().any(|line| line == text),
            "{text} in {lines:#?}"
        );
    };
    has("record 2 http.response.status_code=503");
    has("record 2 error.type=503");
    has("record 2 otel.status_code=\"ERROR\"");
    has("record 3 http.response.status_code=200");
    has("record 3 network.protocol.version=\"1.1\"");
    has("record 1 http.response.status_code=200");
    assert!(
        lines.iter().any(
            |line| line.starts_with("event 1 message=retry") && line.contains("error.type=503")
        ),
        "{lines:#?}"
    );
    assert!(
        trace
            .line("event 3 message=response")
            .contains("\"cf-ray\": \"ray-1\""),
        "{lines:#?}"
    );
}

#[tokio::test(start_paused = true)]
async fn nothing_secret_is_shown() {
    let trace = collect();
    let elsewhere = [
        (
            "location",
            "https://other.test/x?X-Amz-Signature=TOP-SECRET-5&a=b",
        ),
        ("set-cookie", "sid=TOP-SECRET-6"),
    ];
    let memory = Memory::new([
        answer(500, &[("x-session-token", "TOP-SECRET-7")], "TOP-SECRET-8"),
        Act::Hang,
        answer(307, &elsewhere, ""),
        answer(403, &[], "TOP-SECRET-9"),
    ]);
    let secret = Secret::from("TOP-SECRET-10");
    let client = client(&memory);
    let call = client
        .request(Method::PUT, "/x")
        .json(&json!({"password": "TOP-SECRET-11"}));
    let call = call
        .query("access_token", "TOP-SECRET-12")
        .header("X-Auth", "TOP-SECRET-13")
        .header("X-Plain", "plain");
    let call = call.query_parameter("pin", &vec![secret.clone()], Style::FORM);
    let call = call.header_parameter("X-Pin", &secret, Style::SIMPLE);
    call.await.unwrap_err();
    let call = request(&client, &KICK).path_parameter("thing_id", &secret);
    call.await.unwrap();
    let all = trace.lines().join("\n");
    assert!(!all.contains("TOP-SECRET"), "{all}");
    for shown in [
        "url.full=http://api.test/v4/x?access_token=[redacted]&pin=[redacted]&k=[redacted]",
        "url.full=https://other.test/x?X-Amz-Signature=[redacted]&a=[redacted]",
        "\"authorization\": \"[redacted]\"",
        "\"cookie\": \"[redacted]\"",
        "\"x-pin\": \"[redacted]\"",
        "\"location\": \"[redacted]\"",
        "\"x-plain\": \"plain\"",
        "url.full=http://api.test/[redacted]",
        "message=redirect",
    ] {
        assert!(all.contains(shown), "{shown} in {all}");
    }
}

#[tokio::test(start_paused = true)]
async fn failures_have_one_of_few_names() {
    let kinds = [
        (
            Act::Fail(openapi_runtime::runtime::TransportErrorKind::NotSent),
            "connect",
        ),
        (
            Act::Fail(openapi_runtime::runtime::TransportErrorKind::Other),
            "connection",
        ),
        (Act::Hang, "timeout"),
        (status(404), "404"),
        (answer(301, &[("location", "ftp://x")], ""), "redirect"),
    ];
    for (act, name) in kinds {
        let trace = collect();
        let memory = Memory::new([act]);
        request(&client(&memory), &POST)
            .max_retries(0)
            .await
            .unwrap_err();
        let lines = trace.lines();
        assert!(
            lines.contains(&format!("record 1 error.type={name}")),
            "{name} in {lines:#?}"
        );
    }
    let trace = collect();
    request(&client(&Memory::new([])), &KICK).await.unwrap_err();
    assert!(
        trace
            .lines()
            .contains(&"record 1 error.type=invalid_request".to_owned()),
        "{:#?}",
        trace.lines()
    );
}

#[tokio::test(start_paused = true)]
async fn values_of_the_query_are_not_shown_whatever_they_are_called() {
    let trace = collect();
    let client = client(&Memory::new([]));
    let call = client
        .request(Method::GET, "/people")
        .query("email", "ann@x");
    let call = call.whole_query("", &"bare", Style::SIMPLE);
    call.await.unwrap();
    let shown = trace.line("span 2 in 1 attempt");
    let url = "url.full=http://api.test/v4/people?email=[redacted]&[redacted]&k=[redacted]";
    assert!(shown.ends_with(url), "{shown}");
    assert!(!shown.contains("url.template"), "{shown}");
}

#[tokio::test(start_paused = true)]
async fn the_trace_context_is_made_for_each_attempt() {
    let trace = collect();
    let memory = Memory::new([status(503)]);
    let builder = builder().inject_trace_context(|headers| {
        let span = ENTERED.with_borrow(|entered| *entered.last().unwrap());
        headers.insert("traceparent", span.into());
    });
    let client = builder.transport(memory.clone()).build().unwrap();
    client.request(Method::GET, "/x").await.unwrap();
    let seen = memory.seen();
    let ids: Vec<_> = seen.iter().map(|it| it.header("traceparent")).collect();
    assert_eq!(ids, [Some("2"), Some("3")]);
    trace.line("span 3 in 1 attempt");
}

#[tokio::test]
async fn an_unknown_method_is_named_beside() {
    let trace = collect();
    let method = Method::from_bytes(b"PURGE").unwrap();
    client(&Memory::new([]))
        .request(method, "/x")
        .await
        .unwrap();
    let call = trace.line("span 1 in 0 call");
    assert!(call.contains("http.request.method=\"_OTHER\""), "{call}");
    assert!(
        call.contains("http.request.method_original=\"PURGE\""),
        "{call}"
    );
    assert!(call.contains("otel.name=\"_OTHER\""), "{call}");
}

#[tokio::test]
async fn an_answer_that_cannot_be_read_is_an_error_of_the_call() {
    let trace = collect();
    let memory = Memory::new([answer(200, &[], "no json")]);
    let client = builder().transport(memory).build().unwrap();
    assert!(request(&client, &POST).await.is_err());
    let line = trace.line("record 1 error.type");
    assert!(line.contains("error.type=decode"), "{line}");
}
