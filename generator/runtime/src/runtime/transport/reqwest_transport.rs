//! The default transport: reqwest over hyper and tokio.

use std::future::ready;
use std::mem::take;
use std::sync::Mutex;
use std::time::Duration;

use http::header::CONTENT_LENGTH;
use http::{HeaderValue, Method};
use http_body::Body as _;

use crate::runtime::transport::origins::Origins;
use crate::runtime::transport::reqwest_body::{ResponseBody, SyncBody};
use crate::runtime::{
    Body, BoxFuture, Clock, Error, TokioClock, Transport, TransportError, TransportErrorKind,
};

/// Sends requests by reqwest, which keeps connections open and decompresses. It must run on a tokio runtime.
#[derive(Clone, Debug)]
pub struct ReqwestTransport {
    client: reqwest::Client,
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
        // Redirects and retries are the client's own, which know about credentials and deadlines.
        let builder = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .referer(false);
        let client = with_tls(builder)?
            .build()
            .map_err(|error| Error::config(format!("the transport: {error}")))?;
        Ok(Self::with_client(client))
    }

    /// A transport that uses `client`, which should follow no redirects and decompress what it asks for.
    pub fn with_client(client: reqwest::Client) -> Self {
        Self {
            client,
            clock: TokioClock::new(),
            origins: Origins::default(),
        }
    }
}

/// Hands reqwest a TLS configuration of its own, so that none need be installed for the whole process.
#[cfg(feature = "rustls")]
fn with_tls(builder: reqwest::ClientBuilder) -> Result<reqwest::ClientBuilder, Error> {
    use std::sync::Arc;

    use rustls_platform_verifier::BuilderVerifierExt;

    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .and_then(BuilderVerifierExt::with_platform_verifier)
        .map_err(|error| Error::config(format!("TLS: {error}")))?;
    Ok(builder.tls_backend_preconfigured(config.with_no_client_auth()))
}

#[cfg(all(feature = "native-tls", not(feature = "rustls")))]
#[allow(
    clippy::unnecessary_wraps,
    reason = "the other backend can fail to be set up"
)]
fn with_tls(builder: reqwest::ClientBuilder) -> Result<reqwest::ClientBuilder, Error> {
    Ok(builder.tls_backend_native())
}

#[cfg(not(any(feature = "native-tls", feature = "rustls")))]
#[allow(
    clippy::unnecessary_wraps,
    reason = "the backends can fail to be set up"
)]
fn with_tls(builder: reqwest::ClientBuilder) -> Result<reqwest::ClientBuilder, Error> {
    Ok(builder)
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
        // What is moved into the future is only what waits for the answer.
        match convert(request, &self.origins) {
            Ok(request) => {
                let response = self.client.execute(request);
                Box::pin(async move { response.await.map(answer).map_err(transport_error) })
            }
            Err(error) => Box::pin(ready(Err(error))),
        }
    }
}

/// The request as reqwest has it. Extensions stay behind, for nothing there looks at them.
fn convert(
    mut request: http::Request<Body>,
    origins: &Origins,
) -> Result<reqwest::Request, TransportError> {
    let url = origins
        .url(request.uri())
        .map_err(|error| TransportError::new(TransportErrorKind::Permanent, error))?;
    let mut converted = reqwest::Request::new(take(request.method_mut()), url);
    *converted.headers_mut() = take(request.headers_mut());
    *converted.body_mut() = Some(match request.into_body().into_bytes() {
        Ok(bytes) => reqwest::Body::from(bytes),
        Err(body) => reqwest::Body::wrap(SyncBody(Mutex::new(body))),
    });
    Ok(converted)
}

/// The response without reqwest's own view of it, whose body would be boxed twice.
fn answer(mut response: reqwest::Response) -> http::Response<Body> {
    let mut answer = http::Response::default();
    *answer.status_mut() = response.status();
    *answer.version_mut() = response.version();
    *answer.headers_mut() = take(response.headers_mut());
    *answer.extensions_mut() = take(response.extensions_mut());
    let left = response.content_length();
    let stream = response.bytes_stream();
    answer.map(|()| Body::new(ResponseBody { stream, left }))
}

/// URLs are taken out of errors, for a query may hold a credential.
pub(crate) fn transport_error(error: reqwest::Error) -> TransportError {
    let kind = if error.is_builder() {
        TransportErrorKind::Permanent
    } else if error.is_connect() {
        TransportErrorKind::NotSent
    } else if error.is_timeout() {
        TransportErrorKind::Timeout
    } else {
        TransportErrorKind::Other
    };
    TransportError::new(kind, error.without_url())
}
