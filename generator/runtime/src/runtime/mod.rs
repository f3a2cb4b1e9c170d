//! Runtime.
pub mod data;
