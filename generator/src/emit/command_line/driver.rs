//! The driver: hand-written files, copied into every command line as they are.

use crate::files::MARK;

/// Lists files of the driver with their text.
macro_rules! embed {
    ($($path:literal),* $(,)?) => {
        [$(($path, include_str!(concat!(env!("CARGO_MANIFEST_DIR"), env!("COMMAND_LINE_SOURCES"), "/driver/", $path)))),*]
    };
}

/// Every file of the driver, by its path below `src/driver/`.
const DRIVER: &[(&str, &str)] = &embed![
    "answer.rs",
    "body.rs",
    "call.rs",
    "columns.rs",
    "failure.rs",
    "given.rs",
    "input.rs",
    "json.rs",
    "mod.rs",
    "output.rs",
    "parser/argument.rs",
    "parser/mod.rs",
    "settings.rs",
    "table/argument.rs",
    "table/mod.rs",
];

/// The files below `src/driver/`.
pub(super) fn emit_driver() -> Vec<(String, String)> {
    let files = DRIVER.iter();
    let files =
        files.map(|(path, text)| (format!("src/driver/{path}"), format!("// {MARK}\n{text}")));
    files.collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    #[test]
    fn every_file_of_the_driver_is_embedded() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("command-line/src/driver");
        let mut found = BTreeSet::new();
        let mut folders = vec![root.clone()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let path = path.strip_prefix(&root).unwrap().to_str().unwrap();
                    found.insert(path.replace('\\', "/"));
                }
            }
        }
        let embedded: BTreeSet<String> = super::DRIVER
            .iter()
            .map(|(path, _)| (*path).to_owned())
            .collect();
        assert_eq!(found, embedded);
    }
}
