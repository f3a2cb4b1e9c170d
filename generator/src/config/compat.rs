//! Former versions of a client.

use serde::Deserialize;

/// What stays for callers of former versions.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CompatConfig {
    /// Whether what is renamed keeps its former name as a deprecated alias.
    pub aliases: bool,
}
