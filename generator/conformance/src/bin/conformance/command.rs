//! Programs that are run.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};

/// How many of the last lines of a log are shown where a program failed.
const SHOWN: usize = 40;

/// Runs a program, which tells its log what it does; what it said last is in the error where it fails.
pub(crate) fn run(command: &mut Command, log: &Path) -> Result<(), String> {
    logged(command, log)?;
    let shown = format!("{command:?}");
    let status = command
        .status()
        .map_err(|error| format!("cannot run {shown}: {error}"))?;
    if status.success() {
        return Ok(());
    }
    Err(format!("{shown}: {status}\n{}", end(log)))
}

/// Has a program write to a log.
pub(crate) fn logged(command: &mut Command, log: &Path) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("cannot write {}: {error}", log.display());
    let file = File::create(log).map_err(failed)?;
    command.stdin(Stdio::null());
    command
        .stdout(file.try_clone().map_err(failed)?)
        .stderr(file);
    Ok(())
}

/// The last lines of a log.
pub(crate) fn end(log: &Path) -> String {
    let bytes = fs::read(log).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    let lines: Vec<&str> = text.lines().collect();
    let shown = lines.get(lines.len().saturating_sub(SHOWN)..);
    shown.unwrap_or_default().join("\n")
}
