//! Where descriptions and their clients are: what `codegen.toml` says, what the command line says, and which of them counts.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

mod support;

use support::{Folder, PETS};

const TWO: &str = "unused = \"keep\"\n[[client]]\nspec = \"a/api.yaml\"\nout = \"made/a\"\npackage = \"a\"\n\
                   [[client]]\nspec = \"b/api.yaml\"\nout = \"made/b\"\npackage = \"b\"\n";

/// A description of something else: what only has another tag stays where it is.
fn birds() -> String {
    let text = PETS.replace("tags: [pets]", "tags: [birds]");
    text.replace("/pets", "/birds")
        .replace("get-pet", "get-bird")
}

/// A folder with a configuration of two clients.
fn two(name: &str) -> Folder {
    let folder = Folder::new(name);
    folder.write("codegen.toml", TWO);
    folder.write("a/api.yaml", PETS);
    folder.write("b/api.yaml", &PETS.replace("tags: [pets]", "tags: [cats]"));
    folder
}

#[test]
fn a_run_without_options_makes_all_clients_of_the_nearest_configuration() {
    let folder = two("clients-all");
    let ended = folder.run("codegen");
    ended.with_code(0);
    let starts = [
        "made/a: 1 operation, 2 types, ",
        "made/b: 1 operation, 2 types, ",
    ];
    for (line, start) in ended.out.lines().zip(starts) {
        assert!(line.starts_with(start), "{line}");
    }
    assert!(folder.read("made/b/Cargo.toml").contains("name = \"b\""));
    assert!(folder.path("made/b/src/cats.rs").exists());

    // From a folder inside, and what one of them is made of has changed.
    folder.write("b/api.yaml", &birds());
    let ended = folder.run_in("made/a/src", "codegen --check", "");
    ended.with_code(1);
    assert!(
        ended
            .out
            .contains("made/a: 1 operation, 2 types, up to date; 0 warnings\n"),
        "{ended:?}"
    );
    let ended = folder.run_in("a", "codegen", "");
    ended.with_code(0);
    assert!(folder.path("made/b/src/birds.rs").exists());
    folder.run("codegen --check --deny-warnings").with_code(0);
    assert_eq!(folder.run("lint").with_code(0), "b/api.yaml: 0 warnings");
}

#[test]
fn a_client_that_cannot_be_made_does_not_keep_the_others_from_it() {
    let folder = two("clients-broken");
    folder.write("a/api.yaml", "openapi: 9.0.0\n");
    let ended = folder.run("codegen");
    ended.with_code(2);
    assert!(
        ended
            .out
            .starts_with("a/api.yaml: nothing was written; 1 error\n"),
        "{ended:?}"
    );
    assert!(folder.path("made/b/Cargo.toml").exists() && !folder.path("made/a").exists());

    let folder = two("clients-missing");
    std::fs::remove_file(folder.path("a/api.yaml")).unwrap();
    let ended = folder.run("codegen");
    ended.with_code(2);
    assert!(ended.err.starts_with("error: cannot read a/api.yaml: "));
    assert!(folder.path("made/b/Cargo.toml").exists());
    let ended = folder.run("lint");
    assert_eq!(ended.with_code(2), "b/api.yaml: 0 warnings");
}

#[test]
fn options_count_before_the_configuration() {
    let folder = two("clients-options");
    // The configuration names the description, and is found from there.
    let line = "codegen a/api.yaml";
    assert!(folder.run(line).with_code(0).starts_with("made/a: "));
    assert!(!folder.path("made/b").exists());
    let line = "codegen --spec b/api.yaml --out other --name other";
    assert!(folder.run(line).with_code(0).starts_with("other: "));
    assert!(folder.read("other/Cargo.toml").contains("name = \"other\""));
    let line = "codegen --out made/b --name chosen";
    assert!(folder.run(line).with_code(0).starts_with("made/b: "));
    assert!(
        folder
            .read("made/b/Cargo.toml")
            .contains("name = \"chosen\"")
    );

    // Not one that is about others.
    folder.write("c/api.yaml", PETS);
    let ended = folder.run("codegen c/api.yaml --out c/made");
    assert!(ended.with_code(0).starts_with("c/made: "));
    assert!(folder.read("c/made/Cargo.toml").contains("name = \"pets\""));
}

#[test]
fn what_cannot_be_meant_is_said() {
    let folder = two("clients-wrong");
    folder.write("c.yaml", PETS);
    folder.write("half/codegen.toml", "spec = \"../c.yaml\"\n");
    for (place, line, message) in [
        (
            "",
            "codegen c.yaml --config codegen.toml --out x",
            "none of the 2 clients in codegen.toml is made from c.yaml: add one, or give --config",
        ),
        (
            "",
            "lint https://pets.example/api/pets.yaml",
            "nothing is read from the network: get the file with `curl --fail --location --output pets.yaml \
             https://pets.example/api/pets.yaml`, and give pets.yaml",
        ),
    ] {
        let ended = folder.run_in(place, line, "");
        ended.with_code(2);
        assert_eq!(ended.err, format!("error: {message}\n"), "{line}");
    }
    folder
        .run("codegen a/api.yaml --spec a/api.yaml")
        .with_code(64);

    let ended = folder.run_in("half", "codegen --out out", "");
    assert!(ended.with_code(0).starts_with("out: "), "{ended:?}");
    folder.write("half/codegen.toml", "spec = \"../c.yaml\"\nout = 1\n");
    let ended = folder.run_in("half", "codegen", "");
    ended.with_code(2);
    assert!(
        ended.err.contains("--> codegen.toml:2:7\n"),
        "{}",
        ended.err
    );
}

#[test]
fn a_client_may_lie_where_its_configuration_does() {
    let folder = Folder::with("clients-here", PETS);
    folder.write("codegen.toml", "spec = \"api.yaml\"\nout = \".\"\n");
    let first = folder.run("codegen");
    assert!(first.with_code(0).starts_with(".: 1 operation, 2 types, "));
    assert!(folder.path("src/lib.rs").exists());
    folder.run("codegen --check").with_code(0);
}

#[test]
fn a_mistake_of_one_client_is_shown_where_it_stands() {
    let folder = two("clients-place");
    folder.write(
        "codegen.toml",
        &format!("{TWO}[client.operations.get-cat]\nmethod = \"get\"\n"),
    );
    let ended = folder.run("codegen");
    ended.with_code(2);
    assert!(
        ended.err.contains("error[unused-configuration]: ")
            && ended.err.contains(" --> codegen.toml:10:20\n"),
        "{}",
        ended.err
    );
    assert!(folder.path("made/a/Cargo.toml").exists());
}

#[test]
fn a_description_is_a_file_a_folder_or_standard_input() {
    let folder = Folder::new("clients-inputs");
    folder.write("api/openapi.yaml", PETS);
    folder.write("api/pet.yaml", "type: object\n");
    folder.write("one/pets.yaml", PETS);
    folder.write("one/notes.yaml", "about: openapi\n");
    for (line, input) in [
        ("codegen api --out out", ""),
        ("codegen --spec one --out out --check", ""),
        ("codegen one/pets.yaml --out out --check", ""),
        ("codegen - --out out --check", PETS),
    ] {
        let ended = folder.run_in("", line, input);
        assert!(
            ended
                .with_code(0)
                .starts_with("out: 1 operation, 2 types, "),
            "{line}"
        );
    }
    let ended = folder.run_in(
        "",
        "lint -",
        &PETS.replace("schemas/Pet\"", "schemas/Pat\""),
    );
    ended.with_code(2);
    assert!(
        ended.err.contains(" --> standard input:15:55\n"),
        "{}",
        ended.err
    );
}

#[test]
fn a_command_line_is_a_crate_of_its_own_that_knows_the_way_to_the_client() {
    let folder = Folder::with("clients-cli", PETS);
    let client = |from: &str| {
        let manifest = folder.read(&format!("{from}/Cargo.toml"));
        let (_, path) = manifest.split_once("path = \"").unwrap();
        let (_, path) = path.split_once("path = \"").unwrap();
        path.split('"').next().unwrap().to_owned()
    };
    folder.codegen("").with_code(0);
    assert!(!folder.path("out/cli").exists());
    let ended = folder.codegen("--cli");
    assert!(ended.with_code(0).contains(" written; "), "{ended:?}");
    assert_eq!(client("out/cli"), "..");
    folder.codegen("--cli --check").with_code(0);
    folder.codegen("--cli=tools/pets").with_code(0);
    assert_eq!(client("tools/pets"), "../../out");

    // What the description no longer has goes there as well, and what is not ours stays.
    folder.write("out/cli/src/mine.rs", "// Mine.\n");
    folder.write("api.yaml", &birds());
    let ended = folder.codegen("--check");
    assert!(ended.with_code(1).contains("out of date"), "{ended:?}");
    folder.codegen("").with_code(0);
    folder.codegen("--cli --check").with_code(0);
    assert!(folder.path("out/cli/src/commands/birds.rs").exists());
    assert!(!folder.path("out/cli/src/commands/pets.rs").exists());
    assert!(folder.path("out/cli/src/mine.rs").exists());

    // As the configuration says it, with paths from its folder.
    let config = "spec = \"../api.yaml\"\nout = \"client\"\ncli = { out = \"cli\", package = \"zoo-cli\", command = \"zoo\" }\n";
    folder.write("conf/codegen.toml", config);
    folder.run_in("conf", "codegen", "").with_code(0);
    assert_eq!(client("conf/cli"), "../client");
    let manifest = folder.read("conf/cli/Cargo.toml");
    assert!(manifest.contains("name = \"zoo-cli\"\n") && manifest.contains("name = \"zoo\"\n"));
    // A client that goes elsewhere this time leaves it alone.
    folder
        .run_in("conf", "codegen --out elsewhere", "")
        .with_code(0);
    assert_eq!(client("conf/cli"), "../client");
    assert!(!folder.path("conf/elsewhere/cli").exists());
    let ended = folder.run_in("conf", "codegen --cli=client", "");
    ended.with_code(2);
    assert_eq!(ended.err, "error: two crates go to client\n");
}
