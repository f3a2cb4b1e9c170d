//! Whatever description a client is of, `cargo fmt` changes nothing in it: it reaches the root and the runtime, and all other
//! modules ask it to leave them alone.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

use std::collections::BTreeMap;
use std::io::Write;
use std::process::{Command, Stdio};

use crate::support::{Made, golden_clients};

#[test]
fn formatting_a_client_changes_nothing() {
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    for Made { case, client, .. } in golden_clients() {
        for (path, text) in client.files.iter() {
            let is_root =
                ["src/lib.rs", "mod.rs", "tests/generated/main.rs"].contains(&path.as_str());
            if is_root || path.starts_with("src/runtime/") {
                texts.insert(text.clone(), format!("{path} of {}", case.name));
            }
        }
    }
    for (text, place) in texts {
        assert_eq!(formatted(&text), text, "{place}");
    }
}

fn formatted(text: &str) -> String {
    let mut rustfmt = Command::new("rustfmt")
        .args(["--edition", "2024"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    rustfmt
        .stdin
        .take()
        .unwrap()
        .write_all(text.as_bytes())
        .unwrap();
    let output = rustfmt.wait_with_output().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap()
}
