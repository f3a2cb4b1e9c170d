//! What git knows of the folders that commands are about.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::read;

/// A git repository, by a folder in it.
#[derive(Clone, Debug)]
pub(crate) struct Repository {
    folder: PathBuf,
}

impl Repository {
    /// The repository around a folder, if there is one when it is asked.
    pub(crate) fn around(folder: &Path) -> Self {
        let is_here = folder.as_os_str().is_empty();
        let folder = if is_here { Path::new(".") } else { folder };
        Self {
            folder: folder.to_path_buf(),
        }
    }

    /// The text of a file of a revision, by its path from the root of the repository.
    ///
    /// # Errors
    ///
    /// There is no such revision or file, or it is no text: what git says.
    pub(crate) fn text(&self, revision: &str, path: &str) -> Result<String, String> {
        self.run(&["cat-file", "blob", &format!("{revision}:{path}")])
    }

    /// The way from the root of the repository to the folder: empty for the root, or with a `/` at its end.
    ///
    /// # Errors
    ///
    /// There is no repository: what git says.
    pub(crate) fn prefix(&self) -> Result<String, String> {
        let prefix = self.run(&["rev-parse", "--show-prefix"])?;
        Ok(prefix.trim_end_matches('\n').to_owned())
    }

    /// The last commit that changed one of these files or folders, by their paths from the folder; `None` where none has.
    ///
    /// # Errors
    ///
    /// There is no repository, or no commit yet: what git says.
    pub(crate) fn last_change(&self, paths: &[&str]) -> Result<Option<String>, String> {
        let arguments = ["log", "-1", "--format=%H", "--"];
        let commit = self.run(&[&arguments, paths].concat())?;
        Ok(Some(commit.trim_end().to_owned()).filter(|it| !it.is_empty()))
    }

    fn run(&self, arguments: &[&str]) -> Result<String, String> {
        let cannot = |error| format!("git cannot be run: {error}");
        let mut git = Command::new("git");
        git.arg("-C").arg(&self.folder).args(arguments);
        git.stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut git = git.spawn().map_err(cannot)?;
        let text = git.stdout.take().map(read::bounded).transpose();
        let output = git.wait_with_output().map_err(cannot)?;
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).trim().to_owned());
        }
        let text = text.map_err(|error| error.to_string())?;
        Ok(text.unwrap_or_default())
    }
}
