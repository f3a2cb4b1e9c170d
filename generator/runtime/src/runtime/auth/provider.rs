//! Credentials that are asked for when a call is sent: from a keyring, a metadata server, a token server.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

use http::HeaderValue;

use crate::runtime::data::Secret;
use crate::runtime::{BoxFuture, MaybeSend, MaybeSync, Operation, Scheme, Transport};

/// Why there is no credential. It is shown as the source of [`Error::Credential`](crate::runtime::Error::Credential), and must
/// not repeat a secret.
pub type CredentialError = Box<dyn StdError + Send + Sync>;

/// Gives the credential for a security scheme whenever a call needs it.
///
/// It is asked before each attempt of a call, and should keep what it has for as long as that can be used. After a 401, it is
/// asked once more, with the credential that was refused in [`CredentialRequest::rejected`]; if it gives another then, the call
/// is sent again with that.
///
/// A function of a [`CredentialRequest`] is a provider:
///
/// ```ignore
/// let token = |_: CredentialRequest| async { Ok(Secret::from(std::fs::read_to_string("/run/secrets/token")?)) };
/// ```
pub trait CredentialProvider: MaybeSend + MaybeSync + 'static {
    /// The secret of the scheme: a token, a key, or `user:password`.
    ///
    /// # Errors
    ///
    /// There is none. The call fails with [`Error::Credential`](crate::runtime::Error::Credential), and is not sent.
    fn credential(
        &self,
        request: CredentialRequest,
    ) -> BoxFuture<Result<Secret<String>, CredentialError>>;
}

impl<F, Fut> CredentialProvider for F
where
    F: Fn(CredentialRequest) -> Fut + MaybeSend + MaybeSync + 'static,
    Fut: Future<Output = Result<Secret<String>, CredentialError>> + MaybeSend + 'static,
{
    fn credential(
        &self,
        request: CredentialRequest,
    ) -> BoxFuture<Result<Secret<String>, CredentialError>> {
        Box::pin(self(request))
    }
}

/// What a credential is asked for.
#[derive(Clone)]
pub struct CredentialRequest {
    pub(crate) scheme: &'static Scheme,
    pub(crate) operation: &'static Operation,
    pub(crate) base_url: Arc<str>,
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) user_agent: Option<HeaderValue>,
    pub(crate) rejected: Option<Secret<String>>,
}

impl CredentialRequest {
    /// The security scheme.
    pub fn scheme(&self) -> &'static Scheme {
        self.scheme
    }

    /// The operation that is called.
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// The base URL of the client.
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// What sends the requests of the client. It has a clock, too.
    pub fn transport(&self) -> &Arc<dyn Transport> {
        &self.transport
    }

    /// What the client says that it is, for requests of a provider's own.
    pub fn user_agent(&self) -> Option<&HeaderValue> {
        self.user_agent.as_ref()
    }

    /// The credential that the server has refused by a 401. It should not be given again.
    pub fn rejected(&self) -> Option<&Secret<String>> {
        self.rejected.as_ref()
    }
}

impl fmt::Debug for CredentialRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CredentialRequest")
            .field("scheme", &self.scheme.name)
            .field("operation", &self.operation.id)
            .field("is_rejected", &self.rejected.is_some())
            .finish_non_exhaustive()
    }
}

/// A credential, or what provides it: a text, a [`Secret`], or a [`CredentialProvider`].
pub struct CredentialSource(pub(crate) SourceKind);

pub(crate) enum SourceKind {
    Secret(Secret<String>),
    Provider(Arc<dyn CredentialProvider>),
}

impl fmt::Debug for CredentialSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            SourceKind::Secret(_) => "[redacted]",
            SourceKind::Provider(_) => "CredentialProvider",
        })
    }
}

impl From<Secret<String>> for CredentialSource {
    fn from(secret: Secret<String>) -> Self {
        Self(SourceKind::Secret(secret))
    }
}

impl From<String> for CredentialSource {
    fn from(secret: String) -> Self {
        Self(SourceKind::Secret(secret.into()))
    }
}

impl From<&String> for CredentialSource {
    fn from(secret: &String) -> Self {
        Self(SourceKind::Secret(secret.into()))
    }
}

impl From<&str> for CredentialSource {
    fn from(secret: &str) -> Self {
        Self(SourceKind::Secret(secret.into()))
    }
}

impl<P: CredentialProvider> From<P> for CredentialSource {
    fn from(provider: P) -> Self {
        Self(SourceKind::Provider(Arc::new(provider)))
    }
}

/// One provider for several clients.
impl<P: CredentialProvider> From<Arc<P>> for CredentialSource {
    fn from(provider: Arc<P>) -> Self {
        Self(SourceKind::Provider(provider))
    }
}
