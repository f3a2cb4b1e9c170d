//! The clients of reqwest: one for each tokio runtime that makes calls.
//!
//! A connection is driven by a task of the runtime that opened it. If a call on another runtime took it over, it would
//! wait for that task: for ever where the first runtime stands still, as one of a single thread does whenever nobody is
//! in its `block_on`. So each runtime has connections of its own.

use std::error::Error as StdError;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::runtime::{Handle, Id};

use crate::runtime::Error;

/// How many runtimes are remembered. What is forgotten are connections that nobody uses.
const MOST_RUNTIMES: usize = 8;

/// A client for each runtime, or one for all.
#[derive(Clone)]
pub(crate) enum Clients {
    /// The caller's, whose settings nobody else can repeat.
    Given(reqwest::Client),
    Made(Arc<Made>),
}

pub(crate) struct Made {
    setup: Setup,
    /// The one that was called last comes last.
    known: Mutex<Vec<(Option<Id>, reqwest::Client)>>,
}

impl fmt::Debug for Clients {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Clients")
    }
}

impl Clients {
    /// Clients with the settings of this build, and what `change` makes of them.
    ///
    /// # Errors
    ///
    /// TLS cannot be set up, or a setting is none.
    pub(crate) fn new(change: Change) -> Result<Self, Error> {
        let setup = Setup::new(change)?;
        let first = setup
            .client()
            .map_err(|error| Error::config(format!("the transport: {error}")))?;
        // The first runtime to call gets it.
        let known = Mutex::new(vec![(None, first)]);
        Ok(Self::Made(Arc::new(Made { setup, known })))
    }

    /// That of the runtime this is called on.
    ///
    /// # Errors
    ///
    /// It is called on none, or TLS cannot be set up once more.
    pub(crate) fn here(&self) -> Result<reqwest::Client, Box<dyn StdError + Send + Sync>> {
        let here = Handle::try_current()
            .map_err(|_| "the default transport can only be used on a runtime of tokio")?
            .id();
        let made = match self {
            Self::Given(client) => return Ok(client.clone()),
            Self::Made(made) => made,
        };
        let mut known = made.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((id, client)) = known.last()
            && *id == Some(here)
        {
            return Ok(client.clone());
        }
        let found = known
            .iter()
            .position(|(id, _)| id.is_none_or(|id| id == here));
        let client = match found {
            Some(place) => known.remove(place).1,
            None => made.setup.client()?,
        };
        if known.len() >= MOST_RUNTIMES {
            known.remove(0);
        }
        known.push((Some(here), client.clone()));
        Ok(client)
    }
}

/// What changes the settings of a client.
pub(crate) type Change =
    Box<dyn Fn(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send + Sync>;

/// What a client is made with.
struct Setup {
    change: Change,
    #[cfg(feature = "rustls")]
    tls: rustls::ClientConfig,
}

impl Setup {
    /// TLS with a configuration of its own, so that none need be installed for the whole process.
    #[cfg(feature = "rustls")]
    fn new(change: Change) -> Result<Self, Error> {
        use rustls_platform_verifier::BuilderVerifierExt;

        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let tls = rustls::ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .and_then(BuilderVerifierExt::with_platform_verifier)
            .map_err(|error| Error::config(format!("TLS: {error}")))?
            .with_no_client_auth();
        Ok(Self { change, tls })
    }

    #[cfg(not(feature = "rustls"))]
    #[allow(
        clippy::unnecessary_wraps,
        reason = "the other backend can fail to be set up"
    )]
    fn new(change: Change) -> Result<Self, Error> {
        Ok(Self { change })
    }

    fn client(&self) -> reqwest::Result<reqwest::Client> {
        // Redirects and retries are the client's own, which know about credentials and deadlines.
        let builder = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .referer(false);
        #[cfg(feature = "rustls")]
        let builder = builder.tls_backend_preconfigured(self.tls.clone());
        #[cfg(all(feature = "native-tls", not(feature = "rustls")))]
        let builder = builder.tls_backend_native();
        (self.change)(builder).build()
    }
}
