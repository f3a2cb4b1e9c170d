//! Which files of a folder are generated.

use std::fs;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use openapi_generator::files::MARK;
use openapi_generator::manifest::TESTS;

use super::fingerprints::{self, LOCK};
use super::place;
use crate::write::cannot;

/// The names that a client has given.
const NAMES: &str = "names.lock";

/// Whether the first line says that this program wrote the file. The locks have headers of their own, and a placeholder
/// without content belongs to nobody.
pub(super) fn is_ours(name: &str, text: &str) -> bool {
    match name {
        NAMES => true,
        LOCK => text.is_empty() || fingerprints::is_lock(text),
        _ => text.lines().next().is_none_or(|line| line.contains(MARK)),
    }
}

/// The generated files of the client in `out`. Those of a crate are beside its manifest, below `src`, and in the folder of its tests; those
/// of a module everywhere below. Whatever else lies there, another client perhaps, is not looked at.
pub(super) fn generated(out: &Path, is_module: bool) -> Result<Vec<PathBuf>, String> {
    let mut found = Vec::new();
    let tests = place(out, &format!("tests/{TESTS}"));
    let tests = tests.into_iter().filter(|it| it.is_dir());
    let mut folders: Vec<PathBuf> = tests.chain([out.to_path_buf()]).collect();
    while let Some(folder) = folders.pop() {
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == ErrorKind::NotFound => continue,
            Err(error) => return Err(cannot("read", &folder, &error)),
        };
        for entry in entries {
            let entry = entry.map_err(|error| cannot("read", &folder, &error))?;
            let kind = entry
                .file_type()
                .map_err(|error| cannot("read", &folder, &error))?;
            let path = entry.path();
            let is_inside = is_module || folder != out || entry.file_name() == "src";
            if kind.is_dir() && is_inside && !path.join(NAMES).exists() {
                folders.push(path);
            } else if kind.is_file() && begins_with_mark(&path) {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Whether a folder holds a crate that was generated.
#[cfg(feature = "cli")]
pub(crate) fn holds_crate(folder: &Path) -> bool {
    begins_with_mark(&folder.join("Cargo.toml"))
}

fn begins_with_mark(path: &Path) -> bool {
    // A file that is no text is not ours, and may be long.
    let mut start = Vec::new();
    let read = fs::File::open(path).and_then(|it| it.take(MAX_FIRST_LINE).read_to_end(&mut start));
    let line = start
        .split(|byte| *byte == b'\n')
        .next()
        .unwrap_or_default();
    read.is_ok() && String::from_utf8_lossy(line).contains(MARK)
}

/// How many bytes of a file the line with the mark is looked for in.
const MAX_FIRST_LINE: u64 = 1024;
