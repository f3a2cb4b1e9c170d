//! The crates that the golden cases are compiled in.
//!
//! The runtime is many times what a case is, so cases share a crate, and with it one runtime: each is a module there, and `crate::` in
//! its sources leads to that module. A case whose manifest says something of its own, besides its name and description, is a crate
//! exactly as generated: one with a feature for each resource, or with dependencies or lints of its own.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use toml::Table;

use crate::support::{files_below, golden_cases, write};

/// Cases that are crates although their manifests say nothing of their own. The tests in the documentation of the first are run;
/// the second asks for more of its runtime; the third uses the least of the runtime, and so has the warnings about all that only some
/// clients use; the last has tests, which are run.
const ALONE: [&str; 4] = [
    "docs_hostile",
    "kept_configured",
    "minimal",
    "tests_of_examples",
];

/// What a case that shares a crate has in the place of its runtime.
const RUNTIME: &str = "pub mod runtime {\n    pub use crate::runtime::*;\n    own_types!();\n}\n";
const OWN_TYPES: &str = include_str!("own_types.rs.txt");

/// What the runtime reads at the root of its crate, and no module does.
const SETTING: &str = "const NULL_IS_EMPTY";
const UNUSED_SETTING: &str = "#[allow(dead_code)]\nconst NULL_IS_EMPTY";

/// The files of a crate, by their paths in it.
type Files = BTreeMap<String, String>;

/// Writes a workspace whose default members have all cases in them, and removes the files that are no longer made. The manifests of
/// cases that share a crate are members as well, for cargo to read them. Returns the crates of the cases that share one.
pub(crate) fn write_crates(workspace: &Path, lock: &Path) -> BTreeMap<String, String> {
    let mut crates = Crates::default();
    let mut sharing = BTreeMap::new();
    for (index, ((manifest, _), mut cases)) in groups().into_iter().enumerate() {
        if cases.len() == 1 {
            crates.compiled.extend(cases.keys().cloned());
        } else {
            let name = format!("shared-{index}");
            crates.compiled.push(name.clone());
            crates.add(&name, shared(&name, &manifest, &cases));
            sharing.extend(cases.keys().map(|case| (case.clone(), name.clone())));
            for files in cases.values_mut() {
                files.retain(|path, _| path == "Cargo.toml");
                files.insert("src/lib.rs".to_owned(), String::new());
            }
        }
        for (name, files) in cases {
            crates.add(&name, files);
        }
    }
    crates.write(workspace);
    if !workspace.join("Cargo.lock").exists() {
        fs::copy(lock, workspace.join("Cargo.lock")).unwrap();
    }
    sharing
}

/// The files of all cases, by what their manifests say besides name and description, and by the name of those that are alone.
fn groups() -> BTreeMap<(String, Option<String>), BTreeMap<String, Files>> {
    let mut groups: BTreeMap<_, BTreeMap<String, Files>> = BTreeMap::new();
    for case in golden_cases() {
        let client = case.generate(&case.lock).client.unwrap();
        let files: Files = client.files.into_iter().collect();
        let mut manifest: Table = files["Cargo.toml"].parse().unwrap();
        let package = manifest["package"].as_table_mut().unwrap();
        package.remove("name");
        package.remove("description");
        let alone = ALONE.contains(&case.name.as_str());
        let group = (manifest.to_string(), alone.then(|| case.name.clone()));
        groups.entry(group).or_default().insert(case.name, files);
    }
    groups
}

/// A crate of this manifest that has each case as a module.
fn shared(name: &str, manifest: &str, cases: &BTreeMap<String, Files>) -> Files {
    let manifest = manifest.replacen("[package]", &format!("[package]\nname = {name:?}"), 1);
    let mut root = format!("{OWN_TYPES}\npub mod runtime;\n{SETTING}: bool = true;\n");
    let mut made = Files::from([("Cargo.toml".to_owned(), manifest)]);
    for (case, files) in cases {
        let module = format!("case_{case}");
        root.push_str(&format!("pub mod {module};\n"));
        for (path, text) in files {
            let Some(inner) = path.strip_prefix("src/") else {
                continue;
            };
            if inner.starts_with("runtime/") {
                made.insert(path.clone(), text.clone());
                continue;
            }
            let text = within(&module, text);
            let (path, text) = match inner {
                "lib.rs" => {
                    let text = text.replacen("pub mod runtime;\n", RUNTIME, 1);
                    ("mod.rs", text.replacen(SETTING, UNUSED_SETTING, 1))
                }
                other => (other, text),
            };
            made.insert(format!("src/{module}/{path}"), text);
        }
    }
    made.insert("src/lib.rs".to_owned(), root);
    made
}

/// The module of a case in the crate that it shares.
#[allow(dead_code, reason = "one test alone looks into the modules")]
pub(crate) fn module(case: &str) -> String {
    format!("case_{case}")
}

/// The source of a crate as one of a module of a crate.
fn within(module: &str, source: &str) -> String {
    let mut pieces = source.split("crate::");
    let mut text = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let is_name = text.ends_with(|c: char| c == '_' || c.is_alphanumeric());
        text.push_str("crate::");
        if !is_name {
            text.push_str(&format!("{module}::"));
        }
        text.push_str(piece);
    }
    text
}

/// The crates of the workspace.
#[derive(Default)]
struct Crates {
    /// Their files, by the paths in the workspace.
    files: Files,
    /// Their names.
    members: Vec<String>,
    /// The names of those that have all cases in them.
    compiled: Vec<String>,
}

impl Crates {
    fn add(&mut self, name: &str, files: Files) {
        self.members.push(format!("crates/{name}"));
        let files = files.into_iter();
        self.files
            .extend(files.map(|(path, text)| (format!("crates/{name}/{path}"), text)));
    }

    fn write(mut self, workspace: &Path) {
        let compiled: Vec<String> = self
            .compiled
            .iter()
            .map(|it| format!("crates/{it}"))
            .collect();
        // Nobody looks with a debugger into what is compiled here.
        let manifest = format!(
            "[workspace]\nresolver = \"3\"\nmembers = {:?}\ndefault-members = {compiled:?}\n\n[profile.dev]\ndebug = false\n",
            self.members
        );
        self.files.insert("Cargo.toml".to_owned(), manifest);
        for (path, text) in &self.files {
            write(&workspace.join(path), text);
        }
        for path in files_below(&workspace.join("crates")) {
            let path = format!("crates/{path}");
            if !self.files.contains_key(&path) {
                fs::remove_file(workspace.join(path)).unwrap();
            }
        }
    }
}
