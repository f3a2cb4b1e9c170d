//! A file of a git revision, and which others of that revision a description in it may have read: the same as if the revision were on the
//! disk.

use std::collections::BTreeSet;
use std::path::{Component, Path};

use openapi_generator::config::Config;
use openapi_generator::source::Unread;

use crate::git::Repository;

/// A file of a revision.
#[derive(Clone, Debug)]
pub(super) struct Revision {
    pub(super) repository: Repository,
    /// The revision, in whatever way git can be told.
    pub(super) at: String,
    /// The path from the root of the repository.
    pub(super) path: String,
}

impl Revision {
    /// The file that is called `path` from a folder of the repository, or from its root, as git has it: from the folder if it starts with
    /// `./` or `../`.
    pub(super) fn new(repository: Repository, revision: &str, path: &str) -> Self {
        let is_from_here = path.starts_with("./") || path.starts_with("../");
        let prefix = repository.prefix().ok().filter(|_| is_from_here);
        let whole = inside(&format!("{}{path}", prefix.unwrap_or_default()));
        Self {
            repository,
            at: revision.to_owned(),
            path: whole.unwrap_or_else(|| path.to_owned()),
        }
    }

    /// The file that is called `name` from the folder of this one.
    pub(super) fn beside(&self, name: &str) -> Self {
        let named = format!("{}/{name}", folder(&self.path));
        Self {
            path: inside(&named).unwrap_or(named),
            ..self.clone()
        }
    }

    /// What messages call it.
    pub(super) fn name(&self) -> String {
        format!("{}:{}", self.at, self.path)
    }

    pub(super) fn text(&self) -> Result<String, String> {
        self.repository.text(&self.at, &self.path)
    }
}

/// The files of a revision that a description there may have read.
#[derive(Debug)]
pub(super) struct RevisionAccess {
    spec: Revision,
    folders: BTreeSet<String>,
    /// The files that the configuration names.
    files: BTreeSet<String>,
}

impl RevisionAccess {
    /// What the description `spec` may read by a configuration that lies in the folder `beside` of the repository.
    pub(super) fn new(spec: &Revision, config: &Config, beside: &str) -> Self {
        let own = folder(&spec.path);
        let roots = config.files.roots.iter();
        let roots = roots.filter_map(|root| inside(&format!("{beside}/{root}")));
        let named = config.files.urls.values().chain(&config.overlays);
        let named = named.filter_map(|path| inside(&format!("{own}/{path}")));
        Self {
            spec: spec.clone(),
            folders: roots.chain([own.to_owned()]).collect(),
            files: named.collect(),
        }
    }

    /// The text of a file that the description refers to, called as the names of files are made: from that of the description.
    pub(super) fn text(&self, file: &str) -> Result<String, Unread> {
        let path = self.path_of(file).filter(|path| self.is_open(path));
        let path = path.ok_or_else(|| Unread::Refused {
            hint: "a description of a revision reads what is beside it in the repository, and what `roots` under `[files]` names"
                .to_owned(),
        })?;
        let spec = &self.spec;
        let text = spec.repository.text(&spec.at, &path);
        text.map_err(Unread::Failed)
    }

    /// The path from the root of the repository; `None` where it leads out of that.
    fn path_of(&self, file: &str) -> Option<String> {
        let revision = format!("{}:", self.spec.at);
        // A step back from the first folder takes the revision with it.
        let outside = revision.rsplit_once('/').map(|(start, _)| start);
        let below = file.strip_prefix(&revision).or_else(|| match outside {
            Some(start) => file.strip_prefix(start)?.strip_prefix('/'),
            None => Some(file),
        });
        below.filter(|it| !it.starts_with('/')).and_then(inside)
    }

    fn is_open(&self, path: &str) -> bool {
        let is_in = |folder: &String| Path::new(path).starts_with(folder);
        self.files.contains(path) || self.folders.iter().any(is_in)
    }
}

/// The folder of a file: empty for the root.
pub(super) fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// A path from the root of a repository without `.` and `..`; `None` where it leads out of that.
pub(super) fn inside(path: &str) -> Option<String> {
    let mut parts: Vec<&str> = Vec::new();
    for part in Path::new(path.trim_start_matches('/')).components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => drop(parts.pop()?),
            Component::Normal(part) => parts.push(part.to_str()?),
            Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use openapi_generator::config::Config;

    use super::{Revision, RevisionAccess, inside};
    use crate::git::Repository;

    #[test]
    fn no_path_leads_out_of_a_repository() {
        for (path, expected) in [
            ("a/b", Some("a/b")),
            ("a/./../b", Some("b")),
            ("/a", Some("a")),
            ("", Some("")),
            ("a/../..", None),
            ("../a", None),
        ] {
            assert_eq!(inside(path).as_deref(), expected, "{path}");
        }
    }

    #[test]
    fn a_description_of_a_revision_reads_what_it_would_read_on_the_disk() {
        let text = "overlays = [\"../over/lay.yaml\"]\n[files]\nroots = [\"../shared\"]\n";
        let config = Config::parse("codegen.toml", text).unwrap();
        for revision in ["main", "origin/main"] {
            let spec = Revision {
                repository: Repository::around(Path::new("")),
                at: revision.to_owned(),
                path: "api/v1/api.yaml".to_owned(),
            };
            let access = RevisionAccess::new(&spec, &config, "api");
            let start = revision.trim_end_matches("main");
            for (file, expected) in [
                (format!("{revision}:api/v1/pets.yaml"), true),
                (format!("{revision}:api/v1/deep/pets.yaml"), true),
                (format!("{revision}:api/v2/pets.yaml"), false),
                (format!("{revision}:api/over/lay.yaml"), true),
                (format!("{revision}:api/over/others.yaml"), false),
                (format!("{start}shared/pets.yaml"), true),
                (format!("{start}secrets/pets.yaml"), false),
                (format!("{start}../shared/pets.yaml"), false),
                ("/shared/pets.yaml".to_owned(), false),
            ] {
                let path = access.path_of(&file);
                let is_open = path.is_some_and(|it| access.is_open(&it));
                assert_eq!(is_open, expected, "{file}");
            }
        }
    }
}
