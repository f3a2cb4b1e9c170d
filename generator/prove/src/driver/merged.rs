//! Several clients as one crate: the runtime is many times what most clients are, and is compiled once for all of them.
//!
//! Each client is a module there, and `crate::` in its sources leads to that module.

use std::collections::BTreeMap;

use toml::{Table, Value};

/// The files of a crate, by their paths in it.
pub type Files = BTreeMap<String, String>;

/// What a client has in the place of its runtime.
const RUNTIME: &str = "pub mod runtime {\n    pub use crate::runtime::*;\n    own_types!();\n}\n";
const OWN_TYPES: &str = include_str!("../../../runtime/src/shared.rs");

/// A file that only the runtimes of clients with bodies of XML have.
const XML: &str = "src/runtime/data/xml/mod.rs";

/// The documentation of a client, which is beside its module instead of its `src`.
const README: &str = "README.md";

/// What the runtime reads at the root of its crate, and no module does.
const SETTING: &str = "const NULL_IS_EMPTY";
const UNUSED_SETTING: &str = "#[allow(dead_code)]\nconst NULL_IS_EMPTY";

/// The manifest of the crate `name`, where those of its clients say the same but for names and features.
///
/// # Errors
///
/// Why there is none.
pub fn manifest(name: &str, manifests: &[&str]) -> Result<String, String> {
    let mut all: Option<Table> = None;
    let mut features = Table::new();
    let mut dependencies = Table::new();
    for text in manifests {
        let mut table: Table = text
            .parse()
            .map_err(|error: toml::de::Error| error.to_string())?;
        if let Some(Value::Table(package)) = table.get_mut("package") {
            package.insert("name".to_owned(), Value::from(name));
            package.remove("description");
        }
        if let Some(Value::Table(own)) = table.remove("features") {
            add(&mut features, own);
        }
        // A client with bodies of XML depends on one crate more.
        if let Some(Value::Table(own)) = table.remove("dependencies") {
            for (name, value) in own {
                let known = dependencies.insert(name, value.clone());
                if known.is_some_and(|known| known != value) {
                    return Err("the dependencies of the clients differ".to_owned());
                }
            }
        }
        match &all {
            Some(all) if *all != table => {
                return Err("the manifests of the clients differ".to_owned());
            }
            _ => all = Some(table),
        }
    }
    let mut all = all.unwrap_or_default();
    all.insert("features".to_owned(), Value::Table(features));
    all.insert("dependencies".to_owned(), Value::Table(dependencies));
    Ok(all.to_string())
}

/// A feature asks for whatever it asks for in any of the clients.
fn add(features: &mut Table, own: Table) {
    for (name, asked) in own {
        match (features.get_mut(&name), asked) {
            (Some(Value::Array(all)), Value::Array(asked)) => {
                for one in asked {
                    if !all.contains(&one) {
                        all.push(one);
                    }
                }
            }
            (_, asked) => {
                features.insert(name, asked);
            }
        }
    }
}

/// The sources of the crate that has each client as a module; clients are given by the names of their modules.
pub fn sources(clients: &BTreeMap<String, Files>) -> Files {
    let mut root = format!("{OWN_TYPES}\npub mod runtime;\n{SETTING}: bool = true;\n");
    let mut made = Files::new();
    for (module, files) in clients {
        root.push_str("pub mod ");
        root.push_str(module);
        root.push_str(";\n");
        for (path, text) in files {
            if path == README {
                made.insert(format!("src/{module}/{README}"), text.clone());
            }
            let Some(inner) = path.strip_prefix("src/") else {
                continue;
            };
            if inner.starts_with("runtime/") {
                if files.contains_key(XML) || !made.contains_key(path) {
                    made.insert(path.clone(), text.clone());
                }
                continue;
            }
            let text = within(module, text);
            let (path, text) = match inner {
                "lib.rs" => {
                    let text = text.replacen("pub mod runtime;\n", RUNTIME, 1);
                    let text = text.replacen(SETTING, UNUSED_SETTING, 1);
                    ("mod.rs", text.replace(&format!("../{README}"), README))
                }
                other => (other, text),
            };
            made.insert(format!("src/{module}/{path}"), text);
        }
    }
    made.insert("src/lib.rs".to_owned(), root);
    made
}

/// The source of a crate as one of a module of a crate.
fn within(module: &str, source: &str) -> String {
    let mut pieces = source.split("crate::");
    let mut text = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let is_name = text.ends_with(|c: char| c == '_' || c.is_alphanumeric());
        text.push_str("crate::");
        if !is_name {
            text.push_str(module);
            text.push_str("::");
        }
        text.push_str(piece);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{manifest, within};

    const A: &str = "[package]\nname = \"a\"\nversion = \"1.0.0\"\n[features]\nmock = []\nall = [\"x\"]\nx = []\n";

    #[test]
    fn features_are_those_of_all_clients() {
        let b = A.replace('x', "y").replace("\"a\"", "\"b\"");
        let made: toml::Table = manifest("c", &[A, &b]).unwrap().parse().unwrap();
        assert_eq!(made["package"]["name"].as_str(), Some("c"));
        let all: Vec<_> = made["features"].as_table().unwrap().keys().collect();
        assert_eq!(all, ["mock", "all", "x", "y"]);
        assert_eq!(made["features"]["all"].as_array().unwrap().len(), 2);
        assert!(manifest("c", &[A, &A.replace("1.0", "2.0")]).is_err());
    }

    #[test]
    fn paths_lead_to_the_module() {
        let source = "use crate::types::A; my_crate::b(); pub(crate) fn c() {}";
        let expected = "use crate::m::types::A; my_crate::b(); pub(crate) fn c() {}";
        assert_eq!(within("m", source), expected);
    }
}
