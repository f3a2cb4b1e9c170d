//! The trace context that goes along with each attempt.

use std::sync::Arc;

use http::HeaderMap;

use crate::runtime::{ClientBuilder, MaybeSend, MaybeSync};

/// Adds headers to an attempt.
#[cfg(not(target_family = "wasm"))]
pub(crate) type Inject = Arc<dyn Fn(&mut HeaderMap) + Send + Sync>;
/// Adds headers to an attempt.
#[cfg(target_family = "wasm")]
pub(crate) type Inject = Arc<dyn Fn(&mut HeaderMap)>;

impl ClientBuilder {
    /// Calls `inject` with the headers of each attempt before it is sent: to add `traceparent` and `tracestate` (W3C Trace Context), by
    /// which the spans of the server become children of that of the attempt.
    ///
    /// With the feature `tracing`, it is called inside the span of the attempt, so that a propagator of OpenTelemetry finds it as the
    /// current one. Headers that are there already are replaced or left alone as `inject` does it.
    pub fn inject_trace_context(
        mut self,
        inject: impl Fn(&mut HeaderMap) + MaybeSend + MaybeSync + 'static,
    ) -> Self {
        self.inject = Some(Arc::new(inject));
        self
    }
}
