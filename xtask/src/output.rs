//! Writing: files that change and no others, and what the user is told.

use std::collections::BTreeMap;
use std::fs;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

use openapi_generator::diag::Report;
use openapi_generator::files::MARK;
use similar::TextDiff;

use crate::read;

/// What has to happen to a folder so that it holds the generated files.
#[derive(Debug)]
pub(crate) struct Plan {
    /// The files to write: path in the folder, text there now, new text.
    pub(crate) write: Vec<(String, Option<String>, String)>,
    /// The generated files that are no longer part of the crate, with their text.
    pub(crate) remove: Vec<(String, String)>,
}

impl Plan {
    /// Compares `files` with the folder `out`.
    pub(crate) fn new(files: BTreeMap<String, String>, out: &Path) -> Result<Self, String> {
        let mut remove = Vec::new();
        for path in generated(out)? {
            let name = path
                .strip_prefix(out)
                .unwrap_or(&path)
                .display()
                .to_string()
                .replace('\\', "/");
            if !files.contains_key(&name) {
                remove.push((name, read::text(&path)?));
            }
        }
        let mut write = Vec::new();
        for (name, text) in files {
            let old = read::text_if_any(&out.join(&name))?;
            if let Some(old) = &old
                && !is_ours(&name, old)
            {
                return Err(format!(
                    "{} was not written by this program, and is in its way",
                    read::shown(&out.join(&name))
                ));
            }
            if old.as_ref() != Some(&text) {
                write.push((name, old, text));
            }
        }
        Ok(Self { write, remove })
    }

    /// Whether nothing has to happen.
    pub(crate) fn is_empty(&self) -> bool {
        self.write.is_empty() && self.remove.is_empty()
    }

    /// The changes as a unified diff.
    pub(crate) fn diff(&self) -> String {
        let mut text = String::new();
        let changed = self
            .write
            .iter()
            .map(|(name, old, new)| (name, old.as_deref().unwrap_or(""), new.as_str()));
        let removed = self
            .remove
            .iter()
            .map(|(name, old)| (name, old.as_str(), ""));
        for (name, old, new) in changed.chain(removed) {
            let before = if old.is_empty() { "/dev/null" } else { name };
            let after = if new.is_empty() { "/dev/null" } else { name };
            let diff = TextDiff::from_lines(old, new);
            text.push_str(&diff.unified_diff().header(before, after).to_string());
        }
        text
    }

    /// Makes it so. All new texts are on the disk before the first of them takes its place, so that a full disk or a
    /// missing permission leaves the folder as it was.
    pub(crate) fn carry_out(&self, out: &Path) -> Result<(), String> {
        let staged = self.stage(out);
        let staged = match staged {
            Ok(staged) => staged,
            Err((staged, message)) => {
                for (path, _) in staged {
                    // The file may not have come to be.
                    let _ = fs::remove_file(path);
                }
                return Err(message);
            }
        };
        for (from, to) in staged {
            fs::rename(&from, &to).map_err(|error| cannot("write", &to, &error))?;
        }
        for (name, _) in &self.remove {
            let path = out.join(name);
            fs::remove_file(&path).map_err(|error| cannot("remove", &path, &error))?;
            if let Some(folder) = path.parent() {
                // Only an empty folder goes, and that it is not empty is no fault.
                let _ = fs::remove_dir(folder);
            }
        }
        Ok(())
    }

    /// Writes each new text beside the place it will take.
    #[allow(
        clippy::type_complexity,
        reason = "the staged files are needed in both cases"
    )]
    fn stage(
        &self,
        out: &Path,
    ) -> Result<Vec<(PathBuf, PathBuf)>, (Vec<(PathBuf, PathBuf)>, String)> {
        let mut staged = Vec::new();
        for (name, _, text) in &self.write {
            let to = out.join(name);
            let from = to.with_added_extension("staged");
            staged.push((from.clone(), to.clone()));
            let folder = to.parent().unwrap_or(out);
            let written = fs::create_dir_all(folder).and_then(|()| fs::write(&from, text));
            if let Err(error) = written {
                return Err((staged, cannot("write", &to, &error)));
            }
        }
        Ok(staged)
    }
}

fn cannot(what: &str, path: &Path, error: &std::io::Error) -> String {
    format!("cannot {what} {}: {error}", read::shown(path))
}

/// Whether the first line says that this program wrote the file. The lock has a header of its own, and a placeholder
/// without content belongs to nobody.
fn is_ours(name: &str, text: &str) -> bool {
    name == "names.lock" || text.lines().next().is_none_or(|line| line.contains(MARK))
}

/// The generated files below `out`. Folders that hold none by nature are passed over.
fn generated(out: &Path) -> Result<Vec<PathBuf>, String> {
    let mut found = Vec::new();
    let mut folders = vec![out.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
            Err(error) => return Err(cannot("read", &folder, &error)),
        };
        for entry in entries {
            let entry = entry.map_err(|error| cannot("read", &folder, &error))?;
            let kind = entry
                .file_type()
                .map_err(|error| cannot("read", &folder, &error))?;
            let path = entry.path();
            let name = entry.file_name();
            if kind.is_dir() && name != "target" && name != ".git" {
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
    // A file that is no text is not ours.
    fs::read_to_string(path)
        .is_ok_and(|text| text.lines().next().is_some_and(|line| line.contains(MARK)))
}

/// Shows a report, in colours on a terminal.
pub(crate) fn report(report: &Report) {
    let colour = std::io::stderr().is_terminal();
    let text = report.render(colour);
    if !text.is_empty() {
        tell(text.trim_end());
        tell("");
    }
}

/// How many errors and warnings a report has, in words.
pub(crate) fn count(report: &Report) -> String {
    let number = |count: usize, what: &str| match count {
        1 => format!("1 {what}"),
        count => format!("{count} {what}s"),
    };
    match (report.errors(), report.warnings()) {
        (0, warnings) => number(warnings, "warning"),
        (errors, 0) => number(errors, "error"),
        (errors, warnings) => format!(
            "{}, {}",
            number(errors, "error"),
            number(warnings, "warning")
        ),
    }
}

/// Prints a line of the result. A reader that has gone away is no fault of the command.
pub(crate) fn say(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

/// Prints a line about the run.
pub(crate) fn tell(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}
