//! `cargo xtask load`: a great many calls over one client, against a server that fails on purpose.
//!
//! The program is `openapi-client-load`, a crate of its own, so that what it needs is not compiled for other commands.

use openapi_engine::Ending;

use crate::{LoadArgs, cargo};

/// The exit code by which the program says that a promise is broken.
const BROKEN: i32 = 1;

/// Builds the program for release, and runs it.
pub(crate) fn run(args: &LoadArgs) -> Result<Ending, String> {
    let numbers = [args.calls, args.in_flight, args.seed];
    let status = cargo::command()?
        .args(["run", "--release", "--locked", "--quiet"])
        .args(["--package", "openapi-client-load", "--"])
        .args(numbers.map(|number| number.to_string()))
        .status()
        .map_err(|error| format!("cannot run cargo: {error}"))?;
    match status.code() {
        Some(0) => Ok(Ending::Done),
        Some(BROKEN) => Ok(Ending::Stale),
        _ => Err(format!("the load could not be run: {status}")),
    }
}
