//! The sources of the program: for each client a table of functions, one for each of its types and operations.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::manifest::Operation;

use super::calls;

/// A program.
#[derive(Clone, Debug)]
pub struct Driver {
    /// Its package.
    pub name: String,
    /// The packages that the clients are in.
    pub dependencies: Vec<Dependency>,
    /// The clients.
    pub clients: Vec<Client>,
}

/// A package that clients are in.
#[derive(Clone, Debug)]
pub struct Dependency {
    /// The package.
    pub package: String,
    /// Where it is, from the folder of the program.
    pub path: String,
    /// The features that are asked for.
    pub features: Vec<String>,
}

/// A client, and what is tried of it.
#[derive(Clone, Debug)]
pub struct Client {
    /// Its crate in Rust, or the way to its module.
    pub krate: String,
    /// The types, by their paths in Rust.
    pub types: Vec<String>,
    /// The operations.
    pub operations: Vec<Operation>,
}

const MAIN: &str = include_str!("program/main.rs.txt");
const SUPPORT: &str = include_str!("program/support.rs.txt");

/// Writes the program into `folder`.
///
/// # Errors
///
/// Why it cannot be written.
pub fn write(folder: &Path, driver: &Driver) -> Result<(), String> {
    let Driver {
        name,
        dependencies,
        clients,
    } = driver;
    write_manifest(folder, name, dependencies)?;
    let mut main = MAIN.to_owned();
    let mut tables = String::new();
    // Writing to a text does not fail.
    for (index, client) in clients.iter().enumerate() {
        let _ = writeln!(main, "mod client_{index};");
        let _ = write!(tables, "client_{index}::ALL, ");
        let path = folder.join(format!("src/client_{index}.rs"));
        write_if_changed(&path, &calls::source(client))?;
    }
    let _ = writeln!(main, "\nstatic CLIENTS: &[&[Function]] = &[{tables}];");
    write_if_changed(&folder.join("src/main.rs"), &main)?;
    write_if_changed(&folder.join("src/support.rs"), SUPPORT)
}

/// Writes the manifest of the program: what a workspace with it needs to be read, before there are any sources.
///
/// # Errors
///
/// Why it cannot be written.
pub fn write_manifest(
    folder: &Path,
    name: &str,
    dependencies: &[Dependency],
) -> Result<(), String> {
    let mut manifest = format!(
        "[package]\nname = {name:?}\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n[dependencies]\n\
         serde = \"1\"\nserde_json = {{ version = \"1\", features = [\"raw_value\"] }}\n"
    );
    for Dependency {
        package,
        path,
        features,
    } in dependencies
    {
        // Writing to a text does not fail.
        let _ = writeln!(
            manifest,
            "{package} = {{ path = {path:?}, default-features = false, features = {features:?} }}"
        );
    }
    write_if_changed(&folder.join("Cargo.toml"), &manifest)
}

/// Leaves a file that is as it should be, so that nothing is compiled again.
pub(crate) fn write_if_changed(path: &Path, text: &str) -> Result<(), String> {
    if fs::read_to_string(path).is_ok_and(|it| it == text) {
        return Ok(());
    }
    let folder = path.parent().map_or(Ok(()), fs::create_dir_all);
    folder
        .and_then(|()| fs::write(path, text))
        .map_err(|error| format!("cannot write {}: {error}", path.display()))
}
