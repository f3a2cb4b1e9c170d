//! Traces as OpenTelemetry has them: the real propagator and the real bridge from `tracing`, against a server.

#![cfg(all(feature = "tracing", feature = "reqwest"))]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests may panic"
)]

mod support;

use std::sync::{Arc, Mutex};

use http::{HeaderMap, HeaderName};
use opentelemetry::Value;
use opentelemetry::propagation::{Injector, TextMapPropagator as _};
use opentelemetry::trace::{SpanId, SpanKind, Status, TracerProvider as _};
use opentelemetry_sdk::error::OTelSdkResult;
use opentelemetry_sdk::propagation::TraceContextPropagator;
use opentelemetry_sdk::trace::{SdkTracerProvider, SpanData, SpanExporter};
use support::server::{Server, reply};
use support::{GET, builder, request};
use tracing::Span;
use tracing_opentelemetry::OpenTelemetrySpanExt as _;
use tracing_subscriber::layer::SubscriberExt as _;

/// Keeps the spans that have ended.
#[derive(Clone, Debug, Default)]
struct Kept(Arc<Mutex<Vec<SpanData>>>);

impl SpanExporter for Kept {
    async fn export(&self, batch: Vec<SpanData>) -> OTelSdkResult {
        self.0.lock().unwrap().extend(batch);
        Ok(())
    }
}

struct Headers<'a>(&'a mut HeaderMap);

impl Injector for Headers<'_> {
    fn set(&mut self, key: &str, value: String) {
        let name = HeaderName::try_from(key).unwrap();
        self.0.insert(name, value.parse().unwrap());
    }
}

fn attribute(span: &SpanData, name: &str) -> Option<Value> {
    let found = span.attributes.iter().find(|it| it.key.as_str() == name);
    found.map(|it| it.value.clone())
}

/// What the server was told of the trace with each request: its id, and the span.
fn contexts(server: &Server) -> Vec<(String, SpanId)> {
    let requests = server.requests();
    let context = |request: &String| {
        let mut lines = request.lines();
        let value = lines
            .find_map(|it| it.strip_prefix("traceparent: "))
            .unwrap();
        let parts: Vec<&str> = value.split('-').collect();
        let ["00", trace, span, "01"] = *parts else {
            panic!("{value}");
        };
        (trace.to_owned(), SpanId::from_hex(span).unwrap())
    };
    requests.iter().map(context).collect()
}

#[tokio::test]
async fn the_spans_of_a_server_are_children_of_the_attempts() {
    let kept = Kept::default();
    let provider = SdkTracerProvider::builder()
        .with_simple_exporter(kept.clone())
        .build();
    let layer = tracing_opentelemetry::layer().with_tracer(provider.tracer("a client"));
    let subscriber = tracing_subscriber::registry().with(layer);
    let guard = tracing::subscriber::set_default(subscriber);

    let server = Server::start([
        reply(503, "retry-after: 0\r\n", "SECRET-1"),
        reply(200, "", "1"),
    ])
    .await;
    let propagator = TraceContextPropagator::new();
    let inject = move |headers: &mut HeaderMap| {
        propagator.inject_context(&Span::current().context(), &mut Headers(headers));
    };
    let builder = builder()
        .base_url(&server.url())
        .inject_trace_context(inject);
    let client = builder.build().unwrap();
    let call = request(&client, &GET).query("q", "SECRET-2");
    call.header("authorization", "SECRET-3").await.unwrap();
    drop(client);
    drop(guard);
    provider.force_flush().unwrap();

    let spans = kept.0.lock().unwrap().clone();
    let of_kind = |kind: SpanKind| -> Vec<&SpanData> {
        let mut found: Vec<_> = spans.iter().filter(|it| it.span_kind == kind).collect();
        found.sort_by_key(|it| it.start_time);
        found
    };
    let [call] = *of_kind(SpanKind::Internal) else {
        panic!("{spans:#?}");
    };
    let [first, second] = *of_kind(SpanKind::Client) else {
        panic!("{spans:#?}");
    };
    let told = contexts(&server);
    let trace = call.span_context.trace_id().to_string();
    assert_eq!(
        told,
        [
            (trace.clone(), first.span_context.span_id()),
            (trace, second.span_context.span_id()),
        ]
    );
    for attempt in [first, second] {
        assert_eq!(attempt.parent_span_id, call.span_context.span_id());
        assert_eq!(attempt.name, "GET /things");
        for (name, value) in [
            ("http.request.method", Value::from("GET")),
            ("url.template", "/things".into()),
            ("server.address", "127.0.0.1".into()),
            ("network.protocol.version", "1.1".into()),
        ] {
            assert_eq!(attribute(attempt, name), Some(value), "{name}");
        }
        let port = attribute(attempt, "server.port").unwrap().to_string();
        assert!(server.url().ends_with(&format!(":{port}")));
    }
    assert_eq!(
        attribute(first, "http.response.status_code"),
        Some(503.into())
    );
    assert_eq!(attribute(first, "error.type"), Some("503".into()));
    assert!(matches!(first.status, Status::Error { .. }));
    assert_eq!(attribute(first, "http.request.resend_count"), None);
    assert_eq!(
        attribute(second, "http.response.status_code"),
        Some(200.into())
    );
    assert_eq!(attribute(second, "error.type"), None);
    assert_eq!(
        attribute(second, "http.request.resend_count"),
        Some(1.into())
    );
    let all = format!("{spans:?}");
    assert!(!all.contains("SECRET"), "{all}");
}
