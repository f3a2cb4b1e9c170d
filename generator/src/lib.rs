//! Compiles an `OpenAPI` description to the Rust client crate a Rust developer would have written by hand.
#![allow(missing_docs, reason = "temporary")]
pub mod analyze;
pub mod config;
pub mod diag;
pub mod ir;
pub mod lower;
pub mod names;
pub mod normalize;
pub mod origin;
pub mod source;
pub mod spec;
