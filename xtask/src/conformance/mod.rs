//! `cargo xtask conformance`: clients against what others have made.
//!
//! Prism judges the calls of the client in `generated-client/`. All others are servers of real frameworks, which the program
//! `openapi-client-conformance` installs, starts and calls; it is a crate of its own, so that what it needs is not compiled for other commands.

mod prism;

use openapi_engine::{Ending, output};

use crate::{cargo, workspace};

/// What Prism is called among the names of set-ups.
const PRISM: &str = "prism";

/// The exit code by which the program says that an operation did not work.
const FAILED: i32 = 1;

/// Tries what is named, or everything.
pub(crate) fn run(setups: &[String]) -> Result<Ending, String> {
    let (prism, servers): (Vec<&String>, Vec<&String>) =
        setups.iter().partition(|name| *name == PRISM);
    let mut ending = Ending::Done;
    if setups.is_empty() || !prism.is_empty() {
        output::tell("Prism:");
        ending = prism::run()?;
    }
    if setups.is_empty() || !servers.is_empty() {
        let called = call(&servers)?;
        if ending == Ending::Done {
            ending = called;
        }
    }
    Ok(ending)
}

/// Builds the program, and has it call these servers, or all.
fn call(servers: &[&String]) -> Result<Ending, String> {
    let this =
        std::env::current_exe().map_err(|error| format!("cannot find this program: {error}"))?;
    let status = cargo::command()?
        .args(["run", "--locked", "--quiet"])
        .args(["--package", "openapi-client-conformance", "--", "--xtask"])
        .arg(this)
        .arg("--out")
        .arg(workspace::root()?.join("target/conformance"))
        .args(servers)
        .status()
        .map_err(|error| format!("cannot run cargo: {error}"))?;
    match status.code() {
        Some(0) => Ok(Ending::Done),
        Some(FAILED) => Ok(Ending::Stale),
        _ => Err("not all servers could be called".to_owned()),
    }
}
