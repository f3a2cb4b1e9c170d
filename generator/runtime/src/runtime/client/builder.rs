//! The builder of a client: its settings and their defaults.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::header::USER_AGENT;
use http::{HeaderMap, HeaderValue};

use crate::runtime::auth::credential::joined;
use crate::runtime::auth::credentials::Credentials;
use crate::runtime::client::checks::{check_base_url, header};
use crate::runtime::client::default_transport::default_transport;
use crate::runtime::client::handle::{ClientInner, ClientParameter};
use crate::runtime::client::limits::Limits;
use crate::runtime::data::{Encode, Secret};
use crate::runtime::{Client, CredentialSource, Error, RetryPolicy, Scheme, Server, Transport};

/// The default `User-Agent`.
const DEFAULT_USER_AGENT: &str = concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"));

/// Sets up a [`Client`]. What is wrong with a value is reported by [`ClientBuilder::build`].
#[must_use]
pub struct ClientBuilder {
    base_url: Option<String>,
    base_url_is_given: bool,
    transport: Option<Arc<dyn Transport>>,
    headers: HeaderMap,
    credentials: Credentials,
    security: &'static [&'static [&'static str]],
    parameters: Vec<ClientParameter>,
    limits: Limits,
    retry_policy: RetryPolicy,
    max_response_bytes: usize,
    max_error_bytes: usize,
    error: Option<Error>,
}

impl ClientBuilder {
    /// What a generated client starts with: the URL of its API, if the description has one.
    #[doc(hidden)]
    pub fn new(base_url: Option<&str>) -> Self {
        Self {
            base_url: base_url.map(str::to_owned),
            base_url_is_given: false,
            transport: None,
            headers: [(USER_AGENT, HeaderValue::from_static(DEFAULT_USER_AGENT))]
                .into_iter()
                .collect(),
            credentials: Credentials::default(),
            security: &[],
            parameters: Vec::new(),
            limits: Limits::default(),
            retry_policy: RetryPolicy::new(),
            max_response_bytes: 64 << 20,
            max_error_bytes: 64 << 10,
            error: None,
        }
    }

    /// The URL that paths are appended to: `http` or `https`, without query, fragment or user.
    ///
    /// Every call goes there, even where the description gives an operation a server of its own, so that nothing is sent
    /// to a host that the caller has not named. [`Request::base_url`](crate::runtime::Request::base_url) sends a single call
    /// elsewhere.
    pub fn base_url(mut self, url: &str) -> Self {
        self.base_url = Some(url.to_owned());
        self.base_url_is_given = true;
        self
    }

    /// One of the servers that the description names. Operations that have a server of their own still go to that.
    pub fn server(mut self, server: Server) -> Self {
        match server.url() {
            Ok(url) => self.base_url = Some(url),
            Err(reason) => self.fail(Error::config(reason)),
        }
        self.base_url_is_given = false;
        self
    }

    /// How long a call may take with all its attempts, the waits between them, and the body: 2 minutes unless set.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.limits.total = timeout;
        self
    }

    /// How long one attempt may take, its body included: 1 minute unless set.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.limits.attempt = timeout;
        self
    }

    /// How many times a failed call may be sent again: twice unless set.
    pub fn max_retries(mut self, retries: u32) -> Self {
        self.limits.retries = retries;
        self
    }

    /// When a failed call is sent again, and after what wait.
    pub fn retry_policy(mut self, policy: RetryPolicy) -> Self {
        self.retry_policy = policy;
        self
    }

    /// How many bytes a response's body may have after decompression, or an item of one that comes item by item: 64 MiB
    /// unless set.
    pub fn max_response_bytes(mut self, bytes: usize) -> Self {
        self.max_response_bytes = bytes;
        self
    }

    /// How many bytes are kept of the body of a response outside the 200s, counted after decompression: 64 KiB unless set,
    /// and never more than of any other response. The rest of a longer body is not read;
    /// [`StatusError::is_complete`](crate::runtime::StatusError::is_complete) tells.
    pub fn max_error_bytes(mut self, bytes: usize) -> Self {
        self.max_error_bytes = bytes;
        self
    }

    /// What sends the requests, in place of the default.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// A header for every request. One set for a request, and credentials, take its place.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        match header(name, value) {
            Ok((name, value)) => {
                self.headers.insert(name, value);
            }
            Err(reason) => self.fail(Error::config(reason)),
        }
        self
    }

    /// The `User-Agent` of every request: name and version of this package unless set.
    pub fn user_agent(self, value: &str) -> Self {
        self.header("user-agent", value)
    }

    /// The credential for a security scheme: a secret, or a [`CredentialProvider`](crate::runtime::CredentialProvider) that
    /// is asked for it by each call. It goes with the operations that ask for the scheme and with no other.
    ///
    /// The client keeps a secret in memory that is overwritten when the client is dropped. What the requests themselves hold
    /// of it, in a URL, a cookie or the buffers of a connection, is not.
    pub fn credential(
        mut self,
        scheme: &'static Scheme,
        credential: impl Into<CredentialSource>,
    ) -> Self {
        if let Err(reason) = self.credentials.set(scheme, credential.into()) {
            self.fail(Error::config(reason));
        }
        self
    }

    /// The name and the password of a user, for a security scheme that takes these, as [`Self::credential`].
    pub fn basic_credential(
        mut self,
        scheme: &'static Scheme,
        user: impl AsRef<str>,
        password: impl Into<Secret<String>>,
    ) -> Self {
        let user = user.as_ref();
        // The first colon ends the name (RFC 7617, section 2).
        if user.contains(':') {
            let name = scheme.name;
            self.fail(Error::config(format!(
                "the credential {name} has a user with a colon"
            )));
            return self;
        }
        let (user, password) = (format!("{user}:"), password.into());
        self.credential(scheme, joined(&user, password.expose()))
    }

    /// Sends operations for which there are no credentials without any, where that would be an error otherwise: for a
    /// transport that adds its own.
    pub fn transport_authenticates(mut self) -> Self {
        self.credentials.elsewhere = true;
        self
    }

    /// All security schemes of the description.
    #[doc(hidden)]
    pub fn schemes(mut self, schemes: &'static [&'static Scheme]) -> Self {
        self.credentials.schemes = schemes;
        self
    }

    /// What the description asks for in general: what goes with endpoints it does not know.
    #[doc(hidden)]
    pub fn security(mut self, security: &'static [&'static [&'static str]]) -> Self {
        self.security = security;
        self
    }

    /// The value of a parameter for every call that does not set it.
    #[doc(hidden)]
    pub fn client_parameter(self, name: &'static str, value: &str) -> Self {
        self.default_parameter(name, Box::new(value.to_owned()))
    }

    /// The same for a value that nothing shows.
    #[doc(hidden)]
    pub fn client_secret(self, name: &'static str, value: impl Into<Secret<String>>) -> Self {
        self.default_parameter(name, Box::new(value.into()))
    }

    fn default_parameter(
        mut self,
        name: &'static str,
        value: Box<dyn Encode + Send + Sync>,
    ) -> Self {
        self.parameters.retain(|(known, _)| *known != name);
        self.parameters.push((name, value));
        self
    }

    /// Makes the client.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] for the first value that cannot be used, and where the default transport cannot be set up or is not
    /// part of this build.
    pub fn build(self) -> Result<Client, Error> {
        if let Some(error) = self.error {
            return Err(error);
        }
        let base_url = self
            .base_url
            .ok_or_else(|| Error::config("no base URL is set"))?;
        let base_url = check_base_url(&base_url).map_err(Error::config)?;
        let transport = match self.transport {
            Some(transport) => transport,
            None => default_transport(&base_url)?,
        };
        Ok(Client {
            inner: Arc::new(ClientInner {
                base_url,
                base_url_is_given: self.base_url_is_given,
                transport,
                headers: self.headers,
                credentials: self.credentials,
                security: self.security,
                parameters: self.parameters,
                limits: self.limits,
                retry_policy: self.retry_policy,
                max_response_bytes: self.max_response_bytes,
                max_error_bytes: self.max_error_bytes.min(self.max_response_bytes),
                #[cfg(all(feature = "blocking", not(target_family = "wasm")))]
                worker: crate::runtime::send::blocking::Worker::default(),
            }),
        })
    }

    fn fail(&mut self, error: Error) {
        self.error.get_or_insert(error);
    }
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("credentials", &self.credentials)
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}
