//! What is said about operations, about what is around their answers, and about security schemes.

mod paging;
mod resource;
mod select;

use serde::Deserialize;

use super::Config;
pub use paging::{PagingConfig, PagingKind, PagingStyle};
pub use resource::ResourcePath;
pub use select::Select;

/// What answers have around what they are about.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EnvelopeConfig {
    /// The property that says whether the call succeeded. A call whose answer says `false` is an error.
    pub flag: String,
}

/// What the configuration says about a security scheme.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SecurityConfig {
    /// The environment variable that holds the credential.
    pub env: Option<String>,
}

/// What the configuration says about an operation.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct OperationConfig {
    /// The resource it belongs to, instead of the one of its tag.
    pub resource: Option<ResourcePath>,
    /// The name of its method.
    pub method: Option<String>,
    /// Whether sending it twice does what sending it once does, whatever its HTTP method.
    pub idempotent: Option<bool>,
    /// How its pages follow each other, where the description does not tell; `false` for not at all.
    pub paging: Option<PagingConfig>,
}

impl Config {
    /// What is configured for an operation, and under which key.
    pub fn operation(
        &self,
        id: Option<&str>,
        method: &str,
        path: &str,
    ) -> Option<(&str, &OperationConfig)> {
        let by_id = id.and_then(|id| self.operations.get_key_value(id));
        let found = by_id.or_else(|| self.operations.get_key_value(&format!("{method} {path}")));
        found.map(|(key, config)| (key.as_str(), config))
    }
}
