//! The release of Rust that clients are said to need is not older than what they depend on needs.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "helpers of tests may panic"
)]

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

#[test]
fn dependencies_need_no_later_release_than_clients_say() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let manifest = root.join("generator/runtime/Cargo.toml");
    let metadata = |more: &[&str]| {
        Command::new(env!("CARGO"))
            .args(["metadata", "--all-features", "--locked"])
            .args(["--format-version", "1", "--manifest-path"])
            .arg(&manifest)
            .args(more)
            .output()
            .unwrap()
    };
    // With the network only where a crate is missing, such as one of another platform.
    let offline = Some(metadata(&["--offline"])).filter(|it| it.status.success());
    let output = offline.unwrap_or_else(|| metadata(&[]));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let package = |id: &Value| packages.iter().find(|it| it["id"] == *id).unwrap();
    let runtime = &metadata["resolve"]["root"];
    let said = release(package(runtime));
    assert!(said > (1, 0));

    let nodes = metadata["resolve"]["nodes"].as_array().unwrap();
    let mut seen = BTreeSet::new();
    let mut waiting = vec![runtime];
    while let Some(id) = waiting.pop() {
        if !seen.insert(id.as_str().unwrap()) {
            continue;
        }
        let of = package(id);
        assert!(release(of) <= said, "{} {}", of["name"], of["rust_version"]);
        let node = nodes.iter().find(|it| it["id"] == *id).unwrap();
        for dependency in node["deps"].as_array().unwrap() {
            let kinds = dependency["dep_kinds"].as_array().unwrap();
            if kinds.iter().any(|it| it["kind"] != "dev") {
                waiting.push(&dependency["pkg"]);
            }
        }
    }
    assert!(seen.len() > 50, "{seen:?}");
}

/// The first release of Rust that a package says it compiles with.
fn release(package: &Value) -> (u32, u32) {
    let text = package["rust_version"].as_str().unwrap_or("1.0");
    let mut numbers = text.split('.').map(|it| it.parse().unwrap());
    (numbers.next().unwrap(), numbers.next().unwrap_or(0))
}
