//! The client itself: what all requests of it share.

use std::fmt;
use std::sync::Arc;

use http::{HeaderMap, HeaderName};

use crate::runtime::auth::credentials::Credentials;
use crate::runtime::client::limits::Limits;
use crate::runtime::data::Encode;
use crate::runtime::trace::Inject;
use crate::runtime::{RetryPolicy, Transport};

/// Calls an API. Cloning is cheap, and clones share their connections.
#[derive(Clone)]
pub struct Client {
    pub(crate) inner: Arc<ClientInner>,
}

pub(crate) struct ClientInner {
    /// Without a slash at its end.
    pub(crate) base_url: String,
    /// Whether the caller gave that URL, which then holds for operations that have a server of their own as well.
    pub(crate) base_url_is_given: bool,
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) headers: HeaderMap,
    pub(crate) credentials: Credentials,
    /// What the description asks for in general, as [`Operation::security`](crate::runtime::Operation::security).
    pub(crate) security: &'static [&'static [&'static str]],
    /// Values for parameters that a call leaves open.
    pub(crate) parameters: Vec<ClientParameter>,
    pub(crate) limits: Limits,
    pub(crate) retry_policy: RetryPolicy,
    pub(crate) max_response_bytes: usize,
    /// The same for responses outside the 200s.
    pub(crate) max_error_bytes: usize,
    /// What adds the trace context to each attempt.
    pub(crate) inject: Option<Inject>,
    #[cfg(all(feature = "blocking", not(target_family = "wasm")))]
    pub(crate) worker: crate::runtime::send::blocking::Worker,
}

/// The name and the value of a parameter.
pub(crate) type ClientParameter = (&'static str, Box<dyn Encode + Send + Sync>);

impl Client {
    /// The URL that paths are appended to, without a slash at its end.
    pub fn base_url(&self) -> &str {
        &self.inner.base_url
    }
}

/// Shows no secrets: of credentials and default headers only the names.
impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let headers: Vec<_> = self.inner.headers.keys().map(HeaderName::as_str).collect();
        f.debug_struct("Client")
            .field("base_url", &self.inner.base_url)
            .field("credentials", &self.inner.credentials)
            .field("headers", &headers)
            .field("limits", &self.inner.limits)
            .field("retry_policy", &self.inner.retry_policy)
            .field("max_response_bytes", &self.inner.max_response_bytes)
            .field("max_error_bytes", &self.inner.max_error_bytes)
            .finish_non_exhaustive()
    }
}
