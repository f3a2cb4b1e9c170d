//! What of a description, and of values that say more than it does, is kept.

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
