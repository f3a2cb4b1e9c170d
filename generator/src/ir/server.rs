//! Servers and security schemes: where requests go, and what they are authenticated with.

use crate::origin::Origin;

/// A server (`OpenAPI 3.0.4, 4.8.5`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    /// What it is named after, where the description names it.
    pub name: Option<String>,
    /// Its URL, `https://{region}.example.com`, without a slash at its end.
    pub url: String,
    /// The variables in its URL.
    pub variables: Vec<ServerVariable>,
    /// What the description says about it, in Markdown.
    pub docs: Option<String>,
    /// Where it stands.
    pub origin: Origin,
}

/// A variable in the URL of a server (`OpenAPI 3.0.4, 4.8.6`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerVariable {
    /// Its name, as between the braces.
    pub name: String,
    /// What it is unless the caller says otherwise.
    pub default: String,
    /// What it can be; anything where this is empty.
    pub values: Vec<String>,
    /// What the description says about it, in Markdown.
    pub docs: Option<String>,
}

impl Server {
    /// The URL with the defaults of all variables.
    pub fn default_url(&self) -> String {
        let mut url = self.url.clone();
        for ServerVariable { name, default, .. } in &self.variables {
            url = url.replace(&format!("{{{name}}}"), default);
        }
        url.trim_end_matches('/').to_owned()
    }
}

/// A way to authenticate (`OpenAPI 3.0.4, 4.8.27`).
#[derive(Debug)]
pub struct Scheme {
    /// The name under `components.securitySchemes`.
    pub name: String,
    /// How the credential travels.
    pub kind: SchemeKind,
    /// Where its tokens come from, if that is described.
    pub flows: Vec<OAuth2Flow>,
    /// The environment variable it is read from, as configured.
    pub env: Option<String>,
    /// What the description says about it, in Markdown.
    pub docs: Option<String>,
    /// Where it stands.
    pub origin: Origin,
}

/// How a credential travels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SchemeKind {
    /// As `Authorization: Bearer …`.
    Bearer,
    /// As `Authorization: Basic …`.
    Basic,
    /// In a header of this name.
    Header(String),
    /// In a query parameter of this name.
    Query(String),
    /// In a cookie of this name.
    Cookie(String),
}

impl SchemeKind {
    /// Where the credential is written: a place that holds one.
    pub fn place(&self) -> (&'static str, String) {
        match self {
            Self::Bearer | Self::Basic => ("header", "authorization".to_owned()),
            Self::Header(name) => ("header", name.to_ascii_lowercase()),
            Self::Query(name) => ("query parameter", name.clone()),
            Self::Cookie(name) => ("cookie", name.clone()),
        }
    }
}

/// A flow by which a token is obtained (`OpenAPI 3.0.4, 4.8.29`). A URL that it does not have is empty; one may be relative to the
/// server.
#[derive(Debug)]
pub struct OAuth2Flow {
    /// Which flow it is.
    pub kind: OAuth2FlowKind,
    /// Where a user grants access.
    pub authorization_url: String,
    /// Where the token comes from.
    pub token_url: String,
    /// Where it is renewed, if that is elsewhere.
    pub refresh_url: String,
    /// The scopes that the operations need, as far as the flow has them.
    pub scopes: Vec<String>,
}

/// Which flow it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OAuth2FlowKind {
    /// `authorizationCode`.
    AuthorizationCode,
    /// `clientCredentials`.
    ClientCredentials,
    /// `implicit`.
    Implicit,
    /// `password`.
    Password,
}

impl OAuth2FlowKind {
    /// What it is called in descriptions.
    pub fn name(self) -> &'static str {
        match self {
            Self::AuthorizationCode => "authorizationCode",
            Self::ClientCredentials => "clientCredentials",
            Self::Implicit => "implicit",
            Self::Password => "password",
        }
    }
}
