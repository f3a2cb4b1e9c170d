//! `cargo xtask fuzz`: hostile input for the generator and for what its clients do at run time.
//!
//! The fuzzer is a program of its own, built with optimizations, so that this one stays light. Its crates are compiled by way of this
//! program, which asks the compiler to count the edges that are taken: that is how the fuzzer tells inputs that do something
//! new. Dependencies are compiled as ever, as nothing new is to be found there.

use std::ffi::OsString;
use std::process::{Command, ExitCode};

use openapi_engine::Ending;

use crate::cargo;

/// Set where this program stands in for the compiler.
const COMPILES: &str = "XTASK_COMPILES_FUZZER";

/// The passes of LLVM that count edges.
const COUNTS: [&str; 3] = [
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=3",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
];

/// Builds the fuzzer, and runs it with these arguments.
pub(crate) fn run(arguments: &[OsString]) -> Result<Ending, String> {
    let this =
        std::env::current_exe().map_err(|error| format!("cannot find this program: {error}"))?;
    let status = cargo::command()?
        .args([
            "run",
            "--quiet",
            "--profile",
            "fuzzing",
            "--package",
            "openapi-client-fuzz",
            "--locked",
            "--",
        ])
        .args(arguments)
        .env("RUSTC_WORKSPACE_WRAPPER", this)
        .env(COMPILES, "1")
        .status()
        .map_err(|error| format!("cannot run cargo: {error}"))?;
    Ok(match status.code() {
        Some(0) => Ending::Done,
        Some(1) => Ending::Stale,
        Some(64) => Ending::Usage,
        _ => Ending::Failed,
    })
}

/// Runs the compiler, where cargo calls this program in its place.
pub(crate) fn compile() -> Option<ExitCode> {
    std::env::var_os(COMPILES)?;
    let arguments: Vec<OsString> = std::env::args_os().skip(1).collect();
    let (compiler, arguments) = arguments.split_first()?;
    let mut compiler = Command::new(compiler);
    compiler.args(arguments);
    // What feeds the targets is no target, and what runs before they are built has nowhere to count.
    let uncounted = ["openapi_client_fuzz", "build_script_build"];
    if !arguments
        .iter()
        .any(|it| uncounted.iter().any(|name| it == name))
    {
        compiler.args(COUNTS);
    }
    let status = compiler.status().ok()?;
    Some(ExitCode::from(u8::from(!status.success())))
}
