//! `[runtime]`: a runtime that several clients share.

use serde::Deserialize;
use toml::Table;

use crate::names::crate_ident;

/// The crate that has the runtime, in place of a copy of it in the client.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct RuntimeConfig {
    /// The name of its package.
    #[serde(rename = "crate")]
    pub package: String,
    /// Where it comes from, as a dependency says it.
    #[serde(flatten)]
    pub source: Table,
}

impl RuntimeConfig {
    /// Its name in code.
    pub(crate) fn word(&self) -> String {
        crate_ident(&self.package).to_string()
    }
}
