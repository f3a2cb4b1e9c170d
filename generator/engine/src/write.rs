//! Writing: all of a set of changes, or none of them.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use crate::plan::Change;
use crate::read;

/// Carries out `changes`, which are about the folder `out`.
///
/// All new texts and a second link to every old file are on the disk, in a folder of their own, before the first of them
/// takes its place; where one cannot, those before it are put back. So a full disk, a missing permission or a folder in
/// the way leaves everything as it was.
pub(crate) fn carry_out(out: &Path, changes: &[Change]) -> Result<(), String> {
    if changes.is_empty() {
        return Ok(());
    }
    let mut folders = Vec::new();
    let result = make_folders(out, changes, &mut folders)
        .and_then(|()| Staging::new(out))
        .and_then(|staging| {
            let done = staging.fill(changes).and_then(|()| staging.swap(changes));
            staging.clear().and(done)
        });
    match &result {
        Ok(()) => remove_emptied(out, changes),
        // The last made is the innermost.
        Err(_) => folders.iter().rev().for_each(|folder| remove_empty(folder)),
    }
    result
}

/// What went wrong with a file, in a sentence.
pub fn cannot(what: &str, path: &Path, error: &io::Error) -> String {
    format!("cannot {what} {}: {error}", read::shown(path))
}

/// Makes the folders that new files need, and lists those that were not there.
fn make_folders(out: &Path, changes: &[Change], made: &mut Vec<PathBuf>) -> Result<(), String> {
    let wanted = changes
        .iter()
        .filter(|change| change.new.is_some())
        .filter_map(|change| change.path.parent());
    for folder in std::iter::once(out).chain(wanted) {
        let mut missing: Vec<&Path> = folder
            .ancestors()
            .take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists())
            .collect();
        while let Some(folder) = missing.pop() {
            match fs::create_dir(folder) {
                Ok(()) => made.push(folder.to_path_buf()),
                // Another run, for a client beside this one, has made it in the meantime.
                Err(_) if folder.is_dir() => {}
                Err(error) => return Err(cannot("make", folder, &error)),
            }
        }
    }
    Ok(())
}

/// A folder beside the files, on the same file system, so that a rename suffices to put them in place.
struct Staging(PathBuf);

impl Staging {
    fn new(out: &Path) -> Result<Self, String> {
        let folder = out.join(".codegen");
        match fs::create_dir(&folder) {
            Ok(()) => Ok(Self(folder)),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(format!(
                "{} is there: another run is writing, or one was cut short; remove it where none is running",
                read::shown(&folder)
            )),
            Err(error) => Err(cannot("make", &folder, &error)),
        }
    }

    fn new_file(&self, index: usize) -> PathBuf {
        self.0.join(format!("{index}.new"))
    }

    fn old_file(&self, index: usize) -> PathBuf {
        self.0.join(format!("{index}.old"))
    }

    /// Writes the new texts, and keeps the old files.
    fn fill(&self, changes: &[Change]) -> Result<(), String> {
        for (index, change) in changes.iter().enumerate() {
            if let Some(text) = &change.new {
                fs::write(self.new_file(index), text)
                    .map_err(|error| cannot("write", &change.path, &error))?;
            }
            if change.old.is_some() {
                let kept = self.old_file(index);
                fs::hard_link(&change.path, &kept)
                    .or_else(|_| fs::copy(&change.path, &kept).map(drop))
                    .map_err(|error| cannot("keep", &change.path, &error))?;
            }
        }
        Ok(())
    }

    /// Puts the new files in place, or else the old ones back.
    fn swap(&self, changes: &[Change]) -> Result<(), String> {
        for (index, change) in changes.iter().enumerate() {
            let (what, done) = match &change.new {
                Some(_) => ("write", put(&self.new_file(index), &change.path)),
                None => ("remove", fs::remove_file(&change.path)),
            };
            if let Err(error) = done {
                let mut messages = vec![cannot(what, &change.path, &error)];
                let back = changes.iter().enumerate().take(index).rev();
                messages
                    .extend(back.filter_map(|(index, change)| self.put_back(index, change).err()));
                return Err(messages.join("\n"));
            }
        }
        Ok(())
    }

    fn put_back(&self, index: usize, change: &Change) -> Result<(), String> {
        let back = match change.old {
            Some(_) => put(&self.old_file(index), &change.path),
            None => fs::remove_file(&change.path),
        };
        back.map_err(|error| cannot("put back", &change.path, &error))
    }

    fn clear(&self) -> Result<(), String> {
        fs::remove_dir_all(&self.0).map_err(|error| cannot("remove", &self.0, &error))
    }
}

/// Moves a file, across file systems if need be.
fn put(from: &Path, to: &Path) -> io::Result<()> {
    match fs::rename(from, to) {
        Err(error) if error.kind() == ErrorKind::CrossesDevices => fs::copy(from, to).map(drop),
        other => other,
    }
}

/// Removes the folders that have lost their last file.
fn remove_emptied(out: &Path, changes: &[Change]) {
    let removed = changes.iter().filter(|change| change.new.is_none());
    for change in removed {
        let folders = change.path.ancestors().skip(1);
        folders
            .take_while(|folder| *folder != out && folder.starts_with(out))
            .for_each(remove_empty);
    }
}

fn remove_empty(folder: &Path) {
    // Only an empty folder goes, and that it is not empty is no fault.
    let _ = fs::remove_dir(folder);
}

#[cfg(test)]
mod tests {
    use super::carry_out;
    use crate::plan::Change;
    use std::fs;
    use std::path::{Path, PathBuf};

    fn folder(name: &str) -> PathBuf {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../../target/tmp/engine/write")
            .join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        folder
    }

    fn change(path: PathBuf, old: Option<&str>, new: Option<&str>) -> Change {
        Change {
            path,
            old: old.map(str::to_owned),
            new: new.map(str::to_owned),
            is_edited: false,
        }
    }

    #[test]
    fn what_was_done_is_undone_when_a_later_step_fails() {
        let out = folder("undone");
        fs::write(out.join("changed"), "old").unwrap();
        fs::write(out.join("removed"), "old").unwrap();
        // A folder that comes to be between planning and writing.
        fs::create_dir_all(out.join("blocked/by")).unwrap();
        let changes = [
            change(out.join("changed"), Some("old"), Some("new")),
            change(out.join("deep/er/added"), None, Some("new")),
            change(out.join("removed"), Some("old"), None),
            change(out.join("blocked"), None, Some("new")),
        ];
        let message = carry_out(&out, &changes).unwrap_err();
        assert!(message.starts_with("cannot write "), "{message}");
        assert_eq!(fs::read_to_string(out.join("changed")).unwrap(), "old");
        assert_eq!(fs::read_to_string(out.join("removed")).unwrap(), "old");
        let mut left: Vec<_> = fs::read_dir(&out)
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            .collect();
        left.sort();
        assert_eq!(left, ["blocked", "changed", "removed"]);
    }

    #[test]
    fn a_run_that_was_cut_short_is_noticed() {
        let out = folder("cut");
        fs::create_dir(out.join(".codegen")).unwrap();
        let message = carry_out(&out, &[change(out.join("a"), None, Some("new"))]).unwrap_err();
        assert!(message.contains("another run is writing"), "{message}");
        assert!(!out.join("a").exists() && out.join(".codegen").exists());
    }
}
