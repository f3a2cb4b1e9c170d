//! The name of a header.

use serde::{Deserialize, Deserializer, de};

use crate::wire::is_token;

/// The name of a header: a token (RFC 9110, 5.6.2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeaderName(String);

impl HeaderName {
    /// The name as it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<'de> Deserialize<'de> for HeaderName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        if is_token(&name) {
            return Ok(Self(name));
        }
        let message = format!("`{}` cannot be the name of a header", name.escape_debug());
        Err(de::Error::custom(message))
    }
}
