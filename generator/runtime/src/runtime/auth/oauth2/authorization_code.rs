//! Tokens for a user, who grants access in a browser: the authorization code grant (RFC 6749, 4.1) with PKCE (RFC 7636).

use std::fmt;

use percent_encoding::percent_decode_str;
use sha2::{Digest, Sha256};
use zeroize::Zeroize;

use crate::runtime::auth::oauth2::token_answer::refused;
use crate::runtime::auth::oauth2::token_fetch::{absolute, encoded, flow, has_tls};
use crate::runtime::auth::oauth2::tokens::Grant;
use crate::runtime::data::{Base64, Secret};
use crate::runtime::oauth2::{OAuth2, OAuth2Error};
use crate::runtime::{OAuth2Flow, OAuth2FlowKind, Scheme};

/// How a user is asked to grant access in a browser.
#[derive(Clone, Debug)]
#[must_use = "it does nothing until `authorize` is called"]
pub struct AuthorizationCode {
    scheme: &'static Scheme,
    client_id: String,
    redirect_url: String,
    base_url: Option<String>,
    authorization_url: Option<String>,
    scopes: Option<Vec<String>>,
    parameters: Vec<(String, String)>,
}

/// A request for authorization that a user has been sent away with.
pub struct Authorization {
    client_id: String,
    redirect_url: String,
    url: String,
    state: Secret<String>,
    verifier: Secret<String>,
}

impl AuthorizationCode {
    /// For a scheme with the flow `authorizationCode`. The browser comes back to `redirect_url`, which the token server
    /// knows.
    pub fn new(
        scheme: &'static Scheme,
        client_id: impl Into<String>,
        redirect_url: impl Into<String>,
    ) -> Self {
        Self {
            scheme,
            client_id: client_id.into(),
            redirect_url: redirect_url.into(),
            base_url: None,
            authorization_url: None,
            scopes: None,
            parameters: Vec::new(),
        }
    }

    /// What a relative authorization URL is below: the base URL of the client.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(url.into());
        self
    }

    /// Where the user grants access, in place of what the description says.
    pub fn authorization_url(mut self, url: impl Into<String>) -> Self {
        self.authorization_url = Some(url.into());
        self
    }

    /// The scopes to ask for, in place of those that the operations of the client need.
    pub fn scopes<S: Into<String>>(mut self, scopes: impl IntoIterator<Item = S>) -> Self {
        self.scopes = Some(scopes.into_iter().map(Into::into).collect());
        self
    }

    /// A further parameter of the URL, such as `prompt`, `login_hint` or `audience`.
    pub fn parameter(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.parameters.push((name.into(), value.into()));
        self
    }

    /// Begins: with a new state and a new verifier.
    ///
    /// # Errors
    ///
    /// There is no URL that a user can be sent to, or the system has no random numbers.
    pub fn authorize(&self) -> Result<Authorization, OAuth2Error> {
        self.resume(random()?, random()?)
    }

    /// The same with the [`state`](Authorization::state) and the [`verifier`](Authorization::verifier) of before, for a
    /// process that did not begin it.
    ///
    /// # Errors
    ///
    /// There is no URL that a user can be sent to.
    pub fn resume(
        &self,
        state: impl Into<Secret<String>>,
        verifier: impl Into<Secret<String>>,
    ) -> Result<Authorization, OAuth2Error> {
        let (state, verifier) = (state.into(), verifier.into());
        let flow = flow(self.scheme.kind, &[OAuth2FlowKind::AuthorizationCode]);
        let described = flow.and_then(OAuth2Flow::authorization_url);
        let url = self.authorization_url.as_deref().or(described);
        let url = url.ok_or_else(|| OAuth2Error::config("there is no authorization URL"))?;
        let url = match &self.base_url {
            Some(base_url) => absolute(base_url, url)?,
            None => absolute(url, url)
                .map_err(|_| OAuth2Error::config("its URL is relative; a `base_url` is missing"))?,
        };
        if self.authorization_url.is_none() {
            has_tls(&url, self.base_url.as_deref())?;
        }
        let scopes = match &self.scopes {
            Some(scopes) => scopes.join(" "),
            None => flow.map_or_else(String::new, |flow| flow.scopes().join(" ")),
        };
        let digest = Sha256::digest(verifier.expose().as_bytes());
        let challenge = Base64::encode_url_safe(digest);
        let mut pairs = vec![
            ("response_type", "code"),
            ("client_id", &self.client_id),
            ("redirect_uri", &self.redirect_url),
            ("state", state.expose()),
            ("code_challenge", challenge.as_str()),
            ("code_challenge_method", "S256"),
        ];
        if !scopes.is_empty() {
            pairs.push(("scope", &scopes));
        }
        pairs.extend(
            self.parameters
                .iter()
                .map(|(name, value)| (&**name, &**value)),
        );
        let separator = if url.query().is_some() { '&' } else { '?' };
        Ok(Authorization {
            client_id: self.client_id.clone(),
            redirect_url: self.redirect_url.clone(),
            url: format!("{url}{separator}{}", encoded(&pairs).expose()),
            state,
            verifier,
        })
    }
}

impl Authorization {
    /// Where to send the user.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// What the redirect has to bring back. It belongs to the session of the user, and to no other.
    pub fn state(&self) -> &Secret<String> {
        &self.state
    }

    /// What proves to the token server that the one who asks is the one who began.
    pub fn verifier(&self) -> &Secret<String> {
        &self.verifier
    }

    /// Takes the URL that the browser has come back to, or its query, and gives the tokens of the user. The code is exchanged
    /// by the first call that needs a token. A client that has a secret adds it by [`OAuth2::client_secret`].
    ///
    /// # Errors
    ///
    /// It is not the answer to this request, as it has another state; or access was refused.
    pub fn callback(self, redirected: &str) -> Result<OAuth2, OAuth2Error> {
        let query = redirected
            .split_once('?')
            .map_or(redirected, |(_, query)| query);
        let query = query.split('#').next().unwrap_or_default();
        let wrong = |reason| OAuth2Error::Callback { reason };
        let value = |wanted: &str| {
            let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
            let (_, value) = pairs.find(|(name, _)| *name == wanted)?;
            let value = value.replace('+', " ");
            let value = percent_decode_str(&value).decode_utf8().ok()?;
            Some(Secret::new(value.into_owned()))
        };
        let state = value("state").ok_or_else(|| wrong("it has no state"))?;
        if !is_same(state.expose(), self.state.expose()) {
            return Err(wrong("its state is another"));
        }
        if let Some(code) = value("error") {
            let description = value("error_description");
            let description = description.as_ref().map(|it| it.expose().as_str());
            let sent = [self.state.expose().as_str(), self.verifier.expose()];
            return Err(refused(None, code.expose(), description, &sent));
        }
        let code = value("code").ok_or_else(|| wrong("it has no code"))?;
        let grant = Grant::Code {
            code,
            verifier: self.verifier,
            redirect_url: self.redirect_url,
        };
        Ok(OAuth2::of(grant, self.client_id))
    }
}

/// Shows no secret; the URL holds the state.
impl fmt::Debug for Authorization {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Authorization")
            .field("client_id", &self.client_id)
            .field("redirect_url", &self.redirect_url)
            .finish_non_exhaustive()
    }
}

/// Whether two texts are the same, in a time that does not tell how far.
fn is_same(one: &str, other: &str) -> bool {
    let pairs = one.bytes().zip(other.bytes());
    one.len() == other.len() && pairs.fold(0, |all, (one, other)| all | (one ^ other)) == 0
}

/// 32 random bytes as 43 characters (RFC 7636, 4.1).
fn random() -> Result<Secret<String>, OAuth2Error> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes)
        .map_err(|_| OAuth2Error::config("the system has no random numbers"))?;
    let text = Base64::encode_url_safe(bytes);
    bytes.zeroize();
    Ok(Secret::from(text.as_str()))
}
