//! The default transport: reqwest over hyper and tokio.

use std::error::Error as StdError;
use std::future::ready;
use std::mem::{swap, take};
use std::sync::Mutex;
use std::time::Duration;

use http::header::CONTENT_LENGTH;
use http::{HeaderValue, Method};
use http_body::Body as _;

use crate::runtime::transport::origins::Origins;
use crate::runtime::transport::reqwest_body::{ResponseBody, SyncBody};
use crate::runtime::transport::reqwest_clients::Clients;
use crate::runtime::transport::reqwest_error::transport_error;
use crate::runtime::{
    Body, BoxFuture, Clock, Error, TokioClock, Transport, TransportError, TransportErrorKind,
};

/// Sends requests by reqwest, which keeps connections open and decompresses. It must run on a tokio runtime.
#[derive(Clone, Debug)]
pub struct ReqwestTransport {
    clients: Clients,
    clock: TokioClock,
    origins: Origins,
}

impl ReqwestTransport {
    /// A transport with the settings of this build: system proxies from the environment, the roots of the platform.
    ///
    /// # Errors
    ///
    /// TLS cannot be set up, for example because the system has no root certificates.
    pub fn new() -> Result<Self, Error> {
        Self::with_builder(|builder| builder)
    }

    /// A transport with the settings of this build, and what `change` makes of them: a proxy, a Unix socket, or TLS with roots or a
    /// certificate of one's own, by `tls_backend_preconfigured`. It is called for each runtime that makes calls.
    ///
    /// # Errors
    ///
    /// TLS cannot be set up, or reqwest refuses a setting.
    pub fn with_builder(
        change: impl Fn(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send + Sync + 'static,
    ) -> Result<Self, Error> {
        Clients::new(Box::new(change)).map(Self::of)
    }

    /// A transport that uses `client`, which should follow no redirects and decompress what it asks for. Building one with the TLS of
    /// `rustls` takes a provider of cryptography that is installed for the whole process; [`Self::with_builder`] does not. Its connections
    /// are driven by the runtime that opened them: where several make calls, each has to go on running.
    pub fn with_client(client: reqwest::Client) -> Self {
        Self::of(Clients::Given(client))
    }

    fn of(clients: Clients) -> Self {
        Self {
            clients,
            clock: TokioClock::new(),
            origins: Origins::default(),
        }
    }
}

impl Clock for ReqwestTransport {
    fn now(&self) -> Duration {
        self.clock.now()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<()> {
        self.clock.sleep(duration)
    }
}

impl Transport for ReqwestTransport {
    fn looks_at_extensions(&self) -> bool {
        false
    }

    fn call(
        &self,
        mut request: http::Request<Body>,
    ) -> BoxFuture<Result<http::Response<Body>, TransportError>> {
        // hyper leaves the length of a missing body away, and some servers insist on it (RFC 9110, 8.6).
        if request.body().is_end_stream()
            && matches!(
                *request.method(),
                Method::POST | Method::PUT | Method::PATCH
            )
        {
            let none = HeaderValue::from_static("0");
            request.headers_mut().insert(CONTENT_LENGTH, none);
        }
        let client = match self.clients.here() {
            Ok(client) => client,
            Err(error) => return not_sent(error),
        };
        let url = match self.origins.url(request.uri()) {
            Ok(url) => url,
            Err(error) => return not_sent(error),
        };
        // What is moved into the future is only what waits for the answer.
        let response = client.execute(convert(request, url));
        Box::pin(async move {
            match response.await {
                Ok(response) => Ok(answer(response)),
                Err(error) => Err(transport_error(error)),
            }
        })
    }
}

fn not_sent(
    error: impl Into<Box<dyn StdError + Send + Sync>>,
) -> BoxFuture<Result<http::Response<Body>, TransportError>> {
    let error = TransportError::new(TransportErrorKind::Permanent, error);
    Box::pin(ready(Err(error)))
}

/// The request as reqwest has it. Extensions stay behind, for nothing there looks at them.
fn convert(mut request: http::Request<Body>, url: reqwest::Url) -> reqwest::Request {
    let mut converted = reqwest::Request::new(take(request.method_mut()), url);
    swap(converted.headers_mut(), request.headers_mut());
    *converted.body_mut() = Some(match request.into_body().into_bytes() {
        Ok(bytes) => reqwest::Body::from(bytes),
        Err(body) => reqwest::Body::wrap(SyncBody(Mutex::new(body))),
    });
    converted
}

/// The response without reqwest's own view of it, whose body would be boxed twice.
fn answer(mut response: reqwest::Response) -> http::Response<Body> {
    let mut answer = http::Response::default();
    *answer.status_mut() = response.status();
    *answer.version_mut() = response.version();
    swap(answer.headers_mut(), response.headers_mut());
    swap(answer.extensions_mut(), response.extensions_mut());
    let left = response.content_length();
    let stream = response.bytes_stream();
    answer.map(|()| Body::new(ResponseBody { stream, left }))
}
