//! What a client and a call of it are set up with.

#[path = "../support/mod.rs"]
mod support;

mod options;
mod servers;
mod service;
