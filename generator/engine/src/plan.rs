//! What has to happen to a folder so that it holds the generated files.

use std::fs;
use std::io::{ErrorKind, Read};
use std::path::{Component, Path, PathBuf};

use openapi_generator::files::{Files, MARK};
use openapi_generator::manifest::TESTS;
use similar::TextDiff;

use crate::error::Error;
use crate::read;
use crate::write::{cannot, carry_out};

/// The front page of the client. One that somebody has written stays: it is included as that which would be generated.
const README: &str = "README.md";

/// The changes to a folder; nothing has happened yet.
#[derive(Debug)]
pub struct Plan {
    out: PathBuf,
    /// What changes, files to write before files to remove.
    pub changes: Vec<Change>,
}

/// A file that is not as it should be.
#[derive(Debug)]
pub struct Change {
    /// The file.
    pub path: PathBuf,
    /// Its text now; `None` where there is no file.
    pub old: Option<String>,
    /// Its text to be; `None` where the file goes.
    pub new: Option<String>,
}

impl Plan {
    /// Compares `files` with the folder `out`.
    ///
    /// # Errors
    ///
    /// A file is in the way of a generated one, or cannot be read.
    pub fn new(files: Files, out: &Path) -> Result<Self, Error> {
        let stale: Vec<PathBuf> = generated(out)?
            .into_iter()
            .filter(|path| !files.contains_key(&name_in(out, path)))
            .collect();
        let mut plan = Self {
            out: out.to_path_buf(),
            changes: Vec::new(),
        };
        for (name, text) in files {
            let path = place(out, &name)?;
            let old = read::text_if_any(&path)?;
            if name == README && old.as_ref().is_some_and(|old| !is_ours(&name, old)) {
                continue;
            }
            if old.as_ref().is_some_and(|old| !is_ours(&name, old)) {
                let path = read::shown(&path);
                let message = format!("{path} was not written by this program, and is in its way");
                return Err(message.into());
            }
            plan.set(path, old, text);
        }
        for path in stale {
            let old = read::text_if_any(&path)?;
            plan.changes.push(Change {
                path,
                old,
                new: None,
            });
        }
        Ok(plan)
    }

    /// Adds a file that the user has named, wherever it is and whatever it holds.
    ///
    /// # Errors
    ///
    /// The file cannot be read.
    pub fn add(&mut self, path: &Path, text: String) -> Result<(), Error> {
        let old = read::text_if_any(path)?;
        self.set(path.to_path_buf(), old, text);
        Ok(())
    }

    /// Adds what has to happen to another folder.
    pub(crate) fn join(&mut self, other: Self) {
        let (written, removed): (Vec<_>, Vec<_>) = std::mem::take(&mut self.changes)
            .into_iter()
            .chain(other.changes)
            .partition(|change| change.new.is_some());
        self.changes = written.into_iter().chain(removed).collect();
    }

    fn set(&mut self, path: PathBuf, old: Option<String>, text: String) {
        if old.as_ref() != Some(&text) {
            let new = Some(text);
            self.changes.push(Change { path, old, new });
        }
    }

    /// How many files are written, and how many are removed.
    pub fn count(&self) -> (usize, usize) {
        let written = self.changes.iter().filter(|change| change.new.is_some());
        let written = written.count();
        (written, self.changes.len() - written)
    }

    /// Whether there was no crate in a folder.
    #[cfg(feature = "cli")]
    pub(crate) fn adds_crate(&self, folder: &Path) -> bool {
        let manifest = folder.join("Cargo.toml");
        let mut changes = self.changes.iter();
        changes.any(|it| it.old.is_none() && it.path == manifest)
    }

    /// The changes as a unified diff.
    pub fn diff(&self) -> String {
        self.changes.iter().map(diff).collect()
    }

    /// Makes it so, or leaves everything as it was.
    ///
    /// # Errors
    ///
    /// A file cannot be written or removed.
    pub fn carry_out(&self) -> Result<(), Error> {
        Ok(carry_out(&self.out, &self.changes)?)
    }
}

fn diff(change: &Change) -> String {
    let name = read::shown(&change.path);
    let header = |text: &Option<String>| match text {
        Some(_) => name.clone(),
        None => "/dev/null".to_owned(),
    };
    let (before, after) = (header(&change.old), header(&change.new));
    let old = change.old.as_deref().unwrap_or_default();
    let new = change.new.as_deref().unwrap_or_default();
    TextDiff::from_lines(old, new)
        .unified_diff()
        .header(&before, &after)
        .to_string()
}

/// Where the file of this name lies: inside `out`, and not behind a symbolic link that leads elsewhere.
pub(crate) fn place(out: &Path, name: &str) -> Result<PathBuf, String> {
    let mut path = out.to_path_buf();
    for part in Path::new(name).components() {
        let Component::Normal(part) = part else {
            return Err(format!("the file `{name}` would not lie in the crate"));
        };
        path.push(part);
        let is_link = fs::symlink_metadata(&path).is_ok_and(|it| it.is_symlink());
        if is_link {
            return Err(format!(
                "{} is a symbolic link, and is in the way of {name}",
                read::shown(&path)
            ));
        }
    }
    Ok(path)
}

/// The path of a file as a name in the folder `out`.
fn name_in(out: &Path, path: &Path) -> String {
    let path = path.strip_prefix(out).unwrap_or(path);
    path.display().to_string().replace('\\', "/")
}

/// Whether the first line says that this program wrote the file. The lock has a header of its own, and a placeholder
/// without content belongs to nobody.
fn is_ours(name: &str, text: &str) -> bool {
    name == "names.lock" || text.lines().next().is_none_or(|line| line.contains(MARK))
}

/// The generated files of the crate in `out`: beside its manifest, below `src`, and in the folder of its tests. Whatever else lies
/// there, another generated crate perhaps, is not looked at.
fn generated(out: &Path) -> Result<Vec<PathBuf>, String> {
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

#[cfg(test)]
mod tests {
    use super::place;
    use std::path::Path;

    #[test]
    fn no_file_lies_outside_the_folder() {
        let out = Path::new("out");
        assert_eq!(place(out, "src/a.rs").unwrap(), Path::new("out/src/a.rs"));
        for name in ["../a.rs", "src/../../a.rs", "/a.rs", "./../a.rs"] {
            assert!(place(out, name).is_err(), "{name}");
        }
    }
}
