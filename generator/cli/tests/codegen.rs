//! `codegen` as a user runs it: what it writes, what it says, how it ends.

mod support;

use std::fs;

use support::{Folder, MARK, PETS};

#[test]
fn the_first_run_writes_a_crate_and_the_second_nothing() {
    let folder = Folder::with("twice", PETS);
    let first = folder.codegen("");
    let line = first.with_code(0);
    assert!(
        line.starts_with("out: 1 operation, 2 types, ") && line.ends_with(" written; 0 warnings"),
        "{line}"
    );
    assert!(
        first.err.starts_with("note: the crate lies in the workspace of ")
            && first.err.ends_with(
                "Cargo.toml: add \"target/tmp/twice/out\" to its `members`, or depend on it by its path\n"
            ),
        "{}",
        first.err
    );
    for name in [
        "Cargo.toml",
        "src/lib.rs",
        "src/pets.rs",
        "src/types/pet.rs",
    ] {
        let text = folder.read(&format!("out/{name}"));
        assert!(text.lines().next().unwrap().contains(MARK), "{name}");
    }
    let before = folder.snapshot();
    let second = folder.codegen("");
    assert_eq!(
        second.with_code(0),
        "out: 1 operation, 2 types, 0 files written; 0 warnings"
    );
    assert_eq!(folder.snapshot(), before);
}

#[test]
fn only_what_changes_is_written() {
    let folder = Folder::with("part", PETS);
    folder.codegen("").with_code(0);
    let before = folder.snapshot();
    folder.write(
        "api.yaml",
        &PETS.replace("{id: {type: string}}", "{id: {type: string, maxLength: 9}}"),
    );
    let ended = folder.codegen("");
    assert_eq!(
        ended.with_code(0),
        "out: 1 operation, 2 types, 2 files written; 0 warnings"
    );
    let changed: Vec<String> = folder
        .snapshot()
        .into_iter()
        .filter(|(name, file)| before.get(name) != Some(file))
        .map(|(name, _)| name)
        .collect();
    assert_eq!(
        changed,
        ["api.yaml", "out/files.lock", "out/src/types/pet.rs"]
    );
}

#[test]
fn check_shows_a_diff_and_writes_nothing() {
    let folder = Folder::with("check", PETS);
    let before = folder.snapshot();
    let fresh = folder.codegen("--check");
    let line = fresh.with_code(1);
    assert!(line.contains(" files out of date"), "{line}");
    assert!(
        fresh
            .out
            .contains("--- /dev/null\n+++ out/Cargo.toml\n@@ -0,0 +1,")
    );
    assert_eq!(folder.snapshot(), before);

    folder.codegen("").with_code(0);
    let before = folder.snapshot();
    let same = folder.codegen("--check");
    assert_eq!(
        same.with_code(0),
        "out: 1 operation, 2 types, up to date; 0 warnings"
    );

    folder.write("out/src/stale.rs", &format!("// {MARK}\n"));
    let other = PETS.replace("title: {type: string}", "title: {type: integer}");
    folder.write("api.yaml", &other);
    let ended = folder.codegen("--check");
    let line = ended.with_code(1);
    assert!(line.contains(", 3 files out of date"), "{line}");
    for part in [
        "--- out/src/types/problem.rs\n+++ out/src/types/problem.rs\n@@ ",
        "-    pub title: Option<String>,\n+    pub title: Option<i64>,\n",
        "--- out/src/stale.rs\n+++ /dev/null\n@@ -1 +0,0 @@\n",
    ] {
        assert!(ended.out.contains(part), "{part}\nis not in\n{}", ended.out);
    }
    folder.write("api.yaml", PETS);
    fs::remove_file(folder.path("out/src/stale.rs")).unwrap();
    let same = |(name, file): (String, _)| (name != "api.yaml").then_some(file);
    assert!(
        folder
            .snapshot()
            .into_iter()
            .filter_map(same)
            .eq(before.into_iter().filter_map(same))
    );
}

#[test]
fn stale_files_go_and_foreign_ones_stay() {
    let folder = Folder::with("stale", PETS);
    folder.codegen("").with_code(0);
    let ours = format!("// {MARK}\n");
    let stale = ["out/old.md", "out/src/old.rs", "out/src/target/deep/old.rs"];
    let foreign = [
        "out/README.md",
        "out/tests/kick.rs",
        "out/src/by_hand.rs",
        "out/src/types/notes.txt",
    ];
    // What another generated crate below this one holds is not ours to remove.
    let other = ["out/target/old.rs", "out/inner/src/lib.rs"];
    for name in stale.iter().chain(&other) {
        folder.write(name, &ours);
    }
    for name in foreign {
        folder.write(name, "by hand\n");
    }
    fs::write(folder.path("out/src/logo.png"), [0xff, 0xfe, 0]).unwrap();
    let before = folder.snapshot();
    assert_eq!(
        folder.codegen("").with_code(0),
        "out: 1 operation, 2 types, 0 files written, 3 removed; 0 warnings"
    );
    for name in stale {
        assert!(!folder.path(name).exists(), "{name}");
    }
    assert!(!folder.path("out/src/target").exists());
    let after = folder.snapshot();
    for name in foreign.iter().chain(&other).chain(&["out/src/logo.png"]) {
        assert_eq!(after.get(*name), before.get(*name), "{name}");
    }
}

#[test]
fn what_a_changed_description_no_longer_has_goes_with_its_folder() {
    let folder = Folder::with("gone", PETS);
    folder.write("codegen.toml", "[resources]\npets = \"zoo.pets\"\n");
    folder.codegen("").with_code(0);
    assert!(folder.path("out/src/zoo/pets.rs").exists());
    fs::remove_file(folder.path("codegen.toml")).unwrap();
    folder.codegen("").with_code(0);
    assert!(!folder.path("out/src/zoo").exists() && !folder.path("out/src/zoo.rs").exists());
    assert!(folder.path("out/src/pets.rs").exists());
}

#[test]
fn a_foreign_file_in_the_way_stops_everything() {
    for (name, file) in [
        ("lib", "src/lib.rs"),
        ("manifest", "Cargo.toml"),
        ("binary", "api.md"),
    ] {
        let folder = Folder::with(&format!("foreign-{name}"), PETS);
        folder.write(&format!("out/{file}"), "by hand\n");
        let before = folder.snapshot();
        for option in ["", "--check"] {
            let ended = folder.codegen(option);
            ended.with_code(2);
            assert_eq!(
                ended.err,
                format!(
                    "error: out/{file} was not written by this program, and is in its way: move it, or choose another folder\n"
                )
            );
            assert_eq!(folder.snapshot(), before);
        }
    }
}

#[test]
fn a_readme_that_somebody_has_written_stays() {
    let folder = Folder::with("readme", PETS);
    folder.codegen("").with_code(0);
    assert!(folder.read("out/README.md").contains("A client of"));
    folder.write("out/README.md", "# By hand\n");
    folder.codegen("--check").with_code(0);
    folder.codegen("").with_code(0);
    assert_eq!(folder.read("out/README.md"), "# By hand\n");
    folder.write("out/README.md", "");
    folder.codegen("--check").with_code(1);
}

#[test]
fn a_failed_write_leaves_what_was_there() {
    let folder = Folder::with("failed", PETS);
    folder.codegen("").with_code(0);
    folder.write("api.yaml", &PETS.replace("  /pets/", "  /zoo/pets/"));
    for block in ["out/src/client.rs", "out/src/runtime"] {
        let path = folder.path(block);
        if path.is_dir() {
            fs::remove_dir_all(&path).unwrap();
            fs::write(&path, "a file where a folder must go").unwrap();
        } else {
            fs::remove_file(&path).unwrap();
            fs::create_dir(&path).unwrap();
        }
        let before = folder.snapshot();
        let ended = folder.codegen("");
        ended.with_code(2);
        assert!(
            ended.err.starts_with("error: cannot read out/src/"),
            "{}",
            ended.err
        );
        assert_eq!(folder.snapshot(), before, "{block}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_out_of_the_crate_is_not_followed() {
    let folder = Folder::with("links", PETS);
    folder.write("elsewhere/lib.rs", &format!("// {MARK}\nelsewhere\n"));
    fs::create_dir(folder.path("out")).unwrap();
    std::os::unix::fs::symlink(folder.path("elsewhere"), folder.path("out/src")).unwrap();
    let before = folder.snapshot();
    let ended = folder.codegen("");
    ended.with_code(2);
    assert!(
        ended
            .err
            .starts_with("error: out/src is a symbolic link, and is in the way of src/"),
        "{}",
        ended.err
    );
    assert_eq!(folder.snapshot(), before);

    // The folder of the crate itself may be one.
    let folder = Folder::with("linked", PETS);
    fs::create_dir(folder.path("real")).unwrap();
    std::os::unix::fs::symlink(folder.path("real"), folder.path("out")).unwrap();
    folder.codegen("").with_code(0);
    assert!(folder.path("real/src/lib.rs").exists());
}

#[test]
fn an_error_is_shown_where_it_stands_and_changes_nothing() {
    let folder = Folder::with("error", PETS);
    folder.codegen("").with_code(0);
    folder.write("api.yaml", &PETS.replace("schemas/Pet\"", "schemas/Pat\""));
    let before = folder.snapshot();
    for option in ["", "--check", "--manifest made.json"] {
        let ended = folder.codegen(option);
        assert_eq!(ended.with_code(2), "api.yaml: nothing was written; 1 error");
        assert_eq!(
            ended.err,
            r##"error[unresolved-reference]: there is no `Pat` under `components.schemas`
  --> api.yaml:15:55
   |
14 |           description: A pet.
15 |           content: {application/json: {schema: {$ref: "#/components/schemas/Pat"}}}
   |                                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^
16 |         "404":
   |
   = note: at /paths/~1pets~1{id}/get/responses/200/content/application~1json/schema/$ref
   = help: did you mean `Pet`?

help: `--allow unresolved-reference`, or `[allow]` in codegen.toml, generates the rest of the client, without what is broken

"##
        );
        assert_eq!(folder.snapshot(), before);
    }
}

#[test]
fn a_wrong_command_line_ends_with_64() {
    let folder = Folder::with("usage", PETS);
    for line in ["", "codgen", "codegen --nope", "codegen --spec", "runtime"] {
        let ended = folder.run(line);
        ended.with_code(64);
        assert!(
            ended.err.contains("--help") || ended.err.contains("Usage: openapi-client"),
            "{line}: {}",
            ended.err
        );
    }
    for line in ["--help", "codegen --help"] {
        let ended = folder.run(line);
        ended.with_code(0);
        assert!(
            ended.out.contains("Usage: openapi-client"),
            "{line}: {}",
            ended.out
        );
    }
}
