//! The program as it is run, with few calls.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

use std::process::Command;

fn run(arguments: &[&str]) -> (Option<i32>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_load"))
        .args(arguments)
        .output()
        .unwrap();
    let text = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(text).unwrap())
}

#[test]
fn every_promise_is_kept_for_a_thousand_calls() {
    let (code, text) = run(&["1000", "20", "3"]);
    assert_eq!(code, Some(0), "{text}");
    assert!(text.contains("| calls | 334 | 333 | 333 |"), "{text}");
    // Among so many, each kind of fault is there.
    assert!(
        text.contains("kept   POSTs acted upon more than once: 0"),
        "{text}"
    );
    let repeated = text
        .lines()
        .find(|line| line.contains("more than once |"))
        .unwrap();
    assert!(!repeated.contains("| 0 | 0 |"), "{text}");
}

#[test]
fn what_cannot_be_run_is_said() {
    for arguments in [&["none"][..], &["0"], &["1", "0"], &["1", "1", "1", "1"]] {
        let (code, text) = run(arguments);
        assert_eq!(code, Some(2), "{text}");
        assert!(text.starts_with("error: usage: load"), "{text}");
    }
}
