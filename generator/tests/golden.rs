//! Golden cases: small descriptions, next to the files they must produce.
//!
//! A case is a folder in `golden/`: `openapi.yaml` or `openapi.json`, perhaps `codegen.toml` and a `names.lock` to start from, `expected/` with
//! every generated file but the runtime, and `diagnostics.txt` where there is something to warn of.
//! `BLESS=1 cargo test -p openapi-client-generator --test golden` writes what is expected.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

mod support;

use std::collections::BTreeMap;

use support::{Case, assert_none, check_files, golden_cases};

#[test]
fn every_case_makes_the_files_beside_it() {
    let differences: Vec<String> = golden_cases().iter().flat_map(check).collect();
    assert_none(&differences);
}

#[test]
fn a_second_run_changes_nothing() {
    for case in golden_cases() {
        let first = case.generate(&case.lock).client.unwrap();
        let second = case.generate(&first.lock).client.unwrap();
        assert_eq!(first.files, second.files, "{}", case.name);
        assert_eq!(first.lock.to_text(), second.lock.to_text(), "{}", case.name);
    }
}

fn check(case: &Case) -> Vec<String> {
    let outcome = case.generate(&case.lock);
    let report = outcome.report.to_string();
    let Some(client) = outcome.client else {
        return vec![format!("{} does not generate:\n{report}", case.name)];
    };
    let mut made: BTreeMap<String, String> = client
        .files
        .into_iter()
        .filter(|(path, _)| !path.starts_with("src/runtime/"))
        .map(|(path, text)| (format!("expected/{path}"), text))
        .collect();
    made.insert("expected/names.lock".to_owned(), client.lock.to_text());
    if !report.is_empty() {
        made.insert("diagnostics.txt".to_owned(), report);
    }
    let is_ours = |path: &str| path.starts_with("expected/") || path == "diagnostics.txt";
    check_files(&case.folder, &made, &is_ours)
}
