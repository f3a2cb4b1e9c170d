//! Tower services as transports, and tower layers as middleware.

#![cfg(feature = "tokio")]
#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

use crate::support::memory::{Memory, answer, status};
use crate::support::{GET, KICK, POST, TOKEN, builder, request};
use http::StatusCode;
use openapi_runtime::runtime::{
    Body, Error, IntoService, ServiceTransport, TokioClock, TransportError, TransportErrorKind,
};
use tower::{BoxError, Service, ServiceBuilder, service_fn};

#[tokio::test(start_paused = true)]
async fn layers_see_every_attempt_and_can_change_it() {
    let memory = Memory::new([
        status(503),
        answer(307, &[("location", "/there")], ""),
        status(503),
    ]);
    let seen = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&seen);
    let service = ServiceBuilder::new()
        .map_request(|mut request: http::Request<Body>| {
            request
                .headers_mut()
                .insert("x-layer", "1".parse().unwrap());
            request
        })
        .map_response(move |response: http::Response<Body>| {
            log.lock().unwrap().push(response.status().as_u16());
            response
        })
        .service(IntoService::new(memory.clone()));
    let client = builder()
        .credential(&TOKEN, "t")
        .transport(ServiceTransport::new(service, TokioClock::new()))
        .build()
        .unwrap();
    let call = request(&client, &KICK).path_parameter("account_id", &"a");
    call.path_parameter("thing_id", &"t").await.unwrap();
    assert_eq!(*seen.lock().unwrap(), [503, 307, 503, 200]);
    for attempt in memory.seen() {
        assert_eq!(attempt.header("x-layer"), Some("1"));
        assert_eq!(attempt.header("authorization"), Some("Bearer t"));
    }
}

/// Is ready only once it was asked to be, and only in the clone that was asked.
struct Strict {
    ready: bool,
}

impl Clone for Strict {
    fn clone(&self) -> Self {
        Self { ready: false }
    }
}

impl Service<http::Request<Body>> for Strict {
    type Response = http::Response<String>;
    type Error = BoxError;
    type Future = std::future::Ready<Result<Self::Response, BoxError>>;

    fn poll_ready(&mut self, _cx: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.ready = true;
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, _request: http::Request<Body>) -> Self::Future {
        assert!(std::mem::take(&mut self.ready));
        std::future::ready(Ok(http::Response::new("[1]".to_owned())))
    }
}

#[tokio::test]
async fn the_clone_that_is_ready_is_the_one_called() {
    let transport = ServiceTransport::new(Strict { ready: false }, TokioClock::new());
    let client = builder().transport(transport).build().unwrap();
    for _ in 0..3 {
        request(&client, &GET).await.unwrap();
    }
}

#[tokio::test(start_paused = true)]
async fn what_a_transport_knows_of_an_error_survives_being_boxed() {
    for (kind, sent) in [
        (TransportErrorKind::NotSent, 3),
        (TransportErrorKind::Other, 1),
    ] {
        let count = Arc::new(Mutex::new(0));
        let counter = Arc::clone(&count);
        let service = service_fn(move |_: http::Request<Body>| {
            *counter.lock().unwrap() += 1;
            let error: BoxError = TransportError::new(kind, "scripted").into();
            std::future::ready(Err::<http::Response<Body>, _>(error))
        });
        let transport = ServiceTransport::new(service, TokioClock::new());
        let client = builder().transport(transport).build().unwrap();
        let Error::Transport { source, .. } = request(&client, &POST).await.unwrap_err() else {
            panic!("another error")
        };
        assert_eq!(source.kind(), kind);
        assert_eq!(*count.lock().unwrap(), sent);
    }
}

/// Is never ready.
#[derive(Clone)]
struct Closed;

impl Service<http::Request<Body>> for Closed {
    type Response = http::Response<Body>;
    type Error = BoxError;
    type Future = std::future::Pending<Result<Self::Response, BoxError>>;

    fn poll_ready(&mut self, _cx: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Err("closed".into()))
    }

    fn call(&mut self, _request: http::Request<Body>) -> Self::Future {
        unreachable!("it was never ready")
    }
}

#[tokio::test(start_paused = true)]
async fn a_service_that_is_not_ready_has_sent_nothing() {
    let transport = ServiceTransport::new(Closed, TokioClock::new());
    let client = builder().transport(transport).build().unwrap();
    let error = request(&client, &POST).await.unwrap_err();
    assert!(error.is_connect(), "{error}");
}

#[tokio::test]
async fn a_plain_function_will_do() {
    let service = service_fn(|request: http::Request<Body>| async move {
        let status = match request.uri().path() {
            "/v4/things" => StatusCode::OK,
            _ => StatusCode::NOT_FOUND,
        };
        let mut response = http::Response::new("{}".to_owned());
        *response.status_mut() = status;
        Ok::<_, std::convert::Infallible>(response)
    });
    let transport = ServiceTransport::new(service, TokioClock::new());
    let client = builder().transport(transport).build().unwrap();
    request(&client, &GET).await.unwrap();
}
