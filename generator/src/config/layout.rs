//! What a client is for cargo.

use serde::Deserialize;

/// Whether a client is a crate, or a part of one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Layout {
    /// A crate, with a `Cargo.toml`.
    #[default]
    Crate,
    /// A module, in a folder below the `src` of another crate.
    Module,
}
