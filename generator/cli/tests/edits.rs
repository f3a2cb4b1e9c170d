//! Generated files that somebody has edited: they are shown before they are replaced.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

mod support;

use std::fs;

use support::{Folder, PETS};

/// A folder with a client in which a file was edited.
fn edited(name: &str, file: &str) -> (Folder, String) {
    let folder = Folder::with(&format!("edits-{name}"), PETS);
    folder.codegen("").with_code(0);
    let text = folder.read(file);
    folder.write(file, &format!("{text}// By hand.\n"));
    (folder, text)
}

#[test]
fn an_edit_is_shown_and_kept_until_it_is_given_up() {
    let (folder, text) = edited("kept", "out/src/types/pet.rs");
    // Whatever the description has become in the meantime.
    for description in [
        PETS.to_owned(),
        PETS.replace("{id: {type: string}}", "{id: {type: integer}}"),
    ] {
        folder.write("api.yaml", &description);
        let before = folder.snapshot();
        let ended = folder.codegen("");
        ended.with_code(1);
        assert_eq!(
            ended.err,
            "error: out/src/types/pet.rs was edited by hand, and nothing was written: move the edits to the description, codegen.toml \
             or files of your own, or give --force to replace them\n"
        );
        assert!(ended.out.contains("\n-// By hand.\n"), "{}", ended.out);
        assert_eq!(folder.snapshot(), before);
    }
    folder.write("api.yaml", PETS);
    let ended = folder.codegen("--check");
    assert!(ended.with_code(1).contains(", 1 file out of date"));
    let note = "note: out/src/types/pet.rs was edited by hand since the last run\n";
    assert_eq!(ended.err, note);
    let ended = folder.codegen("--format json");
    ended.with_code(1);
    let failure = "\"out/src/types/pet.rs was edited by hand, and nothing was written: ";
    assert!(ended.out.contains(failure), "{}", ended.out);

    folder.codegen("--force").with_code(0);
    assert_eq!(folder.read("out/src/types/pet.rs"), text);
    folder.codegen("--check").with_code(0);
    folder.codegen("--check --force").with_code(64);
}

#[test]
fn the_output_of_another_generator_is_no_edit() {
    let (folder, text) = edited("older", "out/src/types/pet.rs");
    // As a generator that knew no fingerprints has left it.
    fs::remove_file(folder.path("out/files.lock")).unwrap();
    folder.codegen("").with_code(0);
    assert_eq!(folder.read("out/src/types/pet.rs"), text);
}

#[test]
fn what_happens_to_files_on_their_way_is_no_edit() {
    let (folder, text) = edited("way", "out/src/types/pet.rs");
    let conflict = format!("<<<<<<< ours\n{text}=======\n{text}>>>>>>> theirs\n");
    for now in [text.replace('\n', "\r\n"), conflict] {
        folder.write("out/src/types/pet.rs", &now);
        folder.codegen("").with_code(0);
        assert_eq!(folder.read("out/src/types/pet.rs"), text);
    }
    let lock = folder.read("out/files.lock");
    let other = lock.replace(" src/", " other/");
    folder.write(
        "out/files.lock",
        &format!("<<<<<<< ours\n{lock}=======\n{other}>>>>>>> theirs\n"),
    );
    folder.codegen("").with_code(0);
    assert_eq!(folder.read("out/files.lock"), lock);
    for gone in ["src/types/pet.rs", "files.lock"] {
        fs::remove_file(folder.path("out").join(gone)).unwrap();
        folder.codegen("").with_code(0);
    }
    folder.codegen("--check").with_code(0);
}

#[test]
fn several_files_are_named_and_the_manifest_has_advice() {
    let (folder, _) = edited("several", "out/src/lib.rs");
    let manifest = folder.read("out/Cargo.toml");
    folder.write("out/Cargo.toml", &format!("{manifest}# By hand.\n"));
    // The first line is not what it is known by.
    folder.write("out/src/client.rs", "// By hand.\n");
    let ended = folder.codegen("");
    ended.with_code(1);
    assert_eq!(
        ended.err,
        "error: out/Cargo.toml, out/src/client.rs and out/src/lib.rs were edited by hand, and nothing was written: move the edits to \
         the description, codegen.toml or files of your own, or give --force to replace them; what Cargo.toml shall have besides goes \
         under `[manifest]` in codegen.toml\n"
    );
}

#[test]
fn an_edited_file_that_goes_is_shown_as_well() {
    let (folder, _) = edited("gone", "out/src/types/problem.rs");
    let without = PETS.replace("        \"404\":\n          description: There is none.\n          content: {application/json: {schema: {$ref: \"#/components/schemas/Problem\"}}}\n", "");
    assert_ne!(without, PETS);
    folder.write("api.yaml", &without);
    let ended = folder.codegen("");
    ended.with_code(1);
    assert!(ended.out.contains("\n-// By hand.\n"), "{}", ended.out);
    assert!(folder.path("out/src/types/problem.rs").exists());
    folder.codegen("--force").with_code(0);
    assert!(!folder.path("out/src/types/problem.rs").exists());
}

#[test]
fn a_runtime_that_is_shared_is_no_exception() {
    let folder = Folder::new("edits-runtime");
    let run = "runtime --name our-runtime --out out";
    folder.run(run).with_code(0);
    folder.write("out/src/lib.rs", "// By hand.\n");
    let ended = folder.run(run);
    ended.with_code(1);
    assert!(
        ended
            .err
            .starts_with("error: out/src/lib.rs was edited by hand, ")
    );
    folder.run(&format!("{run} --force")).with_code(0);
    folder.run(&format!("{run} --check")).with_code(0);
}
