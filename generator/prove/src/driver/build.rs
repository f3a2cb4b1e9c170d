//! Compiling: all clients and their programs are one workspace, so that what they depend on is compiled once.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::source::write_if_changed;

/// Where everything is made.
#[derive(Clone, Debug)]
pub struct Workspace {
    /// The folder: clients are below `crates`, programs below `drivers`.
    pub folder: PathBuf,
    /// The lock file whose versions are used, which are on this machine.
    pub lock: PathBuf,
}

/// Compiles the package `driver`, which is one of `members`, folders of the workspace; gives the path of the program.
///
/// # Errors
///
/// What the compiler says.
pub fn build(workspace: &Workspace, members: &[String], driver: &str) -> Result<PathBuf, String> {
    let Workspace { folder, lock } = workspace;
    // Optimizing takes longer than what is run.
    let manifest = format!(
        "[workspace]\nresolver = \"3\"\nmembers = {members:?}\n\n[profile.dev]\ndebug = false\nincremental = false\n"
    );
    write_if_changed(&folder.join("Cargo.toml"), &manifest)?;
    let locked = fs::read_to_string(lock)
        .map_err(|error| format!("cannot read {}: {error}", lock.display()))?;
    write_if_changed(&folder.join("Cargo.lock"), &locked)?;
    let offline = cargo(folder, driver, &["--offline"]);
    let said = match offline {
        Err(said) if said.contains("--offline") => cargo(folder, driver, &[]),
        other => other,
    };
    said.map(|()| folder.join("target/debug").join(driver))
}

fn cargo(folder: &Path, driver: &str, more: &[&str]) -> Result<(), String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["build", "--quiet", "--package", driver])
        .args(more)
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .env("RUSTFLAGS", "-Awarnings")
        .output()
        .map_err(|error| format!("cannot run cargo: {error}"))?;
    if output.status.success() {
        Ok(())
    } else {
        Err(String::from_utf8_lossy(&output.stderr).into_owned())
    }
}
