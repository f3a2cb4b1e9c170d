//! Servers: where requests go.

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
