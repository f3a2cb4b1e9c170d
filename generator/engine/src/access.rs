//! Which files a description may have read: those below its own folder and below the folders that `[files] roots` of the
//! configuration names, whatever links lead out of them; and the files that the configuration names one by one.
//!
//! A description is somebody else's text. What it may not read, it learns nothing about: a path that leads out of the folders
//! is refused before the disk is asked, and a link out of them like one to nothing.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};

use openapi_generator::config::Config;
use openapi_generator::diag::Diagnostics;
use openapi_generator::source::Unread;

use crate::description::FilesAsked;
use crate::read::{self, shown};

/// The folders and files that may be read.
#[derive(Debug)]
pub struct Access {
    /// The folders as they are named, and as they are once links are followed.
    folders: Vec<PathBuf>,
    real: Vec<PathBuf>,
    /// The files that the user has named.
    files: BTreeSet<PathBuf>,
    /// Where roots are named from, and what is named there.
    config: PathBuf,
    roots: Vec<String>,
    /// What was asked for and may be read: whether it was.
    asked: RefCell<BTreeMap<PathBuf, bool>>,
}

impl Access {
    /// What the description in `spec` may read by this configuration. Fails where a root is no folder.
    ///
    /// # Errors
    ///
    /// A root is no folder: the diagnostic, with its place in the configuration.
    pub fn new(spec: &Path, config: &Config) -> Result<Self, String> {
        let spec_file = absolute(spec);
        let folder = parent(&spec_file);
        let config_file = absolute(Path::new(&*config.source.file));
        let config_folder = parent(&config_file);
        let mut access = Self {
            folders: vec![folder.clone()],
            real: Vec::new(),
            files: BTreeSet::new(),
            config: config_file,
            roots: config.files.roots.clone(),
            asked: RefCell::default(),
        };
        let named = config.files.urls.values().chain(&config.overlays);
        let named = named.map(|path| normal(&folder.join(path)));
        access.files.extend(named);
        // What stands beside a description that is a link may be a link as well.
        let beside = spec_file.canonicalize().ok();
        let beside = beside.and_then(|it| it.parent().map(Path::to_path_buf));
        access.real.extend(beside);
        access.real.extend(folder.canonicalize().ok());
        let mut diagnostics = Diagnostics::new();
        for (index, root) in access.roots.iter().enumerate() {
            let folder = normal(&config_folder.join(root));
            match folder.canonicalize() {
                Ok(real) if real.is_dir() => {
                    access.folders.push(folder);
                    access.real.push(real);
                }
                _ => {
                    let at = config.at(&["files", "roots", &index.to_string()]);
                    let message = format!("there is no folder `{root}` beside this file");
                    diagnostics.error("missing-folder", &at, message);
                }
            }
        }
        let is_whole = !diagnostics.has_errors();
        let source = &config.source;
        let report = diagnostics.into_report([(source.file.clone(), source.text.clone())].into());
        is_whole.then_some(access).ok_or(report.to_string())
    }

    /// The text of a file that the description refers to.
    ///
    /// # Errors
    ///
    /// The file may not be read, or cannot be.
    pub fn text(&self, path: &Path) -> Result<String, Unread> {
        let path = absolute(path);
        let failed = |error: std::io::Error| Unread::Failed(error.to_string());
        let read = |path: PathBuf, real: &Path| {
            let text = read::regular(real);
            self.asked.borrow_mut().insert(path, text.is_ok());
            text.map_err(failed)
        };
        if self.files.contains(&path) {
            return read(path.clone(), &path);
        }
        let inside = |folder: &&PathBuf| path.starts_with(folder);
        let Some(folder) = self.folders.iter().find(inside) else {
            return Err(self.refused(&parent(&path)));
        };
        match path.canonicalize() {
            Ok(real) if self.real.iter().any(|it| real.starts_with(it)) => read(path, &real),
            Err(error) if !has_link(folder, &path) => {
                self.asked.borrow_mut().insert(path, false);
                Err(failed(error))
            }
            Ok(_) | Err(_) => Err(Unread::Refused {
                hint: format!(
                    "a symbolic link leads out of the folder of the description, or to nothing; `roots` under `[files]` in {} \
                     names other folders that may be read",
                    shown(&self.config)
                ),
            }),
        }
    }

    /// The files that were asked for.
    pub(crate) fn asked(&self) -> FilesAsked {
        let mut asked = FilesAsked::default();
        for (path, is_read) in self.asked.borrow().iter() {
            let files = if *is_read {
                &mut asked.read
            } else {
                &mut asked.missing
            };
            files.push(path.clone());
        }
        asked
    }

    /// What to write so that files of a folder may be read.
    fn refused(&self, folder: &Path) -> Unread {
        let root = relative(&parent(&self.config), folder);
        let mut roots = self.roots.clone();
        roots.push(root.display().to_string().replace('\\', "/"));
        Unread::Refused {
            hint: format!(
                "`roots = {roots:?}` under `[files]` in {} lets the description read what is there",
                shown(&self.config)
            ),
        }
    }
}

/// Whether a file below a folder is a symbolic link, or is behind one.
fn has_link(folder: &Path, path: &Path) -> bool {
    let below = path.ancestors().take_while(|it| *it != folder);
    let mut below = below.map(Path::symlink_metadata);
    below.any(|it| it.is_ok_and(|it| it.is_symlink()))
}

/// A path from the root of the file system, without steps back.
pub(crate) fn absolute(path: &Path) -> PathBuf {
    normal(&std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf()))
}

/// A path without `.` and `..`, as it is written and not as links lead.
fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                normal.pop();
            }
            part => normal.push(part),
        }
    }
    normal
}

fn parent(path: &Path) -> PathBuf {
    path.parent().unwrap_or(path).to_path_buf()
}

/// The way from one folder to another.
fn relative(from: &Path, to: &Path) -> PathBuf {
    let shared = from.components().zip(to.components());
    let shared = shared.take_while(|(one, other)| one == other).count();
    if shared == 0 {
        return to.to_path_buf();
    }
    let up = from.components().skip(shared).map(|_| Component::ParentDir);
    let way: PathBuf = up.chain(to.components().skip(shared)).collect();
    if way.as_os_str().is_empty() {
        return PathBuf::from(".");
    }
    way
}

#[cfg(test)]
mod tests {
    use super::{normal, relative};
    use std::path::Path;

    #[test]
    fn steps_back_are_taken_as_they_are_written() {
        for (path, expected) in [
            ("/a/b/../c", "/a/c"),
            ("/a/./b/", "/a/b"),
            ("/../../a", "/a"),
            ("/a/../../b", "/b"),
        ] {
            assert_eq!(normal(Path::new(path)), Path::new(expected));
        }
    }

    #[test]
    fn the_way_between_folders_is_what_a_user_would_write() {
        for (from, to, expected) in [
            ("/a/b", "/a/c/d", "../c/d"),
            ("/a/b", "/a", ".."),
            ("/a", "/a/b", "b"),
            ("/a", "/a", "."),
            ("/a/b", "/", "../.."),
        ] {
            assert_eq!(
                relative(Path::new(from), Path::new(to)),
                Path::new(expected)
            );
        }
    }
}
