//! The client: where the API is, who calls it, by what transport, and within which limits.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::header::USER_AGENT;
use http::{HeaderMap, HeaderName, HeaderValue, Uri};

use crate::runtime::auth::credentials::Credentials;
use crate::runtime::client::limits::Limits;
use crate::runtime::data::Secret;
use crate::runtime::{Error, Scheme, Server, Transport};

/// What the client calls itself unless told otherwise.
const DEFAULT_USER_AGENT: &str = concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"));

/// Calls an API. Cloning is cheap, and clones share their connections.
#[derive(Clone)]
pub struct Client {
    pub(crate) inner: Arc<Inner>,
}

pub(crate) struct Inner {
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
    pub(crate) parameters: Vec<(&'static str, String)>,
    pub(crate) limits: Limits,
    pub(crate) max_response_bytes: usize,
    #[cfg(all(feature = "blocking", not(target_family = "wasm")))]
    pub(crate) worker: crate::runtime::send::blocking::Worker,
}

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
            .field("max_response_bytes", &self.inner.max_response_bytes)
            .finish_non_exhaustive()
    }
}

/// Sets up a [`Client`]. What is wrong with a value is reported by [`ClientBuilder::build`].
#[must_use]
pub struct ClientBuilder {
    base_url: Option<String>,
    base_url_is_given: bool,
    transport: Option<Arc<dyn Transport>>,
    headers: HeaderMap,
    credentials: Credentials,
    security: &'static [&'static [&'static str]],
    parameters: Vec<(&'static str, String)>,
    limits: Limits,
    max_response_bytes: usize,
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
            max_response_bytes: 64 << 20,
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

    /// How many bytes a response's body may have after decompression, or an item of one that comes item by item: 64 MiB
    /// unless set.
    pub fn max_response_bytes(mut self, bytes: usize) -> Self {
        self.max_response_bytes = bytes;
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

    /// The credential for a security scheme. It goes with the operations that ask for the scheme and with no other.
    ///
    /// The client keeps it in memory that is overwritten when the client is dropped. What the requests themselves hold of
    /// it, in a URL, a cookie or the buffers of a connection, is not.
    pub fn credential(
        mut self,
        scheme: &'static Scheme,
        secret: impl Into<Secret<String>>,
    ) -> Self {
        if let Err(error) = self.credentials.set(scheme, &secret.into()) {
            self.fail(error);
        }
        self
    }

    /// Sends operations for which there are no credentials without any, where that would be an error otherwise: for a
    /// transport that adds its own.
    pub fn transport_authenticates(mut self) -> Self {
        self.credentials.elsewhere = true;
        self
    }

    /// What the description asks for in general: what goes with endpoints it does not know.
    #[doc(hidden)]
    pub fn security(mut self, security: &'static [&'static [&'static str]]) -> Self {
        self.security = security;
        self
    }

    /// The value of a path parameter for every call that does not set it.
    #[doc(hidden)]
    pub fn client_parameter(mut self, name: &'static str, value: &str) -> Self {
        self.parameters.retain(|(known, _)| *known != name);
        self.parameters.push((name, value.to_owned()));
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
            inner: Arc::new(Inner {
                base_url,
                base_url_is_given: self.base_url_is_given,
                transport,
                headers: self.headers,
                credentials: self.credentials,
                security: self.security,
                parameters: self.parameters,
                limits: self.limits,
                max_response_bytes: self.max_response_bytes,
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

/// The environment variable `name`, where it is set and not empty.
///
/// # Errors
///
/// [`Error::Config`] if its value is not Unicode.
#[doc(hidden)]
pub fn env(name: &str) -> Result<Option<String>, Error> {
    match std::env::var(name) {
        Ok(value) => Ok(Some(value).filter(|value| !value.is_empty())),
        Err(std::env::VarError::NotPresent) => Ok(None),
        Err(std::env::VarError::NotUnicode(_)) => Err(Error::config(format!(
            "the environment variable {name} is not Unicode"
        ))),
    }
}

/// A header by name and value. Values of the headers that are known to carry secrets are marked as such.
pub(crate) fn header(name: &str, value: &str) -> Result<(HeaderName, HeaderValue), String> {
    let parsed = HeaderName::from_bytes(name.as_bytes())
        .map_err(|_| format!("{name:?} is not the name of a header"))?;
    let mut value = HeaderValue::from_str(value)
        .map_err(|_| format!("the header {name} has characters that cannot stand in a header"))?;
    value.set_sensitive(matches!(
        parsed.as_str(),
        "authorization" | "cookie" | "proxy-authorization"
    ));
    Ok((parsed, value))
}

/// `url` as a base URL, without a slash at its end.
///
/// # Errors
///
/// What is wrong with it. The URL itself is not shown: it may be somebody's idea of a place for a password.
pub(crate) fn check_base_url(url: &str) -> Result<String, &'static str> {
    if url.contains(['?', '#']) {
        return Err("the base URL must not have a query or a fragment");
    }
    let uri: Uri = url.parse().map_err(|_| "the base URL is not a valid URL")?;
    if !matches!(uri.scheme_str(), Some("http" | "https")) {
        return Err("the base URL must begin with http:// or https://");
    }
    match uri.authority() {
        Some(authority) if authority.as_str().contains('@') => {
            Err("the base URL must not have a user or a password")
        }
        Some(authority) if !authority.host().is_empty() => Ok(url.trim_end_matches('/').to_owned()),
        _ => Err("the base URL has no host"),
    }
}

#[cfg(all(feature = "reqwest", not(target_family = "wasm")))]
fn default_transport(base_url: &str) -> Result<Arc<dyn Transport>, Error> {
    if cfg!(not(any(feature = "rustls", feature = "native-tls"))) && base_url.starts_with("https") {
        return Err(Error::config(
            "an https URL needs the feature rustls or native-tls, or a transport of your own",
        ));
    }
    Ok(Arc::new(crate::runtime::transport::ReqwestTransport::new()?))
}

#[cfg(not(all(feature = "reqwest", not(target_family = "wasm"))))]
fn default_transport(_base_url: &str) -> Result<Arc<dyn Transport>, Error> {
    Err(Error::config(
        "this build has no transport of its own: set one, or turn on the feature rustls or native-tls",
    ))
}
