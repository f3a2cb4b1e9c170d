//! Credentials that are asked for: of a token server on this machine, and of providers of a caller's own.

#![cfg(feature = "oauth2-pkce")]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "helpers of tests may panic"
)]

#[path = "../support/mod.rs"]
mod support;

mod code;
mod failures;
mod providers;
mod token_server;
mod tokens;
