//! The crates that the golden cases are compiled in.
//!
//! Most cases are modules of one crate, and with it have one runtime, which is compiled once. What cannot be there, or is about the
//! crate itself, is a crate exactly as generated.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use openapi_generator::CrateAround;
use openapi_prove::driver::merged::{self, Files};
use toml::{Table, Value};

use crate::support::{Made, files_below, golden_clients, write};

use super::resources;

/// Cases that are crates although they could be modules: those whose documentation is tested; one that asks for more of its runtime; one
/// that uses the least of the runtime, and so has the warnings about all that only some clients use; and those whose tests are run.
const ALONE: [&str; 6] = [
    "docs_hostile",
    "examples",
    "kept_configured",
    "minimal",
    "tests",
    "tests_of_examples",
];

/// Cases that are modules, and compiled as they are generated as well: one that uses the least of a runtime with XML.
const BESIDES: [&str; 1] = ["xml_arrays"];

/// The file of a case with tests of what its callers write, which are run.
const RUNS: &str = "runs.rs";

/// Where in the crate of a case the command line over it is.
const COMMAND_LINE: &str = "cli/";

/// Writes a workspace whose default members have all cases in them, and removes the files that are no longer made. The manifests of
/// cases that share a crate are members as well, for cargo to read them. Returns the crates of the cases that share one.
///
/// The packages `more` are members that are written by whoever needs them.
pub(crate) fn write_crates(
    workspace: &Path,
    lock: &Path,
    more: &[&str],
) -> BTreeMap<String, String> {
    let mut crates = Crates::default();
    let mut sharing = BTreeMap::new();
    let mut groups: BTreeMap<_, BTreeMap<String, Client>> = BTreeMap::new();
    for (name, client) in clients() {
        let alone = is_alone(&name, &client).then(|| name.clone());
        let manifest = shareable(&client.files["Cargo.toml"]);
        let group = (alone, common(&manifest));
        groups.entry(group).or_default().insert(name, client);
    }
    for (index, mut cases) in groups.into_values().enumerate() {
        if cases.len() == 1 {
            assert!(cases.values().all(|it| it.runs.is_none()), "{RUNS}");
            let having = cases.iter().filter(|(_, it)| it.has_command_line);
            let having = having.map(|(name, _)| format!("{name}/{COMMAND_LINE}"));
            let inner = having.map(|it| it.trim_end_matches('/').to_owned());
            let inner: Vec<String> = inner.collect();
            crates.compiled.extend(cases.keys().cloned());
            crates.compiled.extend(inner.iter().cloned());
            let inner = inner.iter().map(|it| format!("crates/{it}"));
            crates.members.extend(inner);
        } else {
            let name = format!("shared-{index}");
            crates.compiled.push(name.clone());
            crates.add(&name, shared(&name, &cases));
            sharing.extend(cases.keys().map(|case| (case.clone(), name.clone())));
            for (name, client) in &mut cases {
                if BESIDES.contains(&name.as_str()) {
                    crates.compiled.push(name.clone());
                    continue;
                }
                client.files.retain(|path, _| path == "Cargo.toml");
                let empty = ["src/lib.rs", "tests/generated/main.rs"];
                let empty = empty.map(|it| (it.to_owned(), String::new()));
                client.files.extend(empty);
            }
        }
        for (name, client) in cases {
            crates.add(&name, client.files);
        }
    }
    crates
        .members
        .extend(more.iter().map(|it| (*it).to_owned()));
    crates.write(workspace);
    assert!(resources::cases().all(|it| sharing.contains_key(it)));
    if !workspace.join("Cargo.lock").exists() {
        fs::copy(lock, workspace.join("Cargo.lock")).unwrap();
    }
    sharing
}

/// The client of a case.
struct Client {
    files: Files,
    has_command_line: bool,
    /// Tests of what its callers write.
    runs: Option<String>,
}

/// The clients of all cases.
fn clients() -> BTreeMap<String, Client> {
    let made = golden_clients().iter().map(|made| {
        let Made { case, client, .. } = made;
        let files = client.files.iter();
        let files = files.map(|(path, text)| (path.clone(), text.clone()));
        let mut files = match &client.around {
            None => files.collect(),
            Some(around) => around_module(files.collect(), around),
        };
        let has_command_line = client.command_line.is_some();
        let command_line = client.command_line.iter().flat_map(|it| it.iter());
        files.extend(command_line.map(|(path, text)| {
            // The transport would take minutes.
            let text = text.replace("features = [\"rustls\"]", "features = [\"tokio\"]");
            (format!("{COMMAND_LINE}{path}"), text)
        }));
        let runs = fs::read_to_string(case.folder.join(RUNS)).ok();
        let client = Client {
            files,
            has_command_line,
            runs,
        };
        (case.name.clone(), client)
    });
    made.collect()
}

fn is_alone(name: &str, client: &Client) -> bool {
    ALONE.contains(&name) || client.has_command_line
}

/// The manifest of a client as a module: without what is said about its package, and without its tests.
fn shareable(manifest: &str) -> Table {
    let mut manifest: Table = manifest.parse().unwrap();
    let package = manifest["package"].as_table_mut().unwrap();
    package.remove("license");
    manifest.remove("dev-dependencies");
    manifest.remove("test");
    // A feature that the others do not ask for, so that they share a crate with those that have it.
    let features = manifest["features"].as_table_mut().unwrap();
    features
        .entry("webhooks")
        .or_insert_with(|| Value::Array(Vec::new()));
    manifest
}

/// What manifests have to have in common for their clients to be in one crate.
fn common(manifest: &Table) -> String {
    let mut common = manifest.clone();
    common.remove("features");
    let package = common["package"].as_table_mut().unwrap();
    package.remove("name");
    package.remove("description");
    // Clients with bodies of XML have a few files of the runtime more, and the others do not mind these, nor what a configuration adds.
    let known = runtime("dependencies");
    let dependencies = common["dependencies"].as_table_mut().unwrap();
    dependencies.retain(|name, _| name != "quick-xml" && known.contains_key(name));
    common.to_string()
}

/// A table of the manifest of the runtime.
pub(crate) fn runtime(table: &str) -> Table {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("runtime/Cargo.toml");
    let manifest: Table = fs::read_to_string(path).unwrap().parse().unwrap();
    manifest[table].as_table().unwrap().clone()
}

/// A crate around a client that is a module. It judges its own code, and none of that.
fn around_module(client: Files, around: &CrateAround) -> Files {
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

/// A crate that has each case as a module, and some once more for each of their resources. What callers write is a test of it.
fn shared(name: &str, cases: &BTreeMap<String, Client>) -> Files {
    let manifests: Vec<String> = cases
        .values()
        .map(|it| shareable(&it.files["Cargo.toml"]).to_string())
        .collect();
    let manifests: Vec<&str> = manifests.iter().map(String::as_str).collect();
    let manifest = merged::manifest(name, &manifests).unwrap();
    let mut manifest: Table = manifest.parse().unwrap();
    let features = manifest["features"].as_table_mut().unwrap();
    let mut clients: BTreeMap<String, Files> = cases
        .iter()
        .map(|(case, client)| (module(case), client.files.clone()))
        .collect();
    let mut with_one = Vec::new();
    for (case, client) in cases {
        for (module, files) in resources::modules(case, &client.files, features) {
            with_one.push(module.clone());
            clients.insert(module, files);
        }
    }
    let mut made = merged::sources(&clients);
    let root = made.get_mut("src/lib.rs").unwrap();
    for module in with_one {
        let line = format!("pub mod {module};\n");
        let gate = format!("#[cfg(feature = {:?})]\n{line}", resources::FEATURE);
        *root = root.replacen(&line, &gate, 1);
    }
    let mut main = String::from("//! What callers write.\n\n");
    let mut needed = Table::new();
    for (case, client) in cases {
        let Some(text) = &client.runs else { continue };
        main.push_str(&format!("mod {case};\n"));
        let own: Table = client.files["Cargo.toml"].parse().unwrap();
        if let Some(Value::Table(own)) = own.get("dev-dependencies") {
            needed.extend(own.clone());
        }
        let own = own["package"]["name"].as_str().unwrap();
        let [krate, own] = [name, own].map(|it| it.replace('-', "_"));
        let own = format!("use {krate}::{} as {own};\n", module(case));
        let text = text.replacen("\nuse ", &format!("\n{own}use "), 1);
        made.insert(format!("tests/runs/{case}.rs"), text);
    }
    manifest.insert("dev-dependencies".to_owned(), needed.into());
    made.insert("tests/runs/main.rs".to_owned(), main);
    made.insert("Cargo.toml".to_owned(), manifest.to_string());
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
    /// Their folders.
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
            "[workspace]\nresolver = \"3\"\nmembers = {:?}\ndefault-members = {compiled:?}\n\n[profile.dev]\ndebug = false\nincremental = false\n",
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
