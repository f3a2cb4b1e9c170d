//! Golden cases: small descriptions, next to the files they must produce.
//!
//! A case is a folder in `golden/`: `openapi.yaml` or `openapi.json`, perhaps `codegen.toml` and a `names.lock` to start from, `expected/` with
//! every generated file but the runtime and the driver of a command line, and `diagnostics.txt` where there is something to warn of.
//! `BLESS=1 cargo test -p openapi-client-generator --test suite golden` writes what is expected.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "helpers of tests may panic"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use crate::support::{Made, assert_none, check_files, files_below, golden_cases, golden_clients};

#[test]
fn every_case_makes_the_files_beside_it() {
    let differences: Vec<String> = golden_clients().iter().flat_map(check).collect();
    assert_none(&differences);
}

#[test]
fn a_second_run_changes_nothing() {
    for made in golden_clients() {
        let (case, first) = (&made.case, &made.client);
        let second = case.generate(&first.lock).client.unwrap();
        assert_eq!(first.files, second.files, "{}", case.name);
        assert_eq!(first.lock.to_text(), second.lock.to_text(), "{}", case.name);
    }
}

#[test]
fn what_a_file_of_types_names_is_compiled_with_it() {
    let mut gated = 0;
    for case in golden_cases() {
        let source = case.folder.join("expected/src");
        let Ok(root) = fs::read_to_string(source.join("types.rs")) else {
            continue;
        };
        let features = features_of_files(&root);
        let files: Vec<(String, String)> = files_below(&source.join("types"))
            .into_iter()
            .map(|path| {
                let text = fs::read_to_string(source.join("types").join(&path)).unwrap();
                (path.trim_end_matches(".rs").to_owned(), text)
            })
            .collect();
        let mut defined_in = BTreeMap::new();
        for (file, text) in &files {
            defined_in.extend(defined(text).map(|name| (name, file)));
        }
        for (file, text) in &files {
            for name in text.split("super::").skip(1).filter_map(first_word) {
                let Some(needed) = features.get(defined_in[name]) else {
                    continue;
                };
                let own = features.get(file);
                let is_there = own.is_some_and(|own| own.is_subset(needed));
                assert!(is_there, "{}: {file} {own:?}, {name} {needed:?}", case.name);
                gated += 1;
            }
        }
    }
    assert!(
        gated > 20,
        "{gated} uses of types that are not always there"
    );
}

/// The features of each file that is not always compiled.
fn features_of_files(root: &str) -> BTreeMap<String, BTreeSet<&str>> {
    let mut features = BTreeMap::new();
    for block in root.split("with_any! { (").skip(1) {
        let (list, rest) = block.split_once(") {").unwrap();
        let list: BTreeSet<&str> = list.split(", ").collect();
        let (files, _) = rest.split_once('}').unwrap();
        let files = files.split(',').map(str::trim).filter(|it| !it.is_empty());
        features.extend(files.map(|file| (file.to_owned(), list.clone())));
    }
    features
}

/// The names of the types that a file defines.
fn defined(text: &str) -> impl Iterator<Item = &str> {
    let keywords = ["pub struct ", "pub enum ", "pub type "];
    let of_line = move |line| {
        keywords
            .into_iter()
            .find_map(|it| str::strip_prefix(line, it))
    };
    text.lines().filter_map(of_line).filter_map(first_word)
}

fn first_word(text: &str) -> Option<&str> {
    text.split(|c: char| c != '_' && !c.is_alphanumeric())
        .next()
}

fn check(made: &Made) -> Vec<String> {
    let Made {
        case,
        client,
        report,
    } = made;
    let written = |from: &str, (path, text): (&String, &String)| {
        (format!("expected/{from}{path}"), text.clone())
    };
    let mut made: BTreeMap<String, String> = client
        .files
        .iter()
        .filter(|(path, _)| !path.starts_with("src/runtime/") && !path.starts_with("runtime/"))
        .map(|it| written("", it))
        .collect();
    let command_line = client.command_line.iter().flat_map(|it| it.iter());
    let command_line = command_line.filter(|(path, _)| !path.starts_with("src/driver/"));
    made.extend(command_line.map(|it| written("cli/", it)));
    made.insert("expected/names.lock".to_owned(), client.lock.to_text());
    if !report.is_empty() {
        made.insert("diagnostics.txt".to_owned(), report.clone());
    }
    let is_ours = |path: &str| path.starts_with("expected/") || path == "diagnostics.txt";
    check_files(&case.folder, &made, &is_ours)
}
