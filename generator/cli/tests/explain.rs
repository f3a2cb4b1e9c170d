//! `explain` as a user runs it.

mod support;

use serde_json::Value;
use support::{Folder, PETS};

#[test]
fn a_name_a_pointer_and_a_code_are_explained() {
    let folder = Folder::with("explain", PETS);
    let before = folder.snapshot();
    let pet = "pets::types::Pet  (struct)\n  place     api.yaml:21:5  /components/schemas/Pet\n";
    for (query, told) in [
        ("Pet", pet),
        ("#/components/schemas/Pet", pet),
        ("/components/schemas/Pet", pet),
        ("get-pet", "pets::pets::Pets::get: Request<Pet>  (method)\n"),
        (
            "/pets/{id}",
            "pets::pets::Pets::get: Request<Pet>  (method)\n",
        ),
        ("unknown-type", "unknown-type\n\n`type` is none of those"),
    ] {
        let ended = folder.run(&format!("explain {query} api.yaml"));
        ended.with_code(0);
        assert!(ended.out.starts_with(told), "{query}: {}", ended.out);
        assert_eq!(ended.err, "", "{query}");
    }
    assert_eq!(folder.snapshot(), before);
}

#[test]
fn what_leads_nowhere_is_answered_with_what_is_near() {
    let folder = Folder::with("explain-nowhere", PETS);
    for (query, said) in [
        (
            "Pett api.yaml",
            "error: there is no `Pett` in the description or its client: did you mean `pets::types::Pet`?\n",
        ),
        (
            "unknown-tpye",
            "error: there is no `unknown-tpye` in the description or its client: did you mean `unknown-type`?\n",
        ),
        (
            "Pet",
            "error: there is no codegen.toml in this folder or around it: give a description, or write one with `init`\n",
        ),
    ] {
        let ended = folder.run(&format!("explain {query}"));
        assert_eq!(ended.err, said);
        assert_eq!(ended.code, if query == "Pet" { 2 } else { 64 }, "{query}");
    }
    let ended = folder.run("explain id api.yaml");
    ended.with_code(64);
    let listed = "`id` can be any of these:\n  pets::types::Pet::id  field  api.yaml:";
    assert!(ended.out.starts_with(listed), "{}", ended.out);
    let ended = folder.run("lint api.yaml --allow not-caried");
    ended.with_code(64);
    let said = "no diagnostic has this code: did you mean `not-carried`?";
    assert!(ended.err.contains(said), "{}", ended.err);
}

#[test]
fn the_clients_of_the_configuration_and_their_names_count() {
    let folder = Folder::with("explain-clients", PETS);
    folder.write(
        "cats.yaml",
        &PETS
            .replace("Pet", "Cat")
            .replace("title: Pets", "title: Cats"),
    );
    folder.write(
        "codegen.toml",
        "[[client]]\nspec = \"api.yaml\"\nout = \"pets\"\n[[client]]\nspec = \"cats.yaml\"\nout = \"cats\"\n",
    );
    folder.write("pets/names.lock", "[\"fields of Pet\"]\nid = \"number\"\n");
    let ended = folder.run("explain number");
    ended.with_code(0);
    let lines = [
        "pets::types::Pet::number: String  (field)",
        "  pets/names.lock:2:6\n",
    ];
    for line in lines {
        assert!(ended.out.contains(line), "{line}\nin\n{}", ended.out);
    }
    let ended = folder.run("explain id --format json");
    ended.with_code(0);
    let told: Value = serde_json::from_str(&ended.out).unwrap();
    assert_eq!(told["query"], "id");
    assert_eq!(told["page"], Value::Null);
    let of_cats = &told["clients"][1];
    assert_eq!(of_cats["spec"], "cats.yaml");
    assert_eq!(of_cats["candidates"][0]["path"], "cats::types::Cat::id");
}

#[test]
fn a_broken_description_is_no_answer() {
    let folder = Folder::with(
        "explain-broken",
        &PETS.replace("schemas/Pet\"", "schemas/Pat\""),
    );
    let ended = folder.run("explain Problem api.yaml");
    ended.with_code(2);
    assert_eq!(ended.out, "");
    let said = "error[unresolved-reference]: there is no `Pat` under `components.schemas`\n";
    assert!(ended.err.starts_with(said), "{}", ended.err);
    let ended = folder.run("explain Problem api.yaml --allow unresolved-reference");
    ended.with_code(0);
}
