//! Every call once more, through a proxy of other makers that holds requests and responses against the description.
//!
//! `cargo xtask conformance` starts the proxy; without it there is nothing to test. The server behind the proxy is in here.

#![cfg(all(feature = "reqwest", feature = "resources"))]

#[path = "operations/mod.rs"]
mod operations;

use std::env;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use cloudflare_realtime_kit::realtime_kit::active_session::{
    KickParticipantsParams, KickParticipantsResponse,
};
use cloudflare_realtime_kit::runtime::{
    Body, BoxFuture, Clock, ReqwestTransport, Transport, TransportError,
};
use cloudflare_realtime_kit::types::ErrorResponse;
use cloudflare_realtime_kit::{Client, Request};
use operations::description::Description;
use operations::server::{BROKEN, MISSING, Server};
use operations::{APP, MEETING, PARTICIPANT, calls, client};

/// The header in which the proxy says what is wrong.
const VIOLATIONS: &str = "sl-violations";

#[tokio::test]
async fn the_proxy_finds_no_violation() {
    let Ok(url) = env::var("CONFORMANCE_URL") else {
        println!("skipped: CONFORMANCE_URL is not set");
        return;
    };
    let port = env::var("CONFORMANCE_UPSTREAM_PORT").unwrap();
    let port = port.parse().unwrap();
    let server = Server::start(Arc::new(Description::read()), Some(port)).await;
    let recorder = Recorder::new();
    let client = client(&url).transport(recorder.clone()).build().unwrap();

    for call in calls() {
        let response = call.run(&client).await;
        response.unwrap_or_else(|error| panic!("{}: {error}", call.operation));
    }
    assert_eq!(
        server.seen().len(),
        calls().len(),
        "the proxy answered itself"
    );
    let refusal = kick(&client, MISSING).await.unwrap_err();
    assert_eq!(refusal.status().map(|status| status.as_u16()), Some(404));
    let violations = recorder.take();
    assert!(violations.is_empty(), "{}", violations.join("\n"));

    // A proxy that finds nothing wrong with what is wrong would prove nothing.
    let wrong = kick(&client, MEETING).set_json("/participant_ids", PARTICIPANT);
    drop(wrong.await);
    assert_eq!(recorder.take().len(), 1);
    drop(kick(&client, BROKEN).await);
    assert_eq!(recorder.take().len(), 1);
}

fn kick(client: &Client, meeting: &str) -> Request<KickParticipantsResponse, ErrorResponse> {
    let session = client.realtime_kit().active_session();
    let params = KickParticipantsParams::new().participant_ids([PARTICIPANT]);
    session.kick_participants(APP, meeting, params)
}

/// A transport that keeps what the proxy says about each exchange.
#[derive(Clone)]
struct Recorder {
    inner: ReqwestTransport,
    violations: Arc<Mutex<Vec<String>>>,
}

impl Recorder {
    fn new() -> Self {
        Self {
            inner: ReqwestTransport::new().unwrap(),
            violations: Arc::default(),
        }
    }

    /// What was found since the last time.
    fn take(&self) -> Vec<String> {
        std::mem::take(&mut self.violations.lock().unwrap())
    }
}

impl Clock for Recorder {
    fn now(&self) -> Duration {
        self.inner.now()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<()> {
        self.inner.sleep(duration)
    }
}

impl Transport for Recorder {
    fn call(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<Result<http::Response<Body>, TransportError>> {
        let violations = Arc::clone(&self.violations);
        let exchange = format!("{} {}", request.method(), request.uri().path());
        let response = self.inner.call(request);
        Box::pin(async move {
            let response = response.await?;
            if let Some(found) = response.headers().get(VIOLATIONS) {
                let found = String::from_utf8_lossy(found.as_bytes());
                violations
                    .lock()
                    .unwrap()
                    .push(format!("{exchange}: {found}"));
            }
            Ok(response)
        })
    }
}
