//! The provider of tokens: which token is held, and when it is renewed.

use std::fmt;
use std::future::poll_fn;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use crate::runtime::auth::oauth2::shared_fetch::SharedFetch;
use crate::runtime::auth::oauth2::token_fetch::fetch;
use crate::runtime::data::Secret;
use crate::runtime::oauth2::{OAuth2Error, OAuth2Token};
use crate::runtime::{
    BoxFuture, CredentialError, CredentialProvider, CredentialRequest, Transport,
};

/// Tokens of OAuth 2 (RFC 6749), for the builder method of a security scheme or any other place that takes a
/// [`CredentialProvider`].
///
/// A token is got by the first call that needs it, by one request for all calls at that time, and kept. It is got anew before it
/// expires, and after a 401. Where it comes from, and which scopes the operations need, is what the description says about the
/// scheme, unless that is set here. Requests for tokens go through the transport of the client, are never redirected, and wait no
/// longer than [`timeout`](Self::timeout) says.
#[must_use = "it does nothing until a client has it"]
pub struct OAuth2 {
    settings: Arc<OAuth2Settings>,
    state: Arc<Mutex<TokenState>>,
}

#[derive(Clone)]
pub(crate) struct OAuth2Settings {
    pub(crate) grant: Grant,
    pub(crate) client_id: String,
    pub(crate) client_secret: Option<Secret<String>>,
    pub(crate) authentication: ClientAuthentication,
    pub(crate) scopes: Option<Vec<String>>,
    pub(crate) parameters: Vec<(String, String)>,
    pub(crate) token_url: Option<String>,
    pub(crate) timeout: Duration,
    renewed_before: Duration,
    transport: Option<Arc<dyn Transport>>,
    on_token: Option<Arc<OnToken>>,
}

#[cfg(not(target_family = "wasm"))]
type OnToken = dyn Fn(&OAuth2Token) + Send + Sync;
#[cfg(target_family = "wasm")]
type OnToken = dyn Fn(&OAuth2Token);

/// What the first token is got for.
#[derive(Clone)]
pub(crate) enum Grant {
    ClientCredentials,
    RefreshToken(Secret<String>),
    #[cfg_attr(
        not(feature = "oauth2-pkce"),
        expect(dead_code, reason = "the feature makes them")
    )]
    Code {
        code: Secret<String>,
        verifier: Secret<String>,
        redirect_url: String,
    },
}

/// How the client says who it is, where it has a secret (RFC 6749, 2.3.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ClientAuthentication {
    /// By the header `Authorization: Basic …`, which every token server has to take.
    Basic,
    /// By `client_id` and `client_secret` in the body.
    Body,
}

#[derive(Default)]
struct TokenState {
    held: Option<HeldToken>,
    /// The latest refresh token.
    refresh_token: Option<Secret<String>>,
    /// Whether the code has been exchanged, which can be done once.
    is_exchanged: bool,
    /// The request that is under way, as long as a call waits for it.
    fetch: Weak<SharedFetch<Result<Secret<String>, OAuth2Error>>>,
}

struct HeldToken {
    secret: Secret<String>,
    got_at: Duration,
    expires_in: Option<Duration>,
    /// The transport whose clock these are of.
    clock: Arc<dyn Transport>,
}

impl HeldToken {
    /// Whether it is good for this much longer. A token that is good for a short time only is renewed in the middle of that.
    fn lasts(&self, longer: Duration) -> bool {
        let age = self.clock.now().saturating_sub(self.got_at);
        let expires_in = self.expires_in;
        expires_in.is_none_or(|it| age < it.saturating_sub(longer.min(it / 2)))
    }
}

impl OAuth2 {
    /// Tokens for the client itself (RFC 6749, 4.4).
    pub fn client_credentials(
        client_id: impl Into<String>,
        client_secret: impl Into<Secret<String>>,
    ) -> Self {
        Self::of(Grant::ClientCredentials, client_id.into()).client_secret(client_secret)
    }

    /// Tokens for a user who has granted access before (RFC 6749, 6). A server may give another refresh token with each
    /// token; [`on_token`](Self::on_token) is where it can be kept.
    pub fn refresh_token(
        client_id: impl Into<String>,
        refresh_token: impl Into<Secret<String>>,
    ) -> Self {
        Self::of(Grant::RefreshToken(refresh_token.into()), client_id.into())
    }

    pub(crate) fn of(grant: Grant, client_id: String) -> Self {
        let settings = OAuth2Settings {
            grant,
            client_id,
            client_secret: None,
            authentication: ClientAuthentication::Basic,
            scopes: None,
            parameters: Vec::new(),
            token_url: None,
            timeout: Duration::from_secs(30),
            renewed_before: Duration::from_secs(30),
            transport: None,
            on_token: None,
        };
        Self {
            settings: Arc::new(settings),
            state: Arc::default(),
        }
    }

    fn set(mut self, change: impl FnOnce(&mut OAuth2Settings)) -> Self {
        change(Arc::make_mut(&mut self.settings));
        self
    }

    /// The secret of the client, if it has one.
    pub fn client_secret(self, secret: impl Into<Secret<String>>) -> Self {
        self.set(|it| it.client_secret = Some(secret.into()))
    }

    /// How the client says who it is: by [`ClientAuthentication::Basic`] unless set.
    pub fn client_authentication(self, authentication: ClientAuthentication) -> Self {
        self.set(|it| it.authentication = authentication)
    }

    /// The scopes to ask for, in place of those that the operations of the client need.
    pub fn scopes<S: Into<String>>(self, scopes: impl IntoIterator<Item = S>) -> Self {
        self.set(|it| it.scopes = Some(scopes.into_iter().map(Into::into).collect()))
    }

    /// A further parameter of requests for tokens, such as `audience` or `resource` (RFC 8707).
    pub fn parameter(self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.set(|it| it.parameters.push((name.into(), value.into())))
    }

    /// Where tokens come from, in place of what the description says. A relative URL is one below the server.
    pub fn token_url(self, url: impl Into<String>) -> Self {
        self.set(|it| it.token_url = Some(url.into()))
    }

    /// How long a request for a token may take: 30 seconds unless set.
    pub fn timeout(self, timeout: Duration) -> Self {
        self.set(|it| it.timeout = timeout)
    }

    /// How long before it expires a token is renewed: 30 seconds unless set, but never in the first half of its time.
    pub fn renew_before(self, time: Duration) -> Self {
        self.set(|it| it.renewed_before = time)
    }

    /// What sends requests for tokens, in place of the transport of the client.
    pub fn transport(self, transport: impl Transport) -> Self {
        self.set(|it| it.transport = Some(Arc::new(transport)))
    }

    /// Called with each token, for example to keep its refresh token. It must not block.
    #[cfg(not(target_family = "wasm"))]
    pub fn on_token(self, keep: impl Fn(&OAuth2Token) + Send + Sync + 'static) -> Self {
        self.set(|it| it.on_token = Some(Arc::new(keep)))
    }

    /// Called with each token, for example to keep its refresh token. It must not block.
    #[cfg(target_family = "wasm")]
    pub fn on_token(self, keep: impl Fn(&OAuth2Token) + 'static) -> Self {
        self.set(|it| it.on_token = Some(Arc::new(keep)))
    }
}

/// Shows no secret.
impl fmt::Debug for OAuth2 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let grant = match self.settings.grant {
            Grant::ClientCredentials => "client_credentials",
            Grant::RefreshToken(_) => "refresh_token",
            Grant::Code { .. } => "authorization_code",
        };
        f.debug_struct("OAuth2")
            .field("grant", &grant)
            .field("client_id", &self.settings.client_id)
            .finish_non_exhaustive()
    }
}

impl CredentialProvider for OAuth2 {
    fn credential(
        &self,
        request: CredentialRequest,
    ) -> BoxFuture<Result<Secret<String>, CredentialError>> {
        let (settings, state) = (Arc::clone(&self.settings), Arc::clone(&self.state));
        Box::pin(async move {
            let rejected = request.rejected().cloned();
            let usable = |state: &TokenState, longer| {
                let held = state.held.as_ref();
                let held =
                    held.filter(|it| it.lasts(longer) && rejected.as_ref() != Some(&it.secret));
                held.map(|it| it.secret.clone())
            };
            let shared = {
                let mut locked = lock(&state);
                if let Some(token) = usable(&locked, settings.renewed_before) {
                    return Ok(token);
                }
                locked.fetch.upgrade().unwrap_or_else(|| {
                    let fetch = renew(settings, Arc::clone(&state), request);
                    let shared = Arc::new(SharedFetch::new(fetch));
                    locked.fetch = Arc::downgrade(&shared);
                    shared
                })
            };
            match poll_fn(|cx| shared.poll(cx)).await {
                Some(Ok(token)) => Ok(token),
                // A token that was to be renewed early may still be good.
                Some(Err(error)) => {
                    usable(&lock(&state), Duration::ZERO).ok_or_else(|| error.into())
                }
                None => Err("the request for a token has panicked".into()),
            }
        })
    }
}

fn lock(state: &Mutex<TokenState>) -> MutexGuard<'_, TokenState> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Gets a token and keeps it.
fn renew(
    settings: Arc<OAuth2Settings>,
    state: Arc<Mutex<TokenState>>,
    request: CredentialRequest,
) -> BoxFuture<Result<Secret<String>, OAuth2Error>> {
    Box::pin(async move {
        let transport = settings.transport.as_ref();
        let transport = transport.unwrap_or(request.transport());
        let (latest, is_exchanged) = {
            let state = lock(&state);
            (state.refresh_token.clone(), state.is_exchanged)
        };
        let refresh_token = match &settings.grant {
            Grant::ClientCredentials => None,
            Grant::RefreshToken(first) => latest.or_else(|| Some(first.clone())),
            Grant::Code { .. } => latest,
        };
        let got_at = transport.now();
        let fetched = if is_exchanged && refresh_token.is_none() {
            Err(OAuth2Error::Expired)
        } else {
            fetch(&settings, refresh_token.as_ref(), &request, transport).await
        };
        let mut state = lock(&state);
        // Who comes now must not be given this answer, but ask again.
        state.fetch = Weak::new();
        let token = fetched?.keeping(refresh_token.as_ref());
        state.refresh_token = token.refresh_token().cloned();
        state.is_exchanged = matches!(settings.grant, Grant::Code { .. });
        state.held = Some(HeldToken {
            secret: token.access_token().clone(),
            got_at,
            expires_in: token.expires_in(),
            clock: Arc::clone(transport),
        });
        drop(state);
        if let Some(on_token) = &settings.on_token {
            on_token(&token);
        }
        Ok(token.access_token().clone())
    })
}
