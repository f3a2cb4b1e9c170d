//! The flows by which a token for a scheme is obtained, as the description has them.

/// A flow of OAuth 2 (`OpenAPI` 3.0.4, 4.8.29).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OAuth2Flow {
    kind: OAuth2FlowKind,
    authorization_url: &'static str,
    token_url: &'static str,
    refresh_url: &'static str,
    scopes: &'static [&'static str],
}

/// Which flow it is, by the name that the description has for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum OAuth2FlowKind {
    /// The user grants access in a browser, and the client exchanges a code for the token (RFC 6749, 4.1).
    AuthorizationCode,
    /// The client acts for itself (RFC 6749, 4.4).
    ClientCredentials,
    /// The browser is given the token (RFC 6749, 4.2).
    Implicit,
    /// The client sends the password of the user (RFC 6749, 4.3).
    Password,
}

impl OAuth2Flow {
    /// A flow. An empty text is a URL that the flow does not have.
    #[doc(hidden)]
    pub const fn new(
        kind: OAuth2FlowKind,
        authorization_url: &'static str,
        token_url: &'static str,
    ) -> Self {
        Self {
            kind,
            authorization_url,
            token_url,
            refresh_url: "",
            scopes: &[],
        }
    }

    /// The same with a URL of its own for tokens that are renewed.
    #[doc(hidden)]
    #[must_use]
    pub const fn renewed_at(mut self, url: &'static str) -> Self {
        self.refresh_url = url;
        self
    }

    /// The same with the scopes that operations need.
    #[doc(hidden)]
    #[must_use]
    pub const fn needing(mut self, scopes: &'static [&'static str]) -> Self {
        self.scopes = scopes;
        self
    }

    /// Which flow it is.
    pub const fn kind(&self) -> OAuth2FlowKind {
        self.kind
    }

    /// Where a user grants access, as the description has it. A relative URL is one below the server.
    pub fn authorization_url(&self) -> Option<&'static str> {
        given(self.authorization_url)
    }

    /// Where tokens come from, as the description has it. A relative URL is one below the server.
    pub fn token_url(&self) -> Option<&'static str> {
        given(self.token_url)
    }

    /// Where tokens are renewed, if that is not where they come from.
    pub fn refresh_url(&self) -> Option<&'static str> {
        given(self.refresh_url)
    }

    /// The scopes that the operations of the client need, as far as the flow has them.
    pub const fn scopes(&self) -> &'static [&'static str] {
        self.scopes
    }
}

fn given(url: &'static str) -> Option<&'static str> {
    Some(url).filter(|url| !url.is_empty())
}
