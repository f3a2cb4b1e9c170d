//! Copies of folders.

use std::ffi::OsString;
use std::fs;
use std::path::Path;

/// What an installation has put beside the files of a server, which stays when they are copied anew.
const INSTALLED: [&str; 2] = ["node_modules", "package-lock.json"];

/// Makes `to` a copy of `from`, but for what is installed there.
pub(crate) fn copy(from: &Path, to: &Path) -> Result<(), String> {
    make(to)?;
    for name in names(to)? {
        if !INSTALLED.iter().any(|it| name == *it) {
            let path = to.join(&name);
            let remove = if path.is_dir() {
                fs::remove_dir_all
            } else {
                fs::remove_file
            };
            remove(&path).map_err(|error| format!("cannot remove {}: {error}", path.display()))?;
        }
    }
    add(from, to)
}

fn add(from: &Path, to: &Path) -> Result<(), String> {
    make(to)?;
    for name in names(from)? {
        let (source, target) = (from.join(&name), to.join(&name));
        if source.is_dir() {
            add(&source, &target)?;
        } else {
            fs::copy(&source, &target)
                .map_err(|error| format!("cannot copy {}: {error}", source.display()))?;
        }
    }
    Ok(())
}

fn names(folder: &Path) -> Result<Vec<OsString>, String> {
    let failed = |error: std::io::Error| format!("cannot read {}: {error}", folder.display());
    let entries = fs::read_dir(folder).map_err(failed)?;
    let name = |entry: std::io::Result<fs::DirEntry>| Ok(entry.map_err(failed)?.file_name());
    entries.map(name).collect()
}

/// Makes a folder, and those above it.
pub(crate) fn make(folder: &Path) -> Result<(), String> {
    fs::create_dir_all(folder).map_err(|error| format!("cannot make {}: {error}", folder.display()))
}

/// Writes a file.
pub(crate) fn write(path: &Path, text: impl AsRef<[u8]>) -> Result<(), String> {
    fs::write(path, text).map_err(|error| format!("cannot write {}: {error}", path.display()))
}
