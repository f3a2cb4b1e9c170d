//! Which files of a folder are generated.

use std::fs;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use openapi_generator::files::MARK;
use openapi_generator::manifest::TESTS;

use super::fingerprints::{self, LOCK};
use super::place;
use crate::write::cannot;

/// Whether the first line says that this program wrote the file. The locks have headers of their own, and a placeholder
/// without content belongs to nobody.
pub(super) fn is_ours(name: &str, text: &str) -> bool {
    match name {
        "names.lock" => true,
        LOCK => text.is_empty() || fingerprints::is_lock(text),
        _ => text.lines().next().is_none_or(|line| line.contains(MARK)),
    }
}

/// The generated files of the crate in `out`: beside its manifest, below `src`, and in the folder of its tests. Whatever else lies
/// there, another generated crate perhaps, is not looked at.
pub(super) fn generated(out: &Path) -> Result<Vec<PathBuf>, String> {
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
            if kind.is_dir() && (folder != out || entry.file_name() == "src") {
                folders.push(path);
            } else if kind.is_file() && begins_with_mark(&path) {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
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
