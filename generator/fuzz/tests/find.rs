//! The fuzzer finds what is there to be found, of every kind, and makes it small.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder of this test's own, in which the fuzzer runs.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn fuzz(folder: &Path, arguments: &[&str]) -> Output {
    let program = env!("CARGO_BIN_EXE_openapi-client-fuzz");
    Command::new(program)
        .current_dir(folder)
        .args(arguments)
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn an_input_that_is_a_find_is_told_apart_from_others() {
    let folder = folder("replay");
    for (input, said) in [
        ("well", ""),
        ("a fault", "it was asked for"),
        ("a panic", "a panic was asked for"),
        ("a hang", "the input takes too long"),
        ("an overflow", "overflowed its stack"),
        ("all memory", "memory allocation of"),
    ] {
        fs::write(folder.join("input"), input).unwrap();
        let output = fuzz(&folder, &["own", "--input", "input"]);
        let words = text(&output.stdout) + &text(&output.stderr);
        assert_eq!(output.status.success(), said.is_empty(), "{input}: {words}");
        assert!(words.contains(said), "{input}: {words}");
    }
}

#[test]
fn a_find_is_kept_as_small_as_it_can_be() {
    let folder = folder("find");
    let output = fuzz(
        &folder,
        &["own", "--time", "600", "--seed", "1", "--finds", "1"],
    );
    let (told, table) = (text(&output.stderr), text(&output.stdout));
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(
        told.contains("find in own, seed 1: a fault: it was asked for"),
        "{told}"
    );
    assert!(table.contains("| `own` |"), "{table}");
    // What is said in full lies beside the input.
    let kept = fs::read_dir(folder.join("target/fuzz/finds")).unwrap();
    let mut finds: Vec<PathBuf> = kept.map(|it| it.unwrap().path()).collect();
    finds.sort();
    let [find, said] = finds.as_slice() else {
        panic!("{finds:?}");
    };
    assert_eq!(*said, find.with_extension("txt"));
    assert_eq!(fs::read(find).unwrap(), b"a fault");
    let name = find.file_name().unwrap().to_str().unwrap().to_owned();
    assert!(
        told.contains(&format!(
            "cargo xtask fuzz own --input target/fuzz/finds/{name}"
        )),
        "{told}"
    );
}

#[test]
fn a_wrong_command_line_is_told() {
    let folder = folder("usage");
    let output = fuzz(&folder, &["nothing"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("there is no target nothing, but: generate, "));
    assert_eq!(fuzz(&folder, &["--nothing"]).status.code(), Some(64));
}
