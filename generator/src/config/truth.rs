//! What types keep of values that say more than the description.

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
