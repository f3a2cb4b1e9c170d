//! What every generated client needs at run time.
//!
//! The module [`runtime`] is copied into each client as it stands, so its paths begin with `crate::runtime` and it holds
//! no tests.

pub mod runtime;

#[cfg(test)]
mod tests;
