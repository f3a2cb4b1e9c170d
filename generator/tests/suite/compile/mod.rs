//! Every golden case compiles without a warning, passes its own lints, and has documentation without one. Its examples
//! compile as well.
//!
//! All is written below `target/golden`, as one workspace with the versions of the repository. Files that have not
//! changed stay untouched, so that a second run checks only what is new.

#![allow(
    clippy::format_push_string,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "helpers of tests may panic"
)]

pub(crate) mod crates;

use std::path::{Path, PathBuf};
use std::process::Command;

/// All resources and what the server sends, and no transport, which would take minutes.
const FEATURES: [&str; 3] = [
    "--no-default-features",
    "--features",
    "resources,webhooks,webhook-signatures,oauth2-pkce",
];

/// The cases whose resources are compiled one by one, and what each of these is compiled with.
const ALONE: [(&str, &[&str]); 4] = [
    ("former-names", &["", "books", "volumes", "shelves"]),
    ("features", &["", "pets", "stores", "time_resource"]),
    (
        "features-of-types",
        &["", "cards", "notes", "shops", "toys", "webhooks"],
    ),
    ("features-of-webhooks", &["", "webhooks_types"]),
];

#[test]
fn every_case_compiles_without_a_warning() {
    let workspace = workspace();
    crates::write_crates(&workspace, &repository().join("Cargo.lock"));
    // The lints are behind all that the compiler itself checks.
    for command in [&["clippy"][..], &["doc", "--no-deps"]] {
        cargo(&workspace, &[command, &FEATURES].concat());
    }
    // Every kind of value is in the examples of the one case, and the other has texts that would be tests; those of all cases would
    // take minutes.
    // With the mock, the code of the front page is among them.
    for (package, features) in [("examples", "mock,resources"), ("docs-hostile", "mock")] {
        let arguments = ["test", "--doc", "--package", package];
        let features = ["--no-default-features", "--features", features];
        let said = cargo(&workspace, &[&arguments[..], &features].concat());
        let tests: Vec<&str> = said
            .lines()
            .filter(|it| it.starts_with("test crates/") && !it.contains("/src/runtime/"))
            .collect();
        let is_example = |line: &&str| line.ends_with("- compile ... ok");
        assert!(!tests.is_empty() && tests.iter().all(is_example), "{said}");
    }
    // The tests that clients carry, of which each has to pass.
    for (package, features) in [("tests", "mock,resources"), ("tests-of-examples", "mock")] {
        let arguments = ["clippy", "--tests", "--package", package];
        let features = ["--no-default-features", "--features", features];
        cargo(&workspace, &[&arguments[..], &features].concat());
        let arguments = ["test", "--test", "generated", "--package", package];
        let said = cargo(&workspace, &[&arguments[..], &features].concat());
        let passed = said
            .lines()
            .filter(|it| it.starts_with("test ") && it.ends_with(" ... ok"));
        assert!(passed.count() > 3, "{said}");
    }
    // What callers write, and what comes of it.
    for (package, features, least) in [
        ("callers", "mock", 4),
        ("former-names", "mock,resources", 3),
    ] {
        let arguments = ["test", "--test", "runs", "--package", package];
        let features = ["--no-default-features", "--features", features];
        let said = cargo(&workspace, &[&arguments[..], &features].concat());
        assert!(said.matches(" ... ok").count() >= least, "{said}");
    }
    // Each resource without the others, and none of them. Their documentation has no link to what is not there.
    for (package, features) in ALONE {
        for feature in features {
            for command in [&["check", "--lib"][..], &["doc", "--no-deps"]] {
                let arguments = ["--package", package, "--no-default-features"];
                let features = ["--features", feature];
                cargo(&workspace, &[command, &arguments, &features].concat());
            }
        }
    }
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

/// Runs cargo without the network, and with it only where a crate is missing. It has to succeed, and what it prints is returned.
fn cargo(workspace: &Path, arguments: &[&str]) -> String {
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
    let mut output = run(&["--offline"]);
    if String::from_utf8_lossy(&output.stderr).contains("--offline") {
        output = run(&[]);
    }
    assert!(
        output.status.success(),
        "cargo {} fails:\n{}{}",
        arguments.join(" "),
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8_lossy(&output.stdout).into_owned()
}
