//! What the tests over folders of data share: the cases, and comparing or blessing what came out of them.

#![allow(
    dead_code,
    unreachable_pub,
    missing_debug_implementations,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::panic,
    reason = "each test uses a part of this, and may panic"
)]

pub mod answered;
pub mod cargo;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use openapi_generator::config::Config;
use openapi_generator::names::NamesLock;
use openapi_generator::source::{Input, Unread};
use openapi_generator::{Client, Outcome, generate_with_manifest};
use similar::TextDiff;

/// The folder of a kind of test data.
pub fn data(kind: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests")
        .join(kind)
}

/// What is generated for one description.
pub struct Case {
    /// The name of its folder.
    pub name: String,
    /// Its folder.
    pub folder: PathBuf,
    /// The file of the description.
    pub file: &'static str,
    /// The description.
    pub text: String,
    /// Its configuration.
    pub config: Config,
    /// The names that were given before.
    pub lock: NamesLock,
}

impl Case {
    /// Generates with the names of an earlier run.
    pub fn generate(&self, lock: &NamesLock) -> Outcome {
        let loader = |name: &str| {
            fs::read_to_string(self.folder.join(name))
                .map_err(|_| Unread::Failed("there is no such file".to_owned()))
        };
        let input = Input::new(self.file, &self.text).with_loader(&loader);
        generate_with_manifest(&input, &self.config, lock)
    }
}

/// Every case that has to generate, by name.
pub fn golden_cases() -> Vec<Case> {
    let mut folders: Vec<PathBuf> = fs::read_dir(data("golden"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    folders.into_iter().map(golden_case).collect()
}

/// A case that generates, and what comes of it.
pub struct Made {
    pub case: Case,
    pub client: Client,
    /// The diagnostics.
    pub report: String,
}

/// Every case that has to generate, by name, with its client. Each is generated once for all tests.
pub fn golden_clients() -> &'static [Made] {
    static MADE: LazyLock<Vec<Made>> = LazyLock::new(|| {
        let made = golden_cases().into_iter().map(|case| {
            let Outcome { client, report } = case.generate(&case.lock);
            let report = report.to_string();
            let client =
                client.unwrap_or_else(|| panic!("{} does not generate:\n{report}", case.name));
            Made {
                case,
                client,
                report,
            }
        });
        made.collect()
    });
    &MADE
}

/// The case in a folder.
pub fn golden_case(folder: PathBuf) -> Case {
    let optional = |name: &str| fs::read_to_string(folder.join(name)).ok();
    let mut files = ["openapi.yaml", "openapi.json"].into_iter();
    let file = files.find(|name| folder.join(name).exists()).unwrap();
    Case {
        name: folder.file_name().unwrap().to_str().unwrap().to_owned(),
        file,
        text: fs::read_to_string(folder.join(file)).unwrap(),
        config: optional("codegen.toml").map_or_else(Config::default, |text| {
            Config::parse("codegen.toml", &text).unwrap_or_else(|error| panic!("{error}"))
        }),
        lock: optional("names.lock").map_or_else(NamesLock::default, |text| {
            NamesLock::parse("names.lock", &text).unwrap()
        }),
        folder,
    }
}

/// Compares files below `root` with what they should be, and says what differs. With `BLESS=1`, writes them instead, and
/// removes those that `is_ours` and are no longer made.
pub fn check_files(
    root: &Path,
    made: &BTreeMap<String, String>,
    is_ours: &dyn Fn(&str) -> bool,
) -> Vec<String> {
    let known: BTreeSet<String> = files_below(root)
        .into_iter()
        .filter(|path| is_ours(path))
        .collect();
    let bless = std::env::var_os("BLESS").is_some();
    let mut differences = Vec::new();
    for path in known.iter().chain(made.keys()).collect::<BTreeSet<_>>() {
        let file = root.join(path);
        let expected = known
            .contains(path)
            .then(|| fs::read_to_string(&file).unwrap());
        let actual = made.get(path);
        if expected.as_ref() == actual {
            continue;
        }
        match actual {
            Some(text) if bless => write(&file, text),
            None if bless => fs::remove_file(&file).unwrap(),
            _ => differences.push(diff(
                &file,
                expected.as_deref().unwrap_or_default(),
                actual.map_or("", String::as_str),
            )),
        }
    }
    differences
}

/// Fails with all differences there are.
pub fn assert_none(differences: &[String]) {
    assert!(
        differences.is_empty(),
        "{}\n{} files differ; BLESS=1 accepts what was made",
        differences.join("\n"),
        differences.len()
    );
}

/// Writes a file that is new or has changed, so that what depends on it is not made again in vain.
pub fn write(path: &Path, text: &str) {
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return;
    }
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// The paths of all files below `root`, with `/` between their parts.
pub fn files_below(root: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else {
            continue;
        };
        for path in entries.map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else {
                let path = path.strip_prefix(root).unwrap().to_str().unwrap();
                found.push(path.replace('\\', "/"));
            }
        }
    }
    found.sort();
    found
}

fn diff(file: &Path, expected: &str, actual: &str) -> String {
    let name = file.display().to_string();
    TextDiff::from_lines(expected, actual)
        .unified_diff()
        .context_radius(3)
        .header(&name, "what was made")
        .to_string()
}
