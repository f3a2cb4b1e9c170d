//! `cargo xtask conformance`: clients against what others have made.
//!
//! Prism judges the calls of the client in `generated-client/`, and axe the pages for people in a browser, which also runs a client that is compiled to WebAssembly. All others are servers of real frameworks, which the program
//! `openapi-client-conformance` installs, starts and calls; it is a crate of its own, so that what it needs is not compiled for other commands.

mod browser;
mod pages;
mod prism;

use openapi_engine::{Ending, output};

use crate::{cargo, workspace};

/// What Prism is called among the names of set-ups.
const PRISM: &str = "prism";

/// What the pages for people are called among them.
const PAGES: &str = "pages";

/// What the client in a browser is called among them.
const BROWSER: &str = "browser";

/// The exit code by which the program says that an operation did not work.
const FAILED: i32 = 1;

/// Tries what is named, or everything.
pub(crate) fn run(setups: &[String]) -> Result<Ending, String> {
    let is_asked = |name: &str| setups.is_empty() || setups.iter().any(|it| it == name);
    let mut ending = Ending::Done;
    if is_asked(PRISM) {
        output::tell("Prism:");
        ending = prism::run()?;
    }
    if is_asked(PAGES) {
        output::tell("pages:");
        ending = ending.max(pages::run()?);
    }
    if is_asked(BROWSER) {
        output::tell("browser:");
        ending = ending.max(browser::run()?);
    }
    let is_server = |name: &&String| ![PRISM, PAGES, BROWSER].contains(&name.as_str());
    let servers: Vec<&String> = setups.iter().filter(is_server).collect();
    if setups.is_empty() || !servers.is_empty() {
        ending = ending.max(call(&servers)?);
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
