//! What the guide has for CI, run as it stands in the files: the commands of the workflow in a scratch repository, and the hook.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

mod support;

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::{Command, Output};

use support::{Folder, PETS};

const CONFIG: &str = "spec = \"api/petstore.yaml\"\nout = \"petstore-client\"\n";

/// A program that stands for the one of GitHub: it says how it was called, and what it was given.
const GH: &str = "#!/bin/sh\necho \"gh $*\"\ncat comment.md\n";

/// What is not to be tried: it installs the program from somewhere.
const INSTALL: &str = "cargo install";

/// The text of an example.
fn example(name: &str) -> String {
    let guide = Path::new(env!("CARGO_MANIFEST_DIR")).join("../guide/examples/ci");
    fs::read_to_string(guide.join(name)).unwrap()
}

/// What stands behind a key, each time: on its line, or below it and further to the right.
fn values(text: &str, key: &str) -> Vec<String> {
    let margin = |line: &str| line.len() - line.trim_start().len();
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Some(value) = line.trim_start().strip_prefix(key) else {
            continue;
        };
        if value.trim() != "|" {
            found.push(value.trim().to_owned());
            continue;
        }
        let below = lines.iter().skip(at + 1);
        let block = below.take_while(|it| it.trim().is_empty() || margin(it) > margin(line));
        let block: Vec<&str> = block.copied().collect();
        found.push(block.join("\n"));
    }
    found
}

/// A repository with a client at `origin/main`, and a changed description with its client above that.
fn repository(name: &str) -> Folder {
    let folder = Folder::new(name);
    folder.write("codegen.toml", CONFIG);
    folder.write("api/petstore.yaml", PETS);
    folder.write("bin/gh", GH);
    let gh = folder.path("bin/gh");
    fs::set_permissions(gh, fs::Permissions::from_mode(0o755)).unwrap();
    symlink(
        env!("CARGO_BIN_EXE_openapi-client"),
        folder.path("bin/openapi-client"),
    )
    .unwrap();
    folder.run("codegen").with_code(0);
    for command in [
        "git init --quiet --initial-branch work",
        "git add api codegen.toml petstore-client",
        "git -c user.name=a -c user.email=a@b.c commit --quiet --message old",
        "git update-ref refs/remotes/origin/main HEAD",
    ] {
        let done = sh(&folder, command);
        assert!(done.status.success(), "{command}: {}", told(&done));
    }
    folder.write("api/petstore.yaml", &changed());
    folder.run("codegen").with_code(0);
    folder
}

/// The description without a promise that callers rely on.
fn changed() -> String {
    PETS.replace("      required: [id]\n", "")
}

/// Runs commands as a step of a workflow does.
fn sh(folder: &Folder, commands: &str) -> Output {
    let path = std::env::var("PATH").unwrap();
    let bin = folder.path("bin");
    Command::new("bash")
        .args(["--noprofile", "--norc", "-eo", "pipefail", "-c", commands])
        .current_dir(folder.path(""))
        .env("PATH", format!("{}:{path}", bin.display()))
        .env("OLD", "origin/main")
        .env("GITHUB_STEP_SUMMARY", folder.path("summary.md"))
        .env("PULL_REQUEST", "7")
        .env("OPENAPI_CLIENT_CACHE", "")
        .output()
        .unwrap()
}

fn told(output: &Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    text(&output.stdout) + &text(&output.stderr)
}

#[test]
fn the_workflow_tells_what_a_pull_request_does() {
    let steps = values(&example("client.yml"), "run: ");
    let steps: Vec<&String> = steps.iter().filter(|it| !it.starts_with(INSTALL)).collect();
    let [lint, compare, comment, check] = steps.as_slice() else {
        unreachable!("{steps:?}");
    };
    let folder = repository("ci-workflow");
    for step in [lint, compare, comment, check] {
        let done = sh(&folder, step);
        assert!(done.status.success(), "{step}\n{}", told(&done));
    }
    let changes = folder.read("changes.md");
    assert!(changes.starts_with("## A major version from `origin/main:api/petstore.yaml`"));
    assert!(changes.contains("`id`: now optional in answers: `String` becomes `Option<String>`"));
    assert_eq!(folder.read("summary.md"), changes);
    let page = folder.read("changes.html");
    assert!(page.starts_with("<!DOCTYPE html>") && page.ends_with("</html>\n"));
    let said = told(&sh(&folder, comment));
    let expected =
        "gh pr comment 7 --edit-last --create-if-none --body-file comment.md\n## A major";
    assert!(said.starts_with(expected), "{said}");

    // A client that was forgotten, and then a description that is wrong.
    folder.write("api/petstore.yaml", PETS);
    let stale = sh(&folder, check);
    assert_eq!(stale.status.code(), Some(1), "{}", told(&stale));
    folder.write(
        "api/petstore.yaml",
        &PETS.replace("schemas/Pet\"", "schemas/Pat\""),
    );
    let wrong = sh(&folder, lint);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(
        told(&wrong).contains("::error file=api/petstore.yaml,line="),
        "{}",
        told(&wrong)
    );
    assert_eq!(sh(&folder, compare).status.code(), Some(2));
}

#[test]
fn the_hook_refuses_a_client_that_was_forgotten() {
    let hook = example("pre-commit-config.yaml");
    let entries = values(&hook, "entry: ");
    assert_eq!(entries.len(), 1);
    let guide = Path::new(env!("CARGO_MANIFEST_DIR")).join("../guide/ci.md");
    let guide = fs::read_to_string(guide).unwrap();
    assert!(guide.contains(&format!("exec {}\n", entries[0])));

    let folder = repository("ci-hook");
    let fresh = sh(&folder, &entries[0]);
    assert!(fresh.status.success(), "{}", told(&fresh));
    folder.write("api/petstore.yaml", PETS);
    let stale = sh(&folder, &entries[0]);
    assert_eq!(stale.status.code(), Some(1), "{}", told(&stale));
}
