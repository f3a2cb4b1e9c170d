//! The crates that the golden cases are compiled in.
//!
//! The runtime is many times what a case is, so cases share a crate, and with it one runtime: each is a module there, and `crate::` in
//! its sources leads to that module. A case whose manifest says something of its own, such as dependencies or lints, is a crate
//! exactly as generated.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use toml::{Table, Value};

use super::client::{Client, Files};
use crate::support::{files_below, golden_cases, write};

/// Cases that are crates although their manifests say nothing of their own: one that uses the least of the runtime, and so has the
/// warnings about all that only some clients use; and those that are compiled in other ways as well.
const ALONE: [&str; 4] = ["minimal", "docs_hostile", "examples", "features"];

/// What a case that shares a crate has in the place of its runtime.
const RUNTIME: &str = "pub mod runtime {\n    pub use crate::runtime::*;\n    own_types!();\n}\n";
const OWN_TYPES: &str = include_str!("own_types.rs.txt");

/// Writes a workspace whose default members have all cases in them, and removes the files that are no longer made. The manifests of
/// cases that share a crate are members as well, for cargo to read them.
pub(crate) fn write_crates(workspace: &Path, lock: &Path) {
    let mut groups: BTreeMap<String, Vec<Client>> = BTreeMap::new();
    let mut crates = Crates::default();
    for case in golden_cases() {
        let client = Client::new(&case);
        if ALONE.contains(&client.name.as_str()) {
            crates.add(&client.name, client.files, true);
        } else {
            groups.entry(client.common()).or_default().push(client);
        }
    }
    for (index, (common, clients)) in groups.into_iter().enumerate() {
        let is_shared = clients.len() > 1;
        if is_shared {
            let name = format!("shared-{index}");
            let files = shared(&name, common.parse().unwrap(), &clients);
            crates.add(&name, files, true);
        }
        for mut client in clients {
            if is_shared {
                client.files.retain(|path, _| path == "Cargo.toml");
                client.files.insert("src/lib.rs".to_owned(), String::new());
            }
            crates.add(&client.name, client.files, !is_shared);
        }
    }
    crates.write(workspace);
    if !workspace.join("Cargo.lock").exists() {
        fs::copy(lock, workspace.join("Cargo.lock")).unwrap();
    }
}

/// A crate that has each client as a module.
fn shared(name: &str, mut manifest: Table, clients: &[Client]) -> Files {
    let mut root = format!("{OWN_TYPES}\npub mod runtime;\n");
    let mut made = Files::new();
    let mut resources = Table::new();
    for client in clients {
        client.check_features();
        resources.extend(client.resources());
        let module = format!("case_{}", client.name);
        writeln!(root, "pub mod {module};").unwrap();
        let sources = client.files.iter();
        let sources = sources.filter_map(|(path, text)| Some((path.strip_prefix("src/")?, text)));
        for (path, text) in sources {
            let (path, text) = match path {
                "lib.rs" => {
                    let text = within(&module, text);
                    let text = text.replacen("pub mod runtime;\n", RUNTIME, 1);
                    (format!("src/{module}/mod.rs"), text)
                }
                _ if path.starts_with("runtime/") => (format!("src/{path}"), text.clone()),
                _ => (format!("src/{module}/{path}"), within(&module, text)),
            };
            made.insert(path, text);
        }
    }
    manifest["package"]["name"] = Value::from(name);
    let features = manifest["features"].as_table_mut().unwrap();
    let all = resources.keys().map(|it| Value::from(it.as_str()));
    features.insert("resources".to_owned(), Value::Array(all.collect()));
    features.extend(resources);
    made.insert("Cargo.toml".to_owned(), manifest.to_string());
    made.insert("src/lib.rs".to_owned(), root);
    made
}

/// The source of a crate as one of a module of a crate.
fn within(module: &str, source: &str) -> String {
    let mut pieces = source.split("crate::");
    let mut text = pieces.next().unwrap().to_owned();
    for piece in pieces {
        let is_name = text.ends_with(|c: char| c == '_' || c.is_alphanumeric());
        text.push_str("crate::");
        if !is_name {
            text.extend([module, "::"]);
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
    members: Vec<String>,
    /// Those that have all cases in them.
    compiled: Vec<String>,
}

impl Crates {
    fn add(&mut self, name: &str, files: Files, is_compiled: bool) {
        let folder = format!("crates/{name}");
        for (path, text) in files {
            self.files.insert(format!("{folder}/{path}"), text);
        }
        self.compiled.extend(is_compiled.then(|| folder.clone()));
        self.members.push(folder);
    }

    fn write(mut self, workspace: &Path) {
        // Nobody looks with a debugger into what is compiled here.
        let manifest = format!(
            "[workspace]\nresolver = \"3\"\nmembers = {:?}\ndefault-members = {:?}\n\n[profile.dev]\ndebug = false\n",
            self.members, self.compiled
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
