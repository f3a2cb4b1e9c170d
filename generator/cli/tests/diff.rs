//! `diff` as a user runs it.

mod support;

use support::{Folder, PETS};

#[test]
fn files_folders_and_formats() {
    let folder = Folder::with("diff-formats", PETS);
    folder.write("new/openapi.yaml", &changed());
    let ended = folder.run("diff api.yaml new");
    assert_eq!(ended.with_code(0), "  1 major, 1 minor");
    let verdict = "api.yaml to new/openapi.yaml: major version needed\n  now-optional-in-answers: ";
    assert!(ended.out.contains(verdict), "{}", ended.out);
    assert!(
        ended
            .out
            .contains("id: now optional in answers: String becomes Option<String>\n")
    );
    let ended = folder.run("diff api.yaml new --format markdown");
    assert!(
        ended
            .out
            .starts_with("## A major version from `api.yaml` to `new/openapi.yaml`\n")
    );
    let ended = folder.run("diff api.yaml new --format json");
    assert!(
        ended.out.contains("\n  \"bump\": \"major\",\n"),
        "{}",
        ended.out
    );
    let ended = folder.run("diff api.yaml api.yaml --format json");
    assert!(
        ended.out.starts_with("{\n  \"bump\": \"none\",\n"),
        "{}",
        ended.out
    );
}

#[test]
fn a_description_that_cannot_be_used_is_told() {
    let folder = Folder::with("diff-broken", PETS);
    folder.write("bad.yaml", &PETS.replace("schemas/Pet\"", "schemas/Pat\""));
    let ended = folder.run("diff api.yaml bad.yaml");
    assert_eq!(ended.code, 2, "{}", ended.out);
    assert!(
        ended.err.starts_with("error[unresolved-reference]: "),
        "{}",
        ended.err
    );
    let ended = folder.run("diff api.yaml no.yaml");
    assert_eq!(ended.code, 2, "{}", ended.out);
    folder.write("empty/a.txt", "");
    let ended = folder.run("diff api.yaml empty");
    assert_eq!(ended.code, 2, "{}", ended.out);
    assert!(
        ended.err.contains("there is no description in empty"),
        "{}",
        ended.err
    );
}

#[test]
fn names_come_from_the_lock_of_the_old_client() {
    let folder = Folder::with("diff-lock", PETS);
    folder.write(
        "names.lock",
        "[\"operations of pets\"]\n\"GET /pets/{id}\" = \"fetch\"\n",
    );
    folder.write(
        "new/openapi.yaml",
        &PETS
            .replace("{id}", "{pet}")
            .replace("name: id, in", "name: pet, in"),
    );
    let ended = folder.run("diff api.yaml new");
    assert!(
        ended.out.contains("client.pets().fetch(..)"),
        "{}",
        ended.out
    );
    assert!(ended.out.contains("patch version needed"), "{}", ended.out);
}

#[test]
fn a_revision_is_read_from_git() {
    let folder = Folder::with("diff-git", PETS);
    if !folder.git("--version") {
        println!("skipped: there is no git");
        return;
    }
    let is_made = folder.git("init -q -b main") && folder.git("add api.yaml");
    assert!(is_made && folder.git("commit -q -m a"));
    folder.write("api.yaml", &changed());
    let ended = folder.run("diff main:api.yaml api.yaml");
    assert!(
        ended
            .out
            .contains("main:api.yaml to api.yaml: major version needed"),
        "{}",
        ended.out
    );
    let ended = folder.run("diff main:none.yaml api.yaml");
    assert_eq!(ended.code, 2, "{}", ended.out);
    assert!(
        ended.err.contains("cannot read main:none.yaml"),
        "{}",
        ended.err
    );
}

#[test]
fn a_description_of_a_revision_reads_no_more_than_on_the_disk() {
    let text = PETS.replace("#/components/schemas/Pet", "PLACE#/Pet");
    let folder = Folder::new("diff-git-files");
    if !folder.git("--version") {
        println!("skipped: there is no git");
        return;
    }
    let shared = "Pet: {type: object, properties: {id: {type: string}}}\n";
    for name in ["pets.yaml", "api/pets.yaml", "shared/pets.yaml"] {
        folder.write(name, shared);
    }
    folder.write("api.yaml", &text.replace("PLACE", "pets.yaml"));
    folder.write("api/good.yaml", &text.replace("PLACE", "./pets.yaml"));
    folder.write("api/bad.yaml", &text.replace("PLACE", "../pets.yaml"));
    folder.write(
        "api/root.yaml",
        &text.replace("PLACE", "../shared/pets.yaml"),
    );
    folder.write("roots.toml", "[files]\nroots = [\"shared\"]\n");
    let is_made = folder.git("init -q -b a/main") && folder.git("add .");
    assert!(is_made && folder.git("commit -q -m a"));
    for (options, is_read) in [
        ("a/main:api.yaml api.yaml", true),
        ("a/main:api/good.yaml api/good.yaml", true),
        ("a/main:./api/good.yaml api/good.yaml", true),
        ("a/main:api/bad.yaml api/good.yaml", false),
        ("a/main:api/root.yaml api/good.yaml", false),
        (
            "a/main:api/root.yaml api/root.yaml --config roots.toml",
            true,
        ),
    ] {
        let ended = folder.run(&format!("diff {options}"));
        let code = if is_read { 0 } else { 2 };
        assert_eq!(ended.code, code, "{options}: {}{}", ended.out, ended.err);
        let is_refused = ended.err.contains("a description of a revision reads");
        assert_eq!(is_refused, !is_read, "{options}: {}", ended.err);
    }
}

/// The id of a pet may be absent, and it may have a name.
fn changed() -> String {
    let loose = PETS.replace("      required: [id]\n", "");
    loose.replace(
        "{id: {type: string}}",
        "{id: {type: string}, name: {type: string}}",
    )
}
