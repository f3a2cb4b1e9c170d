//! A description, or what lies beside it: a file, or a file of a git revision.

use std::path::{Path, PathBuf};

use openapi_generator::config::Config;
use openapi_generator::source::Unread;

use super::revision::{Revision, RevisionAccess, folder};
use crate::access::Access;
use crate::git::Repository;
use crate::{find, read};

/// Where a text is.
#[derive(Clone, Debug)]
pub(super) enum Described {
    /// On the disk.
    File(PathBuf),
    /// In a revision of a git repository.
    Revision(Revision),
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

    /// What `given` names: a file, if there is one, or else a revision of the repository around the folder that the user is in, and a
    /// path in it.
    pub(super) fn exactly(given: &str) -> Self {
        match given.split_once(':') {
            Some((revision, path)) if !Path::new(given).exists() && revision.len() > 1 => {
                let here = Repository::around(Path::new(""));
                Self::Revision(Revision::new(here, revision, path))
            }
            _ => Self::File(PathBuf::from(given)),
        }
    }

    /// The file of this name in the same folder.
    pub(super) fn beside(&self, name: &str) -> Self {
        match self {
            Self::File(path) => Self::File(path.with_file_name(name)),
            Self::Revision(file) => Self::Revision(file.beside(name)),
        }
    }

    /// What messages call it.
    pub(super) fn name(&self) -> String {
        match self {
            Self::File(path) => read::shown(path),
            Self::Revision(file) => file.name(),
        }
    }

    pub(super) fn text(&self) -> Result<String, String> {
        match self {
            Self::File(path) => read::text(path),
            Self::Revision(file) => file
                .text()
                .map_err(|why| format!("cannot read {}: {why}", self.name())),
        }
    }

    /// The text, if there is such a file.
    pub(super) fn text_if_any(&self) -> Result<Option<String>, String> {
        match self {
            Self::File(path) => read::text_if_any(path),
            Self::Revision(file) => Ok(file.text().ok()),
        }
    }

    /// The configuration in `path`, or else the one beside it.
    pub(super) fn config(&self, path: Option<&Path>) -> Result<Config, String> {
        match (self, path) {
            (Self::File(spec), _) => read::config(path, spec),
            (Self::Revision(_), Some(path)) => read::config(Some(path), path),
            (Self::Revision(_), None) => {
                let beside = self.beside(read::CONFIG);
                let text = beside.text_if_any()?.unwrap_or_default();
                Config::parse(&beside.name(), &text).map_err(|error| error.to_string())
            }
        }
    }

    /// What reads the files that it refers to by this configuration, which lies in `path`, or else beside it: those of a revision come
    /// from there.
    pub(super) fn loader(
        &self,
        config: &Config,
        path: Option<&Described>,
    ) -> Result<Box<Loader>, String> {
        Ok(match self {
            Self::File(spec) => {
                let access = Access::new(spec, config)?;
                let (spec, name) = (spec.clone(), self.name());
                Box::new(move |file| read::loader(&spec, &name, &access)(file))
            }
            Self::Revision(spec) => {
                let beside = match path {
                    None => folder(&spec.path).to_owned(),
                    Some(Self::Revision(config)) => folder(&config.path).to_owned(),
                    Some(Self::File(config)) => {
                        let around = config.parent().unwrap_or(Path::new(""));
                        Repository::around(around).prefix()?
                    }
                };
                let access = RevisionAccess::new(spec, config, &beside);
                Box::new(move |file| access.text(file))
            }
        })
    }
}

/// What reads a file.
pub(super) type Loader = dyn Fn(&str) -> Result<String, Unread>;
