//! What has to happen to a folder so that it holds the generated files.
//!
//! In come the files and the folder; out goes a [`Plan`]. [`ours`] says which files of the folder are generated, and [`fingerprints`]
//! which of them somebody has edited since.

mod fingerprints;
mod ours;

use std::fs;
use std::path::{Component, Path, PathBuf};

use openapi_generator::files::Files;
use similar::TextDiff;

pub(crate) use self::fingerprints::has_conflict;
use self::fingerprints::{Fingerprints, LOCK};
#[cfg(feature = "cli")]
pub(crate) use self::ours::holds_crate;
use self::ours::{generated, is_ours};
use crate::error::Error;
use crate::read;
use crate::write::carry_out;

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
    /// Whether somebody has edited it since it was generated.
    pub is_edited: bool,
}

impl Plan {
    /// Compares `files` with the folder `out`, and adds to them their fingerprints.
    ///
    /// # Errors
    ///
    /// A file is in the way of a generated one, or cannot be read.
    pub fn new(mut files: Files, out: &Path) -> Result<Self, Error> {
        let lock = read::text_if_any(&place(out, LOCK)?)?.unwrap_or_default();
        let fingerprints = Fingerprints::parse(&lock);
        let readme = read::text_if_any(&place(out, README)?).ok().flatten();
        let is_readme_own = readme.is_some_and(|it| !is_ours(README, &it));
        let is_kept = |name: &str| name == README && is_readme_own;
        let added = files.insert(LOCK, fingerprints::to_text(&files));
        added.map_err(|broken| broken.message)?;

        let is_module = !files.contains_key("Cargo.toml");
        let stale: Vec<PathBuf> = generated(out, is_module)?
            .into_iter()
            .filter(|path| !files.contains_key(&name_in(out, path)))
            .collect();
        let mut plan = Self {
            out: out.to_path_buf(),
            changes: Vec::new(),
        };
        for (name, text) in files.into_iter().filter(|(name, _)| !is_kept(name)) {
            let path = place(out, &name)?;
            let old = read::text_if_any(&path)?;
            // What stays as it is need not be asked.
            let is_edited = |old: &String| *old != text && fingerprints.show_edit(&name, old);
            let is_edited = old.as_ref().is_some_and(is_edited);
            let is_ours = |old: &String| fingerprints.list(&name) || is_ours(&name, old);
            if !old.as_ref().is_none_or(is_ours) {
                return Err(in_the_way(&path).into());
            }
            plan.set(path, old, text, is_edited);
        }
        for path in stale {
            let old = read::text_if_any(&path)?;
            let name = name_in(out, &path);
            let is_edited = old
                .as_ref()
                .is_some_and(|old| fingerprints.show_edit(&name, old));
            plan.changes.push(Change {
                path,
                old,
                new: None,
                is_edited,
            });
        }
        Ok(plan)
    }

    /// Compares a file that the user has named with a text, wherever it is and whatever it holds.
    ///
    /// # Errors
    ///
    /// The file cannot be read.
    #[cfg(feature = "cli")]
    pub(crate) fn of_file(path: &Path, text: String) -> Result<Self, Error> {
        let folder = path.parent().filter(|it| !it.as_os_str().is_empty());
        let mut plan = Self {
            out: folder.unwrap_or(Path::new(".")).to_path_buf(),
            changes: Vec::new(),
        };
        plan.add(path, text)?;
        Ok(plan)
    }

    /// Adds a file that the user has named, wherever it is and whatever it holds.
    ///
    /// # Errors
    ///
    /// The file cannot be read.
    pub fn add(&mut self, path: &Path, text: String) -> Result<(), Error> {
        let old = read::text_if_any(path)?;
        self.set(path.to_path_buf(), old, text, false);
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

    fn set(&mut self, path: PathBuf, old: Option<String>, text: String, is_edited: bool) {
        if old.as_ref() != Some(&text) {
            self.changes.push(Change {
                path,
                old,
                new: Some(text),
                is_edited,
            });
        }
    }

    /// Which files somebody has edited since they were generated, in words; `None` if nobody has.
    pub fn edited(&self) -> Option<String> {
        let edited = self.changes.iter().filter(|it| it.is_edited);
        let edited: Vec<String> = edited.map(|it| read::shown(&it.path)).collect();
        let (last, others) = edited.split_last()?;
        Some(match others {
            [] => format!("{last} was edited by hand"),
            others => format!("{} and {last} were edited by hand", others.join(", ")),
        })
    }

    /// Why it is not carried out: files were edited by hand, and [`Self::replace_edited`] was not called. `None` if nothing is in its way.
    pub fn refusal(&self) -> Option<String> {
        self.refusal_until("give --force")
    }

    /// Why it is not carried out, with what has to be done so that edits are replaced.
    fn refusal_until(&self, replaced: &str) -> Option<String> {
        let edited = self.edited()?;
        let manifest = self.out.join("Cargo.toml");
        let mut changes = self.changes.iter();
        let advice = if changes.any(|it| it.is_edited && it.path == manifest) {
            "; what Cargo.toml shall have besides goes under `[manifest]` in codegen.toml"
        } else {
            ""
        };
        Some(format!(
            "{edited}, and nothing was written: move the edits to the description, codegen.toml or files of your own, or {replaced} \
             to replace them{advice}"
        ))
    }

    /// Lets files that were edited by hand be replaced like any other.
    pub fn replace_edited(&mut self) {
        self.changes.iter_mut().for_each(|it| it.is_edited = false);
    }

    /// How many files are written, and how many are removed.
    pub fn count(&self) -> (usize, usize) {
        let written = self.changes.iter().filter(|change| change.new.is_some());
        let written = written.count();
        (written, self.changes.len() - written)
    }

    /// The manifest of the crate, where there was none in the folder.
    #[cfg(feature = "cli")]
    pub(crate) fn new_manifest(&self) -> Option<&str> {
        let manifest = self.change_of(&self.out.join("Cargo.toml"))?;
        manifest.new.as_deref().filter(|_| manifest.old.is_none())
    }

    /// Whether there was no crate in a folder.
    #[cfg(feature = "cli")]
    pub(crate) fn adds_crate(&self, folder: &Path) -> bool {
        let manifest = self.change_of(&folder.join("Cargo.toml"));
        manifest.is_some_and(|it| it.old.is_none())
    }

    /// What happens to a file, if anything does.
    #[cfg(feature = "cli")]
    pub(crate) fn change_of(&self, path: &Path) -> Option<&Change> {
        self.changes.iter().find(|it| it.path == path)
    }

    /// The changes as a unified diff.
    pub fn diff(&self) -> String {
        self.changes.iter().map(diff).collect()
    }

    /// What would become of the files that were edited by hand, as a unified diff.
    pub fn diff_of_edited(&self) -> String {
        let edited = self.changes.iter().filter(|it| it.is_edited);
        edited.map(diff).collect()
    }

    /// Makes it so, or leaves everything as it was.
    ///
    /// # Errors
    ///
    /// A file was edited by hand, or cannot be written or removed.
    pub fn carry_out(&self) -> Result<(), Error> {
        if let Some(refusal) = self.refusal_until("delete the files") {
            return Err(refusal.into());
        }
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

fn in_the_way(path: &Path) -> String {
    format!(
        "{} was not written by this program, and is in its way: move it, or choose another folder",
        read::shown(path)
    )
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
