//! Every golden case compiles without a warning, passes its own lints, and has documentation without one. Its examples
//! compile as well.
//!
//! All crates are written below `target/golden`, as one workspace with the versions of the repository. Files that have not
//! changed stay untouched, so that a second run checks only what is new.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use support::{files_below, golden_cases, write};

#[test]
fn every_case_compiles_without_a_warning() {
    let workspace = workspace();
    write_crates(&workspace);
    // All resources, and no transport, which would take minutes.
    let features = ["--no-default-features", "--features", "resources"];
    for command in ["check", "clippy", "doc"] {
        let mut arguments = vec![command, "--workspace"];
        arguments.extend(features);
        if command == "doc" {
            arguments.push("--no-deps");
        }
        let output = cargo(&workspace, &arguments);
        assert!(
            output.status.success(),
            "cargo {} fails:\n{}",
            arguments.join(" "),
            String::from_utf8_lossy(&output.stderr)
        );
    }
    check_examples(&workspace, &features);
    // Each resource without the others, and none of them.
    for feature in ["", "pets", "stores", "time_resource"] {
        let arguments = [
            "check",
            "--lib",
            "--package",
            "features",
            "--no-default-features",
            "--features",
            feature,
        ];
        let output = cargo(&workspace, &arguments);
        assert!(
            output.status.success(),
            "the resource `{feature}` does not compile alone:\n{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
}

/// The examples compile, and nothing else is a test: every kind of value is in those of one case, and the other has texts that
/// would be tests. Those of all cases would take minutes.
fn check_examples(workspace: &Path, features: &[&str]) {
    let packages = ["--package", "examples", "--package", "docs-hostile"];
    let arguments = ["test", "--doc"].iter().chain(&packages).chain(features);
    let arguments: Vec<&str> = arguments.copied().collect();
    let output = cargo(workspace, &arguments);
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said);
    assert!(output.status.success(), "an example fails:\n{said}");
    let ran = said.lines().filter(|line| line.starts_with("test src/"));
    let ran: Vec<&str> = ran
        .filter(|line| !line.ends_with("- compile ... ok"))
        .collect();
    assert_eq!(ran, [""; 0], "text has become a test");
    assert!(said.contains("pets::Pets::get_a"), "{said}");
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap()
        .to_owned()
}

fn workspace() -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| repository().join("target"), PathBuf::from);
    target.join("golden")
}

/// Writes a crate for each case, and removes the files that are no longer made.
fn write_crates(workspace: &Path) {
    let mut made = BTreeSet::new();
    let mut members = Vec::new();
    for case in golden_cases() {
        let client = case.generate(&case.lock).client.unwrap();
        for (path, text) in client.files {
            let path = format!("crates/{}/{path}", case.name);
            write(&workspace.join(&path), &text);
            made.insert(path);
        }
        members.push(format!("    \"crates/{}\",\n", case.name));
    }
    for path in files_below(&workspace.join("crates")) {
        let path = format!("crates/{path}");
        if !made.contains(&path) {
            fs::remove_file(workspace.join(path)).unwrap();
        }
    }
    let manifest = format!(
        "[workspace]\nresolver = \"3\"\nmembers = [\n{}]\n",
        members.concat()
    );
    write(&workspace.join("Cargo.toml"), &manifest);
    if !workspace.join("Cargo.lock").exists() {
        fs::copy(
            repository().join("Cargo.lock"),
            workspace.join("Cargo.lock"),
        )
        .unwrap();
    }
}

/// Runs cargo without the network, and with it only where a crate is missing.
fn cargo(workspace: &Path, arguments: &[&str]) -> Output {
    let run = |more: &[&str]| {
        Command::new(env!("CARGO"))
            .args(arguments)
            .args(more)
            .current_dir(workspace)
            .env("CARGO_TARGET_DIR", workspace.join("target"))
            .env("RUSTFLAGS", "-Dwarnings")
            .env("RUSTDOCFLAGS", "-Dwarnings")
            .output()
            .unwrap()
    };
    let output = run(&["--offline"]);
    let is_missing = String::from_utf8_lossy(&output.stderr).contains("--offline");
    if is_missing { run(&[]) } else { output }
}
