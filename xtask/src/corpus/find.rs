//! The descriptions in a folder: every file that says at its top which version of `OpenAPI` it follows.

use std::fs;
use std::path::{Path, PathBuf};

use openapi_engine::find;
use openapi_engine::write::cannot;

/// What the name of a folder ends with whose files are one description.
const SET: &str = "__multi";

/// A file that is a description as far as its first look goes.
struct Candidate {
    path: PathBuf,
    text: String,
}

/// All descriptions below `folder`, by path; of a folder that is one description in many files, the file that the others
/// belong to.
pub(super) fn descriptions(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        if is_set(&folder) {
            found.extend(entry(&candidates(&folder)?));
            continue;
        }
        let (inner, files) = list(&folder)?;
        folders.extend(inner);
        found.extend(
            files
                .into_iter()
                .filter_map(|path| Some(candidate(path)?.path)),
        );
    }
    found.sort();
    Ok(found)
}

fn is_set(folder: &Path) -> bool {
    let name = folder.file_name().unwrap_or_default();
    name.to_string_lossy().ends_with(SET)
}

/// All candidates below the folder of a set.
fn candidates(folder: &Path) -> Result<Vec<Candidate>, String> {
    let (inner, files) = list(folder)?;
    let mut found: Vec<Candidate> = files.into_iter().filter_map(candidate).collect();
    for folder in inner {
        found.extend(candidates(&folder)?);
    }
    Ok(found)
}

/// The file of a set that no other refers to; of several, the outermost.
fn entry(candidates: &[Candidate]) -> Option<PathBuf> {
    let is_referred_to = |it: &Candidate| {
        let name = it.path.file_name().unwrap_or_default().to_string_lossy();
        let mut others = candidates.iter().filter(|other| other.path != it.path);
        others.any(|other| {
            let mut references = other.text.lines().filter(|line| line.contains("$ref"));
            references.any(|line| line.contains(&*name))
        })
    };
    let depth = |it: &Candidate| it.path.components().count();
    let mut ranked: Vec<_> = candidates
        .iter()
        .map(|it| (depth(it), is_referred_to(it), it.path.clone()))
        .collect();
    ranked.sort();
    ranked.into_iter().next().map(|(_, _, path)| path)
}

/// The folders and the files in a folder that a description may be in.
fn list(folder: &Path) -> Result<(Vec<PathBuf>, Vec<PathBuf>), String> {
    let failed = |error| cannot("read", folder, &error);
    let (mut folders, mut files) = (Vec::new(), Vec::new());
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let is_hidden = path
            .file_name()
            .is_some_and(|it| it.to_string_lossy().starts_with('.'));
        match (is_hidden, path.is_dir()) {
            (false, true) => folders.push(path),
            (false, false) if find::is_text(&path) => files.push(path),
            _ => {}
        }
    }
    Ok((folders, files))
}

/// The file, if it is a description.
fn candidate(path: PathBuf) -> Option<Candidate> {
    let text = find::description(&path)?;
    Some(Candidate { path, text })
}

#[cfg(test)]
mod tests {
    use super::descriptions;
    use std::fs;
    use std::path::Path;

    #[test]
    fn a_description_in_many_files_counts_once() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/tmp/corpus");
        let _ = fs::remove_dir_all(&folder);
        let version = "openapi: 3.0.4\n";
        for (name, text) in [
            ("a.yaml", version),
            ("b/c.json", "{\"swagger\": \"2.0\"}"),
            ("b/broken.yml", "openapi: [\n"),
            ("b/codegen.toml", "package = \"openapi\"\n"),
            ("b/data.yaml", "about: openapi\n"),
            ("b/.hidden/d.yaml", version),
            (
                "pets__multi/api.yaml",
                "openapi: 3.0.4\nx: {$ref: 'aaa.yaml#/x'}\n",
            ),
            ("pets__multi/aaa.yaml", version),
            ("pets__multi/more/other.yaml", version),
        ] {
            let path = folder.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let found: Vec<_> = descriptions(&folder).unwrap();
        let expected = ["a.yaml", "b/broken.yml", "b/c.json", "pets__multi/api.yaml"];
        assert_eq!(found, expected.map(|name| folder.join(name)));
    }
}
