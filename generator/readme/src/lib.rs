//! The code in the README of the workspace: `cargo test` compiles it here, as examples of documentation. The README of a client is
//! among the documentation of that client.

/// What the README says.
#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
pub struct Readme;
