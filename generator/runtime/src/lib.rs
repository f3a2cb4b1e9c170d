//! What every generated client needs at run time.
//!
//! The module [`runtime`] is copied into each client as it stands, so its paths begin with `crate::runtime` and it holds
//! no tests.

pub mod runtime;
mod shared;

/// Whether `null` in the place of a list or a map is an empty one, and no error. Every client says so as it is configured.
const NULL_IS_EMPTY: bool = true;

#[cfg(test)]
mod tests;
