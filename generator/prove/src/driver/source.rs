//! The sources of the program: a table of functions, one for each type.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use crate::manifest::Operation;

use super::calls;

/// A client, and the types of it that are tried.
#[derive(Clone, Debug)]
pub struct Driver {
    /// The package of the client, which is that of its folder as well.
    pub package: String,
    /// What it is called in Rust.
    pub krate: String,
    /// The types, by their paths in Rust.
    pub types: Vec<String>,
    /// The operations.
    pub operations: Vec<Operation>,
    /// The features of the client that are asked for.
    pub features: Vec<String>,
}

const MAIN: &str = r#"//! Reads lines of a number, a tab and a JSON text; has the type of that number read and write the text.

mod calls;
mod table;

use std::io::{BufRead, Write};
use std::panic::catch_unwind;

fn main() {
    std::panic::set_hook(Box::new(|_| {}));
    let run = std::thread::Builder::new().stack_size(256 << 20).spawn(run);
    run.unwrap().join().unwrap();
}

fn run() {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let line = line.unwrap();
        let (number, text) = line.split_once('\t').unwrap();
        let number = number.parse::<usize>().unwrap();
        let of_type = table::TYPES.get(number).unwrap_or_else(|| &calls::CALLS[number - table::TYPES.len()]);
        let answer = match catch_unwind(|| of_type(text)) {
            Ok(Ok(written)) => format!("written\t{written}"),
            Ok(Err(error)) => format!("refused\t{}", error.replace(['\n', '\r'], " ")),
            Err(_) => "panicked\t".to_owned(),
        };
        writeln!(out, "{answer}").unwrap();
        out.flush().unwrap();
    }
}
"#;

/// Writes the program below `folder`; gives the name of its package.
///
/// # Errors
///
/// Why it cannot be written.
pub fn write(folder: &Path, driver: &Driver) -> Result<String, String> {
    let Driver {
        package,
        krate,
        types,
        operations,
        features,
    } = driver;
    let name = format!("{package}-driver");
    let features: Vec<String> = features.iter().map(|it| format!("{it:?}")).collect();
    let manifest = format!(
        "[package]\nname = {name:?}\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n[dependencies]\n\
         {package} = {{ path = \"../../crates/{package}\", default-features = false, features = [{}] }}\n\
         serde = \"1\"\nserde_json = {{ version = \"1\", features = [\"raw_value\"] }}\n",
        features.join(", ")
    );
    let mut table = String::from(
        "fn of<T: serde::Serialize + serde::de::DeserializeOwned>(text: &str) -> Result<String, String> {\n    \
         let value: T = serde_json::from_str(text).map_err(|it| it.to_string())?;\n    \
         serde_json::to_string(&value).map_err(|it| format!(\"cannot write: {it}\"))\n}\n\n\
         pub static TYPES: &[fn(&str) -> Result<String, String>] = &[\n",
    );
    for path in types {
        // Writing to a text does not fail.
        let _ = writeln!(table, "    of::<{path}>,");
    }
    table.push_str("];\n");
    let operations: Vec<&Operation> = operations.iter().collect();
    let calls = calls::source(krate, &operations);
    let files = [
        ("Cargo.toml", manifest.as_str()),
        ("src/main.rs", MAIN),
        ("src/table.rs", &table),
        ("src/calls.rs", &calls),
    ];
    for (path, text) in files {
        write_if_changed(&folder.join(path), text)?;
    }
    Ok(name)
}

/// Leaves a file that is as it should be, so that nothing is compiled again.
pub(super) fn write_if_changed(path: &PathBuf, text: &str) -> Result<(), String> {
    if fs::read_to_string(path).is_ok_and(|it| it == text) {
        return Ok(());
    }
    let folder = path.parent().map_or(Ok(()), fs::create_dir_all);
    folder
        .and_then(|()| fs::write(path, text))
        .map_err(|error| format!("cannot write {}: {error}", path.display()))
}
