//! No path of the checkout is in a program: it would be wrong on another machine, and after a move.

use std::fs;

use super::root;
use crate::support::files_below;

/// The folders of what becomes part of a program that people have.
const FOLDERS: [&str; 4] = [
    "generator/src",
    "generator/engine/src",
    "generator/cli/src",
    "xtask/src",
];

/// What becomes a path when it is compiled, and what may stand before it: a text that is included is not its path.
const PATHS: [&str; 4] = [
    "env!(\"CARGO_MANIFEST",
    "env!(\"CARGO\")",
    "env!(\"OUT_DIR",
    "file!(",
];
const INCLUDED: &str = "include_str!(concat!(";

#[test]
fn no_path_is_compiled_in() {
    for folder in FOLDERS {
        for file in files_below(&root().join(folder)) {
            let text = fs::read_to_string(root().join(folder).join(&file)).unwrap();
            let found = compiled_in(&text);
            assert!(found.is_none(), "{folder}/{file}: {found:?}");
        }
    }
}

/// What a file has of these outside of its tests.
fn compiled_in(text: &str) -> Option<&'static str> {
    let code = text.split("#[cfg(test)]").next().unwrap();
    let code: String = code.split_whitespace().collect();
    PATHS.into_iter().find(|path| {
        let mut before = code.split(path).collect::<Vec<_>>();
        before.pop();
        before.iter().any(|it| !it.ends_with(INCLUDED))
    })
}

#[test]
fn the_search_finds_what_it_looks_for() {
    for (text, expected) in [
        (
            "let root = Path::new(env!(\"CARGO_MANIFEST_DIR\"));",
            Some(PATHS[0]),
        ),
        ("Command::new(env!(\n    \"CARGO\"\n))", Some(PATHS[1])),
        (
            "include_str!(concat!(\n    env!(\"CARGO_MANIFEST_DIR\"), \"/a\"))",
            None,
        ),
        (
            "env!(\"CARGO_PKG_VERSION\")\n#[cfg(test)]\nenv!(\"CARGO_MANIFEST_DIR\")",
            None,
        ),
    ] {
        assert_eq!(compiled_in(text), expected, "{text}");
    }
}
