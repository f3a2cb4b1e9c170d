//! What of a description, and of values that say more than it does, is kept, and what they are held against.

use serde::Deserialize;

/// Which types keep the properties that the description does not name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum UnknownFields {
    /// Every type.
    Keep,
    /// None.
    Drop,
    /// Those that are both read and sent, so that an object that is read, changed and sent back is whole; and those of which an
    /// object can be several at once, as branches of an `anyOf`.
    #[default]
    BothWays,
}

/// Where the version of the package comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum VersionSource {
    /// From `info.version` of the description.
    Info,
}

/// Where operations without a tag are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Untagged {
    /// At the client itself.
    Client,
    /// At a resource that is named after what their path is about.
    Paths,
}

/// What becomes of the schemas among the components that no operation, webhook or callback uses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unused {
    /// They become types.
    Keep,
    /// They are left out, unless the description has nothing but schemas. A note counts them.
    #[default]
    Omit,
}

/// What a client checks.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ValidateConfig {
    /// Whether parameters and bodies are held against the constraints of the description, before they are sent.
    pub requests: bool,
}
