//! Cargo, for the workspace.

use std::ffi::OsString;
use std::process::Command;

use crate::workspace;

/// Cargo in the workspace. What it says about xtask in the environment is not so of what is built now, and would have
/// build scripts run again.
pub(crate) fn command() -> Result<Command, String> {
    let mut cargo = Command::new(program());
    for (name, _) in std::env::vars_os() {
        let about = name.to_string_lossy();
        if about.starts_with("CARGO_PKG_") || about.starts_with("CARGO_MANIFEST_") {
            cargo.env_remove(&name);
        }
    }
    cargo.current_dir(workspace::root()?);
    Ok(cargo)
}

/// The program: that which runs this one, or else the one that is found.
pub(crate) fn program() -> OsString {
    std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}
