//! The descriptions that the generator is tested with.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use openapi_generator::source::Unread;
use serde_json::Value;

/// A description with what belongs to it.
#[derive(Debug)]
pub(crate) struct Case {
    /// The name of its file.
    pub(crate) file: &'static str,
    pub(crate) text: String,
    /// The same as a value, where every key is a text.
    pub(crate) value: Value,
    /// Its configuration; nothing where there is none.
    pub(crate) config: String,
    /// The names that were given before.
    pub(crate) lock: String,
    /// The names that it gives.
    pub(crate) names: String,
    /// All files beside it, by their names.
    files: BTreeMap<String, String>,
}

impl Case {
    /// The text of a file that the description refers to.
    pub(crate) fn load(&self, name: &str) -> Result<String, Unread> {
        self.files.get(name).cloned().ok_or_else(no_file)
    }
}

/// Why a file cannot be read.
pub(crate) fn no_file() -> Unread {
    Unread::Failed("there is no such file".to_owned())
}

/// All of them, by name.
pub(crate) fn cases() -> &'static [Case] {
    static CASES: LazyLock<Vec<Case>> = LazyLock::new(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/golden");
        let mut folders: Vec<PathBuf> = entries(&folder);
        folders.sort();
        folders.iter().filter_map(|folder| case(folder)).collect()
    });
    &CASES
}

fn case(folder: &Path) -> Option<Case> {
    let file = ["openapi.yaml", "openapi.json"]
        .into_iter()
        .find(|name| folder.join(name).exists())?;
    let text = fs::read_to_string(folder.join(file)).ok()?;
    let value = plain(serde_yaml::from_str(text.trim_start_matches('\u{feff}')).ok()?);
    let optional = |name: &str| fs::read_to_string(folder.join(name)).unwrap_or_default();
    let mut files = BTreeMap::new();
    texts_below(folder, "", &mut files);
    Some(Case {
        file,
        value,
        config: optional("codegen.toml"),
        lock: optional("names.lock"),
        names: optional("expected/names.lock"),
        files,
        text,
    })
}

/// The files of a folder that a description may refer to.
fn texts_below(folder: &Path, prefix: &str, files: &mut BTreeMap<String, String>) {
    for path in entries(folder) {
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
            continue;
        };
        if path.is_dir() && name != "expected" {
            texts_below(&path, &format!("{prefix}{name}/"), files);
        } else if let Ok(text) = fs::read_to_string(&path) {
            files.insert(format!("{prefix}{name}"), text);
        }
    }
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect()
}

/// A value of YAML whose keys are all texts.
fn plain(value: serde_yaml::Value) -> Value {
    let text = |key: &serde_yaml::Value| match key {
        serde_yaml::Value::String(text) => text.clone(),
        other => serde_yaml::to_string(other)
            .unwrap_or_default()
            .trim()
            .to_owned(),
    };
    match value {
        serde_yaml::Value::Sequence(items) => items.into_iter().map(plain).collect(),
        serde_yaml::Value::Mapping(entries) => {
            let entries = entries.into_iter();
            entries
                .map(|(key, value)| (text(&key), plain(value)))
                .collect()
        }
        leaf => serde_json::to_value(leaf).unwrap_or_default(),
    }
}
