//! What a set-up is: `setup.toml`.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

/// A server of a framework.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Setup {
    /// The framework, as the table has it.
    pub(crate) name: String,
    /// What starts the server, unless its answers are recorded; `{port}` is the port that it has to listen on, which is in the environment
    /// as `PORT` as well.
    #[serde(default)]
    pub(crate) start: Vec<String>,
    /// Where the server gives its description, as `/openapi.json`.
    #[serde(default)]
    pub(crate) description: String,
    /// The path that all operations are below, as `/api`.
    #[serde(default)]
    pub(crate) base: String,
    /// What is run after the installation, each time.
    #[serde(default)]
    pub(crate) prepare: Vec<Vec<String>>,
    /// Where its files are.
    #[serde(skip)]
    pub(crate) folder: PathBuf,
    /// The name of that folder.
    #[serde(skip)]
    pub(crate) folder_name: String,
}

/// The set-ups of these names, or all, in the order of their names.
pub(crate) fn read(servers: &Path, names: &[String]) -> Result<Vec<Setup>, String> {
    let failed = |error: std::io::Error| format!("cannot read {}: {error}", servers.display());
    let mut there = Vec::new();
    for entry in fs::read_dir(servers).map_err(failed)? {
        there.push(
            entry
                .map_err(failed)?
                .file_name()
                .to_string_lossy()
                .into_owned(),
        );
    }
    there.sort_unstable();
    if let Some(unknown) = names.iter().find(|name| !there.contains(name)) {
        let there = there.join(", ");
        return Err(format!("there is no set-up `{unknown}`; there are {there}"));
    }
    let chosen = there
        .into_iter()
        .filter(|name| names.is_empty() || names.contains(name));
    chosen.map(|name| one(servers, name)).collect()
}

fn one(servers: &Path, folder_name: String) -> Result<Setup, String> {
    let folder = servers.join(&folder_name);
    let path = folder.join("setup.toml");
    let failed = |error: String| format!("cannot read {}: {error}", path.display());
    let text = fs::read_to_string(&path).map_err(|error| failed(error.to_string()))?;
    let setup: Setup = toml::from_str(&text).map_err(|error| failed(error.to_string()))?;
    Ok(Setup {
        folder,
        folder_name,
        ..setup
    })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::read;

    #[test]
    fn every_setup_is_in_the_table_of_the_readme() {
        let package = Path::new(env!("CARGO_MANIFEST_DIR"));
        let readme = std::fs::read_to_string(package.join("../../README.md")).unwrap();
        for setup in read(&package.join("servers"), &[]).unwrap() {
            assert!(
                readme.contains(&format!("| {} |", setup.name)),
                "{}",
                setup.name
            );
        }
    }

    #[test]
    fn what_is_not_there_is_told() {
        let servers = Path::new(env!("CARGO_MANIFEST_DIR")).join("servers");
        let error = read(&servers, &["none".to_owned()]).unwrap_err();
        assert!(
            error.starts_with("there is no set-up `none`; there are "),
            "{error}"
        );
    }
}
