//! What follows an answer that is no success.

#[path = "../support/mod.rs"]
mod support;

mod envelope;
mod policy;
mod retry;
mod said;
