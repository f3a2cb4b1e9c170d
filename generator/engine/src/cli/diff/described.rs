//! A description, or what lies beside it: a file, or a file of a git revision.

use std::path::{Path, PathBuf};
use std::process::Command;

use openapi_generator::config::Config;
use openapi_generator::source::Unread;

use crate::access::Access;
use crate::{find, read};

/// Where a text is.
#[derive(Debug)]
pub(super) enum Described {
    /// On the disk.
    File(PathBuf),
    /// In a revision of the git repository around the folder that the user is in.
    Revision {
        /// The revision, in whatever way git can be told.
        revision: String,
        /// The path from the root of the repository.
        path: String,
    },
}

impl Described {
    /// The description that the user means by `given`.
    pub(super) fn find(given: &str) -> Result<Self, String> {
        let found = Self::exactly(given);
        let Self::File(folder) = &found else {
            return Ok(found);
        };
        if !folder.is_dir() {
            return Ok(found);
        }
        find::in_folder(folder).map(Self::File)
    }

    /// What `given` names: a file, if there is one, or else a revision and a path in it.
    pub(super) fn exactly(given: &str) -> Self {
        match given.split_once(':') {
            Some((revision, path)) if !Path::new(given).exists() && revision.len() > 1 => {
                Self::Revision {
                    revision: revision.to_owned(),
                    path: path.to_owned(),
                }
            }
            _ => Self::File(PathBuf::from(given)),
        }
    }

    /// The file of this name in the same folder.
    pub(super) fn beside(&self, name: &str) -> Self {
        match self {
            Self::File(path) => Self::File(path.with_file_name(name)),
            Self::Revision { revision, path } => Self::Revision {
                revision: revision.clone(),
                path: match path.rsplit_once('/') {
                    Some((folder, _)) => format!("{folder}/{name}"),
                    None => name.to_owned(),
                },
            },
        }
    }

    /// What messages call it.
    pub(super) fn name(&self) -> String {
        match self {
            Self::File(path) => read::shown(path),
            Self::Revision { revision, path } => format!("{revision}:{path}"),
        }
    }

    pub(super) fn text(&self) -> Result<String, String> {
        match self {
            Self::File(path) => read::text(path),
            Self::Revision { .. } => {
                of_git(&self.name()).map_err(|why| format!("cannot read {}: {why}", self.name()))
            }
        }
    }

    /// The text, if there is such a file.
    pub(super) fn text_if_any(&self) -> Result<Option<String>, String> {
        match self {
            Self::File(path) => read::text_if_any(path),
            Self::Revision { .. } => Ok(of_git(&self.name()).ok()),
        }
    }

    /// The configuration in `path`, or else the one beside it.
    pub(super) fn config(&self, path: Option<&Path>) -> Result<Config, String> {
        match (self, path) {
            (Self::File(spec), _) => read::config(path, spec),
            (Self::Revision { .. }, Some(path)) => read::config(Some(path), path),
            (Self::Revision { .. }, None) => {
                let beside = self.beside("codegen.toml");
                let text = beside.text_if_any()?.unwrap_or_default();
                Config::parse(&beside.name(), &text).map_err(|error| error.to_string())
            }
        }
    }

    /// What reads the files that it refers to: those of a revision come from there.
    pub(super) fn loader(&self, config: &Config) -> Result<Box<Loader>, String> {
        Ok(match self {
            Self::File(spec) => {
                let access = Access::new(spec, config)?;
                let (spec, name) = (spec.clone(), self.name());
                Box::new(move |file| read::loader(&spec, &name, &access)(file))
            }
            Self::Revision { revision, .. } => {
                let own = format!("{revision}:");
                Box::new(move |file| {
                    if file.starts_with(&own) {
                        of_git(file).map_err(Unread::Failed)
                    } else {
                        Err(Unread::Failed("it is in no revision".to_owned()))
                    }
                })
            }
        })
    }
}

/// What reads a file.
type Loader = dyn Fn(&str) -> Result<String, Unread>;

/// The text of a file of a revision.
fn of_git(object: &str) -> Result<String, String> {
    let output = Command::new("git")
        .args(["cat-file", "blob", object])
        .output();
    let output = output.map_err(|error| format!("git cannot be run: {error}"))?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).trim().to_owned());
    }
    String::from_utf8(output.stdout).map_err(|_| "it is no text".to_owned())
}
