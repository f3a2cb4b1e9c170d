//! Cargo, as the judge of a manifest.

use std::path::Path;
use std::process::Command;

use super::write;

/// Reads a manifest as cargo does, in a folder of this name.
///
/// # Errors
///
/// What cargo says against it.
pub fn metadata(name: &str, manifest: &str) -> Result<(), String> {
    let thread = format!("{:?}", std::thread::current().id());
    let thread = thread.replace(|c: char| !c.is_ascii_digit(), "");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join(name)
        .join(thread);
    write(&folder.join("src/lib.rs"), "");
    // A workspace of its own, unless it says so itself.
    let is_alone = manifest.lines().any(|line| line == "[workspace]");
    let end = if is_alone { "" } else { "\n[workspace]\n" };
    write(&folder.join("Cargo.toml"), &format!("{manifest}{end}"));
    let output = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--no-deps",
            "--offline",
            "--format-version",
            "1",
        ])
        .current_dir(folder)
        .output()
        .unwrap();
    if output.status.success() {
        return Ok(());
    }
    Err(String::from_utf8_lossy(&output.stderr).into_owned())
}
