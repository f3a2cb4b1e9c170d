//! Descriptions in folders.

use std::fs;
use std::path::{Path, PathBuf};

use openapi_generator::diag::Diagnostics;
use openapi_generator::source::{Input, Library};

use crate::read;
use crate::write::cannot;

/// The keys by which a description says which version of the specification it follows.
const VERSIONS: [&str; 2] = ["openapi", "swagger"];

/// The endings of the files that a description may be in.
const ENDINGS: [&str; 3] = ["yaml", "yml", "json"];

/// Whether a file is, by its name, one that a description may be in.
pub fn is_text(path: &Path) -> bool {
    let ending = path.extension().unwrap_or_default();
    ENDINGS.iter().any(|it| ending == *it)
}

/// The text of a file that is a description as far as its first look goes: it says at its top which version it follows. One that cannot be
/// read as YAML or JSON but has the word is one, too: it is for the compiler to say what is wrong with it.
pub fn description(path: &Path) -> Option<String> {
    let text = read::regular(path).ok()?;
    if !VERSIONS.iter().any(|word| text.contains(word)) {
        return None;
    }
    let name = read::shown(path);
    let input = Input::new(&name, &text);
    let mut diagnostics = Diagnostics::new();
    let mut library = Library::new(&input);
    let root = library.root(&mut diagnostics);
    let is_one = match root.and_then(|file| library.get(&file)) {
        Some(root) => VERSIONS.iter().any(|word| root.get(word).is_some()),
        None => true,
    };
    is_one.then_some(text)
}

/// The description in a folder: the file that is called so, or else the only one.
pub(crate) fn in_folder(folder: &Path) -> Result<PathBuf, String> {
    let names = VERSIONS.iter();
    let mut names =
        names.flat_map(|name| ENDINGS.map(|ending| folder.join(format!("{name}.{ending}"))));
    if let Some(path) = names.find(|it| it.is_file()) {
        return Ok(path);
    }
    let failed = |error| cannot("read", folder, &error);
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if is_text(&path) && description(&path).is_some() {
            found.push(path);
        }
    }
    found.sort();
    let names: Vec<String> = found.iter().map(|it| read::shown(it)).collect();
    match <[PathBuf; 1]>::try_from(found) {
        Ok([only]) => Ok(only),
        Err(found) if found.is_empty() => Err(format!(
            "there is no description in {}",
            read::shown(folder)
        )),
        Err(_) => Err(format!(
            "there are several descriptions in {}: give one of {}",
            read::shown(folder),
            names.join(", ")
        )),
    }
}
