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
    "parser.rs",
    "settings.rs",
    "table.rs",
];

/// The files below `src/driver/`.
pub(super) fn emit_driver() -> Vec<(String, String)> {
    let files = DRIVER.iter();
    let files = files.map(|(path, text)| (format!("src/driver/{path}"), format!("// {MARK}\n{text}")));
    files.collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    #[test]
    fn every_file_of_the_driver_is_embedded() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("command-line/src/driver");
        let found: BTreeSet<String> = std::fs::read_dir(root)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        let embedded: BTreeSet<String> =
            super::DRIVER.iter().map(|(path, _)| (*path).to_owned()).collect();
        assert_eq!(found, embedded);
    }
}
