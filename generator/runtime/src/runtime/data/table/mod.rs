//! What the tables of generated types consist of.

pub(crate) mod discriminator;
pub(crate) mod leaf;
pub(crate) mod object;
pub(crate) mod scalar;
