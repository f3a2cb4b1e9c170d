//! The part of the client that is the same in every generated crate.

pub mod data;
