//! Hostile input, and what has to be true whatever it is.
//!
//! A [`Target`] takes bytes, makes of them what its part of the project reads or writes, and says what does not hold. What
//! feeds the targets is elsewhere: the program of this crate, which every stable compiler builds, and the shims for libFuzzer
//! in the folder `libfuzzer`.

/// The run-time part of the clients, as they have it: a copy of their own, with all that is private to the crate around it.
#[allow(
    unexpected_cfgs,
    reason = "none of the features of a client is on here"
)]
#[allow(
    clippy::duration_suboptimal_units,
    reason = "clients compile with an older Rust than this package"
)]
#[path = "../../runtime/src/runtime/mod.rs"]
pub mod runtime;

/// As clients have it by default.
const NULL_IS_EMPTY: bool = true;

use std::time::Duration;

#[macro_use]
mod verdict;
mod describe;
mod read;

pub mod targets;

pub use verdict::{Stop, Verdict};

/// A part of the project, and what is asked of it.
#[derive(Debug)]
pub struct Target {
    /// Its name.
    pub name: &'static str,
    /// What does not hold of an input, if anything. A panic is a fault as well.
    pub run: fn(&[u8]) -> Verdict,
    /// Inputs to start from, besides those in the folder of its name in `seeds`.
    pub seeds: fn() -> Vec<Vec<u8>>,
    /// Words that mean something in its inputs.
    pub words: &'static [&'static str],
    /// How long an input may be.
    pub longest: usize,
    /// How many bytes of memory an input may take.
    pub memory: usize,
    /// How long an input may take: far longer than any does, even on a machine with other work.
    pub patience: Duration,
}

/// The target of this name.
pub fn target(name: &str) -> Option<&'static Target> {
    let own = std::iter::once(&targets::OWN);
    targets::ALL
        .iter()
        .chain(own)
        .find(|target| target.name == name)
}

/// Runs an input of the target of this name, and panics at a fault: what libFuzzer takes for one.
///
/// # Panics
///
/// Something does not hold of the input, or there is no such target.
pub fn assert(name: &str, input: &[u8]) {
    let verdict = target(name).map(|target| (target.run)(input));
    assert!(
        matches!(verdict, Some(Ok(()) | Err(Stop::NoInput))),
        "{verdict:?}"
    );
}
