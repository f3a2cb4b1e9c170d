//! Tower services as transports and the reverse, which makes tower layers the client's middleware.

use std::error::Error as StdError;
use std::fmt;
use std::future::poll_fn;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use tower_service::Service;

use crate::runtime::{
    Body, BoxFuture, Clock, MaybeSend, Transport, TransportError, TransportErrorKind,
};

/// A tower service as a [`Transport`]. Each attempt of a call goes through it and its layers.
///
/// An error that is a [`TransportError`] keeps its kind; any other counts as [`TransportErrorKind::Other`], or as
/// [`TransportErrorKind::NotSent`] if the service was not ready.
pub struct ServiceTransport<S, C> {
    // The lock is held to clone the service, which need not be `Sync`.
    service: Mutex<S>,
    clock: C,
}

impl<S, C> ServiceTransport<S, C> {
    /// Sends requests through `service`, and takes the time from `clock`.
    pub fn new(service: S, clock: C) -> Self {
        Self {
            service: Mutex::new(service),
            clock,
        }
    }
}

impl<S, C: fmt::Debug> fmt::Debug for ServiceTransport<S, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ServiceTransport")
            .field("clock", &self.clock)
            .finish_non_exhaustive()
    }
}

impl<S: MaybeSend + 'static, C: Clock> Clock for ServiceTransport<S, C> {
    fn now(&self) -> Duration {
        self.clock.now()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<()> {
        self.clock.sleep(duration)
    }
}

impl<S, B, C> Transport for ServiceTransport<S, C>
where
    S: Service<http::Request<Body>, Response = http::Response<B>> + Clone + MaybeSend + 'static,
    S::Future: MaybeSend,
    S::Error: Into<Box<dyn StdError + Send + Sync>>,
    B: http_body::Body<Data = Bytes> + MaybeSend + 'static,
    B::Error: Into<Box<dyn StdError + Send + Sync>>,
    C: Clock,
{
    fn call(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<Result<http::Response<Body>, TransportError>> {
        let mut service = self
            .service
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        Box::pin(async move {
            // The clone that is ready must be the one that is called: other clones may not be ready.
            poll_fn(|cx| service.poll_ready(cx))
                .await
                .map_err(|error| TransportError::of(error.into(), TransportErrorKind::NotSent))?;
            let response = service.call(request).await;
            response
                .map(|response| response.map(Body::new))
                .map_err(|error| TransportError::of(error.into(), TransportErrorKind::Other))
        })
    }
}

/// A [`Transport`] as a tower service, for layers to be put around it.
#[derive(Clone)]
pub struct IntoService(Arc<dyn Transport>);

impl IntoService {
    /// Makes a service of `transport`.
    pub fn new(transport: impl Transport) -> Self {
        Self(Arc::new(transport))
    }
}

impl fmt::Debug for IntoService {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("IntoService")
    }
}

impl Service<http::Request<Body>> for IntoService {
    type Response = http::Response<Body>;
    type Error = TransportError;
    type Future = BoxFuture<Result<http::Response<Body>, TransportError>>;

    fn poll_ready(&mut self, _cx: &mut Context<'_>) -> Poll<Result<(), TransportError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<Body>) -> Self::Future {
        self.0.call(request)
    }
}
