//! Answers that are read while they arrive.

#[path = "../support/mod.rs"]
mod support;

mod events;
mod pieces;
mod reconnect;
