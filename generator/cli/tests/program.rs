//! What a program on the path needs beside its commands, and its first command.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

mod support;

use support::{Folder, PETS};

/// A description that suggests something for each setting.
fn telling() -> String {
    let mut text = PETS.replace("/pets/{id}", "/{account}/pets/{id}");
    text = text.replace(
        "        - {name: id,",
        "        - {name: account, in: path, required: true, schema: {type: string}}\n        - {name: id,",
    );
    let (head, tail) = text.split_once("components:\n").unwrap();
    let mut text = head.to_owned();
    for name in ["cats", "dogs", "house owners"] {
        let path = name.replace(' ', "-");
        text.extend([format!(
            "  /{{account}}/{path}:\n    get:\n      operationId: list-{path}\n      tags: [{name}]\n      parameters:\n        \
             - {{name: account, in: path, required: true, schema: {{type: string}}}}\n        \
             - {{name: cursor, in: query, schema: {{type: string}}}}\n      responses: {{\"204\": {{description: None.}}}}\n"
        )]);
    }
    text.push_str("security: [{token: []}]\ncomponents:\n  securitySchemes: {token: {type: http, scheme: bearer}}\n");
    text.push_str(tail);
    text
}

#[test]
fn init_writes_what_the_description_suggests() {
    let folder = Folder::new("init");
    folder.write("api/pets.yaml", &telling());
    let ended = folder.run("init api/pets.yaml");
    ended.with_code(0);
    assert_eq!(
        ended.out,
        "codegen.toml is written, with a word on each setting, and codegen.schema.json, by which editors know them. What comes next:\n  \
         openapi-client codegen    writes the client to pets-client\n  \
         cargo add pets --path pets-client    in the crate that calls the API\n"
    );
    assert_eq!(
        folder.read("codegen.toml"),
        r#"#:schema codegen.schema.json

# What the description cannot say about the crate that is made from it. Paths start from this file.
spec = "api/pets.yaml"
out = "pets-client"

# The name of the package.
package = "pets"

# Nearly every path has these: a caller gives them once, on the client, or call by call.
client_parameters = ["account"]

# The variable that replaces the URL of the server, for tests and proxies.
base_url_env = "PETS_BASE_URL"

# A test of each operation, made from the examples of the description.
# tests = true

# Where `Client::from_env` finds the credential of each security scheme.
[security]
token = { env = "PETS_TOKEN" }

# From the tag of an operation to the way a caller reaches it, as it is now. A dot leads further:
# `"shop.orders"` is `client.shop().orders()`.
# [resources]
# cats = "cats"
# dogs = "dogs"
# "house owners" = "house_owners"
# pets = "pets"

# Where the items of a list are, if the description does not tell.
# [operations.list-cats.paging]
# items = "data"

# What goes into the Cargo.toml of the client as it is.
[manifest.package]
publish = false
"#
    );
    assert_eq!(folder.read("codegen.schema.json"), folder.run("schema").out);
    assert!(
        folder
            .run("codegen")
            .with_code(0)
            .starts_with("pets-client: 4 operations, ")
    );

    let before = folder.snapshot();
    let ended = folder.run("init api/pets.yaml");
    ended.with_code(2);
    let message =
        "error: codegen.toml is there already: change it by hand, or remove it to start anew\n";
    assert_eq!(ended.err, message);
    assert_eq!(folder.snapshot(), before);
}

#[test]
fn init_tells_of_errors_and_of_the_way_around_them() {
    let folder = Folder::with(
        "init-errors",
        &PETS.replace("schemas/Pet\"", "schemas/Pat\""),
    );
    let ended = folder.run("init .");
    ended.with_code(0);
    assert!(
        ended.err.starts_with("error[unresolved-reference]: "),
        "{}",
        ended.err
    );
    let step = "\n  look at the errors above (1 error): `[allow]` in codegen.toml leaves out what they touch\n";
    assert!(ended.out.contains(step), "{}", ended.out);
    let text = folder.read("codegen.toml");
    let allow = "# [allow]\n# unresolved-reference = [\"*\"]\n";
    assert!(text.contains(allow), "{text}");
    folder.run("codegen").with_code(2);
    let text = text.replace(allow, &allow.replace("# ", ""));
    folder.write("codegen.toml", &text);
    folder.run("codegen").with_code(0);

    let folder = Folder::new("init-none");
    let ended = folder.run_in("", "init -", PETS);
    ended.with_code(2);
    assert!(!folder.path("codegen.toml").exists());
}

#[test]
fn the_program_says_its_version_and_what_exit_codes_mean() {
    let folder = Folder::new("program");
    let version = format!("openapi-client {}", env!("CARGO_PKG_VERSION"));
    assert_eq!(folder.run("--version").with_code(0), version);
    let help = folder.run("--help").out;
    for word in [
        "Exit codes: 0 done;",
        "Usage: openapi-client <COMMAND>",
        "  init ",
        "  codegen ",
        "  lint ",
        "  completions ",
    ] {
        assert!(help.contains(word), "{word}\n{help}");
    }
}

#[test]
fn shells_and_man_know_the_commands() {
    let folder = Folder::new("program-man");
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let ended = folder.run(&format!("completions {shell}"));
        ended.with_code(0);
        assert!(ended.out.contains("deny-warnings"), "{shell}");
    }
    folder.run("completions sh").with_code(64);
    folder.run("man pages").with_code(0);
    let page = folder.read("pages/openapi-client-codegen.1");
    assert!(
        page.contains("deny\\-warnings") && page.contains(".SH SYNOPSIS"),
        "{page}"
    );
    assert!(folder.read("pages/openapi-client.1").contains("Exit codes"));
}
