//! `codegen --changelog` over the life of a client.

mod support;

use support::{Folder, PETS};

const CODEGEN: &str = "codegen --changelog";

/// A folder with a committed client; `None` where there is no git.
#[allow(clippy::print_stdout, reason = "a test says that it tries nothing")]
fn committed(name: &str) -> Option<Folder> {
    let folder = Folder::new(name);
    folder.write("api/pets.yaml", PETS);
    folder.write("codegen.toml", "spec = \"api/pets.yaml\"\nout = \"pets\"\n");
    if !folder.git("--version") {
        println!("skipped: there is no git");
        return None;
    }
    assert!(folder.git("init -q -b main"));
    folder.run(CODEGEN).with_code(0);
    assert!(folder.git("add .") && folder.git("commit -q -m first"));
    Some(folder)
}

fn changelog(folder: &Folder) -> String {
    folder.read("pets/CHANGELOG.md")
}

#[test]
fn every_state_is_told_once_and_by_its_version() {
    let Some(folder) = committed("changelog") else {
        return;
    };
    let first = "# Changelog\n\nWhat changes for those who use this client.\n\n## 0.1.0\n\nThe first version.\n";
    assert_eq!(changelog(&folder), first);
    folder.run(CODEGEN).with_code(0);
    assert_eq!(changelog(&folder), first);

    // A minor change.
    let named = PETS.replace(
        "{id: {type: string}}",
        "{id: {type: string}, name: {type: string}}",
    );
    folder.write("api/pets.yaml", &named);
    let ended = folder.run(CODEGEN);
    ended.with_code(0);
    let note = "note: these changes need version 0.1.1: `version` under `[manifest.package]` in codegen.toml sets it\n";
    assert_eq!(ended.err, note);
    let second = changelog(&folder);
    let entry = "## 0.1.1\n\n### Added\n\n- `Pet`, `name`: new in answers\n";
    assert_eq!(
        second,
        first.replace("## 0.1.0", &format!("{entry}\n## 0.1.0"))
    );
    folder.run(CODEGEN).with_code(0);
    assert_eq!(changelog(&folder), second);
    folder.run("codegen --changelog --check").with_code(0);

    // What somebody writes stays; a greater change raises the version; what was told is told once.
    let edited = second.replace("### Added\n", "Thanks to all.\n\n### Added\n");
    folder.write("pets/CHANGELOG.md", &edited);
    folder.write(
        "api/pets.yaml",
        &named.replace("      required: [id]\n", ""),
    );
    folder.run(CODEGEN).with_code(0);
    let third = changelog(&folder);
    let changed = "- `Pet`, `name`: new in answers\n\n### Changed\n\n- **Breaking:** `Pet`, `id`: now optional in answers: `String` becomes `Option<String>` (to do: handle its absence)\n  - new: `Pet: Default`\n";
    let expected = edited.replace("## 0.1.1", "## 0.2.0");
    let expected = expected.replace("- `Pet`, `name`: new in answers\n", changed);
    assert_eq!(third, expected);
    folder.run(CODEGEN).with_code(0);
    assert_eq!(changelog(&folder), third);

    // Once the manifest has the version and all is committed, nothing is left to tell.
    folder.write(
        "codegen.toml",
        "spec = \"api/pets.yaml\"\nout = \"pets\"\n[manifest.package]\nversion = \"0.2.0\"\n",
    );
    let ended = folder.run(CODEGEN);
    assert_eq!(ended.err, "");
    assert!(folder.git("add .") && folder.git("commit -q -m second"));
    folder.run(CODEGEN).with_code(0);
    assert_eq!(changelog(&folder), third);

    // Since a revision, a file, and a file of a revision.
    folder.write("old.yaml", PETS);
    // Of a file, nobody knows the version: the changes come after the one that the manifest has.
    for (since, version) in [
        ("main~1", "0.2.0"),
        ("main~1:api/pets.yaml", "0.2.0"),
        ("old.yaml", "0.3.0"),
    ] {
        folder.write("pets/CHANGELOG.md", first);
        folder
            .run(&format!("{CODEGEN} --since {since}"))
            .with_code(0);
        let told = changelog(&folder);
        let entry = format!("## {version}\n\n### Added\n\n- `Pet`, `name`");
        assert!(told.contains(&entry), "{since}: {told}");
    }
}

#[test]
fn a_moved_description_and_an_operation_are_told_in_words_for_callers() {
    let Some(folder) = committed("changelog-moved") else {
        return;
    };
    let text = PETS.replace(
        "components:",
        "  /pets: {get: {operationId: list-pets, tags: [pets], summary: Lists them., responses: {'204': {description: None.}}}}\ncomponents:",
    );
    std::fs::remove_file(folder.path("api/pets.yaml")).unwrap();
    folder.write("spec/api.yaml", &text);
    folder.write("codegen.toml", "spec = \"spec/api.yaml\"\nout = \"pets\"\n");
    folder.run(CODEGEN).with_code(0);
    let told = changelog(&folder);
    let line = "## 0.1.1\n\n### Added\n\n- `client.pets().list(..)` (`GET /pets`): `Lists them`\n";
    assert!(told.contains(line), "{told}");
}

#[test]
fn without_a_former_state_nothing_is_written() {
    let folder = Folder::with("changelog-none", PETS);
    // The folder lies in a repository that ignores it, or in none.
    folder.codegen("--changelog").with_code(0);
    let before = folder.snapshot();
    let ended = folder.codegen("--changelog --since no-such-revision");
    assert_eq!(ended.code, 2, "{}{}", ended.out, ended.err);
    assert_eq!(folder.snapshot(), before);
    assert_eq!(folder.codegen("--since api.yaml").code, 64);
}
