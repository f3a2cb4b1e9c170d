//! Programs of generators: ours is built, the others are installed where they are not yet.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use openapi_engine::output;

use super::cause;
use super::generator::{ALL, Generator, Origin};
use crate::cargo;

/// Where a program is, or why there is none.
pub(super) type Program = Result<PathBuf, String>;

/// The programs of this generator and of the peers that are asked for, or of all. Those of peers are below `folder`, and stay there.
pub(super) fn all(
    root: &Path,
    folder: &Path,
    only: &[String],
) -> Result<Vec<(&'static Generator, Program)>, String> {
    let program = |generator: &'static Generator| {
        let program = match generator.origin {
            Origin::Workspace => Ok(build(root)?),
            Origin::Registry { version } => install(generator.package, version, folder)?,
        };
        Ok((generator, program))
    };
    let is_wanted = |it: &&'static Generator| match it.origin {
        Origin::Workspace => true,
        Origin::Registry { .. } => only.is_empty() || only.iter().any(|name| name == it.name),
    };
    ALL.iter().filter(is_wanted).map(program).collect()
}

/// The program of this workspace, optimized as it is when it is installed.
fn build(root: &Path) -> Result<PathBuf, String> {
    output::tell("building openapi-client");
    let target = root.join("target");
    let mut cargo = cargo::command()?;
    cargo
        .args([
            "build",
            "--release",
            "--quiet",
            "--package",
            "openapi-client-cli",
            "--target-dir",
        ])
        .arg(&target);
    said(&mut cargo)??;
    Ok(target.join("release/openapi-client"))
}

fn install(package: &str, version: &str, folder: &Path) -> Result<Program, String> {
    let program = folder.join("bin").join(package);
    // A program of another version is known by what cargo notes beside it.
    let installed = std::fs::read_to_string(folder.join(".crates.toml")).unwrap_or_default();
    if program.is_file() && installed.contains(&format!("\"{package} {version} ")) {
        return Ok(Ok(program));
    }
    output::tell(&format!("installing {package} {version}"));
    let mut cargo = Command::new(cargo::program());
    cargo
        .args([
            "install",
            "--quiet",
            "--locked",
            "--force",
            "--version",
            version,
            package,
            "--root",
        ])
        .arg(folder)
        .env("CARGO_TARGET_DIR", folder.join("build"));
    Ok(said(&mut cargo)?.map(|()| program))
}

/// Runs cargo; where it fails, the inner error is its cause in one line.
fn said(cargo: &mut Command) -> Result<Result<(), String>, String> {
    let output = cargo.stdin(Stdio::null()).output();
    let output = output.map_err(|error| format!("cannot run {cargo:?}: {error}"))?;
    if output.status.success() {
        return Ok(Ok(()));
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Ok(Err(cause::of(&said)))
}
