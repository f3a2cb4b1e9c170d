//! `cargo xtask prove`: whether a client reads and writes what its description says.
//!
//! The judge is a program of its own, `openapi-client-prove`, that shares nothing with the generator but the manifest of the client.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{Ending, ProveArgs, cargo, read};

/// Generates the client, and has the judge try it.
pub(crate) fn run(args: &ProveArgs) -> Result<Ending, String> {
    let program = build()?;
    let folder = read::workspace().join("target/prove");
    let package = args.name.clone().unwrap_or_else(|| package(&args.spec));
    let client = folder.join("crates").join(&package);
    let manifest = folder.join("manifests").join(format!("{package}.json"));
    for needed in [&client, &folder.join("manifests")] {
        std::fs::create_dir_all(needed)
            .map_err(|error| crate::write::cannot("make", needed, &error))?;
    }
    let this =
        std::env::current_exe().map_err(|error| format!("cannot find this program: {error}"))?;
    let mut generate = Command::new(this);
    generate.args(["codegen", "--name", &package]);
    for (option, path) in [
        ("--spec", &args.spec),
        ("--out", &client),
        ("--manifest", &manifest),
    ] {
        generate.arg(option).arg(path);
    }
    for code in &args.accepted {
        generate.args(["--allow", code]);
    }
    let generated = generate
        .status()
        .map_err(|error| format!("cannot generate: {error}"))?;
    if !generated.success() {
        return Ok(Ending::Failed);
    }
    let mut judge = Command::new(program);
    judge
        .arg(&args.spec)
        .arg("--manifest")
        .arg(&manifest)
        .arg("--workspace")
        .arg(&folder);
    judge
        .arg("--lock")
        .arg(read::workspace().join("Cargo.lock"));
    if args.verbose {
        judge.arg("--verbose");
    }
    let status = judge
        .status()
        .map_err(|error| format!("cannot run the judge: {error}"))?;
    Ok(match status.code() {
        Some(0) => Ending::Done,
        Some(1) => Ending::Stale,
        _ => Ending::Failed,
    })
}

/// Builds the judge; gives the path of the program.
fn build() -> Result<PathBuf, String> {
    let status = cargo::command()
        .args([
            "build",
            "--quiet",
            "--package",
            "openapi-client-prove",
            "--locked",
        ])
        .status()
        .map_err(|error| format!("cannot run cargo: {error}"))?;
    if !status.success() {
        return Err(format!("cannot build the judge: {status}"));
    }
    Ok(read::workspace().join("target/debug/prove"))
}

/// A package named after the file.
fn package(spec: &Path) -> String {
    let name = spec
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .to_lowercase();
    let letters = name
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' });
    format!("proven-{}", letters.collect::<String>())
}
