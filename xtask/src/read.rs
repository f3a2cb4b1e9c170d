//! Reading what a command is about: the description, its configuration, the names given so far.

use std::path::{Path, PathBuf};
use std::process::Command;

use openapi_generator::config::Config;
use openapi_generator::names::NamesLock;

/// The root of the workspace.
pub(crate) fn workspace() -> PathBuf {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask).to_path_buf()
}

/// Cargo, in the root of the workspace.
pub(crate) fn cargo() -> Command {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(workspace());
    // What cargo says about xtask is not so of what is built now, and has build scripts run again.
    for (name, _) in std::env::vars_os() {
        let about = name.to_string_lossy();
        if about.starts_with("CARGO_PKG_") || about.starts_with("CARGO_MANIFEST_") {
            cargo.env_remove(&name);
        }
    }
    cargo
}

/// The text of a file.
pub(crate) fn text(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", shown(path)))
}

/// The text of a file that need not be there.
pub(crate) fn text_if_any(path: &Path) -> Result<Option<String>, String> {
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(format!("cannot read {}: {error}", shown(path))),
    }
}

/// What reads the files that the description in `spec` refers to, which messages call `name`. It reads what lies below the
/// folder of the description or beside it, wherever a relative path leads: descriptions that share files are common.
pub(crate) fn loader(spec: &Path, name: &str) -> impl Fn(&str) -> Result<String, String> {
    let here = spec.parent().map(Path::to_path_buf).unwrap_or_default();
    let folder = Path::new(name)
        .parent()
        .map(Path::to_path_buf)
        .unwrap_or_default();
    move |file| {
        // Names of files are made from the name of the root; the way from its folder is the same from where it lies.
        let path = match Path::new(file).strip_prefix(&folder) {
            Ok(below) => here.join(below),
            Err(_) => PathBuf::from(file),
        };
        std::fs::read_to_string(path).map_err(|error| error.to_string())
    }
}

/// The configuration in `path`, or else the one beside the description, or else none.
pub(crate) fn config(path: Option<&Path>, spec: &Path) -> Result<Config, String> {
    let beside = spec.with_file_name("codegen.toml");
    let (path, text) = match path {
        Some(path) => (path, text(path)?),
        None => match text_if_any(&beside)? {
            Some(text) => (beside.as_path(), text),
            None => return Ok(Config::default()),
        },
    };
    Config::parse(&shown(path), &text).map_err(|error| error.to_string())
}

/// The names that the crate in `out` has given so far.
pub(crate) fn lock(out: &Path) -> Result<NamesLock, String> {
    let path = out.join("names.lock");
    match text_if_any(&path)? {
        Some(text) => {
            NamesLock::parse(&text).map_err(|error| format!("cannot use {}: {error}", shown(&path)))
        }
        None => Ok(NamesLock::default()),
    }
}

/// A path as messages show it: from the folder the user is in, where it is below that.
pub(crate) fn shown(path: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    let path = path.strip_prefix(&here).unwrap_or(path);
    path.display().to_string().replace('\\', "/")
}
