//! `cargo xtask corpus` as a user runs it. That `--check` compiles is left to those who have the time.

#[path = "../../generator/cli/tests/support/mod.rs"]
mod support;

use support::{Folder, PETS};

#[test]
fn every_description_is_counted() {
    let folder = Folder::new("corpus");
    folder.write("all/pets.yaml", PETS);
    folder.write(
        "all/more/untyped.yaml",
        &PETS.replace("{type: boolean}", "{type: strin}"),
    );
    folder.write("all/more/bad.yaml", "openapi: 9.0.0\n");
    folder.write("all/set__multi/api.yaml", PETS);
    folder.write("all/set__multi/parts/pet.yaml", "type: object\n");
    folder.write("all/notes.json", "{\"about\": \"openapi\"}");
    let ended = folder.run("corpus all --out made");
    let table = &ended.out;
    ended.with_code(0);
    for line in [
        "       4 descriptions",
        "       3 generated",
        "       1 refused",
        "       0 panicked",
        "       0 timed out",
        "       3 operations",
        "       6 types",
        "       1 warnings",
        "       1 unknown-type",
        "  more/bad.yaml",
        "    error[unsupported-version]: version 9.0.0 is not supported (bad.yaml:1:10)",
    ] {
        assert!(table.lines().any(|it| it == line), "{line:?}\n{table}");
    }
    assert!(
        folder
            .path("made/crates/of-more-untyped-yaml-client/src/lib.rs")
            .exists()
    );
    assert_eq!(ended.err, "");

    // No time at all is too little for any of them.
    let ended = folder.run("corpus all --out made --seconds 0");
    ended.with_code(2);
    assert!(ended.out.contains("       4 timed out\n"), "{}", ended.out);
}

#[test]
fn a_folder_that_is_not_there_is_said() {
    let folder = Folder::new("corpus-missing");
    let ended = folder.run("corpus all");
    ended.with_code(2);
    assert!(
        ended.err.starts_with("error: cannot read all: "),
        "{}",
        ended.err
    );
}
