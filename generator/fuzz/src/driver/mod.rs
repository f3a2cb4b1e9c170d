//! What feeds the targets: a process for each of them, and one that looks after them all.

mod attempt;
mod campaign;
mod child;
mod corpus;
mod feedback;
mod minimise;
mod mutate;
mod table;
mod watch;
mod worker;

use std::io::Write;

pub(crate) use campaign::Campaign;
pub(crate) use table::table;
pub(crate) use worker::{replay, work};

/// Says something to whoever waits.
pub(crate) fn tell(text: &str) {
    // There is nobody left to tell if even this cannot be printed.
    let _ = writeln!(std::io::stderr(), "{text}");
}

/// Prints what was asked for.
pub(crate) fn say(text: &str) {
    // As above.
    let _ = writeln!(std::io::stdout(), "{text}");
}
