//! Reads descriptions and their configuration, and writes the crates that the generator makes of them.
//!
//! The generator works on texts; everything that reads or writes files is here. A run is read, plan, compare, write:
//!
//! 1. [`read`] loads a description, its `codegen.toml` and the names given so far; [`access`] says which other files a description may
//!    have read.
//! 2. [`plan`] compares the generated files with the folder they belong in.
//! 3. [`write`](mod@write) makes it so, or leaves everything as it was.
//!
//! [`codegen`], [`runtime`], [`lint`] and [`diff`] are the commands made of that, with their arguments in [`args`]. They say what they did by
//! [`output`], and end with an [`Ending`].

pub mod access;
pub mod args;
pub mod codegen;
pub mod diff;
mod ending;
pub mod lint;
pub mod output;
pub mod plan;
pub mod read;
pub mod runtime;
pub mod write;

pub use ending::Ending;
