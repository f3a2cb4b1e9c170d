//! The crates that the golden cases are compiled in.
//!
//! Cases share a crate, and with it one runtime, so that this is compiled once. A case whose manifest says something of its own, besides
//! its name and description, is a crate exactly as generated: one with a feature for each resource, or with dependencies or lints of
//! its own.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use openapi_generator::CrateAround;
use openapi_generator::files::Files as Generated;
use openapi_prove::driver::merged::{self, Files};
use toml::{Table, Value};

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

/// The file of a case with tests of what its callers write, which are run. Such a case is a crate, too.
pub(crate) const RUNS: &str = "runs.rs";

/// Where in the crate of a case the command line over it is.
const COMMAND_LINE: &str = "cli/";

/// Writes a workspace whose default members have all cases in them, and removes the files that are no longer made. The manifests of
/// cases that share a crate are members as well, for cargo to read them. Returns the crates of the cases that share one.
pub(crate) fn write_crates(workspace: &Path, lock: &Path) -> BTreeMap<String, String> {
    let mut crates = Crates::default();
    let mut sharing = BTreeMap::new();
    for (index, ((manifest, _), mut cases)) in groups().into_iter().enumerate() {
        if cases.len() == 1 {
            crates.compiled.extend(cases.keys().cloned());
            let manifest = format!("{COMMAND_LINE}Cargo.toml");
            let having = cases
                .iter()
                .filter(|(_, files)| files.contains_key(&manifest));
            let having = having.map(|(name, _)| format!("{name}/{COMMAND_LINE}"));
            let inner: Vec<String> = having
                .map(|it| it.trim_end_matches('/').to_owned())
                .collect();
            crates
                .members
                .extend(inner.iter().map(|it| format!("crates/{it}")));
            crates.compiled.extend(inner);
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
        let files = match &client.around {
            None => client.files.into_iter().collect(),
            Some(around) => around_module(client.files, around),
        };
        let mut manifest: Table = files["Cargo.toml"].parse().unwrap();
        let package = manifest["package"].as_table_mut().unwrap();
        package.remove("name");
        package.remove("description");
        // A feature that none of the other cases asks for, so that these share a crate with those that have it.
        let features = manifest["features"].as_table_mut().unwrap();
        features
            .entry("webhooks")
            .or_insert_with(|| Value::Array(Vec::new()));
        let runs = fs::read_to_string(case.folder.join(RUNS)).ok();
        let has_command_line = client.command_line.is_some();
        let alone = ALONE.contains(&case.name.as_str()) || runs.is_some() || has_command_line;
        let mut files = files;
        files.extend(runs.map(|text| (format!("tests/{RUNS}"), text)));
        let command_line = client.command_line.into_iter().flatten();
        files.extend(command_line.map(|(path, text)| {
            // The transport would take minutes.
            let text = text.replace("features = [\"rustls\"]", "features = [\"tokio\"]");
            (format!("{COMMAND_LINE}{path}"), text)
        }));
        let group = (manifest.to_string(), alone.then(|| case.name.clone()));
        groups.entry(group).or_default().insert(case.name, files);
    }
    groups
}

/// A crate around a client that is a module. It judges its own code, and none of that.
fn around_module(client: Generated, around: &CrateAround) -> Files {
    let package = "[package]\nname = \"around\"\ndescription = \"\"\nedition = \"2024\"\n\n[features]\n[dependencies]\n";
    let mut manifest: Table = package.parse().unwrap();
    manifest.extend(around.manifest.clone());
    let mut files = Files::from([("Cargo.toml".to_owned(), manifest.to_string())]);
    let folder = around.modules.join("/");
    files.extend(
        client
            .into_iter()
            .map(|(path, text)| (format!("src/{folder}/{path}"), text)),
    );
    let modules = around.modules.iter().rev();
    let root = modules.fold(String::new(), |inner, it| {
        if inner.is_empty() {
            format!("mod {it};")
        } else {
            format!("mod {it} {{ {inner} }}")
        }
    });
    let lints = "#![deny(missing_docs, unreachable_pub, clippy::pedantic, clippy::unwrap_used)]";
    files.insert(
        "src/lib.rs".to_owned(),
        format!("//! A crate.\n{lints}\n{root}\n"),
    );
    files
}

/// A crate of this manifest that has each case as a module.
fn shared(name: &str, manifest: &str, cases: &BTreeMap<String, Files>) -> Files {
    let cases = cases
        .iter()
        .map(|(case, files)| (module(case), files.clone()));
    let mut made = merged::sources(&cases.collect());
    let manifest = manifest.replacen("[package]", &format!("[package]\nname = {name:?}"), 1);
    made.insert("Cargo.toml".to_owned(), manifest);
    made
}

/// The module of a case in the crate that it shares.
pub(crate) fn module(case: &str) -> String {
    format!("case_{case}")
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
