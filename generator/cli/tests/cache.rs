//! What a run has generated, and the next one takes from it.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests may panic"
)]

mod support;

use std::fs;
use std::path::PathBuf;

use support::{Ended, Folder, PETS};

/// The folder of the cache, in that of the test.
const CACHE: (&str, &str) = ("OPENAPI_CLIENT_CACHE", "cache");

/// A description that is large enough to be remembered, with warnings, and a reference to another file.
fn description() -> String {
    let odd = "    Odd:\n      type: object\n      minContains: 3\n      properties:\n        a: {type: string, additionalProperties: true}\n        \
               b: {type: string, additionalProperties: true}\n        c: {$ref: \"other.yaml#/Other\"}\n";
    let used = PETS.replace(
        "properties: {id: {type: string}}",
        "properties: {id: {type: string}, odd: {$ref: \"#/components/schemas/Odd\"}}",
    );
    format!("{used}{odd}# {}\n", "-".repeat(300 << 10))
}

fn folder(name: &str) -> Folder {
    let folder = Folder::with(name, &description());
    folder.write(
        "other.yaml",
        "Other:\n  type: object\n  properties: {x: {type: string}}\n",
    );
    folder
}

/// A run that knows the cache. The tests may be run by what sets `CI`, which the others show to turn it off.
fn run(folder: &Folder, line: &str) -> Ended {
    with(folder, line, &[CACHE])
}

fn with(folder: &Folder, line: &str, variables: &[(&str, &str)]) -> Ended {
    folder.run_with("", line, "", variables)
}

/// Everything that a run has said.
fn told(ended: &Ended) -> (i32, &str, &str) {
    (ended.code, &ended.out, &ended.err)
}

/// The only entry.
fn entry(folder: &Folder) -> Option<PathBuf> {
    let entries = fs::read_dir(folder.path("cache")).ok()?;
    let entries: Vec<PathBuf> = entries.map(|it| it.unwrap().path()).collect();
    let [entry] = entries.as_slice() else {
        assert!(entries.is_empty(), "{entries:?}");
        return None;
    };
    Some(entry.clone())
}

/// Has the entry say another number of operations, so that what is taken from it shows.
fn mark(folder: &Folder) {
    let entry = entry(folder).unwrap();
    let text = fs::read_to_string(&entry).unwrap();
    let (_, rest) = text.split_once('\n').unwrap();
    let marked = rest.replacen("\"operations\":1,", "\"operations\":777,", 1);
    assert!(marked != rest);
    let mut hasher = blake3::Hasher::new();
    hasher
        .update(&marked.len().to_le_bytes())
        .update(marked.as_bytes());
    let hash = hasher.finalize().to_hex();
    fs::write(&entry, format!("openapi-client 1 {hash}\n{marked}")).unwrap();
}

fn is_taken(ended: &Ended) -> bool {
    format!("{}{}", ended.out, ended.err).contains("777 operations")
}

const CODEGEN: &str = "codegen --spec api.yaml --out out";

/// A folder with a client and an entry for it that shows.
fn marked(name: &str) -> Folder {
    let folder = folder(name);
    // The first run gives names, the second one has them.
    run(&folder, CODEGEN).with_code(0);
    run(&folder, CODEGEN).with_code(0);
    mark(&folder);
    assert!(is_taken(&run(&folder, CODEGEN)));
    folder
}

#[test]
fn an_unchanged_run_says_the_same() {
    let folder = folder("cache-same");
    run(&folder, CODEGEN).with_code(0);
    run(&folder, CODEGEN).with_code(0);
    for options in [
        "",
        "--verbose",
        "--format json",
        "--format sarif",
        "--format github",
        "--check",
        "--check --format json",
        "--deny-warnings",
    ] {
        let line = format!("{CODEGEN} {options}");
        let taken = run(&folder, &line);
        let anew = run(&folder, &format!("{line} --no-cache"));
        assert_eq!(told(&taken), told(&anew), "{options}");
        assert!(
            anew.out.contains("warning") || anew.err.contains("warning"),
            "{anew:?}"
        );
    }
    mark(&folder);
    assert!(is_taken(&run(
        &folder,
        &format!("{CODEGEN} --check --verbose")
    )));
}

#[test]
fn whatever_differs_is_generated() {
    let folder = marked("cache-differs");
    for (file, from, to) in [
        ("api.yaml", "A pet.", "A cat."),
        ("other.yaml", "{x:", "{y:"),
        ("out/names.lock", "# The", "# the"),
    ] {
        let text = folder.read(file);
        assert!(text.contains(from), "{file}");
        folder.write(file, &text.replacen(from, to, 1));
        let ended = run(&folder, &format!("{CODEGEN} --check"));
        assert!(!is_taken(&ended), "{file}: {ended:?}");
        folder.write(file, &text);
        // The former texts again: the entry is by now one of the others.
        run(&folder, CODEGEN).with_code(0);
        mark(&folder);
    }
    folder.write("codegen.toml", "# nothing\n");
    assert!(!is_taken(&run(&folder, CODEGEN)));
    for options in [
        "--tests",
        "--name other",
        "--manifest list.json",
        "--cli",
        "--allow not-carried",
    ] {
        let line = format!("{CODEGEN} {options}");
        assert!(!is_taken(&run(&folder, &line)), "{options}");
        // New names were given: the next run has them.
        run(&folder, &line).with_code(0);
        mark(&folder);
        assert!(is_taken(&run(&folder, &line)), "{options}");
    }
}

#[test]
fn a_file_that_appears_is_read() {
    let folder = folder("cache-appears");
    fs::remove_file(folder.path("other.yaml")).unwrap();
    let line = format!("{CODEGEN} --allow unreadable-file");
    run(&folder, &line).with_code(0);
    run(&folder, &line).with_code(0);
    mark(&folder);
    assert!(is_taken(&run(&folder, &line)));
    folder.write("other.yaml", "Other: {type: integer}\n");
    let ended = run(&folder, &line);
    assert!(!is_taken(&ended), "{ended:?}");
    assert!(folder.read("out/src/types/odd.rs").contains("i64"));
}

#[test]
fn the_folder_of_the_client_is_not_trusted() {
    let folder = marked("cache-edited");
    let file = "out/src/types/pet.rs";
    let text = folder.read(file);
    folder.write(file, &text.replacen("Pet", "Cat", 1));
    let checked = run(&folder, &format!("{CODEGEN} --check"));
    checked.with_code(1);
    assert!(
        is_taken(&checked) && checked.err.contains("was edited by hand"),
        "{checked:?}"
    );
    run(&folder, CODEGEN).with_code(1);
    run(&folder, &format!("{CODEGEN} --force")).with_code(0);
    assert_eq!(folder.read(file), text);
    fs::remove_file(folder.path(file)).unwrap();
    let written = run(&folder, CODEGEN);
    assert!(
        is_taken(&written) && written.out.contains("1 file written"),
        "{written:?}"
    );
    assert_eq!(folder.read(file), text);
}

#[test]
fn it_can_be_turned_off() {
    let folder = marked("cache-off");
    for (options, variables) in [
        ("", vec![("OPENAPI_CLIENT_CACHE", "")]),
        ("", vec![CACHE, ("CI", "true")]),
        ("", vec![CACHE, ("CI", "")]),
        ("--no-cache", vec![CACHE]),
        ("--check --no-cache", vec![CACHE]),
    ] {
        let ended = with(&folder, &format!("{CODEGEN} {options}"), &variables);
        ended.with_code(0);
        assert!(!is_taken(&ended), "{options} {variables:?}: {ended:?}");
    }
    assert!(is_taken(&run(&folder, CODEGEN)));
    fs::remove_dir_all(folder.path("cache")).unwrap();
    with(&folder, &format!("{CODEGEN} --no-cache"), &[CACHE]).with_code(0);
    assert!(!folder.path("cache").exists());
}

#[test]
fn a_short_description_and_a_wrong_one_leave_nothing() {
    let folder = Folder::with("cache-nothing", PETS);
    run(&folder, CODEGEN).with_code(0);
    assert_eq!(entry(&folder), None);
    folder.write("api.yaml", &description());
    run(&folder, CODEGEN).with_code(2);
    assert_eq!(entry(&folder), None);
    // One that has become short does without the entry that it has had.
    folder.write("other.yaml", "Other: {type: string}\n");
    run(&folder, CODEGEN).with_code(0);
    assert!(entry(&folder).is_some());
    folder.write("api.yaml", PETS);
    run(&folder, CODEGEN).with_code(0);
    assert_eq!(entry(&folder), None);
}
