//! The options of `codegen`, and what it makes of odd files.

mod support;

use std::fs;

use support::{Folder, PETS};

/// A description that the client does not carry in full.
fn with_warning() -> String {
    PETS.replace("      tags: [pets]", "      retries: 3\n      tags: [pets]")
}

#[test]
fn warnings_do_not_stop_a_run_unless_they_are_denied() {
    let folder = Folder::with("deny", &with_warning());
    let denied = folder.codegen("--deny-warnings");
    assert_eq!(
        denied.with_code(1),
        "api.yaml: warnings are denied, and nothing was written; 1 warning: 1 unknown-field"
    );
    assert!(
        denied.err.starts_with("warning[unknown-field]: "),
        "{}",
        denied.err
    );
    assert!(!folder.path("out").exists());

    let ended = folder.codegen("");
    assert!(
        ended
            .with_code(0)
            .ends_with(" files written; 1 warning: 1 unknown-field")
    );
    let ended = folder.codegen("--check");
    assert_eq!(
        ended.with_code(0),
        "out: 1 operation, 2 types, up to date; 1 warning: 1 unknown-field"
    );
    folder.codegen("--deny-warnings --check").with_code(1);
}

#[test]
fn warnings_of_a_kind_share_a_line_until_all_are_asked_for() {
    let text = with_warning().replace("openapi: 3.0", "retries: 3\nopenapi: 3.0");
    let folder = Folder::with("verbose", &text);
    let short = folder.codegen("");
    assert!(
        short
            .err
            .starts_with("warning[unknown-field] at 2 places (api.yaml:1:1, "),
        "{}",
        short.err
    );
    assert_eq!(short.err.matches("unknown-field").count(), 1);
    let long = folder.codegen("--verbose");
    assert_eq!(long.err.matches("warning[unknown-field]: ").count(), 2);
    let linted = folder.run("lint --verbose api.yaml");
    assert_eq!(linted.err, long.err);
}

#[test]
fn tests_come_and_go_and_leave_those_of_others_alone() {
    let folder = Folder::with("tests", PETS);
    folder.codegen("").with_code(0);
    assert!(!folder.path("out/tests").exists());
    folder.write("out/tests/own.rs", "// My own.\n");
    folder.codegen("--tests").with_code(0);
    let root = folder.read("out/tests/generated/main.rs");
    assert!(root.contains("mod pets;"), "{root}");
    let test = folder.read("out/tests/generated/pets.rs");
    assert!(test.contains("#[tokio::test]"), "{test}");
    folder.write("out/tests/generated/own.rs", "// My own.\n");
    folder.codegen("").with_code(0);
    assert!(!folder.path("out/tests/generated/pets.rs").exists());
    for own in ["out/tests/own.rs", "out/tests/generated/own.rs"] {
        assert_eq!(folder.read(own), "// My own.\n");
    }

    folder.write("codegen.toml", "tests = true\n");
    folder.write("out/tests/generated/pets.rs", "// My own.\n");
    let ended = folder.codegen("");
    ended.with_code(2);
    let said =
        "error: out/tests/generated/pets.rs was not written by this program, and is in its way";
    assert!(ended.err.contains(said), "{}", ended.err);
}

#[test]
fn the_package_is_named_by_option_configuration_or_title() {
    let folder = Folder::with("name", PETS);
    let name = |options: &str| {
        folder.codegen(options).with_code(0);
        let manifest = folder.read("out/Cargo.toml");
        let line = manifest.lines().find(|line| line.starts_with("name = "));
        line.unwrap().to_owned()
    };
    assert_eq!(name(""), "name = \"pets\"");
    folder.write("codegen.toml", "package = \"beside\"\n");
    folder.write("other.toml", "package = \"other\"\n");
    assert_eq!(name(""), "name = \"beside\"");
    assert_eq!(name("--config other.toml"), "name = \"other\"");
    assert_eq!(name("--config other.toml --name said"), "name = \"said\"");

    let ended = folder.codegen("--name serde");
    ended.with_code(2);
    assert_eq!(
        ended.err,
        "error: --name: `serde` cannot be the name of a package: the client uses a crate `serde`; `serde-client` can\n"
    );
}

#[test]
fn a_missing_or_broken_file_is_named() {
    let folder = Folder::with("missing", PETS);
    for name in ["empty/notes.yaml", "several/a.yaml", "several/b.yaml"] {
        folder.write(
            name,
            if name.starts_with("empty") {
                "a: 1\n"
            } else {
                PETS
            },
        );
    }
    let cases = [
        (
            "codegen --spec no.yaml --out out",
            "error: cannot read no.yaml: ",
        ),
        (
            "codegen --spec api.yaml --out out --config no.toml",
            "error: cannot read no.toml: ",
        ),
        (
            "codegen --spec api.yaml",
            "error: a description of your own needs a folder of its own: give --out\n",
        ),
        (
            "codegen --spec empty --out out",
            "error: there is no description in empty\n",
        ),
        (
            "codegen several --out out",
            "error: there are several descriptions in several: give one of several/a.yaml, several/b.yaml\n",
        ),
        ("lint no.yaml", "error: cannot read no.yaml: "),
    ];
    for (line, message) in cases {
        let ended = folder.run(line);
        ended.with_code(2);
        assert!(ended.err.starts_with(message), "{line}: {}", ended.err);
    }
    folder.write("codegen.toml", "package = \"pets\"\npackages = 1\n");
    let ended = folder.codegen("");
    ended.with_code(2);
    assert!(
        ended.err.starts_with(
            "error[invalid-config]: there is no setting `packages` here: did you mean `package`?"
        ) && ended.err.contains("--> codegen.toml:2:1\n"),
        "{}",
        ended.err
    );
    assert!(!folder.path("out").exists());
}

#[test]
fn a_broken_lock_is_shown_and_kept() {
    let folder = Folder::with("lock", PETS);
    folder.codegen("").with_code(0);
    for broken in ["[types\n", "types = 1\n", "<<<<<<< ours\n"] {
        folder.write("out/names.lock", broken);
        let before = folder.snapshot();
        let ended = folder.codegen("");
        ended.with_code(2);
        assert!(
            ended.err.starts_with("error[invalid-lock]: ")
                && ended.err.contains("--> out/names.lock:1:"),
            "{}",
            ended.err
        );
        assert_eq!(folder.snapshot(), before);
    }
}

#[test]
fn a_name_of_the_lock_that_cannot_be_is_shown() {
    let folder = Folder::with("lock-names", PETS);
    folder.codegen("").with_code(0);
    let before = folder.read("out/names.lock");
    let lock = before.replace("Pet = \"pet\"", "Pet = \"nul\"");
    assert_ne!(lock, before);
    folder.write("out/names.lock", &lock);
    let ended = folder.codegen("");
    ended.with_code(2);
    assert!(
        ended
            .err
            .starts_with("error[invalid-name]: `nul` cannot be a name here\n --> out/names.lock:"),
        "{}",
        ended.err
    );
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_make_no_difference() {
    let folder = Folder::with("plain", PETS);
    folder.codegen("").with_code(0);
    let crlf = PETS.replace('\n', "\r\n");
    for text in [
        format!("\u{feff}{PETS}"),
        crlf.clone(),
        format!("\u{feff}{crlf}"),
    ] {
        folder.write("api.yaml", &text);
        let ended = folder.codegen("--check");
        assert!(
            ended.with_code(0).contains(", up to date; "),
            "{}",
            ended.out
        );
        let broken = text.replace("schemas/Pet\"", "schemas/Pat\"");
        folder.write("api.yaml", &broken);
        let ended = folder.codegen("--check");
        ended.with_code(2);
        assert!(ended.err.contains("--> api.yaml:15:55\n"), "{}", ended.err);
    }
}

#[test]
fn no_name_leads_out_of_the_folder() {
    let text = PETS
        .replace("[pets]", "[\"../../evil\"]")
        .replace("get-pet", "../../../evil")
        .replace("Problem", "..x..y..evil");
    let folder = Folder::with("evil", &text);
    folder.write(
        "codegen.toml",
        "[resources]\n\"../../evil\" = \"../../../evil./etc/passwd\"\n",
    );
    let before: Vec<String> = folder.snapshot().into_keys().collect();
    let ended = folder.codegen("");
    assert!(matches!(ended.code, 0 | 2), "{}", ended.err);
    let mut after: Vec<String> = folder.snapshot().into_keys().collect();
    after.retain(|name| !name.starts_with("out"));
    assert_eq!(after, before);
    fs::remove_file(folder.path("codegen.toml")).unwrap();
    folder.codegen("").with_code(0);
    let mut after: Vec<String> = folder.snapshot().into_keys().collect();
    after.retain(|name| !name.starts_with("out"));
    assert_eq!(after, ["api.yaml"]);
    assert!(!folder.path("../evil.rs").exists() && !folder.path("../../evil.rs").exists());
}

#[test]
fn the_manifest_leads_from_the_wire_to_rust() {
    let folder = Folder::with("manifest", PETS);
    folder
        .codegen("--manifest made/api.json --check")
        .with_code(1);
    assert!(!folder.path("made").exists());
    folder.codegen("--manifest made/api.json").with_code(0);
    assert_eq!(
        folder.read("made/api.json"),
        r#"{
  "crate": "pets",
  "integers": {},
  "operations": [
    {
      "arguments": [
        {
          "name": "id",
          "type": "String",
          "wire": "id"
        }
      ],
      "body": null,
      "call": [
        "pets",
        "get"
      ],
      "constructor": {
        "struct": null,
        "takes": []
      },
      "errors": [
        {
          "status": "404",
          "type": "pets::types::Problem"
        }
      ],
      "fields": [
        {
          "in": "query",
          "name": "full",
          "needed": false,
          "presence": "optional",
          "preset": null,
          "type": "bool",
          "wire": "full"
        }
      ],
      "file": "api.yaml",
      "id": "get-pet",
      "is_stream": false,
      "method": "GET",
      "params": "pets::pets::GetParams",
      "path": "/pets/{id}",
      "pointer": "/paths/~1pets~1{id}/get",
      "response": "pets::types::Pet",
      "rust": "pets::pets::Pets::get",
      "variants": []
    }
  ],
  "package": "pets",
  "schemas": [
    {
      "directions": [
        "read"
      ],
      "file": "api.yaml",
      "is_part": false,
      "keeps_unknown": false,
      "kind": "struct",
      "path": "pets::types::Pet",
      "pointer": "/components/schemas/Pet"
    },
    {
      "directions": [
        "read"
      ],
      "file": "api.yaml",
      "is_part": false,
      "keeps_unknown": false,
      "kind": "struct",
      "path": "pets::types::Problem",
      "pointer": "/components/schemas/Problem"
    }
  ]
}
"#
    );
    let ended = folder.codegen("--manifest made/api.json --check");
    assert!(ended.with_code(0).contains(", up to date; "));
    // Neither the crate nor the manifest is written where one of them cannot be.
    fs::remove_dir_all(folder.path("out")).unwrap();
    let ended = folder.codegen("--manifest made");
    ended.with_code(2);
    assert!(
        ended.err.starts_with("error: cannot read made: "),
        "{}",
        ended.err
    );
    assert!(!folder.path("out").exists());
}

#[test]
fn overlays_lie_beside_the_description() {
    let folder = Folder::with("overlays", PETS);
    folder.write("codegen.toml", "overlays = [\"changes/one.yaml\"]\n");
    folder.write(
        "changes/one.yaml",
        "overlay: 1.0.0\nactions:\n  - target: $.paths.*.get\n    update: {retries: 3}\n",
    );
    let ended = folder.codegen("");
    assert!(ended.with_code(0).ends_with("; 1 warning: 1 unknown-field"));
    let place = "\n --> changes/one.yaml:4:14\n";
    assert!(ended.err.contains(place), "{}", ended.err);
}

#[test]
fn what_is_broken_is_left_out_where_it_is_allowed() {
    let broken = PETS.replace("schemas/Problem\"", "schemas/Problems\"");
    let folder = Folder::with("allow", &broken);
    let ended = folder.codegen("");
    assert_eq!(ended.with_code(2), "api.yaml: nothing was written; 1 error");
    let help = "help: `--allow unresolved-reference`, or `[allow]` in codegen.toml, generates the rest of the client";
    assert!(ended.err.contains(help), "{}", ended.err);

    // A code that nothing has is no mistake on the command line.
    let ended = folder.codegen("--allow invalid-status --allow unresolved-reference");
    assert!(
        ended.with_code(0).ends_with("; 1 warning: 1 left-out"),
        "{}",
        ended.out
    );
    assert!(
        ended.err.starts_with("warning[left-out]: there is no `Problems` under `components.schemas`; its place takes any value\n"),
        "{}",
        ended.err
    );
    folder
        .codegen("--allow unresolved-reference --deny-warnings")
        .with_code(1);
    folder
        .codegen("--allow unresolved-reference --allow left-out --deny-warnings --check")
        .with_code(0);

    assert_eq!(
        folder
            .run("lint api.yaml --allow unresolved-reference")
            .with_code(0),
        "api.yaml: 1 warning: 1 left-out"
    );
    folder.run("lint api.yaml --allow").with_code(64);
}
